import type { Urn } from './distinct-draws'

/** An area's lag as found, on the grid: from `low` to `high` counts as equal to it. */
export interface FoundLag {
  area: number
  /** Number of neighbours, above 0. */
  degree: number
  /** One for each neighbour, or null where all are equal: lags are then plain sums. */
  weights: Float64Array | null
  low: number
  high: number
}

/** What permuted lags of one area come to; filled anew for each. */
export interface LagCount {
  /** Permuted lags at or above the one found, and at or below; those equal to it count in both. */
  atLeast: number
  atMost: number
  /** Sums of permuted lags, of their squares and of their cubes. */
  sum: number
  squares: number
  cubes: number
}

/** Room for the draws of an area that has its own. */
export interface OwnDraws {
  urn: Urn
  table: Uint32Array
}

/** Counts an area's permuted lags by adding up each row of a table of draws; the area's own number stands for the last area. */
export function countRows(
  table: Uint32Array,
  columns: number,
  values: Float64Array,
  { area, degree, weights, low, high }: FoundLag,
  into: LagCount,
): void {
  into.atLeast = into.atMost = into.sum = into.squares = into.cubes = 0
  const last = values.length - 1
  for (let from = 0; from < table.length; from += columns) {
    let lag = 0
    for (let column = 0; column < degree; column++) {
      const id = table[from + column]!
      const value = values[id === area ? last : id]!
      lag += weights === null ? value : weights[column]! * value
    }
    if (lag >= low) into.atLeast++
    if (lag <= high) into.atMost++
    into.sum += lag
    into.squares += lag * lag
    into.cubes += lag * lag * lag
  }
}
