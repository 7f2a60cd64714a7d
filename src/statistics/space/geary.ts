import { areasOf } from './neighbours'
import { deviationsOf } from './deviations'
import { momentTest, type MomentTest } from './moment-test'
import { weightSums, type SpatialWeights, type WeightSums } from './weights'

/** Global Geary's C with its moments under two ideas of chance. */
export interface GlobalGeary {
  /** C, 0 or more: below 1 where neighbours are alike. */
  value: number
  /** Always 1. */
  expectation: 1
  /** Values dealt to areas at random; null below four areas. z is `(1 − C) / sd`: above 0 where neighbours are alike. */
  randomisation: MomentTest | null
  /** Values drawn from one normal distribution; z as above. */
  normality: MomentTest | null
  /** The m of the formulas: areas with neighbours, or all where islands count. */
  areas: number
}

/**
 * Global Geary's C: squared differences between neighbours over those between all,
 * `C = (m − 1) / (2S₀) · Σᵢⱼ wᵢⱼ (xᵢ − xⱼ)² / Σ zᵢ²`. Under normality
 * `Var C = ((2S₁ + S₂)(m − 1) − 4S₀²) / (2(n + 1)S₀²)`; under randomisation
 * `((m − 1)S₁[m² − 3n + 3 − (m − 1)b₂] − ¼(m − 1)S₂[m² + 3n − 6 − (m² − n + 2)b₂] + S₀²[m² − 3 − (m − 1)²b₂])
 * / (n(m − 2)(m − 3)S₀²)`, `b₂ = m Σ zᵢ⁴ / (Σ zᵢ²)²`, over n areas of which m have neighbours. With islands these are R's
 * (spdep's) figures, and approximate; `countIslands` takes m = n, which is exact for values dealt to all areas. The sign of
 * z is turned, so that it is above 0 where neighbours are alike, as Moran's is. `values` n long, in any unit.
 * Source: Cliff & Ord (1981), Spatial Processes, ch. 2; Geary (1954), Inc Stat 5:115–145.
 * Throws a CalculationError where values are missing, all equal or fewer than two.
 */
export function geary(
  values: ArrayLike<number>,
  weights: SpatialWeights,
  { countIslands = false }: { countIslands?: boolean } = {},
): GlobalGeary {
  const { z, squares, kurtosis } = deviationsOf(values, areasOf(weights))
  const sums = weightSums(weights)
  const size = { n: z.length, m: countIslands ? z.length : sums.linked }
  const apart = squaredDifferences(z, weights).reduce((sum, each) => sum + each, 0)
  const value = (((size.m - 1) / (2 * sums.s0)) * apart) / squares
  const test = (variance: number) => momentTest(1 - value, real(variance))
  const randomisation = size.m < 4 ? null : test(varianceIfDealt(size, (kurtosis * size.m) / size.n, sums))
  return { value, expectation: 1, randomisation, normality: test(varianceIfNormal(size, sums)), areas: size.m }
}

/** All areas, and those that the formulas count. */
interface Size {
  n: number
  m: number
}

/** Null for a variance that is nothing but rounding: C is then 1 however values lie. */
const real = (variance: number) => (variance > 1e-12 ? variance : null)

const varianceIfNormal = ({ n, m }: Size, { s0, s1, s2 }: WeightSums) =>
  ((2 * s1 + s2) * (m - 1) - 4 * s0 * s0) / (2 * (n + 1) * s0 * s0)

function varianceIfDealt({ n, m }: Size, b2: number, { s0, s1, s2 }: WeightSums): number {
  const first = (m - 1) * s1 * (m * m - 3 * n + 3 - (m - 1) * b2)
  const second = ((m - 1) * s2 * (m * m + 3 * n - 6 - (m * m - n + 2) * b2)) / 4
  const third = s0 * s0 * (m * m - 3 - (m - 1) ** 2 * b2)
  return (first - second + third) / (n * (m - 2) * (m - 3) * s0 * s0)
}

/**
 * Local Geary's c: `cᵢ = Σⱼ wᵢⱼ (xᵢ − xⱼ)² / s²` with `s² = Σ zᵢ² / (n − 1)`; n long, 0 or more, small where an area is
 * like its neighbours, 0 for an island. Source: Anselin (1995), Geogr Anal 27:93–115.
 * Throws a CalculationError where values are missing, all equal or fewer than two.
 */
export function localGeary(values: ArrayLike<number>, weights: SpatialWeights): Float64Array {
  const { z, squares } = deviationsOf(values, areasOf(weights))
  const variance = squares / (z.length - 1)
  return squaredDifferences(z, weights).map((apart) => apart / variance)
}

/** `Σⱼ wᵢⱼ (zᵢ − zⱼ)²` of each area. */
function squaredDifferences(z: Float64Array, { starts, ids, weights }: SpatialWeights): Float64Array {
  const found = new Float64Array(z.length)
  for (let area = 0; area < z.length; area++)
    for (let at = starts[area]!; at < starts[area + 1]!; at++)
      found[area]! += weights[at]! * (z[area]! - z[ids[at]!]!) ** 2
  return found
}
