import type { Interval } from '../../domain'
import { CalculationError } from '../../domain/errors'
import { drawNormal } from '../draws'
import { random } from '../random'
import { quantileOfSorted } from '../variation/quantile'
import { slopeWeights } from './mid-rank'
import { fromScale, toScale, type ValueScale } from './scale'
import { forEachGroup } from './slope-index'
import { errorAt, type UncertainGroups } from './slope-interval'

/** Limits of one figure at both coverages. */
export interface BothIntervals {
  interval95: Interval
  interval998: Interval
}

/** What the draws say of the gradient. */
export interface SimulatedSlope {
  slope: BothIntervals
  /** Least over most deprived; null where the draws of an end come near 0, so that no ratio can be given. */
  leastOverMost: BothIntervals | null
}

export interface SlopeSimulation {
  /** How values scatter: `log` for rates, `logit` for proportions; the groups' errors are on this scale. */
  scatter: ValueScale
  /** Where the line is fitted: `plain`, or the scale of the scatter. */
  fit: ValueScale
  /** Keys of the stream of chance: the same keys give the same limits anywhere. */
  seed: readonly number[]
  /** How often every group is drawn; at least 10,000, so that ten draws lie beyond each limit of 99.8 %. */
  draws?: number
}

/** Share of draws without a ratio from which none is given: half of what lies beyond a limit of 99.8 %. */
const WITHOUT_RATIO = 0.0005

/**
 * Intervals of the slope index and of the relative index by simulation: each group's value is drawn from a normal
 * distribution on the scale on which it scatters, `f(y*) = f(y) + s z`, the line is fitted again, and the limits are the
 * percentiles (2.5 and 97.5; 0.1 and 99.9) of the indices found. Error of a 95 % limit from drawing alone: 0.019 standard
 * errors at 20,000 draws. `errors` on the scale of the scatter (`errorsFromLimits`).
 * Sources: Low & Low (2004), J. Public Health 26, 388–395; PHEindicatormethods 2.1.0,
 * slope index of inequality, for the transforms.
 * Errors: as `slopeInterval`; CalculationError for fewer than 10,000 draws, or a line fitted on another scale than plain or the scatter's.
 */
export function simulateSlope(groups: UncertainGroups, options: SlopeSimulation): SimulatedSlope {
  const { draws = 20_000, fit, scatter } = options
  if (!(draws >= 10_000)) throw new CalculationError(`simulateSlope: ${draws} draws; expected at least 10,000`)
  if (fit !== 'plain' && fit !== scatter)
    throw new CalculationError(`simulateSlope: fitted on ${fit}, scattered on ${scatter}; expected plain or the same`)
  const ends = drawEnds(groups, options, draws)
  const slopes = new Float64Array(draws)
  const ratios = new Float64Array(draws)
  let without = 0
  for (let at = 0; at < draws; at++) {
    const [most, least] = [ends.most[at]!, ends.least[at]!]
    slopes[at] = least - most
    // An end at or below 0 has no ratio: the draw counts as an endless one.
    if (!(most > 0 && least > 0)) without++
    ratios[at] = most > 0 ? least / most : Infinity
  }
  return { slope: limitsOf(slopes), leastOverMost: without > WITHOUT_RATIO * draws ? null : limitsOf(ratios) }
}

/** Fitted ends of every draw, in the value's unit. */
function drawEnds(
  groups: UncertainGroups,
  { scatter, fit, seed }: SlopeSimulation,
  draws: number,
): { most: Float64Array; least: Float64Array } {
  const line = slopeWeights(groups.populations)
  const most = new Float64Array(draws)
  const least = new Float64Array(draws)
  const chance = random(seed[0] ?? 0, ...seed.slice(1))
  forEachGroup(groups, (i, value) => {
    const place = toScale(value, scatter)
    const error = errorAt(groups, i)
    const [p, c] = [line.mostDeprived[i]!, line.mostDeprived[i]! + line.slope[i]!]
    for (let at = 0; at < draws; at++) {
      const drawn = place + error * drawNormal(chance)
      const fitted = fit === 'plain' ? fromScale(drawn, scatter) : drawn
      most[at]! += p * fitted
      least[at]! += c * fitted
    }
  })
  for (let at = 0; fit !== 'plain' && at < draws; at++) {
    most[at] = fromScale(most[at]!, fit)
    least[at] = fromScale(least[at]!, fit)
  }
  return { most, least }
}

function limitsOf(drawn: Float64Array): BothIntervals {
  drawn.sort()
  const between = (beyond: number) => ({
    lower: quantileOfSorted(drawn, beyond),
    upper: quantileOfSorted(drawn, 1 - beyond),
  })
  return { interval95: between(0.025), interval998: between(0.001) }
}
