import { gammaLower, gammaUpper } from './gamma'

/**
 * Probability that a standard normal value exceeds `z`, to full precision far into the tail: `½ Q(½, z²∕2)`.
 * Source: Abramowitz & Stegun (1964) 26.2.30, 6.5.17.
 */
export function normalUpper(z: number): number {
  if (Number.isNaN(z)) return NaN
  return z >= 0 ? gammaUpper((z * z) / 2, 0.5) / 2 : 0.5 + gammaLower((z * z) / 2, 0.5) / 2
}

/** Probability that a standard normal value stays below `z`. */
export function normalLower(z: number): number {
  return normalUpper(-z)
}

/** Two-sided probability of a standard normal value at least as far from 0 as `z`. */
export function normalTwoSided(z: number): number {
  return gammaUpper((z * z) / 2, 0.5)
}

/**
 * Natural logarithm of the probability above `z`, `ln(1 − Φ(z))`; far out, where the probability itself is no longer a number, by the
 * asymptotic series of Mills’ ratio.
 * Source: Abramowitz & Stegun (1964) 26.2.12.
 */
export function logNormalUpper(z: number): number {
  if (z < 0) return Math.log1p(-normalUpper(-z))
  if (z < 20) return Math.log(normalUpper(z))
  const t = 1 / (z * z)
  const series = 1 - t * (1 - 3 * t * (1 - 5 * t * (1 - 7 * t * (1 - 9 * t))))
  return (-z * z) / 2 - Math.log(z) - 0.9189385332046728 + Math.log(series)
}
