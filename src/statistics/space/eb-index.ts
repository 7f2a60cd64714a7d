import { CalculationError } from '../../domain/errors'
import { marshallGlobal } from './marshall'
import { moran } from './moran'
import type { SpatialWeights } from './weights'

/** Rates standardised for the size of their areas, and their spatial correlation. */
export interface EbIndex {
  /** Standardised rate of each area, n long: standard deviations from the overall rate. */
  z: Float64Array
  /** Moran's I of these, n counting islands. */
  value: number
}

/**
 * Empirical Bayes index of spatial autocorrelation: Moran's I of rates that differ in precision,
 * `zᵢ = (rᵢ − b) / √(a + b/nᵢ)`, `EBI = n/S₀ · Σᵢⱼ wᵢⱼ (zᵢ − z̄)(zⱼ − z̄) / Σ (zᵢ − z̄)²`, a and b being Marshall's moments
 * (a not below 0). Plain Moran's I of rates mistakes the noise of small areas for pattern or hides one. Its probability
 * comes from permuting z (`moranPermutations`). Source: Assunção & Reis (1999), Stat Med 18:2147–2162.
 * Throws a CalculationError where there are no events, all rates are equal, a count is negative or missing, or a population
 * is not above 0.
 */
export function ebIndex(counts: ArrayLike<number>, populations: ArrayLike<number>, weights: SpatialWeights): EbIndex {
  const { raw, mean, variance } = marshallGlobal(counts, populations)
  if (mean === 0) throw new CalculationError('Empirical Bayes index: found no events, expected some')
  const z = raw.map((rate, area) => (rate - mean) / Math.sqrt(variance + mean / populations[area]!))
  return { z, value: moran(z, weights, { countIslands: true }).value }
}
