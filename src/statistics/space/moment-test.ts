import { normalTwoSided } from '../normal-tails'

/** A statistic against the mean and variance that it has by chance. */
export interface MomentTest {
  /** Variance by chance, above 0. */
  variance: number
  /** Standard deviations from expectation; above 0 where like is beside like. */
  z: number
  /** Two-sided probability from the normal distribution. */
  p: number
}

/** Variance as `E[T²] − E[T]²`, or null where it is nothing but rounding: the statistic is then the same however values lie. */
export function varianceOf(meanSquare: number, expectation: number): number | null {
  const variance = meanSquare - expectation * expectation
  return variance > 1e-12 * Math.abs(meanSquare) ? variance : null
}

/** The test of a distance from expectation, or null where chance gives it no variance. */
export function momentTest(distance: number, variance: number | null): MomentTest | null {
  if (variance === null || !(variance > 0)) return null
  const z = distance / Math.sqrt(variance)
  return { variance, z, p: normalTwoSided(z) }
}
