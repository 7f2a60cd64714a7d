/** What protection left uncertain in the rows that were read. By stratum, then by row; variances in events squared. */
export interface RowNoise {
  /** Variance of the error of cells that were rounded each by itself. */
  loose: readonly Float64Array[]
  /** Counts put in the place of hidden cells; they are in the stratum's count. */
  guess: readonly Float64Array[]
  /** How many cells were hidden. */
  hidden: readonly Int32Array[]
  /** Variance of a hidden cell of which nothing else is known, one a row. */
  spread: Float64Array
  /** Variance of the row's total where its strata were made to add up to one that was released; NaN where none was. */
  total: Float64Array
}

/** What protection adds to the errors of places. One element a place, which adds up one row or several. */
export interface Noise {
  rows: RowNoise
  /** Rows of each place; null where they are the same. */
  made: readonly (readonly number[])[] | null
  /** Variance of the error of each stratum's count, from cells rounded together with their sums. */
  tied: Float64Array
  /** Members of the axis of strata whose sum was kept, so that errors are correlated by −1∕among; 0 where none was. */
  among: number
  /** How many strata the sum over all of them errs like. */
  strata: number
  /** The most that the error of the whole count can be. */
  most: Float64Array
  /** Variance of the error of the whole denominator, and its covariance with the count's. */
  people: Float64Array
  shared: Float64Array
  /** Cells behind each place: all, those rounded, and those hidden and estimated. */
  cells: Int32Array
  rounded: Int32Array
  estimated: Int32Array
  /** Share of the count that is an estimate. */
  share: Float64Array
}

/** Where more than this share of a count would be an estimate, none is given. */
export const MOST_ESTIMATED = 1 / 3

/** Variance of a place's whole count. */
export function countVariance(noise: Noise, place: number): number {
  return noise.tied[place]! * noise.strata + rowsVariance(noise, place, null)
}

/**
 * Variance of `Σ cₛ xₛ` over a place's strata. Errors that add up to one more cell's are correlated by −1∕among:
 * `v ((1 + 1∕M) Σc² − (Σc)²∕M)`.
 */
export function weightedVariance(noise: Noise, place: number, weights: Float64Array): number {
  const tied = noise.tied[place]!
  let [sum, squares] = [0, 0]
  for (let s = 0; tied > 0 && s < weights.length; s++) {
    sum += weights[s]!
    squares += weights[s]! * weights[s]!
  }
  const { among } = noise
  const spread = among > 0 ? squares + (squares - sum * sum) / among : squares
  return tied * Math.max(0, spread) + rowsVariance(noise, place, weights)
}

/** Cells rounded apart and cells estimated, over the rows of a place; null weighs all strata alike. */
function rowsVariance({ rows, made }: Noise, place: number, weights: Float64Array | null): number {
  if (!made) return rowVariance(rows, place, weights)
  let sum = 0
  for (const row of made[place]!) sum += rowVariance(rows, row, weights)
  return sum
}

/**
 * With a released total the hidden part is what it leaves, at the mean weight `k` of that part: so each shown cell weighs
 * `c − k`, the total `k`, and what is hidden can only be spread otherwise among its own cells.
 */
function rowVariance(
  { loose, guess, hidden, spread, total }: RowNoise,
  row: number,
  weights: Float64Array | null,
): number {
  const fitted = !Number.isNaN(total[row]!)
  let [guessed, weighted, cells, sum, squares] = [0, 0, 0, 0, 0]
  for (let s = 0; s < guess.length; s++) {
    const weight = weights ? weights[s]! : 1
    const many = hidden[s]![row]!
    guessed += guess[s]![row]!
    weighted += weight * guess[s]![row]!
    cells += many
    sum += weight * many
    squares += weight * weight * many
  }
  const k = !fitted ? 0 : guessed > 0 ? weighted / guessed : weights ? 0 : 1
  let variance = fitted ? k * k * total[row]! : 0
  for (let s = 0; s < loose.length; s++) variance += ((weights ? weights[s]! : 1) - k) ** 2 * loose[s]![row]!
  return cells > 0 ? variance + spread[row]! * (squares - (fitted ? (sum * sum) / cells : 0)) : variance
}
