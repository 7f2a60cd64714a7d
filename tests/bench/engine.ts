import { columnsEngine } from '../../src/engine/columns'
import { duckdbEngine } from '../../src/engine/duckdb'
import { nodeBindings } from '../../src/engine/duckdb/node'
import type { DenseTable, SumQuery, Sums } from '../../src/engine/port'
import { contest, printed } from './arms'
import type { Arm, ArmTimes } from './arms'

const PERIODS = 5
const SEXES = 2
const AGES = 18
const AREAS = 7000
const CELLS = PERIODS * SEXES * AGES * AREAS

export interface EngineBench {
  title: string
  times: ArmTimes[]
  /** Each goal with what was found, in words, and whether it is met. */
  goals: { goal: string; found: string; met: boolean }[]
}

/** G1 for sums: 1.26 million cells, one period; prints nothing, `printed` does. Takes about half a minute. */
export async function engineBench(rounds = 30): Promise<EngineBench[]> {
  const duckdb = duckdbEngine(await nodeBindings())
  const columns = columnsEngine()
  const table = cube()
  for (const engine of [columns, duckdb]) engine.add(table)
  const contests = [
    { title: 'Sum every age and sex, for 7,000 areas', ages: new Int32Array(AGES), strata: 1 },
    { title: 'Sum sexes in each of 18 ages, for 7,000 areas', ages: identity(AGES), strata: AGES },
  ]
  const found = contests.map(({ title, ages, strata }) => {
    const query = queryOf(ages, strata)
    const arms: Arm<Float64Array[]>[] = [
      { name: 'bare typed loop', run: () => bareLoop(table, ages, strata) },
      { name: 'columns engine', run: () => both(columns.sum(query)) },
      { name: 'DuckDB-WASM', run: () => both(duckdb.sum(query)) },
    ]
    const times = contest(arms, sameSums, rounds)
    return { title, times, goals: goalsOf(times, strata > 1) }
  })
  duckdb.close()
  return found
}

/** Standardised rates, which the goal is about, are made of sums in each age; one sum over all ages suits DuckDB better. */
function goalsOf([, columns, duckdb]: ArmTimes[], standardised: boolean): EngineBench['goals'] {
  const faster = duckdb!.p50 / columns!.p50
  const bare = {
    goal: 'G1: at most 1.5× a bare typed loop',
    found: `${columns!.ratio.toFixed(2)}×`,
    met: columns!.ratio <= 1.5,
  }
  if (!standardised) return [bare]
  return [bare, { goal: 'G1: at least 20× faster than DuckDB-WASM', found: `${faster.toFixed(1)}×`, met: faster >= 20 }]
}

function cube(): DenseTable {
  const axes = [
    { name: 'period', size: PERIODS },
    { name: 'sex', size: SEXES },
    { name: 'age', size: AGES },
    { name: 'area', size: AREAS },
  ]
  const count = Int32Array.from({ length: CELLS }, (_, cell) => (cell * 7919) % 50)
  const population = Int32Array.from({ length: CELLS }, (_, cell) => 100 + ((cell * 104_729) % 900))
  const measures = { count: { values: count, status: null }, population: { values: population, status: null } }
  return { id: 'cube', axes, measures }
}

function queryOf(ages: Int32Array, strata: number): SumQuery {
  const lastPeriod = Int32Array.from({ length: PERIODS }, (_, period) => (period === PERIODS - 1 ? 0 : -1))
  const groupings = [
    { axis: 'period', slots: lastPeriod, size: 1 },
    { axis: 'age', slots: ages, size: strata },
    { axis: 'area', slots: identity(AREAS), size: AREAS },
  ]
  return { table: 'cube', measures: ['count', 'population'], groupings }
}

const identity = (size: number) => Int32Array.from({ length: size }, (_, member) => member)

const both = ({ measures }: Sums) => [measures.count!.sum, measures.population!.sum]

/** What one would write by hand for this one question and this one table. */
function bareLoop({ measures }: DenseTable, ages: Int32Array, strata: number): Float64Array[] {
  const count = measures.count!.values as Int32Array
  const population = measures.population!.values as Int32Array
  const counts = new Float64Array(strata * AREAS)
  const populations = new Float64Array(strata * AREAS)
  for (let sex = 0; sex < SEXES; sex++)
    for (let age = 0; age < AGES; age++) {
      const from = (((PERIODS - 1) * SEXES + sex) * AGES + age) * AREAS
      const to = ages[age]! * AREAS
      for (let area = 0; area < AREAS; area++) {
        counts[to + area]! += count[from + area]!
        populations[to + area]! += population[from + area]!
      }
    }
  return [counts, populations]
}

function sameSums(one: readonly Float64Array[], other: readonly Float64Array[]): boolean {
  return one.every((sums, m) => sums.length === other[m]!.length && sums.every((sum, slot) => sum === other[m]![slot]))
}

if (process.argv[1]?.endsWith('bench/engine.ts'))
  for (const { title, times, goals } of await engineBench()) {
    console.log(printed(title, times))
    for (const { goal, found, met } of goals) console.log(`  ${met ? 'met' : 'NOT MET'}: ${goal}: ${found}`)
  }
