import { CalculationError } from '../../domain/errors'
import { drawNormal } from '../draws'
import { random } from '../random'
import { processLimits, type ProcessOptions } from './process-limits'
import { processSignals, RULE_SETS, type RuleSet } from './run-rules'

/** What a process does while nothing but chance is at work. */
export interface StableSeries {
  /** Series whose gaps (NaN) the drawn ones have too; its values do not matter. */
  values: ArrayLike<number>
  /** 0 and 1 if absent. */
  mean?: number
  sigma?: number
  /** What values are rounded to, which is in `sigma` already; 0 if absent. */
  step?: number
  bounds?: ProcessOptions['bounds']
}

export interface SignalsByChanceOptions {
  /** Keys of the stream of chance: the same keys give the same share anywhere. */
  seed: readonly number[]
  /** How many series are drawn; 1,000 if absent, which tells the share to within 3 percentage points. */
  draws?: number
  rules?: RuleSet
}

/**
 * False-alarm rate of run rules: share of stable series in which at least one rule fires, each of independent normal values with
 * the gaps of the one given, limits worked out from each itself. Rounded values are drawn with variance
 * `σ² − step²∕12` and then rounded, so that they vary by σ² again; series too coarse for limits are left out. By simulation:
 * `series with a signal ∕ series with limits`, 0 to 1.
 * Source: Champ & Woodall (1987), Technometrics 29, 393–399 (run lengths of charts with supplementary runs rules).
 * Errors: CalculationError for fewer than two values in a row, a sigma or step that cannot be, or fewer than one draw.
 */
export function signalsByChance(
  series: StableSeries,
  { seed, draws = 1000, rules = RULE_SETS.makingDataCount }: SignalsByChanceOptions,
): number {
  const { values, step = 0, sigma = 1, bounds } = series
  if (!(Number.isInteger(draws) && draws >= 1) || !(sigma >= 0 && sigma < Infinity))
    throw new CalculationError(`signalsByChance: ${draws} draws, sigma ${sigma}; expected at least one, 0 or more`)
  const draw = drawer(series, seed)
  const drawn = new Float64Array(values.length)
  let [fired, limited] = [0, 0]
  for (let at = 0; at < draws; at++) {
    for (let i = 0; i < drawn.length; i++) drawn[i] = Number.isNaN(values[i]) ? NaN : draw()
    const limits = processLimits(drawn, { bounds, step })
    if (limits.coarse) continue
    limited++
    if (processSignals(drawn, limits, rules).length > 0) fired++
  }
  return limited > 0 ? fired / limited : 0
}

/** Values of a stable process, rounded and kept within bounds as those released are. */
function drawer({ mean = 0, sigma = 1, step = 0, bounds = {} }: StableSeries, [first = 0, ...rest]: readonly number[]) {
  const chance = random(first, ...rest)
  const { least = -Infinity, most = Infinity } = bounds
  const before = Math.sqrt(Math.max(0, sigma * sigma - (step * step) / 12))
  return () => {
    const value = mean + before * drawNormal(chance)
    return Math.min(most, Math.max(least, step > 0 ? step * Math.round(value / step) : value))
  }
}
