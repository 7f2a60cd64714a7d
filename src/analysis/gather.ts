import type { Table } from '../domain'
import type { MeasureSums, Sums } from '../engine/port'
import type { Cells, PublishedCells, StratumCells } from '../indicators'
import { FOUND } from '../indicators'
import { fillHidden } from './hidden'
import type { Plan } from './plan'
import type { RowProtection } from './protection'
import type { RowRules } from './protection'
import { noiseOf, rulesOf, tooMuchEstimated } from './protection'
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

/** Sums of a plan with every row read as a place, and what protection left uncertain of them. */
export interface Rows extends Cells {
  protection: RowProtection | null
}

/** Sums of the whole plan as cells: every row read is a place. */
export function gather(plan: Plan, sums: readonly Sums[]): Rows {
  const counts = side(plan, plan.holding.table, plan.holding.slots, sums[0]!, 'count')
  const { population } = plan.holding
  const people = population
    ? side(plan, population.table, population.slots, sums[1]!, 'population')
    : side(plan, plan.holding.table, plan.holding.slots, sums[0]!, 'population')
  const strata = plan.strata.map(({ weight, start }, s): StratumCells => ({
    weight,
    start,
    count: counts.columns[s]!,
    population: people.columns[s]!,
  }))
  const found = foundAt(counts, people)
  const filled = protectionOf(plan, sums, counts, population ? null : people, strata, found)
  return { places: counts.places, strata: filled?.strata ?? strata, found, protection: filled }
}

/** What protection left uncertain; null where nothing was rounded or hidden, or nobody says by which rules. */
function protectionOf(
  plan: Plan,
  sums: readonly Sums[],
  counts: Side,
  own: Side | null,
  strata: readonly StratumCells[],
  found: Uint8Array,
): RowProtection | null {
  const rules = rulesOf(plan)
  const sides = own ? [counts, own] : [counts]
  if (!rules || !sides.some((side) => anyAbove0(side.sums.rounded) || anyAbove0(side.sums.hidden))) return null
  const { places } = counts
  const slice = (column: Int32Array) => counts.starts.map((start) => column.subarray(start, start + places))
  const { shown, rounded, hidden } = counts.sums
  const [whole, round, hid] = [slice(shown), slice(rounded), slice(hidden)]
  const cells = whole.map((column, s) => column.map((one, row) => one + round[s]![row]! + hid[s]![row]!))
  const fit = plan.indicator.kind !== 'dsr' && plan.indicator.kind !== 'life-expectancy'
  const totals = totalsAt(plan, sums, rules, 'count')
  const given = own && fit && strata.length === 1 ? totalsAt(plan, sums, rules, 'population') : null
  const filled = fillHidden({
    strata: given ? [withPeople(strata[0]!, given, rules)] : strata,
    hidden: hid,
    cells,
    rounded: round,
    rules,
    totals,
    fit,
  })
  const known = (row: number) => !hides(own, row) || (given !== null && !Number.isNaN(given.count[row]!))
  const isShown = (row: number) => isFilled(row, rules, hid, totals) || !hid.some((column) => column[row]! > 0)
  for (let row = 0; row < places; row++)
    if (found[row] === FOUND.hidden && isShown(row) && known(row)) found[row] = FOUND.rounded
  const people = own && anyAbove0(own.sums.rounded) ? tally(places, own, own.sums.rounded) : null
  if (people && given)
    given.count.forEach((total, row) => {
      if (fromTotal(total, row, rules)) people[row] = given.variance[row]! > 0 ? 1 : 0
    })
  return {
    ...filled,
    plan,
    rules,
    cells: tally(places, counts, shown, rounded, hidden),
    rounded: tally(places, counts, rounded),
    people,
    released: totals?.count ?? null,
  }
}

/** Whether a row's released total tells more than its cells: where these were not rounded together with it. */
const fromTotal = (total: number, row: number, { noise }: RowRules) =>
  !Number.isNaN(total) && noise[row]?.tied === false

/** A stratum with the people of the released totals, where there are any. */
function withPeople(stratum: StratumCells, given: Totals, rules: RowRules): StratumCells {
  const take = (people: number, row: number) =>
    row < given.count.length && fromTotal(given.count[row]!, row, rules) ? given.count[row]! : people
  return { ...stratum, population: stratum.population.map(take) }
}

