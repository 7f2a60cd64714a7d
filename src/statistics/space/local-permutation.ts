import { CalculationError } from '../../domain/errors'
import { random } from '../random'
import { areasOf, degreeOf, degreesOf, firstWithSelf } from './neighbours'
import { deviationsOf } from './deviations'
import { drawDistinct, drawTable, urnOf } from './distinct-draws'
import { gridOf, type Grid } from './exact-grid'
import type { LocalScaling } from './local-moran'
import { hasEqualWeights } from './local-tests'
import { countRows, type FoundLag, type LagCount, type OwnDraws } from './permuted-lag'
import { countSorted, permutedSums, type PermutedSums } from './permuted-sums'
import type { SpatialWeights } from './weights'

/** How local Moran's I is permuted. */
export interface LocalPermutationOptions {
  /** Whole number; equal seeds give equal results everywhere. */
  seed: number
  /** Permutations of each area; 9,999 unless given. */
  permutations?: number
  /** `shared`: one table of draws serves all areas, whose Monte-Carlo errors then go together; `independent`: each has its own, far slower. */
  draws?: 'shared' | 'independent'
  /** Of `mean` and `variance`; `n` unless given. Probabilities do not depend on it. */
  scaling?: LocalScaling
}

/** All that areas need to be permuted, so that ranges of them can be done apart. */
export interface LocalPermutationTask {
  weights: SpatialWeights
  grid: Grid
  seed: number
  permutations: number
  /** Largest number of neighbours: numbers in a row of the table. */
  columns: number
  /** Shared draws and their sums; null where each area has draws of its own. */
  shared: { table: Uint32Array; sums: PermutedSums } | null
  /** Iᵢ is the lag times the area's own value, both on the grid, times this. */
  unit: number
}

/** Permutation results of areas `from` to `to` − 1, each column `to − from` long. */
export interface LocalPermutation {
  from: number
  to: number
  permutations: number
  /** Permuted Iᵢ at or above the one found, and at or below it; those equal count in both; 0 for an island. */
  atLeast: Uint32Array
  atMost: Uint32Array
  /** `(min(atLeast, atMost) + 1) / (permutations + 1)`: one-sided, in the direction found; NaN for an island. */
  pFolded: Float64Array
  /** Twice the folded one, at most 1; NaN for an island. */
  pTwoSided: Float64Array
  /** The same with ties counted half (mid-rank), as R's spdep doubles it: smaller where many values are equal; NaN for an island. */
  pMidRank: Float64Array
  /** Mean, variance (divisor permutations − 1) and skewness of permuted Iᵢ; the last two 0 where all are the same, all NaN for an island. */
  mean: Float64Array
  variance: Float64Array
  skewness: Float64Array
}

/**
 * Conditional permutation of local Moran's I: each area keeps its value, its neighbours' are drawn from the others without
 * replacement; `p = (R + 1) / (P + 1)` with R permuted I at least as extreme, folded (one-sided, in the direction found) and
 * two-sided (doubled; `pMidRank` counts ties half). One table of draws serves all areas: where an area's weights are equal its permuted lag depends on
 * the sum of its draws alone, so sums are sorted once for each number of neighbours and looked up; unequal weights add up
 * row by row. Ties count as extreme. Seeded; the result does not depend on how areas are shared out among workers.
 * An island has no p (NaN); an area exactly at the mean has p 1. `values` n long, in any unit.
 * Source: Anselin (1995), Geogr Anal 27:93–115; North, Curtis & Sham (2002), Am J Hum Genet 71:439–441.
 * Throws a CalculationError where values are missing, all equal or fewer than two, permutations are fewer than 1, or an
 * area neighbours itself.
 */
export function permuteLocalMoran(
  values: ArrayLike<number>,
  weights: SpatialWeights,
  options: LocalPermutationOptions,
): LocalPermutation {
  return permuteAreas(localPermutationTask(values, weights, options), 0, areasOf(weights))
}

/**
 * Prepares a conditional permutation of local Moran's I, to be done in ranges of areas by `permuteAreas`: draws the shared
 * table and sorts its sums. Each worker prepares the same from the same seed. Source and errors as `permuteLocalMoran`.
 */
export function localPermutationTask(
  values: ArrayLike<number>,
  weights: SpatialWeights,
  { seed, permutations = 9_999, draws = 'shared', scaling = 'n' }: LocalPermutationOptions,
): LocalPermutationTask {
  const { z, squares, largest } = deviationsOf(values, areasOf(weights))
  checkTask(weights, permutations)
  const degrees = degreesOf(weights)
  const columns = degrees.reduce((most, degree) => Math.max(most, degree), 0)
  const grid = gridOf(z, columns, largest)
  const unit = (grid.step * grid.step * (scaling === 'n' ? z.length : z.length - 1)) / squares
  const task = { weights, grid, seed, permutations, columns, unit }
  if (draws === 'independent') return { ...task, shared: null }
  const looked = new Set(degrees.filter((degree, area) => degree > 0 && hasEqualWeights(weights, area)))
  const table = drawTable(z.length - 1, columns, permutations, random(seed))
  return { ...task, shared: { table, sums: permutedSums(table, columns, grid.values, looked) } }
}

