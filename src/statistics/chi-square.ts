import { gammaQuantile, gammaUpper } from './gamma'

/**
 * Probability that chance alone gives a χ² of at least `x` with `df` degrees of freedom: `Q(df∕2, x∕2)` of the gamma distribution.
 * Source: Abramowitz & Stegun (1964) 26.4.
 */
export function chiSquareUpper(x: number, df: number): number {
  return gammaUpper(x / 2, df / 2)
}

/** The χ² below which a share `p` lies: `P(df∕2, x∕2) = p` of the gamma distribution. Source: Abramowitz & Stegun (1964) 26.4. */
export function chiSquareQuantile(p: number, df: number): number {
  return p > 0.5 ? 2 * gammaQuantile(1 - p, df / 2, 'upper') : 2 * gammaQuantile(p, df / 2)
}
