import { ReleaseError, type Indicator } from '../domain'
import type { Plan, PlannedTable } from './plan/plan'
import { overAllButPeriod } from './plan/tables'
import { KEY_RANGE, RESULT_COLUMNS, resultColumns, type KeyColumn, type ResultColumn } from './sql/statement'

/** What was counted in each cell of a table, in the order of its axes. */
export interface CellSums {
  events: Int32Array
  /** Different persons. */
  persons: Int32Array
  /** Most events of one person. */
  largest: Int32Array
  /** Σ f², f being a person's events. */
  squares: Float64Array
  /** Sums of the keys of events and of persons, modulo 2³²; null where the plan gives none. */
  keys: { events: Uint32Array; persons: Uint32Array } | null
}

/** Sums before any protection. They stay inside: nothing of this type is ever written into a release. */
export interface AggregatedTable {
  table: PlannedTable
  counts: CellSums
  /** The denominator, where it comes from records. */
  denominators: CellSums | null
}

/** All sums of a plan, with how many records each reason left out. */
export interface Aggregates {
  plan: string
  /** By id of the table. */
  tables: ReadonlyMap<string, AggregatedTable>
  margins: readonly AggregatedTable[]
  /** Cells of the report, by set of records: number below 0 and how many records. */
  report: ReadonlyMap<string, ReadonlyMap<number, number>>
}

/** A piece of a plan's result, a list a column. */
export type ResultRows = Readonly<
  Record<ResultColumn, readonly unknown[]> & Partial<Record<KeyColumn, readonly unknown[]>>
>

/** Columns by name as rows of a result. Throws `ReleaseError` where one is missing. */
export function asResult(columns: Readonly<Record<string, readonly unknown[]>>, plan: Plan): ResultRows {
  const missing = resultColumns(plan).filter((name) => !columns[name])
  if (missing.length > 0) throw unfit(`no column ${missing.join(', ')}`)
  return columns as unknown as ResultRows
}

/** Takes in the rows of a plan's result, piece by piece, from whatever engine. */
export function gatherer(plan: Plan): { add(rows: ResultRows): void; done(): Aggregates } {
  const tables = plan.tables.map((table) => emptyTable(table, plan))
  const seen = new Map(plan.records.map(({ id }) => [id, new Set<number>()] as const))
  const report = new Map(plan.records.map(({ id }) => [id, new Map<number, number>()] as const))
  const size = plan.tables.reduce((most, { first, size }) => Math.max(most, first + size), 0)
  const tableAt = finder(tables)
  return {
    add(rows) {
      for (let row = 0; row < rows.cell.length; row++) {
        if (rows.plan[row] !== plan.identity) throw otherPlan(plan)
        const known = seen.get(String(rows.records[row]))
        const cell = wholeOf(rows.cell[row])
        if (!known || cell >= size) throw unfit('a set of records or a cell that the plan does not have')
        if (known.has(cell)) throw unfit('the same cell twice: two results may lie in the same folder')
        known.add(cell)
        if (cell < 0) report.get(String(rows.records[row]))?.set(cell, wholeOf(rows.events[row]))
        else take(tableAt(cell), cell, rows, row)
      }
    },
    done: () => ({
      plan: plan.identity,
      tables: new Map(tables.flatMap((one) => (one.table.over.length === 0 ? [[one.table.id, one] as const] : []))),
      margins: tables.filter(({ table }) => table.over.length > 0),
      report,
    }),
  }
}

function emptyTable(table: PlannedTable, { keyed }: Plan): AggregatedTable {
  const sums = (): CellSums => ({
    events: new Int32Array(table.size),
    persons: new Int32Array(table.size),
    largest: new Int32Array(table.size),
    squares: new Float64Array(table.size),
    keys: keyed ? { events: new Uint32Array(table.size), persons: new Uint32Array(table.size) } : null,
  })
  return { table, counts: sums(), denominators: table.ownDenominator ? sums() : null }
}

