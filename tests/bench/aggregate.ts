/**
 * `npx tsx tests/bench/aggregate.ts [--rows 2000000] [--rounds 3] [--memory 3GB] [--passes 1] [--dir DIR]`: the builder's plan against the
 * query that somebody would write by hand (`aggregate-baseline.sql`), on the same synthetic records; both must find the same sums.
 * `--rows 100000000` is the goal's own size: about 2 GB of records, 30 GB of room for what does not fit into memory.
 */
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { planOf, readRecipe, type RecipeInput } from '../../src/builder'
import { aggregateRecords } from '../../src/builder/aggregate/node'
import { openDatabase } from '../../src/builder/run/node'
import type { Area } from '../../src/domain'
import { INDICATOR, tinyRecipe } from '../builder/tiny'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '2000000' },
    rounds: { type: 'string', default: '3' },
    memory: { type: 'string', default: '3GB' },
    passes: { type: 'string', default: '1' },
    dir: { type: 'string', default: join(tmpdir(), 'cairn-bench') },
  },
})
const [rows, rounds] = [Number(values.rows), Number(values.rounds)]
const { memory, dir } = values
const GOAL = 1.3

/** Synthetic events: a person has one or two, a few have forty; 62 places. */
async function makeRecords(): Promise<string> {
  const file = `events-${rows}.parquet`
  await mkdir(dir, { recursive: true })
  if (existsSync(join(dir, file))) return file
  const database = await openDatabase([dir], { memory, temp: join(dir, 'temp') })
  await database.run(`COPY (
    WITH drawn AS (SELECT i, hash(i) AS h, CASE WHEN i % 50 = 0 THEN i // 2000 ELSE i // 2 END AS p FROM range(${rows}) t(i)),
    who AS (SELECT *, hash(p + 7) AS g FROM drawn)
    SELECT 'syn-' || lpad(CAST(p AS VARCHAR), 9, '0') AS person,
      CASE WHEN g % 63 = 62 THEN 'old' ELSE 'a' || (1 + g % 63) END AS area,
      DATE '2015-01-01' + CAST(h % 3653 AS INTEGER) AS date,
      DATE '2014-12-31' - CAST((g // 64) % 33000 AS INTEGER) AS born,
      CASE WHEN (g // 4096) % 2 = 0 THEN 'F' ELSE 'M' END AS sex,
      'q' || (1 + (g // 8192) % 5) AS fifth,
      substr('ABCHJKZ', CAST(1 + (g // 65536) % 7 AS INTEGER), 1) AS ethnicity
    FROM who) TO '${join(dir, file)}.part' (FORMAT parquet)`)
  database.close()
  await rename(join(dir, `${file}.part`), join(dir, file))
  return file
}

const AGES = ['0-19', '20-44', '45-64', '65-74', '75-84', '85+', '20-64', '65+']

function recipe(file: string): RecipeInput {
  const base = tinyRecipe()
  const drop = { blank: 'drop', unlisted: 'drop' } as const
  const known = { blank: { member: 'unknown' }, unlisted: { member: 'unknown' } }
  const fifths = ['q1', 'q2', 'q3', 'q4', 'q5']
  const category = (id: string, codes: readonly string[]) => ({ id, label: id, source: '', members: codes.map((code) => ({ code, label: code })) }) // prettier-ignore
  const table = (id: string, axes: string[], ages: string[]) => ({ id, axes, ages, areas: ['place'], additive: [], population: 'population' }) // prettier-ignore
  return {
    ...base,
    areas: { list: [...placesList(), { code: 'old', name: 'old', type: 'place', successors: ['a1'] }] },
    comparators: ['a1'],
    dimensions: {
      ...base.dimensions,
      periods: Array.from({ length: 10 }, (_, at) => 2015 + at).map((year) => ({ code: `${year}`, label: `${year}`, start: `${year}-01-01`, end: `${year}-12-31`, kind: 'calendar' as const })), // prettier-ignore
      ages: AGES.map((code) => ({ code, label: code, start: parseInt(code), end: code.includes('+') ? null : Number(code.split('-')[1]) })), // prettier-ignore
      categories: [category('fifth', fifths), category('ethnicity', ['white', 'asian', 'unknown'])],
    },
    records: [
      {
        id: 'events',
        files: [file],
        format: 'parquet',
        person: { column: 'person', blank: 'drop' },
        area: { column: 'area', blank: 'drop', unknown: 'drop', ended: 'successor', outOfTime: 'count' },
        date: { column: 'date', format: 'native' },
        birth: { column: 'born', format: 'native' },
        sex: { column: 'sex', codes: { f: ['F'], m: ['M'] }, ...drop },
        categories: {
          fifth: { column: 'fifth', codes: Object.fromEntries(fifths.map((code) => [code, [code]])), ...drop },
          ethnicity: { column: 'ethnicity', codes: { white: ['A', 'B', 'C'], asian: ['H', 'J', 'K'] }, ...known },
        },
        duplicates: 'keep',
      },
    ],
    populations: base.populations.map((one) => ({ ...one, ages: AGES.slice(0, 6) })),
    indicators: [
      {
        ...INDICATOR,
        tables: [
          table('main', ['period', 'sex', 'age', 'area'], AGES.slice(0, 6)),
          table('fifth', ['period', 'age', 'fifth', 'area'], ['0-19', '20-64', '65+']),
          table('ethnicity', ['period', 'age', 'ethnicity', 'area'], ['0-19', '20-64', '65+']),
        ],
      },
    ],
  }
}

