/**
 * The value below which a share `p` (0 to 1) of sorted values lies, by linear interpolation between the values beside
 * position `1 + (n − 1)p` (type 7 of Hyndman & Fan, the rule of R and of spreadsheets). NaN for no values.
 * Source: Hyndman & Fan (1996), Am. Stat. 50, 361–365.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p
  const low = Math.floor(at + 4 * Number.EPSILON)
  const rest = at - low
  const value = sorted[low] ?? NaN
  const next = sorted[low + 1]!
  // Equal neighbours, infinite ones among them, need no step.
  return Math.abs(rest) < 1e-12 || next === value ? value : value + rest * (next - value)
}

/** The same of values in any order; they are left as they are. */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), p)
}