function checkTask(weights: SpatialWeights, permutations: number): void {
  if (!(Number.isInteger(permutations) && permutations >= 1))
    throw new CalculationError(`Permutations: found ${permutations}, expected a whole number of 1 or more`)
  const selfish = firstWithSelf(weights)
  if (selfish !== null)
    throw new CalculationError(`Permutation: found area ${selfish} among its own neighbours, expected others alone`)
}

/** Does the areas `from` to `to` − 1 of a prepared permutation of local Moran's I. Ranges put end to end are the whole, whatever the ranges. */
export function permuteAreas(task: LocalPermutationTask, from: number, to: number): LocalPermutation {
  const { permutations, weights, grid } = task
  const result = roomFor(from, to, permutations)
  const lag: FoundLag = { area: from, degree: 0, weights: null, low: 0, high: 0 }
  const count: LagCount = { atLeast: 0, atMost: 0, sum: 0, squares: 0, cubes: 0 }
  const own = task.shared
    ? null
    : { urn: urnOf(grid.values.length - 1, task.columns), table: new Uint32Array(permutations * task.columns) }
  for (let area = from; area < to; area++) {
    if (degreeOf(weights, area) === 0) continue
    findLag(task, area, lag)
    countLags(task, lag, own, count)
    const weight = lag.weights === null ? weights.weights[weights.starts[area]!]! : 1
    tell(result, area - from, grid.values[area]!, weight * task.unit, count)
  }
  return result
}

/** Results that are those of islands until told otherwise. */
function roomFor(from: number, to: number, permutations: number): LocalPermutation {
  const size = to - from
  const column = () => new Float64Array(size).fill(NaN)
  const [atLeast, atMost] = [new Uint32Array(size), new Uint32Array(size)]
  return { from, to, permutations, atLeast, atMost, pFolded: column(), pTwoSided: column(), pMidRank: column(), mean: column(), variance: column(), skewness: column() } // prettier-ignore
}

/** The lag as the area has it, with the reach of rounding around it. */
function findLag(
  { weights: { starts, ids, weights }, weights: all, grid }: LocalPermutationTask,
  area: number,
  into: FoundLag,
) {
  // prettier-ignore
  const [from, to] = [starts[area]!, starts[area + 1]!]
  into.area = area
  into.degree = to - from
  into.weights = hasEqualWeights(all, area) ? null : weights.subarray(from, to)
  let [lag, reach] = [0, 0]
  for (let at = from; at < to; at++) {
    const weight = into.weights === null ? 1 : weights[at]!
    lag += weight * grid.values[ids[at]!]!
    reach += weight * grid.slack
  }
  into.low = lag - reach
  into.high = lag + reach
}

function countLags(task: LocalPermutationTask, lag: FoundLag, own: OwnDraws | null, into: LagCount): void {
  const { shared, grid, columns, permutations } = task
  if (shared && lag.weights === null) countSorted(shared.sums, grid.values, lag, into)
  else if (shared) countRows(shared.table, columns, grid.values, lag, into)
  if (!own) return
  const chance = random(task.seed, lag.area)
  const table = own.table.subarray(0, permutations * lag.degree)
  for (let at = 0; at < table.length; at += lag.degree) drawDistinct(own.urn, lag.degree, chance, table, at)
  countRows(table, lag.degree, grid.values, lag, into)
}

/** I is the lag times the area's own value: where that is below 0 more of a lag is less of I, where it is 0 all are the same. */
function tell(result: LocalPermutation, at: number, own: number, unit: number, count: LagCount): void {
  const { permutations } = result
  result.atLeast[at] = own === 0 ? permutations : own > 0 ? count.atLeast : count.atMost
  result.atMost[at] = own === 0 ? permutations : own > 0 ? count.atMost : count.atLeast
  result.pFolded[at] = (Math.min(result.atLeast[at]!, result.atMost[at]!) + 1) / (permutations + 1)
  result.pTwoSided[at] = Math.min(1, 2 * result.pFolded[at]!)
  const ties = result.atLeast[at]! + result.atMost[at]! - permutations
  result.pMidRank[at] = Math.min(1, 2 * (result.pFolded[at]! - ties / 2 / (permutations + 1)))
  const mean = count.sum / permutations
  const spread = count.squares / permutations - mean * mean
  const varies = own !== 0 && spread > (1e-12 * count.squares) / permutations
  const third = count.cubes / permutations - 3 * mean * spread - mean * mean * mean
  result.mean[at] = own * unit * mean
  result.variance[at] =
    varies && permutations > 1 ? (own * unit) ** 2 * spread * (permutations / (permutations - 1)) : 0
  result.skewness[at] = varies ? (Math.sign(own) * third) / (spread * Math.sqrt(spread)) : 0
}
