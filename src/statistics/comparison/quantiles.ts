import { CalculationError } from '../../domain/errors'

/**
 * Quantile group (1 to `groups`) of each value by the rule of Fingertips: rank `r` among `n` (ties share the least rank), group
 * `(k + 1) − ⌈(n + 1 − r)k∕n⌉`, in whole numbers so that rounding cannot put an area in group 0. NaN (no value) stays NaN and does
 * not count. With `highestFirst` group 1 holds the highest values, else the lowest. All alike are all in group 1.
 * Source: Public Health England, PHEindicatormethods documentation, quantiles (2020).
 * Throws unless `groups` is a whole number of 1 or more.
 */
export function quantileGroups(values: ArrayLike<number>, groups: number, highestFirst = false): Float64Array {
  if (!(Number.isInteger(groups) && groups >= 1))
    throw new CalculationError(`quantileGroups: ${groups} groups; expected a whole number of 1 or more`)
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort()
  const n = sorted.length
  const out = new Float64Array(values.length).fill(NaN)
  for (let i = 0; i < out.length; i++) {
    if (Number.isNaN(values[i])) continue
    const before = highestFirst ? n - countBelow(sorted, values[i]!, true) : countBelow(sorted, values[i]!, false)
    out[i] = groups + 1 - Math.ceil(((n - before) * groups) / n)
  }
  return out
}

/** How many sorted values are below `value` (or below and equal), by halving. */
function countBelow(sorted: Float64Array, value: number, orEqual: boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value || (orEqual && sorted[middle] === value)) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Fifth of each area’s value, 1 for the lowest: a comparison by rank, which calls a fifth of areas lowest even where all differ by
 * chance alone. Areas with the same value are always in the same fifth, so fifths need not be of the same size.
 * Source: Public Health England, PHEindicatormethods documentation, quantiles (2020).
 */
export function fifths(values: ArrayLike<number>): Float64Array {
  return quantileGroups(values, 5)
}
