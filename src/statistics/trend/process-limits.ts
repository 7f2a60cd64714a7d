import { CalculationError } from '../../domain/errors'

/** What a process does while nothing but chance is at work, in the unit of its values. */
export interface ProcessLimits {
  mean: number
  /** Standard deviation from one point to the next, `mR̄ ∕ d₂`. */
  sigma: number
  /** `mean ∓ 3 sigma`. */
  lower: number
  upper: number
  /** Mean of the moving ranges that were kept, and their own upper limit, `D₄ mR̄`. */
  meanRange: number
  rangeLimit: number
  /** Points that the limits rest on; below twelve they are provisional. */
  points: number
  provisional: boolean
  /** What the values are rounded to; 0 where they are not. */
  step: number
  /** Whether the values are rounded so coarsely that limits and run rules no longer hold: sigma below three quarters of a step. */
  coarse: boolean
}

export interface ProcessOptions {
  /** Places of the points that the limits are worked out from, both included; all of them if absent. */
  baseline?: { from: number; to: number }
  /** Whether moving ranges above their own limit are left out of their mean, once. As Making Data Count does; default yes. */
  screen?: boolean
  /** What the values cannot go beyond (0 for counts, 0 and 1 for shares); the limits stop there. */
  bounds?: { least?: number; most?: number }
  /** What the values are rounded to, in their unit; 0 if absent. */
  step?: number
}

/** Mean range of two draws from a normal distribution over its standard deviation, `2∕√π`: 3 ∕ d₂ is the 2.66 of the textbooks. */
const D2 = 2 / Math.sqrt(Math.PI)
/** Upper limit of a moving range over their mean, `1 + 3 d₃∕d₂` with `d₃² = 2 − 4∕π`: 3.27. */
const D4 = 1 + (3 * Math.sqrt(2 - 4 / Math.PI)) / D2
/** As few points as give limits that are more than provisional. */
const ENOUGH = 12
/** Standard deviations below so many steps leave a few values that ties and leaps are made of: the rules then fire on most stable series. */
const COARSE = 0.75

/**
 * XmR process limits (individual values and moving ranges): `x̄ ± 3 mR̄∕d₂ = x̄ ± 2.66 mR̄`, where `mR̄` is the mean distance
 * between neighbouring points. Values monthly as a rule, oldest first, NaN where hidden or missing: no range is taken across a gap.
 * Sources: Shewhart (1931), Economic Control of Quality of Manufactured Product; Wheeler (2000), Understanding Variation; NHS
 * England, Making Data Count (screening of ranges).
 * Errors: CalculationError for fewer than two values in a row, a baseline outside the series, or a step below 0.
 */
export function processLimits(values: ArrayLike<number>, options: ProcessOptions = {}): ProcessLimits {
  const { screen = true, bounds = {}, step = 0, baseline = { from: 0, to: values.length - 1 } } = options
  if (!(baseline.from >= 0 && baseline.to < values.length && baseline.from <= baseline.to))
    throw new CalculationError(
      `processLimits: a baseline from ${baseline.from} to ${baseline.to} of ${values.length} points; expected one inside`,
    )
  if (!(step >= 0 && step < Infinity)) throw new CalculationError(`processLimits: step ${step}; expected 0 or more`)
  const { mean, points } = meanOf(values, baseline)
  const first = meanRangeBelow(values, baseline, Infinity)
  if (Number.isNaN(first)) throw new CalculationError(`processLimits: ${points} values; expected two in a row`)
  // A series that is still but for one leap would be left without any range, and every point of it beyond the limits.
  const kept = (screen && meanRangeBelow(values, baseline, D4 * first)) || first
  const sigma = kept / D2
  const { least = -Infinity, most = Infinity } = bounds
  return {
    mean,
    sigma,
    lower: Math.max(least, mean - 3 * sigma),
    upper: Math.min(most, mean + 3 * sigma),
    meanRange: kept,
    rangeLimit: D4 * kept,
    points,
    provisional: points < ENOUGH,
    step,
    coarse: sigma < COARSE * step,
  }
}

/** How far each point lies from the one before it; NaN for the first and across gaps. Same length as given. */
export function movingRanges(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values, (value, i) => Math.abs(value - (values[i - 1] ?? NaN)))
}

function meanOf(values: ArrayLike<number>, { from, to }: { from: number; to: number }) {
  let [mean, points] = [0, 0]
  for (let i = from; i <= to; i++) {
    if (!Number.isFinite(values[i])) continue
    points++
    // By steps, so that the mean of equal values is that value, and none of them beyond the limits.
    mean += (values[i]! - mean) / points
  }
  return { mean, points }
}

/** Mean of the moving ranges inside the baseline that are not above a limit; NaN where there is none. */
function meanRangeBelow(values: ArrayLike<number>, { from, to }: { from: number; to: number }, limit: number): number {
  let [sum, ranges] = [0, 0]
  for (let i = from + 1; i <= to; i++) {
    const range = Math.abs(values[i]! - values[i - 1]!)
    if (!Number.isFinite(range) || range > limit) continue
    sum += range
    ranges++
  }
  return sum / ranges
}
