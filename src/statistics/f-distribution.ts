import { betaUpper } from './beta'

/**
 * Probability that a value of Fisher’s F with `df1` and `df2` degrees of freedom exceeds `f`: `Iₓ(df2∕2, df1∕2)`,
 * `x = df2∕(df2 + df1 f)`.
 * Source: Abramowitz & Stegun (1964) 26.6.2.
 */
export function fUpper(f: number, df1: number, df2: number): number {
  if (!(f > 0)) return 1
  const all = df1 * f + df2
  return betaUpper((df1 * f) / all, df1 / 2, df2 / 2, df2 / all)
}
