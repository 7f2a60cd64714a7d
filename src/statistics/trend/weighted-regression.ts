import type { Interval } from '../../domain'
import { CalculationError } from '../../domain/errors'
import { zOf } from '../normal'
import { normalTwoSided } from '../normal-tails'
import { studentQuantile, studentUpper } from '../student'
import { sameLength, weightedLine } from './line'
import type { TimedSeries } from './recent-trend'

/** A line through values of known error. */
export interface WeightedRegression {
  /** Change per unit of time. */
  slope: number
  /** Fitted value at time 0. */
  intercept: number
  /** Standard error of the slope where the values' errors are all there is: `1∕√Σ w (t − t̄)²`. */
  errorKnown: number
  /** Two-sided probability of the slope over it (normal). */
  pKnown: number
  /** Standard error where the errors tell only how values compare, and their scatter about the line how large they are. */
  errorFromScatter: number | null
  /** The slope over it, Student's t; null where there is no scatter to go by: two points, or all on the line. */
  t: number | null
  /** Degrees of freedom of t, and its two-sided probability. */
  df: number
  p: number | null
  /** `Σ w (y − fitted)²∕df`: well above 1 where values scatter more than their errors explain; null at two points. */
  scatter: number | null
}

/**
 * Weighted regression of values on time, weights `1∕s²`: slope, its standard error with the errors taken as known, and with
 * their size taken from the scatter about the line, `se² = φ ∕ Σ w (t − t̄)²`, `φ = Σ w (y − ŷ)² ∕ (k − 2)`, `t = b∕se`.
 * Source: Draper & Smith (1998), Applied Regression Analysis, ch. 9.
 * Errors: CalculationError for columns of different length, a hidden value, an error not above 0, or fewer than two times.
 */
export function weightedRegression({ times, values, errors }: TimedSeries): WeightedRegression {
  sameLength('weightedRegression', times, values, errors)
  const weights = Float64Array.from(errors, (error, i) => {
    if (!(error > 0 && error < Infinity) || !Number.isFinite(values[i]))
      throw new CalculationError(
        `weightedRegression: value ${values[i]} with error ${error}; expected an error above 0`,
      )
    return 1 / (error * error)
  })
  const { slope, centre, information } = weightedLine(times, values, weights)
  let squares = 0
  for (let i = 0; i < times.length; i++)
    squares += weights[i]! * (values[i]! - centre.value - slope * (times[i]! - centre.time)) ** 2
  const df = times.length - 2
  const scatter = df > 0 ? squares / df : null
  const errorKnown = 1 / Math.sqrt(information)
  const errorFromScatter = scatter ? errorKnown * Math.sqrt(scatter) : null
  const t = errorFromScatter ? slope / errorFromScatter : null
  return {
    slope,
    intercept: centre.value - slope * centre.time,
    errorKnown,
    pKnown: normalTwoSided(slope / errorKnown),
    errorFromScatter,
    t,
    df,
    p: t === null ? null : 2 * studentUpper(Math.abs(t), df),
    scatter,
  }
}

/**
 * Interval and probability of a slope whose values scatter by no less than their errors, perhaps by more: the wider of
 * `b ± z se` with the errors as known and `b ± t₀.₉₇₅(k − 2) se` with their size taken from the scatter, and the greater of the two
 * probabilities. So it covers at least what it says either way, at few points too, and 0 lies inside exactly where p is above 0.05.
 * At two points, or all on the line, the known errors are all there is.
 * Source: Draper & Smith (1998), Applied Regression Analysis, ch. 9.
 */
export function slopeWithinError({
  slope,
  errorKnown,
  errorFromScatter,
  df,
}: Pick<WeightedRegression, 'slope' | 'errorKnown' | 'errorFromScatter' | 'df'>): { interval95: Interval; p: number } {
  const byScatter = errorFromScatter === null ? 0 : studentQuantile(0.975, df) * errorFromScatter
  const reach = Math.max(zOf(0.95) * errorKnown, byScatter)
  const pScatter = errorFromScatter === null ? 0 : 2 * studentUpper(Math.abs(slope) / errorFromScatter, df)
  const p = Math.max(normalTwoSided(slope / errorKnown), pScatter)
  return { interval95: { lower: slope - reach, upper: slope + reach }, p }
}
