import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attackRelease } from '../../src/audit'
import { buildRelease, readRecipe, type Built, type Counted, type RecipeInput } from '../../src/builder'
import { countRecords } from '../../src/builder/count/node'
import { loadSolver, preset, type AttackResult, type CountTable, type Policy } from '../../src/disclosure'
import { memorySource, openRelease, type OpenRelease } from '../../src/release'
import { writeRelease } from '../../src/release/write'
import { HEADER, INDICATOR, tinyRecipe } from './tiny'

export const FIVE: Policy = { ...preset('controlled-5'), approval: { by: 'the data owner', on: '2026-01-31' } }

/** Names that would do harm in a spreadsheet, in CSV, in Markdown or in HTML. */
export const NASTY = ['=HYPERLINK("x")', "'s-Town, [b](c)", '<script>alert(1)</script>', '@SUM(A1)', '-Ville | x']
const PLACES = ['A', 'B', 'C', 'D', 'E']

/** One record a row, in an order of its own; whoever asks for the same gets the same. */
export function manyRecords(rows: number): string[] {
  let state = 7
  const below = (limit: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % limit
  }
  return Array.from({ length: rows }, (_, at) => {
    const [place, year, old] = [PLACES[below(5)], 2022 + below(2), below(3) === 0]
    return `p${at},${place},${year}-05-${10 + below(18)},${old ? 1940 : 1990}-01-01,${below(2) ? 'F' : 'M'},it's,W01,10`
  })
}

function recipe(): RecipeInput {
  const base = tinyRecipe()
  const list = PLACES.map((code, at) => ({ code, name: NASTY[at] ?? '', type: 'place', parents: ['R'], facility: 'Here', x: -2.5, y: 53 })) // prettier-ignore
  const tables = INDICATOR.tables.map((table) => ({
    ...table,
    periods: ['2022', '2023'],
    additive: ['sex', 'age', 'area'],
    totals: [{ id: 'total', over: ['sex', 'age'] }],
  }))
  return {
    ...base,
    policy: 'controlled-5',
    review: '2026-06-30',
    areas: { list: [{ code: 'R', name: 'Region', type: 'region', facility: 'Here' }, ...list] },
    records: base.records,
    indicators: [{ ...INDICATOR, tables }],
  }
}

const PEOPLE = ['2022', '2023', '2022-23'].flatMap((period) => PLACES.flatMap((area, at) => ['f', 'm'].flatMap((sex) => ['0-64', '65+'].map((age) => `${area},${period},${sex},${age},${1000 * (at + 1)}`)))) // prettier-ignore

export interface Made {
  counted: Counted
  policy: Policy
  built: Built
  release: Map<string, Uint8Array>
  open: OpenRelease
  results: AttackResult[]
}

/** From records to an attacked release, as the builder does it. */
export async function make(
  records: readonly string[],
  {
    policy = FIVE,
    standing,
    earlier = [],
  }: { policy?: Policy; standing?: (table: CountTable) => Int32Array | null; earlier?: OpenRelease[] } = {},
): Promise<Made> {
  const dir = await mkdtemp(join(tmpdir(), 'cairn-egress-'))
  try {
    await writeFile(join(dir, 'events.csv'), `${[HEADER, ...records].join('\n')}\n`)
    await writeFile(join(dir, 'population.csv'), `${['area,period,sex,age,people', ...PEOPLE].join('\n')}\n`)
    const read = readRecipe(JSON.stringify(recipe()))
    const counted = await countRecords(read, { dir, threads: 1, memory: '500MB', temp: join(dir, 'temp') })
    const solver = await loadSolver()
    const built = buildRelease(counted, policy, { solver, ...(standing ? { standing } : {}) })
    const release = await writeRelease(built.draft)
    const open = await openRelease(memorySource(release, 'test'))
    const results = await attackRelease([open], { solver, against: earlier, insiders: 20 })
    return { counted, policy, built, release, open, results }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
