import { CalculationError } from '../../domain/errors'
import { chiSquareQuantile, chiSquareUpper } from '../chi-square'
import { leaveOneOut, sameLength, weightedLine } from './line'

/** What a recent trend is called. */
export type TrendMarker = 'rising' | 'falling' | 'no change' | 'not given'

/** The verdict of a trend rule and what it rests on. */
export interface RecentTrend {
  marker: TrendMarker
  /** Places of the points used, oldest first; empty where no trend is given. */
  points: readonly number[]
  /** Change per period; null where no trend is given, as all below. */
  slope: number | null
  /** `(slope∕se)²`, one degree of freedom. */
  chiSquare: number | null
  /** Probability of at least this χ² without any trend. */
  p: number | null
  /** Slopes with each point left out in turn. */
  leaveOneOut: Float64Array | null
  /** Whether the slope and all of these have one sign. */
  oneSign: boolean | null
  /** Why no trend is given, in plain words; null where one is. */
  why: string | null
}

/** Points that the rule looks at. */
export const RECENT_POINTS = 5
/** As printed in Fingertips' own rule: χ²₁ at 0.998, cut to four digits. */
const FINGERTIPS_CRITICAL = 9.5495
/** As in Fingertips' own rule: twice 1.96. */
const FINGERTIPS_WIDTH = 3.92

/** A yearly series as published, oldest first. */
export interface PublishedSeries {
  /** Values and their 95 % limits, in the indicator's unit; NaN where there is none. */
  values: ArrayLike<number>
  lower: ArrayLike<number>
  upper: ArrayLike<number>
  /** Of proportions: where both are equal at a point, this rule gives no trend. */
  counts?: ArrayLike<number>
  denominators?: ArrayLike<number>
}

/**
 * Recent trend by Fingertips' own rule: weighted least squares of the last five valid points on t = 1…5, weights
 * `1∕s²` with `s = (upper − lower)∕3.92`; rising or falling where `(b∕se)² > 9.5495` and the slope keeps its sign when each point
 * is left out. Points without a value are passed over and the times closed up, so that a gap makes a trend look steeper;
 * `recentTrend` does not. Meant for yearly proportions, crude rates and directly standardised rates.
 * Source: Office for Health Improvement and Disparities, Fingertips technical guidance: recent trends.
 * Errors: CalculationError for columns of different length. Fewer than five valid points, limits without width, or a proportion
 * of 100 %: marker `not given`, with the reason.
 */
export function fingertipsTrend(series: PublishedSeries): RecentTrend {
  const { values, lower, upper, counts, denominators } = series
  sameLength('fingertipsTrend', values, lower, upper, counts ?? values, denominators ?? values)
  const valid: number[] = []
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i]! + lower[i]! + upper[i]!)) valid.push(i)
  if (counts && denominators && valid.some((i) => counts[i] === denominators[i]))
    return notGiven('at one point everybody is counted')
  const points = valid.slice(-RECENT_POINTS)
  if (points.length < RECENT_POINTS) return notGiven(`only ${points.length} of ${RECENT_POINTS} points have a value`)
  const errors = points.map((i) => (upper[i]! - lower[i]!) / FINGERTIPS_WIDTH)
  return trendOf({ points, times: [1, 2, 3, 4, 5], values: points.map((i) => values[i]!), errors }, FINGERTIPS_CRITICAL)
}

/** A series with real times, oldest first. */
export interface TimedSeries {
  /** When each period begins, in years. */
  times: ArrayLike<number>
  /** In the indicator's unit; NaN where hidden or missing. */
  values: ArrayLike<number>
  /** Standard error of each value. */
  errors: ArrayLike<number>
}

/**
 * Recent trend by our own rule: the same test as Fingertips', with two differences. A gap ends the run: the five points must
 * follow each other, `step` years apart, up to the last one; and times are the real years, so that the slope is per year.
 * Rising or falling where `(b∕se)² > χ²₁(0.998)`. Periods that overlap are not independent: set `step` to a period's length.
 * Source: Office for Health Improvement and Disparities, Fingertips technical guidance: recent trends, for the test;
 * Draper & Smith (1998), Applied Regression Analysis, ch. 9.
 * Errors: CalculationError for columns of different length, times that do not rise, or an error below 0. Fewer than five points
 * in a row, or a point without error: marker `not given`, with the reason.
 */
export function recentTrend({ times, values, errors }: TimedSeries, step = 1): RecentTrend {
  sameLength('recentTrend', times, values, errors)
  for (let i = 0; i < times.length; i++) {
    if (!(i === 0 || times[i]! > times[i - 1]!) || errors[i]! < 0)
      throw new CalculationError(`recentTrend: time ${times[i]}, error ${errors[i]}; expected rising times, errors ≥ 0`)
  }
  const points = lastRun(times, values, errors, step)
  if (points.length < RECENT_POINTS)
    return notGiven(`only ${points.length} of ${RECENT_POINTS} points in a row have a value`)
  const pick = (column: ArrayLike<number>) => points.map((i) => column[i]!)
  const critical = chiSquareQuantile(0.998, 1)
  return trendOf({ points, times: pick(times), values: pick(values), errors: pick(errors) }, critical)
}

/** The points up to the last that follow each other without a gap, at most five. */
function lastRun(times: ArrayLike<number>, values: ArrayLike<number>, errors: ArrayLike<number>, step: number) {
  const run: number[] = []
  for (let i = times.length - 1; i >= 0 && run.length < RECENT_POINTS; i--) {
    if (!Number.isFinite(values[i]! + errors[i]!)) break
    // Years may be written with months as fractions.
    if (run.length > 0 && Math.abs(times[i + 1]! - times[i]! - step) > 1e-6) break
    run.unshift(i)
  }
  return run
}

interface Run {
  points: readonly number[]
  times: readonly number[]
  values: readonly number[]
  errors: readonly number[]
}

function trendOf({ points, times, values, errors }: Run, critical: number): RecentTrend {
  if (errors.some((error) => !(error > 0))) return notGiven('a value has no error')
  const weights = errors.map((error) => 1 / (error * error))
  const { slope, information } = weightedLine(times, values, weights)
  const out = leaveOneOut(times, values, weights)
  const chiSquare = slope * slope * information
  const oneSign = slope !== 0 && out.every((other) => Math.sign(other) === Math.sign(slope))
  const marker = chiSquare > critical && oneSign ? (slope > 0 ? 'rising' : 'falling') : 'no change'
  return { marker, points, slope, chiSquare, p: chiSquareUpper(chiSquare, 1), leaveOneOut: out, oneSign, why: null }
}

function notGiven(why: string): RecentTrend {
  const none = { slope: null, chiSquare: null, p: null, leaveOneOut: null, oneSign: null }
  return { marker: 'not given', points: [], ...none, why }
}
