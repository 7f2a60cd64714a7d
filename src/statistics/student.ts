import { betaLower, quantileParts } from './beta'
import { CalculationError } from '../domain/errors'
import { normalQuantile } from './normal'

/**
 * Probability that a value of Student’s t with `df` degrees of freedom exceeds `t`: `½ Iₓ(df∕2, ½)`, `x = df∕(df + t²)`,
 * for `t` of 0 or more, and by symmetry below.
 * Source: Abramowitz & Stegun (1964) 26.7.1.
 */
export function studentUpper(t: number, df: number): number {
  const square = t * t
  const tail = betaLower(df / (df + square), df / 2, 0.5, square / (df + square)) / 2
  return t >= 0 ? tail : 1 - tail
}

/**
 * The t below which a share `p` of Student’s distribution with `df` degrees of freedom lies: where `½ Iₓ(df∕2, ½) = 1 − p`,
 * `x = df∕(df + t²)`, for `p` of a half or more, and by symmetry below. Infinite `df` is the normal.
 * Source: Abramowitz & Stegun (1964) 26.7.1.
 * Throws on what is no probability and on degrees of freedom not above 0.
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0))
    throw new CalculationError(`studentQuantile: probability ${p}, ${df} degrees of freedom; expected 0 to 1, above 0`)
  if (df === Infinity) return normalQuantile(p)
  if (p === 0.5) return 0
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity
  const { x, rest } = quantileParts(2 * Math.min(p, 1 - p), df / 2, 0.5)
  return Math.sign(p - 0.5) * Math.sqrt((df * rest) / x)
}