/** Tables come in the order of their cells: halves the list until one is left. */
function finder(tables: readonly AggregatedTable[]): (cell: number) => AggregatedTable {
  return (cell) => {
    let [low, high] = [0, tables.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((tables[middle]?.table.first ?? 0) <= cell) low = middle
      else high = middle - 1
    }
    return tables[low] as AggregatedTable
  }
}

function take({ table, counts, denominators }: AggregatedTable, cell: number, rows: ResultRows, row: number): void {
  const at = cell - table.first
  put(counts, at, [rows.events[row], rows.persons[row], rows.largest[row], rows.squares[row]])
  putKeys(counts, at, rows.event_keys?.[row], rows.person_keys?.[row])
  if (!denominators) return
  const own = [rows.denominator_events[row], rows.denominator_persons[row], rows.denominator_largest[row]]
  put(denominators, at, [...own, rows.denominator_squares[row]])
  putKeys(denominators, at, rows.denominator_event_keys?.[row], rows.denominator_person_keys?.[row])
}

/** Numerator and denominator may come from different sets of records: what one does not count is 0 there. */
function put(sums: CellSums, at: number, values: readonly unknown[]): void {
  const [events = 0, persons = 0, largest = 0, squares = 0] = values.map(wholeOf)
  if (events < 0 || persons > events || largest > events || events > 0x7fffffff)
    throw unfit('sums that cannot be: more persons than events, or more than 2 147 483 647')
  if (events === 0) return
  sums.events[at] = events
  sums.persons[at] = persons
  sums.largest[at] = largest
  sums.squares[at] = squares
}

/** A cell may have rows from two sets of records, of which one counts it: the other's keys are 0. */
function putKeys({ keys, events: counted }: CellSums, at: number, ofEvents: unknown, ofPersons: unknown): void {
  if (!keys || counted[at] === 0) return
  const [events = 0, persons = 0] = [ofEvents, ofPersons].map(wholeOf)
  if (Math.min(events, persons) < 0 || Math.max(events, persons) >= KEY_RANGE) throw unfit('keys outside of 32 bits')
  if (events > 0) keys.events[at] = events
  if (persons > 0) keys.persons[at] = persons
}

function wholeOf(value: unknown): number {
  const number = typeof value === 'bigint' || typeof value === 'string' ? Number(value) : value
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number
  throw unfit('something other than a whole number')
}

const otherPlan = (plan: Plan) =>
  new ReleaseError('These aggregates were made by another plan than this recipe’s.', {
    found: 'rows of another plan',
    expected: `rows of plan ${plan.identity}`,
    todo: 'Print the plan again with cairn plan, and run it again.',
  })

const unfit = (found: string) =>
  new ReleaseError('These aggregates are not what the plan gives.', { found, expected: RESULT_COLUMNS.join(', ') })

/** What the release counts in each cell: persons once each, or their events. */
export function countsOf(sums: CellSums, repeats: Indicator['repeats']): Int32Array {
  return repeats === 'persons' ? sums.persons : sums.events
}

/** The keys that go with these counts; null where the plan gives none. */
export function keysOf({ keys }: CellSums, repeats: Indicator['repeats']): Uint32Array | null {
  return keys && (repeats === 'persons' ? keys.persons : keys.events)
}

/**
 * Σ f² ∕ Σ f, f being the events of a person in a period: how much wider counts of events scatter than counts of persons.
 * 1 where nobody has two.
 */
export function dispersionOf({ margins }: Pick<Aggregates, 'margins'>, indicator: string): number {
  const [byPeriod] = margins.filter(({ table }) => table.indicator === indicator && isByPeriod(table))
  if (!byPeriod) return 1
  const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0)
  const events = total(byPeriod.counts.events)
  return events === 0 ? 1 : total(byPeriod.counts.squares) / events
}

function isByPeriod({ axes, over }: PlannedTable): boolean {
  const all = [...axes.map(({ name }) => name), ...over]
  return axes.length === 1 && overAllButPeriod({ axes: all }).length === over.length
}
