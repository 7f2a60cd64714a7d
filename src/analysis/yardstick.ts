import type { Estimate, Indicator, Interval, RuleId, Verdict } from '../domain'
import type { ChanceLaw } from '../statistics'
import { beyondLimits, shrunkTo, valueLimits, widen, zOf } from '../statistics'
import { KINDS, RECOMPUTE } from '../indicators'

/** What areas are held against: a value in the printed unit, and how values scatter around it by chance. */
export interface Yardstick {
  /** Null where the comparator has no value: no verdict can then be given. */
  target: number | null
  law: ChanceLaw | null
  multiplier: number
  dispersion: number
  /** Standard deviation that protection adds to the target, in the printed unit. */
  error: number
}

/** Which law of chance an indicator's values follow; null where that is not known. */
export function lawOf(indicator: Indicator): ChanceLaw | null {
  if (indicator.kind !== 'published') return KINDS[indicator.kind].law
  return indicator.recompute ? RECOMPUTE[indicator.recompute].law : null
}

export function yardstick(indicator: Indicator, target: number | null, error = 0): Yardstick {
  const { multiplier, dispersion } = indicator
  return { target, law: lawOf(indicator), multiplier, dispersion, error }
}

/** The comparator's value against the area's own interval: what official tables call overlap. */
function byOverlap(own: Interval | null, value: number, { target, error }: Yardstick, coverage: number): Verdict {
  if (!own || target === null) return 'none'
  const interval = widen(own, value, zOf(coverage) * error, -Infinity)
  return target < interval.lower ? 'higher' : target > interval.upper ? 'lower' : 'similar'
}

/** Whether control limits can be drawn: chance has a law, and the target is one that the law allows. */
function drawable({ target, law, multiplier }: Yardstick): boolean {
  return law !== null && target !== null && target >= 0 && (law === 'poisson' || target <= multiplier)
}

/** The area's value against control limits around the comparator, at the area's size. */
function byLimits({ value, size, protection }: Judged, yard: Yardstick, coverage: number): Verdict {
  if (value === null || !size || !drawable(yard)) return 'none'
  const { target, law, multiplier, dispersion } = yard
  // Limits widened by what protection adds: the same as the value brought nearer by it, which needs no solving.
  const reach = zOf(coverage) * Math.hypot(protection?.error ?? 0, yard.error)
  const near = reach > 0 ? shrunkTo(target!, value, reach) : value
  const side = beyondLimits(law!, near / multiplier, target! / multiplier, size, coverage, dispersion)
  return side > 0 ? 'higher' : side < 0 ? 'lower' : 'similar'
}

type Judged = Pick<Estimate, 'value' | 'size' | 'interval95' | 'interval998' | 'protection'>

/** Verdicts on one area by each rule, and by the Question's rule at both coverages. */
export function judge(
  estimate: Judged,
  yard: Yardstick,
  rule: RuleId,
): Pick<Estimate, 'verdicts' | 'verdict' | 'verdict998'> {
  const { value, interval95, interval998 } = estimate
  if (value === null) return { verdicts: { overlap: 'none', limits: 'none' }, verdict: 'none', verdict998: 'none' }
  const verdicts = { overlap: byOverlap(interval95, value, yard, 0.95), limits: byLimits(estimate, yard, 0.95) }
  const verdict998 = rule === 'overlap' ? byOverlap(interval998, value, yard, 0.998) : byLimits(estimate, yard, 0.998)
  return { verdicts, verdict: verdicts[rule], verdict998 }
}

/** Control limits in the printed unit at one size, for areas to whose values protection adds `error`; null where none. */
export function limitsAt(yard: Yardstick, size: number, coverage: number, error = 0): Interval | null {
  if (!drawable(yard)) return null
  const { target, law, multiplier, dispersion } = yard
  const { lower, upper } = valueLimits(law!, target! / multiplier, size, coverage, dispersion)
  const limits = { lower: lower * multiplier, upper: upper * multiplier }
  const most = law === 'binomial' ? multiplier : Infinity
  return widen(limits, target!, zOf(coverage) * Math.hypot(error, yard.error), 0, most)
}
