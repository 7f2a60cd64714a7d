/**
 * The one port to whatever sums counts. An engine knows tables of whole numbers laid out over axes;
 * it does not know what they mean. Two adapters stand behind it: `columns` and `duckdb`.
 */

/** Status of a cell, as stored in a release. */
export const STATUS = { shown: 0, rounded: 1, hidden: 2, absent: 3 } as const

/** One column of numbers with the status of each cell. NaN or 0 stands where the status is hidden or absent. */
export interface Measure {
  values: Int32Array | Float64Array
  /** One of `STATUS` per cell; null where all are shown. */
  status: Uint8Array | null
}

/** A complete, sorted table: the position of a cell is its key. First axis slowest, last fastest. */
export interface DenseTable {
  id: string
  axes: readonly { name: string; size: number }[]
  measures: Readonly<Record<string, Measure>>
}

/** How one axis is collapsed: for each member its slot in the result, or −1 to leave it out. */
export interface Grouping {
  axis: string
  slots: Int32Array
  /** How many slots there are. */
  size: number
}

/** Axes without a grouping are summed whole and do not appear in the result. */
export interface SumQuery {
  table: string
  measures: readonly string[]
  groupings: readonly Grouping[]
}

/** Sums of one measure over the slots, laid out densely in the order of the table's axes (last fastest). */
export interface MeasureSums {
  /** Sum of the cells that carry a number. */
  sum: Float64Array
  /** How many cells fell into the slot, by status. */
  shown: Int32Array
  rounded: Int32Array
  hidden: Int32Array
  absent: Int32Array
}

export interface Sums {
  /** Sizes of the grouped axes, in the table's order. */
  sizes: readonly number[]
  measures: Readonly<Record<string, MeasureSums>>
}

/** One rule of order. Cells that carry no number come last, whichever the direction. */
export type RowOrder = ({ axis: string } | { measure: string }) & { descending?: boolean }

/** Which cells of one table, in which order: what a reader looks through, one cell a row. */
export interface RowQuery {
  table: string
  measures: readonly string[]
  /** Members kept along an axis; axes not named are kept whole. */
  keep: readonly { axis: string; members: readonly number[] }[]
  /** Only cells whose number lies within, both ends included; cells without a number never do. */
  within?: readonly { measure: string; atLeast?: number; atMost?: number }[]
  /** The first rule speaks first; ties, and all where there is no rule, in the order of the table. */
  order?: readonly RowOrder[]
  /** How many of the matching cells to leave out at the start, and how many to give at most; 0 and all. */
  offset?: number
  limit?: number
}

export interface Rows {
  /** How many cells match, before `offset` and `limit`. */
  total: number
  /** Position of each cell in its table; `membersAt` turns it into members of the axes. */
  cells: Int32Array
  /** NaN where a cell carries no number. */
  measures: Readonly<Record<string, { values: Float64Array; status: Uint8Array }>>
}

/** May answer at once (`columns`) or later (`duckdb`). Throws `QueryError` where table, axis or measure is unknown. */
export interface Engine {
  readonly name: 'columns' | 'duckdb'
  has(table: string): boolean
  add(table: DenseTable): void | Promise<void>
  sum(query: SumQuery): Sums | Promise<Sums>
  /** Cells as they are stored, filtered and sorted. */
  rows?(query: RowQuery): Rows | Promise<Rows>
  close(): void | Promise<void>
}

/** An engine that answers at once, so that no message or promise stands between a gesture and its paint. */
export interface SyncEngine extends Engine {
  add(table: DenseTable): void
  sum(query: SumQuery): Sums
  rows?(query: RowQuery): Rows
}
