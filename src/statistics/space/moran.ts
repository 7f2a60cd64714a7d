import { areasOf } from './neighbours'
import { deviationsOf } from './deviations'
import { momentTest, varianceOf, type MomentTest } from './moment-test'
import { spatialLag, weightSums, type SpatialWeights, type WeightSums } from './weights'

/** Global Moran's I with its moments under two ideas of chance. */
export interface GlobalMoran {
  /** I, about −1 to 1: above `expectation` where neighbours are alike. */
  value: number
  /** `−1 / (n − 1)`. */
  expectation: number
  /** Values dealt to areas at random; null below four areas or where I is then always the same. */
  randomisation: MomentTest | null
  /** Values drawn from one normal distribution; null where I is then always the same. */
  normality: MomentTest | null
  /** Kurtosis b₂ of the values, which the randomisation variance depends on. */
  kurtosis: number
  /** The n of the formulas: areas with neighbours, or all where islands count. */
  areas: number
}

/**
 * Global Moran's I: correlation of values with those of neighbours, `I = n/S₀ · Σᵢⱼ wᵢⱼ zᵢ zⱼ / Σ zᵢ²`. Under normality
 * `Var I = (n²S₁ − nS₂ + 3S₀²) / ((n² − 1)S₀²) − 1/(n − 1)²`; under randomisation
 * `(n[(n² − 3n + 3)S₁ − nS₂ + 3S₀²] − b₂[(n² − n)S₁ − 2nS₂ + 6S₀²]) / ((n − 1)(n − 2)(n − 3)S₀²) − 1/(n − 1)²`.
 * n counts the areas with neighbours, unless `countIslands`; mean and squares are those of all areas. `values` n long, in
 * any unit. Source: Cliff & Ord (1981), Spatial Processes, ch. 2; Moran (1950), Biometrika 37:17–23.
 * Throws a CalculationError where values are missing, all equal or fewer than two.
 */
export function moran(
  values: ArrayLike<number>,
  weights: SpatialWeights,
  { countIslands = false }: { countIslands?: boolean } = {},
): GlobalMoran {
  const { z, squares, kurtosis } = deviationsOf(values, areasOf(weights))
  const sums = weightSums(weights)
  const areas = countIslands ? z.length : sums.linked
  const value = ((areas / sums.s0) * productWithLag(z, weights)) / squares
  const expectation = -1 / (areas - 1)
  const test = (meanSquare: number) => momentTest(value - expectation, varianceOf(meanSquare, expectation))
  const randomisation = areas < 4 ? null : test(squareIfDealt(areas, kurtosis, sums))
  return { value, expectation, randomisation, normality: test(squareIfNormal(areas, sums)), kurtosis, areas }
}

/** `Σᵢⱼ wᵢⱼ zᵢ zⱼ`. */
function productWithLag(z: Float64Array, weights: SpatialWeights): number {
  const lag = spatialLag(weights, z)
  return z.reduce((sum, each, area) => sum + each * lag[area]!, 0)
}

const squareIfNormal = (n: number, { s0, s1, s2 }: WeightSums) =>
  (n * n * s1 - n * s2 + 3 * s0 * s0) / ((n * n - 1) * s0 * s0)

/** `E[I²]` where values are dealt to n areas at random. Source: Cliff & Ord (1981), Spatial Processes, ch. 2. */
export function squareIfDealt(n: number, kurtosis: number, { s0, s1, s2 }: WeightSums): number {
  const plain = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0)
  const peaked = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)
  return (plain - peaked) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0)
}
