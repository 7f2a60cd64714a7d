import { gammaQuantile, gammaUpper } from './gamma'

/** Probability that chance alone gives a χ² of at least `x` with `df` degrees of freedom. */
export function chiSquareUpper(x: number, df: number): number {
  return gammaUpper(x / 2, df / 2)
}

/** The χ² below which a share `p` lies. */
export function chiSquareQuantile(p: number, df: number): number {
  return p > 0.5 ? 2 * gammaQuantile(1 - p, df / 2, 'upper') : 2 * gammaQuantile(p, df / 2)
}
