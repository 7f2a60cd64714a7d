import { beforeAll, describe, expect, it, vi } from 'vitest'
import { attackRelease } from '../../src/audit'
import { answer, tablesFor } from '../../src/analysis/answer'
import { fullSelection } from '../../src/analysis/full'
import { loadSolver, protect } from '../../src/disclosure'
import type { Solver } from '../../src/disclosure'
import type { Answer, Indicator, SummaryRow } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import { memorySource, openRelease } from '../../src/release'
import { protectedDraft } from '../../src/release/protected'
import { writeRelease } from '../../src/release/write'
import { standardisedRate } from '../../src/statistics'
import { espWeight } from '../../src/statistics/standard-population'
import { five } from './planted/publishing'
import { countTables, day, outlineOf, worldOf } from './planted/world'
import type { Person, World } from './planted/world'

vi.setConfig({ testTimeout: 120_000 })

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

const KINDS = ['rate', 'dsr', 'ratio', 'proportion'] as const
const BANDS = { '0-17': [0, 17], '18-64': [18, 64], '65+': [65, null] } as const
const SEXES = ['female', 'male']
const AREAS = ['D1', 'D2', 'D3', 'D4']
const PEOPLE = 5_000

/** Nothing but rounding: dominance is of no matter where each person counts once. */
const worldFor = (seed: number) => worldOf(seed, 14, { population: () => PEOPLE })

async function filesOf(world: World, kind: Indicator['kind']) {
  const outline = outlineOf(world, five)
  const indicators = outline.indicators.map((one) => ({ ...one, kind }))
  const made = protect(countTables(world, five), five, solver)
  return writeRelease(protectedDraft({ ...outline, indicators }, [made]))
}

const openFiles = (files: ReadonlyMap<string, Uint8Array>) => openRelease(memorySource(files, 'memory'))

/** As many people in each cell as the release says there are: the truth that an attacker would believe. */
async function believed(
  world: World,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<{ world: World; told: number[] }> {
  const { values } = (await (await openFiles(files)).table('copd.main')).measures['count']!
  const people: Person[] = []
  values.forEach((count, cell) => {
    const place = { area: AREAS[cell % 4]!, age: [5, 30, 70][Math.floor(cell / 4) % 3]! }
    const [sex, year] = [SEXES[Math.floor(cell / 12) % 2]!, 2020 + Math.floor(cell / 24)]
    for (let one = 0; one < count; one++) people.push({ ...place, sex, day: day(`${year}-06-01`), counted: true })
  })
  return { world: { ...world, people }, told: [...values] }
}

async function answered(files: ReadonlyMap<string, Uint8Array>): Promise<Answer> {
  const open = await openFiles(files)
  const { release } = open
  const chosen = fullSelection(release, release.indicators[0]!, { areaType: 'ltla', within: null })!
  const comparator = { kind: 'area', code: 'R1' } as const
  const question = {
    release: release.id,
    indicator: 'copd',
    ...chosen,
    comparator,
    rule: 'overlap',
    chosen: [],
  } as const
  const engine = columnsEngine()
  for (const id of tablesFor(question, release)) engine.add(await open.table(id))
  return answer(question, release, engine)
}

describe('what the app prints (attack 9)', () => {
  it.each(KINDS)('%s: the same to the last digit for two truths with the same released counts', async (kind) => {
    let apart = 0
    for (const seed of [1, 2, 3]) {
      const world = worldFor(seed)
      const files = await filesOf(world, kind)
      const other = await believed(world, files)
      const [shape] = countTables(world, five)
      const [truth, released] = [shape!.counts, countTables(other.world, five)[0]!.counts]
      apart += truth.filter((count, cell) => count !== released[cell]).length
      const again = await filesOf(other.world, kind)
      expect([...again.keys()]).toEqual([...files.keys()])
      const [one, two] = [await answered(files), await answered(again)]
      expect(two.estimates).toEqual(one.estimates)
      expect(two.limits).toEqual(one.limits)
      expect(two.comparator).toEqual(one.comparator)
      const figures = one.estimates.filter(
        ({ value, interval95, interval998 }) => value !== null && interval95 && interval998,
      )
      expect(figures).toHaveLength(AREAS.length)
    }
    // Without this the truths might be the released counts themselves.
    expect(apart).toBeGreaterThan(100)
  })

  it('a standardised rate turned back gives the released count, which is not the truth', async () => {
    let [found, hits, cells] = [0, 0, 0]
    for (const seed of [1, 2, 3, 4]) {
      const world = worldFor(seed)
      const files = await filesOf(world, 'dsr')
      const { told } = await believed(world, files)
      const { estimates, question } = await answered(files)
      const year = Number(question.period)
      const truth = countTables(world, five)[0]!
      AREAS.forEach((area, at) => {
        const shown = estimates.find((one) => one.area === area)!.value!.toFixed(1)
        Object.entries(BANDS).forEach(([code, [start, end]], band) => {
          const sums = [0, 1, 2].map((age) =>
            [0, 1].reduce((sum, sex) => sum + told[(((year - 2020) * 2 + sex) * 3 + age) * 4 + at]!, 0),
          )
          const strata = Object.values(BANDS).map(([from, to], age) => ({
            weight: espWeight(from, to),
            count: sums[age]!,
            population: peopleOf(Object.keys(BANDS)[age]!),
          }))
          const alike = Array.from({ length: 19 }, (_, step) => sums[band]! - 9 + step).filter((count) => {
            const tried = strata.map((one, age) => (age === band ? { ...one, count } : one))
            return count >= 0 && (standardisedRate(tried).value * 100_000).toFixed(1) === shown
          })
          const exact = world.people.filter(
            (one) => one.area === area && one.age >= start && one.age <= (end ?? 999) && yearOf(one.day) === year,
          ).length
          expect(alike, `${code} ${area} ${truth.id}`).toEqual([sums[band]])
          cells++
          found += alike.length
          if (exact === sums[band]) hits++
        })
      })
    }
    expect(found).toBe(cells)
    // Turned back from true counts every one would be right.
    expect(hits / cells).toBeLessThan(0.5)
  })

  it('refuses stored answers that a reader cannot work out again', async () => {
    const open = await openFiles(await filesOf(worldFor(1), 'dsr'))
    const bare = { areaType: 'ltla', area: 'D1', period: '2020', population: null, lower95: null, upper95: null }
    const { values } = (await open.table('copd.main')).measures['count']!
    const count = [...values].reduce((sum, value, cell) => sum + (cell < 24 && cell % 4 === 0 ? value : 0), 0)
    const row = {
      indicator: 'copd',
      ...bare,
      count,
      value: null,
      lower998: null,
      upper998: null,
      status: 'rounded',
    } as const
    const outcome = async (more: Partial<SummaryRow>) => {
      const stored = { ...open, table: (id: string) => open.table(id), summary: async () => [{ ...row, ...more }] }
      const results = await attackRelease([{ ...stored, release: open.release }], { solver })
      return results.find(({ attack }) => attack === '9')!.outcome
    }
    expect(await outcome({})).toBe('passed')
    expect(await outcome({ value: 123.4 })).toBe('failed')
    expect(await outcome({ lower95: 100, upper95: 150 })).toBe('failed')
    expect(await outcome({ count: count + 1 })).toBe('failed')
  })
})

/** Both sexes of the shared population; the youngest band is two of its bands. */
const peopleOf = (age: string) => (age === '0-17' ? 4 : 2) * PEOPLE
const yearOf = (date: number) => new Date(date * 86_400_000).getUTCFullYear()
