import { checkValues } from './counts'
import { quantileOfSorted } from './quantile'

/** Ratios of high to low values. Each is infinite where the low value is 0, and 1 where all values are 0. */
export interface Extremes {
  /** Highest over lowest value (extremal quotient). */
  quotient: number
  /** 95th over 5th percentile. */
  p95p5: number
  /** 90th over 10th percentile. */
  p90p10: number
  /** 80th over 20th percentile. */
  p80p20: number
  /** 75th over 25th percentile. */
  p75p25: number
  /** 75th less 25th percentile, in the unit of the values. */
  interquartileRange: number
  median: number
}

/**
 * Extremal quotient and percentile ratios of areas' values: `max ∕ min` and `Qₚ ∕ Q₁₋ₚ`, percentiles of type 7, areas
 * unweighted. The quotient grows with the number of areas and as counts shrink, and is infinite as soon as one value is 0:
 * show a percentile ratio beside it.
 * Source: Diehr, Cain, Connell & Volinn (1990), Health Serv. Res. 24, 741–771; Hyndman & Fan (1996), Am. Stat. 50, 361–365.
 * Throws on no values and on values below 0 or not finite.
 */
export function extremes(values: ArrayLike<number>): Extremes {
  checkValues('extremes', values)
  return extremesOfSorted(Float64Array.from(values).sort())
}

/** The same of values in rising order, unchecked, for loops. */
function extremesOfSorted(sorted: ArrayLike<number>): Extremes {
  const at = (p: number) => quantileOfSorted(sorted, p)
  const [q25, q75] = [at(0.25), at(0.75)]
  return {
    quotient: ratio(sorted[sorted.length - 1]!, sorted[0]!),
    p95p5: ratio(at(0.95), at(0.05)),
    p90p10: ratio(at(0.9), at(0.1)),
    p80p20: ratio(at(0.8), at(0.2)),
    p75p25: ratio(q75, q25),
    interquartileRange: q75 - q25,
    median: at(0.5),
  }
}

function ratio(high: number, low: number): number {
  return high === low ? 1 : high / low
}