const placesList = () =>
  Array.from({ length: 62 }, (_, at) => ({ code: `a${at + 1}`, name: `a${at + 1}`, type: 'place' }))

/** Sums over all cells: events, persons, most of one, squares. */
type Sums = readonly [events: number, persons: number, largest: number, squares: number]

async function byHand(file: string): Promise<Sums> {
  const database = await openDatabase([dir], { memory, temp: join(dir, 'temp') })
  const sql = readFileSync(new URL('./aggregate-baseline.sql', import.meta.url), 'utf8').replace('$file', `'${join(dir, file)}'`) // prettier-ignore
  await database.run(`CREATE TEMP TABLE result AS ${sql}`)
  let sums: Sums = [0, 0, 0, 0]
  const total = 'SELECT CAST(sum(events) AS DOUBLE) e, CAST(sum(persons) AS DOUBLE) p, CAST(max(largest) AS DOUBLE) l, CAST(sum(squares) AS DOUBLE) s FROM result' // prettier-ignore
  for await (const { e, p, l, s } of database.columns(total)) sums = [Number(e?.[0]), Number(p?.[0]), Number(l?.[0]), Number(s?.[0])] // prettier-ignore
  database.close()
  return sums
}

async function byPlan(file: string): Promise<Sums> {
  const made = readRecipe(JSON.stringify(recipe(file)))
  const plan = await planOf(made, 'list' in made.areas ? (made.areas.list as readonly Area[]) : [])
  const { aggregates, reports } = await aggregateRecords(plan, {
    dir,
    passes: Number(values.passes),
    memory,
    temp: join(dir, 'temp'),
  })
  if (reports.some(({ read, counted }) => read !== rows || counted !== rows)) throw new Error('the plan lost records')
  const sums = [...aggregates.tables.values(), ...aggregates.margins].map(({ counts }) => counts)
  const total = (of: (one: (typeof sums)[number]) => Int32Array | Float64Array) =>
    sums.reduce((all, one) => all + [...of(one)].reduce((sum: number, value: number) => sum + value, 0), 0)
  const largest = Math.max(...sums.map((one) => one.largest.reduce((most, value) => Math.max(most, value), 0)))
  return [total((one) => one.events), total((one) => one.persons), largest, total((one) => one.squares)]
}

const file = await makeRecords()
const ratios: number[] = []
for (let round = 0; round < rounds; round++) {
  const took: Record<string, number> = {}
  const found: Record<string, Sums> = {}
  for (const [name, arm] of round % 2
    ? ([
        ['plan', byPlan],
        ['hand', byHand],
      ] as const)
    : ([
        ['hand', byHand],
        ['plan', byPlan],
      ] as const)) {
    // prettier-ignore
    const from = performance.now()
    found[name] = await arm(file)
    took[name] = performance.now() - from
  }
  if (String(found.plan) !== String(found.hand)) throw new Error(`different sums: ${found.plan} and ${found.hand}`)
  const ratio = (took.plan ?? NaN) / (took.hand ?? NaN)
  ratios.push(ratio)
  console.log(`by hand ${seconds(took.hand)}, by the plan ${seconds(took.plan)}, ratio ${ratio.toFixed(2)}`)
}

function seconds(milliseconds = NaN): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

const median = ratios.sort((a, b) => a - b)[ratios.length >> 1] ?? NaN
const memoryUsed = `${(process.resourceUsage().maxRSS / 1024 / 1024).toFixed(2)} GB at most`
console.log(
  `${rows} records: ${median.toFixed(2)}× the query by hand (goal ${GOAL}×), ${memoryUsed}: ${median <= GOAL ? 'met' : 'NOT MET'}`,
)
process.exit(median <= GOAL ? 0 : 1)
