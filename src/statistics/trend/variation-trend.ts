import type { Interval } from '../../domain'
import { CalculationError } from '../../domain/errors'
import { chiSquareUpper } from '../chi-square'
import { zOf } from '../normal'
import { leaveOneOut, sameLength, weightedLine } from './line'

/** Spread between areas at several times. */
export interface SpreadSeries {
  /** In years, rising. */
  times: ArrayLike<number>
  /** A measure of the spread between areas, one a time: coefficient of variation, standard deviation beyond chance, 1∕α, … */
  spreads: ArrayLike<number>
  /** Standard error of each, from the bootstrap that gave its interval. */
  errors: ArrayLike<number>
}

/** Whether areas draw apart or together. */
export interface VariationTrend {
  marker: 'rising' | 'falling' | 'no change'
  /** Change of the spread a year, in its own unit. */
  slope: number
  error: number
  interval95: Interval
  /** `(slope∕se)²`, one degree of freedom. */
  chiSquare: number
  p: number
  /** Slope over the mean spread, per year; null where the mean is 0. */
  relative: number | null
  /** Whether the slope and those with each year left out have one sign. */
  oneSign: boolean
}

/**
 * Trend of variation: is the spread between areas rising? An unweighted line through the yearly spreads, `b = Σ cᵢ vᵢ` with
 * `cᵢ = (tᵢ − t̄) ∕ Σ (t − t̄)²`, and the error that theirs give it, `se² = Σ cᵢ² sᵢ²`. Unweighted, since the error of a spread
 * grows with the spread, so that weights would favour the low years. Areas that keep their places make the years' errors
 * alike, which the line cancels: the interval is then too wide, never too narrow. Rising or falling at 95 %, if the slope keeps
 * its sign when each year is left out.
 * Source: Draper & Smith (1998), Applied Regression Analysis, ch. 5 (variance of a linear combination).
 * Errors: CalculationError for fewer than three years, a hidden spread, times that do not rise, errors below 0, or none that bears on the slope.
 */
export function variationTrend({ times, spreads, errors }: SpreadSeries): VariationTrend {
  checkSpreads(times, spreads, errors)
  const alike = new Float64Array(times.length).fill(1)
  const { slope, centre, information } = weightedLine(times, spreads, alike)
  let variance = 0
  for (let i = 0; i < times.length; i++) variance += (((times[i]! - centre.time) / information) * errors[i]!) ** 2
  // Errors at the mean time alone say nothing about the slope.
  if (!(variance > 0)) throw new CalculationError('variationTrend: no error about the slope; expected errors above 0')
  const error = Math.sqrt(variance)
  const oneSign = slope !== 0 && leaveOneOut(times, spreads, alike).every((b) => Math.sign(b) === Math.sign(slope))
  const chiSquare = (slope * slope) / variance
  const reach = zOf(0.95) * error
  const clear = Math.abs(slope) > reach && oneSign
  return {
    marker: clear ? (slope > 0 ? 'rising' : 'falling') : 'no change',
    slope,
    error,
    interval95: { lower: slope - reach, upper: slope + reach },
    chiSquare,
    p: chiSquareUpper(chiSquare, 1),
    relative: centre.value === 0 ? null : slope / centre.value,
    oneSign,
  }
}

function checkSpreads(times: ArrayLike<number>, spreads: ArrayLike<number>, errors: ArrayLike<number>): void {
  sameLength('variationTrend', times, spreads, errors)
  if (times.length < 3) throw new CalculationError(`variationTrend: ${times.length} years; expected at least three`)
  for (let i = 0; i < times.length; i++) {
    if (i > 0 && !(times[i]! > times[i - 1]!))
      throw new CalculationError(`variationTrend: ${times[i]} after ${times[i - 1]}; expected rising times`)
    if (!Number.isFinite(spreads[i]) || !(errors[i]! >= 0 && errors[i]! < Infinity))
      throw new CalculationError(`variationTrend: spread ${spreads[i]} with error ${errors[i]}; expected numbers`)
  }
}