function isFilled(row: number, rules: RowRules, hidden: readonly Int32Array[], totals: Totals | null): boolean {
  const rule = rules.noise[row]
  if (!rule || !hidden.some((column) => column[row]! > 0)) return false
  return rule.hideTo > 0 || !Number.isNaN(totals?.count[row] ?? NaN)
}

const hides = (side: Side | null, row: number) =>
  side !== null && side.starts.some((start) => side.sums.hidden[start + row]! > 0)

/** Cells of a row over its strata. */
function tally(places: number, { starts }: Side, ...columns: readonly Int32Array[]): Int32Array {
  const sums = new Int32Array(places)
  for (const column of columns)
    for (const start of starts) for (let i = 0; i < places; i++) sums[i]! += column[start + i]!
  return sums
}

type Totals = { count: Float64Array; variance: Float64Array }

/** The released totals of the rows, where the plan asked for them. */
function totalsAt({ total }: Plan, sums: readonly Sums[], rules: RowRules, measure: string): Totals | null {
  const found = total && sums.at(-1)!.measures[measure]
  if (!found) return null
  const { sum, shown, rounded } = found
  const released = (row: number) => shown[row]! + rounded[row]! > 0
  return {
    count: sum.map((value, row) => (released(row) ? value : NaN)),
    variance: sum.map((_, row) => (rounded[row]! > 0 ? (rules.noise[row]?.variance ?? 0) : 0)),
  }
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
function firstPlaces(cells: Rows, places: number): Cells {
  return withNoise({ places, strata: cells.strata, found: cells.found.slice(0, places) }, cells, null)
}

/** Places with the errors that protection left; those that would be mostly estimated are hidden. */
function withNoise(cells: Cells, { protection }: Rows, made: readonly (readonly number[])[] | null): Cells {
  if (!protection) return cells
  const noise = noiseOf(protection, made, cells.places)
  const blank = () => new Float64Array(cells.places).fill(NaN)
  const told = { count: blank(), population: blank() }
  for (let i = 0; i < cells.places; i++)
    if (cells.found[i]! < FOUND.hidden && tooMuchEstimated(noise, i)) {
      cells.found[i] = FOUND.hidden
      told.count[i] = releasedCount(protection, made?.[i] ?? [i])
      if (!Number.isNaN(told.count[i]!))
        told.population[i] = cells.strata.reduce((sum, { population }) => sum + population[i]!, 0)
    }
  return { ...cells, noise, told }
}

/** What was released of the count of some rows, whatever of their strata is hidden; NaN where that is not all of it. */
function releasedCount({ released, rows, strata }: RowProtection, list: readonly number[]): number {
  return list.reduce((sum, row) => {
    const total = released?.[row] ?? NaN
    if (!Number.isNaN(total)) return sum + total
    const whole = rows.hidden.every((hidden) => hidden[row] === 0)
    return whole ? strata.reduce((all, { count }) => all + count[row]!, sum) : NaN
  }, 0)
}

/** The places compared: the first ones, or what each adds up. One part without any cell leaves the whole without a figure. */
export function comparedPlaces(cells: Rows, made: readonly (readonly number[])[] | null, places: number): Cells {
  if (!made) return firstPlaces(cells, places)
  const add = (column: Float64Array) =>
    Float64Array.from(made, (rows) => rows.reduce((sum, row) => sum + column[row]!, 0))
  const strata = cells.strata.map(({ weight, start, count, population }) => ({
    weight,
    start,
    count: add(count),
    population: add(population),
  }))
  const found = Uint8Array.from(made, (rows) => rows.reduce((worst, row) => Math.max(worst, cells.found[row]!), 0))
  return withNoise({ places, strata, found }, cells, made)
}

/** Several places added into one. Those without any cell are left out whole; all without makes nothing. */
export function addPlaces(cells: Rows, rows: readonly number[]): Cells {
  const given = rows.filter((row) => cells.found[row] !== FOUND.nothing)
  const add = (column: Float64Array) => {
    let sum = 0
    for (const row of given) sum += column[row]!
    return Float64Array.of(sum)
  }
  const strata = cells.strata.map(({ weight, start, count, population }) => ({
    weight,
    start,
    count: add(count),
    population: add(population),
  }))
  const worst = given.reduce<number>((level, row) => Math.max(level, cells.found[row]!), FOUND.shown)
  const found = Uint8Array.of(given.length > 0 ? worst : FOUND.nothing)
  return withNoise({ places: 1, strata, found }, cells, [given])
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
