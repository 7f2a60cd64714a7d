import type { Estimate, Indicator, Interval, RuleId, Verdict } from '../domain'
import type { ChanceLaw } from '../statistics'
import { beyondLimits, valueLimits } from '../statistics'
import { KINDS, RECOMPUTE } from '../indicators'

/** What areas are held against: a value in the printed unit, and how values scatter around it by chance. */
export interface Yardstick {
  /** Null where the comparator has no value: no verdict can then be given. */
  target: number | null
  law: ChanceLaw | null
  multiplier: number
  dispersion: number
}

/** Which law of chance an indicator's values follow; null where that is not known. */
export function lawOf(indicator: Indicator): ChanceLaw | null {
  if (indicator.kind !== 'published') return KINDS[indicator.kind].law
  return indicator.recompute ? RECOMPUTE[indicator.recompute].law : null
}

export function yardstick(indicator: Indicator, target: number | null): Yardstick {
  const { multiplier, dispersion } = indicator
  return { target, law: lawOf(indicator), multiplier, dispersion }
}

/** The comparator's value against the area's own interval: what official tables call overlap. */
function byOverlap(interval: Interval | null, { target }: Yardstick): Verdict {
  if (!interval || target === null) return 'none'
  return target < interval.lower ? 'higher' : target > interval.upper ? 'lower' : 'similar'
}

/** Whether control limits can be drawn: chance has a law, and the target is one that the law allows. */
function drawable({ target, law, multiplier }: Yardstick): boolean {
  return law !== null && target !== null && target >= 0 && (law === 'poisson' || target <= multiplier)
}

/** The area's value against control limits around the comparator, at the area's size. */
function byLimits(value: number | null, size: number | null, yard: Yardstick, coverage: number): Verdict {
  if (value === null || size === null || !drawable(yard)) return 'none'
  const { target, law, multiplier, dispersion } = yard
  const side = beyondLimits(law!, value / multiplier, target! / multiplier, size, coverage, dispersion)
  return side > 0 ? 'higher' : side < 0 ? 'lower' : 'similar'
}

type Judged = Pick<Estimate, 'value' | 'size' | 'interval95' | 'interval998'>

/** Verdicts on one area by each rule, and by the Question's rule at both coverages. */
export function judge(
  estimate: Judged,
  yard: Yardstick,
  rule: RuleId,
): Pick<Estimate, 'verdicts' | 'verdict' | 'verdict998'> {
  const { value, size, interval95, interval998 } = estimate
  if (value === null) return { verdicts: { overlap: 'none', limits: 'none' }, verdict: 'none', verdict998: 'none' }
  const verdicts = { overlap: byOverlap(interval95, yard), limits: byLimits(value, size, yard, 0.95) }
  const verdict998 = rule === 'overlap' ? byOverlap(interval998, yard) : byLimits(value, size, yard, 0.998)
  return { verdicts, verdict: verdicts[rule], verdict998 }
}

/** Control limits in the printed unit at one size; null where none can be drawn. */
export function limitsAt(yard: Yardstick, size: number, coverage: number): Interval | null {
  if (!drawable(yard)) return null
  const { target, law, multiplier, dispersion } = yard
  const { lower, upper } = valueLimits(law!, target! / multiplier, size, coverage, dispersion)
  return { lower: lower * multiplier, upper: upper * multiplier }
}
