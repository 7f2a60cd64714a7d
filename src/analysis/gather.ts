import type { Table } from '../domain'
import type { MeasureSums, Sums } from '../engine/port'
import type { Cells, PublishedCells, StratumCells } from '../indicators'
import { FOUND } from '../indicators'
import type { Plan } from './plan'
import { PUBLISHED_MEASURES } from './plan'

/** Where the column of a stratum starts in a table's sums: areas lie last, so a stratum is one run of them. */
function startOf(table: Table, sums: Sums, grouped: readonly string[], stratum: { sex: number; age: number }): number {
  const names = table.axes.map(({ name }) => name).filter((name) => grouped.includes(name))
  let start = 0
  names.forEach((name, i) => {
    const slot = name === 'sex' ? stratum.sex : name === 'age' ? stratum.age : 0
    start = start * sums.sizes[i]! + slot
  })
  return start
}

/** Raises each place to the worst that was found there; most releases hide and round nothing, so that is told first. */
function worsen(found: Uint8Array, { starts, sums }: Side, tally: 'rounded' | 'hidden', level: number): void {
  const column = sums[tally]
  if (!anyAbove0(column)) return
  for (const start of starts)
    for (let i = 0; i < found.length; i++) if (column[start + i]! > 0 && found[i]! < level) found[i] = level
}

function anyAbove0(column: Int32Array): boolean {
  for (let i = 0; i < column.length; i++) if (column[i]! > 0) return true
  return false
}

/** Sums of the whole plan as cells: every row read is a place. */
export function gather(plan: Plan, sums: readonly Sums[]): Cells {
  const counts = side(plan, plan.holding.table, plan.holding.slots, sums[0]!, 'count')
  const { population } = plan.holding
  const people = population
    ? side(plan, population.table, population.slots, sums[1]!, 'population')
    : side(plan, plan.holding.table, plan.holding.slots, sums[0]!, 'population')
  const strata = plan.strata.map(({ weight }, s): StratumCells => ({
    weight,
    count: counts.columns[s]!,
    population: people.columns[s]!,
  }))
  return { places: counts.places, strata, found: foundAt(counts, people) }
}

interface Side {
  places: number
  columns: Float64Array[]
  starts: number[]
  sums: MeasureSums
}

function side(plan: Plan, table: Table, slots: ReadonlyMap<string, unknown>, sums: Sums, measure: string): Side {
  const places = sums.sizes.at(-1)!
  const grouped = [...slots.keys(), 'area']
  const found = sums.measures[measure]!
  const starts = plan.strata.map((stratum) => startOf(table, sums, grouped, stratum))
  return { places, starts, sums: found, columns: starts.map((start) => found.sum.subarray(start, start + places)) }
}

function foundAt(counts: Side, people: Side): Uint8Array {
  const found = new Uint8Array(counts.places)
  for (const one of [counts, people]) {
    worsen(found, one, 'rounded', FOUND.rounded)
    worsen(found, one, 'hidden', FOUND.hidden)
    emptyPlaces(found, one)
  }
  return found
}

/** A place without a single cell has nothing; a cell that is absent beside others counts nobody. */
function emptyPlaces(found: Uint8Array, { starts, sums }: Side): void {
  for (let i = 0; i < found.length; i++) {
    let cells = 0
    for (let s = 0; s < starts.length && cells === 0; s++) {
      const at = starts[s]! + i
      cells += sums.shown[at]! + sums.rounded[at]! + sums.hidden[at]!
    }
    if (cells === 0) found[i] = FOUND.nothing
  }
}

/** The first places of some cells. */
function firstPlaces(cells: Cells, places: number): Cells {
  return { places, strata: cells.strata, found: cells.found.subarray(0, places) }
}

/** The places compared: the first ones, or what each adds up. One part without any cell leaves the whole without a figure. */
export function comparedPlaces(cells: Cells, made: readonly (readonly number[])[] | null, places: number): Cells {
  if (!made) return firstPlaces(cells, places)
  const add = (column: Float64Array) =>
    Float64Array.from(made, (rows) => rows.reduce((sum, row) => sum + column[row]!, 0))
  const strata = cells.strata.map(({ weight, count, population }) => ({
    weight,
    count: add(count),
    population: add(population),
  }))
  const found = Uint8Array.from(made, (rows) => rows.reduce((worst, row) => Math.max(worst, cells.found[row]!), 0))
  return { places, strata, found }
}

/** Several places added into one. Those without any cell are left out whole; all without makes nothing. */
export function addPlaces(cells: Cells, rows: readonly number[]): Cells {
  const given = rows.filter((row) => cells.found[row] !== FOUND.nothing)
  const add = (column: Float64Array) => {
    let sum = 0
    for (const row of given) sum += column[row]!
    return Float64Array.of(sum)
  }
  const strata = cells.strata.map(({ weight, count, population }) => ({
    weight,
    count: add(count),
    population: add(population),
  }))
  const worst = given.reduce<number>((level, row) => Math.max(level, cells.found[row]!), FOUND.shown)
  return { places: 1, strata, found: Uint8Array.of(given.length > 0 ? worst : FOUND.nothing) }
}

/** Sums of a published table as it came: one cell a place, NaN where blank. */
export function gatherPublished(sums: Sums): PublishedCells {
  const places = sums.sizes.at(-1)!
  const { rounded, hidden, shown } = sums.measures.value!
  const found = new Uint8Array(places)
  for (let i = 0; i < places; i++)
    found[i] = hidden[i]! > 0 ? FOUND.hidden : rounded[i]! > 0 ? FOUND.rounded : shown[i]! > 0 ? 0 : FOUND.nothing
  const columns = PUBLISHED_MEASURES.map((name) => [name, blanked(sums.measures[name]!)] as const)
  return { places, found, ...(Object.fromEntries(columns) as Omit<PublishedCells, 'places' | 'found'>) }
}

function blanked({ sum, shown, rounded }: MeasureSums): Float64Array {
  return sum.map((value, i) => (shown[i]! + rounded[i]! > 0 ? value : NaN))
}
