import { CalculationError } from '../../domain/errors'
import type { ProcessLimits } from './process-limits'

/** Whether a process as it is can be relied on to meet a target. */
export type Assurance = 'meets' | 'hit or miss' | 'misses'

/**
 * Assurance against a target: `meets` where even the worse process limit meets it, `misses` where even the better one does
 * not, `hit or miss` where the target lies between the limits, so that chance decides each month. A limit on the target meets it.
 * Where higher is better: `lower ≥ target`, `upper < target`, and between; where lower is, the other way round.
 * Source: NHS England, Making Data Count: assurance icons.
 * Errors: CalculationError for a target that is no number.
 */
export function assuranceOf({ lower, upper }: ProcessLimits, target: number, better: 'higher' | 'lower'): Assurance {
  if (!Number.isFinite(target)) throw new CalculationError(`assuranceOf: a target of ${target}; expected a number`)
  const [worst, best] = better === 'higher' ? [lower - target, upper - target] : [target - upper, target - lower]
  return worst >= 0 ? 'meets' : best < 0 ? 'misses' : 'hit or miss'
}

/** How many of the points that are given meet a target, and how many there are. NaN for a hidden point: not counted. */
export function pointsMeeting(values: ArrayLike<number>, target: number, better: 'higher' | 'lower') {
  let [meeting, given] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue
    given++
    if (better === 'higher' ? values[i]! >= target : values[i]! <= target) meeting++
  }
  return { meeting, given }
}
