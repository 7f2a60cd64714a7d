import type { Interval } from '../domain'
import { CalculationError } from '../domain/errors'
import { byar } from './byar'
import { exactPoisson } from './exact-poisson'

/** Below this many events limits are exact, from here Byar's. */
const EXACT_BELOW = 10

const known = new Map<number, Interval>()

/** Exact limits of the few small whole counts come up for most areas: each is worked out once. */
function exactOnce(count: number, coverage: number): Interval {
  if (!Number.isInteger(count)) return exactPoisson(count, coverage)
  const key = count + coverage
  let interval = known.get(key)
  if (!interval) known.set(key, (interval = exactPoisson(count, coverage)))
  return interval
}

/**
 * Limits of a count of events: exact below 10, Byar's from there, as Fingertips does.
 * With a dispersion φ (variance φ times the mean) the count is read as φ times less informative: `φ·limits(O∕φ)`, which
 * has variance φ·O, keeps the skew and never falls below 0.
 * Source: Public Health England, Technical Guide: confidence intervals (2018).
 */
export function countInterval(count: number, coverage = 0.95, dispersion = 1): Interval {
  if (!(count >= 0) || !(dispersion > 0))
    throw new CalculationError(`countInterval: count ${count}, dispersion ${dispersion}; expected 0 or more, above 0`)
  const effective = count / dispersion
  const { lower, upper } = effective < EXACT_BELOW ? exactOnce(effective, coverage) : byar(effective, coverage)
  return { lower: lower * dispersion, upper: upper * dispersion }
}
