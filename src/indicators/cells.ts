import type { Noise } from './noise'

/** What was found for a place: all cells exact, some rounded, some hidden, or no cell at all. Worst one counts. */
export const FOUND = { shown: 0, rounded: 1, hidden: 2, nothing: 3 } as const

/** One stratum of many places at once; position is the place. Columns may be longer than there are places. */
export interface StratumCells {
  /** Persons of the standard population in the stratum's ages; 0 where no standard is used. */
  weight: number
  /** First completed year of age; absent where strata are not ages. */
  start?: number
  count: Float64Array
  population: Float64Array
}

/** Sums of one indicator over a selection, for many places at once. */
export interface Cells {
  places: number
  /** One, unless the kind asked for strata. The same strata, in the same order, for areas and comparator. */
  strata: readonly StratumCells[]
  /** One of `FOUND` per place. */
  found: Uint8Array
  /** What protection adds to the errors; absent or null where counts are as they were. */
  noise?: Noise | null
  /** Counts and people of hidden places whose totals were released though their strata are hidden; NaN elsewhere. */
  told?: { count: Float64Array; population: Float64Array } | null
}

/** Totals over strata, one element per place. */
export function totals(cells: Cells): { count: Float64Array; population: Float64Array } {
  const [only] = cells.strata
  if (only && cells.strata.length === 1) return only
  const count = new Float64Array(cells.places)
  const population = new Float64Array(cells.places)
  for (const stratum of cells.strata)
    for (let i = 0; i < cells.places; i++) {
      count[i]! += stratum.count[i]!
      population[i]! += stratum.population[i]!
    }
  return { count, population }
}
