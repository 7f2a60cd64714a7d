/**
 * One arm of `aggregate.ts` in a process of its own, so that the arms share neither memory nor caches: forked with an `ArmTask` as
 * JSON, it sends back an `ArmResult`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { planOf, readRecipe } from '../../src/builder'
import { aggregateRecords } from '../../src/builder/aggregate/node'
import { openDatabase } from '../../src/builder/run/node'
import { QueryError, type Area } from '../../src/domain'
import { benchRecipe } from './aggregate-records'

export interface ArmTask {
  arm: 'hand' | 'plan'
  /** Folder and name of the Parquet file, and its rows. */
  dir: string
  file: string
  rows: number
  /** What DuckDB may hold, as it writes sizes; the plan's own choice where absent. */
  memory?: string
  /** Passes over the file; the plan's own choice where absent. */
  passes?: number
}

export interface ArmResult {
  /** Null where DuckDB had too little memory or disk. */
  sums: Sums | null
  milliseconds: number
  /** Time of all processors together, in milliseconds: a busy machine changes it least. */
  cpu: number
  /** The most memory that the whole process held, in bytes. */
  peak: number
}

/** Sums over all cells: events, persons, most of one, squares. */
export type Sums = readonly [events: number, persons: number, largest: number, squares: number]

async function byHand({ dir, file, memory }: ArmTask): Promise<Sums> {
  const database = await openDatabase([dir], { memory, temp: join(dir, 'temp') })
  const sql = readFileSync(new URL('./aggregate-baseline.sql', import.meta.url), 'utf8').replace('$file', `'${join(dir, file)}'`) // prettier-ignore
  try {
    await database.run(`CREATE TEMP TABLE result AS ${sql}`)
    let sums: Sums = [0, 0, 0, 0]
    const total = 'SELECT CAST(sum(events) AS DOUBLE) e, CAST(sum(persons) AS DOUBLE) p, CAST(max(largest) AS DOUBLE) l, CAST(sum(squares) AS DOUBLE) s FROM result' // prettier-ignore
    for await (const { e, p, l, s } of database.columns(total)) sums = [Number(e?.[0]), Number(p?.[0]), Number(l?.[0]), Number(s?.[0])] // prettier-ignore
    return sums
  } finally {
    database.close()
  }
}

async function byPlan({ dir, file, rows, memory, passes }: ArmTask): Promise<Sums> {
  const made = readRecipe(JSON.stringify(benchRecipe(file)))
  const plan = await planOf(made, 'list' in made.areas ? (made.areas.list as readonly Area[]) : [])
  const { aggregates, reports } = await aggregateRecords(plan, {
    dir,
    passes,
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

/** Null where memory or disk did not do. */
async function tried(task: ArmTask): Promise<Sums | null> {
  try {
    return await (task.arm === 'hand' ? byHand(task) : byPlan(task))
  } catch (error) {
    if (error instanceof QueryError && error.message.includes('more memory or room')) return null
    throw error
  }
}

const task = JSON.parse(process.argv[2] ?? '') as ArmTask
const from = performance.now()
const sums = await tried(task)
const milliseconds = performance.now() - from
const { user, system } = process.cpuUsage()
const peak = process.resourceUsage().maxRSS * 1024
process.send?.({ sums, milliseconds, cpu: (user + system) / 1000, peak } satisfies ArmResult)
