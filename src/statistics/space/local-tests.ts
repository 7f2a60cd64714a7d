import { normalTwoSided } from '../normal-tails'
import { degreeOf } from './neighbours'
import { squaresOfOthers } from './deviations'
import { rowSums, type SpatialWeights } from './weights'

/** What chance gives each area's statistic, and how far the one found lies from it; all n long. */
export interface LocalTests {
  expectation: Float64Array
  variance: Float64Array
  /** Standard deviations from expectation. 0 where the statistic is the same however values lie; NaN for an island. */
  z: Float64Array
  /** Two-sided probability from the normal distribution; 1 where z is 0, NaN for an island. */
  p: Float64Array
}

/** z and p of statistics with their moments; an area that `isIsland` has neither. */
export function localTests(
  value: Float64Array,
  expectation: Float64Array,
  variance: Float64Array,
  isIsland: (area: number) => boolean,
): LocalTests {
  const z = value.map((found, area) => {
    if (isIsland(area)) return NaN
    return variance[area]! > 0 ? (found - expectation[area]!) / Math.sqrt(variance[area]!) : 0
  })
  return { expectation, variance, z, p: z.map((each) => (Number.isNaN(each) ? NaN : normalTwoSided(each))) }
}

export const islandIn = (weights: SpatialWeights) => (area: number) => degreeOf(weights, area) === 0

/**
 * Variance of each area's lag `Σⱼ wᵢⱼ zⱼ` where the other areas' values are dealt to them at random, n long:
 * `Σ (zⱼ − z̄)² / (n − 2) · Σⱼ (wᵢⱼ − w̄ᵢ)²`, means over the n − 1 others. It is 0 where an area is linked to all others alike.
 * Source: Sokal, Oden & Thomson (1998), Geogr Anal 30:331–354.
 */
export function lagVariance(weights: SpatialWeights, z: Float64Array): Float64Array {
  const spread = spreadOfRows(weights, z.length - 1)
  const squares = squaresOfOthers(z)
  return spread.map((each, area) => (each === 0 ? 0 : (each * squares[area]!) / (z.length - 2)))
}

/** `Σⱼ (wᵢⱼ − w̄ᵢ)²` over `many` areas, those without a link having weight 0; n long. */
export function spreadOfRows(given: SpatialWeights, many: number): Float64Array {
  const { starts, weights } = given
  const { sums } = rowSums(given)
  return sums.map((sum, area) => {
    const [from, to] = [starts[area]!, starts[area + 1]!]
    if (to - from === many && hasEqualWeights(given, area)) return 0
    const mean = sum / many
    let spread = (many - (to - from)) * mean * mean
    for (let at = from; at < to; at++) spread += (weights[at]! - mean) ** 2
    return spread
  })
}

/** Whether all weights of an area are the same number. */
export function hasEqualWeights({ starts, weights }: SpatialWeights, area: number): boolean {
  for (let at = starts[area]! + 1; at < starts[area + 1]!; at++) if (weights[at] !== weights[at - 1]) return false
  return true
}
