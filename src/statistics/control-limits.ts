import type { Interval } from '../domain'
import { CalculationError } from '../domain/errors'
import { byar } from './byar'
import { gammaQuantile } from './gamma'
import { tailOf, zOf } from './normal'
import { wilsonInterval } from './wilson'

/** How counts scatter by chance: cases among people, or events in time. */
export type ChanceLaw = 'binomial' | 'poisson'

/**
 * Limits between which a proportion among `people` stays if `target` holds there: the proportions whose Wilson interval
 * just reaches the target, `P ± z√(P(1 − P)∕n)`, within 0 and 1. Chance variance is multiplied by the dispersion.
 * Source: PHEindicatormethods 2.1.0, funnel limits for proportions, as Fingertips draws them.
 * Errors: CalculationError for a target beyond 0 to 1, people or a dispersion not above 0, a coverage not between 0 and 1.
 */
export function proportionLimits(target: number, people: number, coverage = 0.95, dispersion = 1): Interval {
  check('proportionLimits', 'binomial', target, people, dispersion)
  const reach = zOf(coverage) * Math.sqrt((dispersion * target * (1 - target)) / people)
  return { lower: Math.max(0, target - reach), upper: Math.min(1, target + reach) }
}

/**
 * The other official form of a proportion's limits: Wilson's interval of the target itself at a denominator of `people`,
 * `(P + z²∕2n ∓ z√(P(1 − P)∕n + z²∕4n²)) ∕ (1 + z²∕n)`.
 * Source: Association of Public Health Observatories, Technical Briefing 2 (2008). Errors as `proportionLimits`.
 */
export function wilsonLimits(target: number, people: number, coverage = 0.95, dispersion = 1): Interval {
  check('wilsonLimits', 'binomial', target, people, dispersion)
  const n = people / dispersion
  return wilsonInterval(Math.min(n, target * n), n, zOf(coverage))
}

/**
 * Events below which, or above which, an exact Poisson interval no longer holds `expected`: the O at which `½χ²(1 − α∕2; 2O + 2) = E`,
 * and that at which `½χ²(α∕2; 2O) = E`. Not whole numbers. Source: Garwood (1936), Biometrika 28, 437–442, solved for the count.
 * Errors: CalculationError for `expected` below 0 or no number, a dispersion not above 0, a coverage not between 0 and 1.
 */
export function poissonLimits(expected: number, coverage = 0.95, dispersion = 1): Interval {
  check('poissonLimits', 'poisson', expected, 1, dispersion)
  const tail = tailOf(coverage)
  const mean = expected / dispersion
  const upper = solve((count) => gammaQuantile(tail, count), mean, zOf(coverage))
  const least = gammaQuantile(tail, 1, 'upper')
  const lower = mean <= least ? 0 : solve((count) => gammaQuantile(tail, count + 1, 'upper'), mean, -zOf(coverage))
  return { lower: lower * dispersion, upper: upper * dispersion }
}

/** The count at which a rising limit reaches `mean`; secant steps kept inside a bracket. */
function solve(limit: (count: number) => number, mean: number, z: number): number {
  let [low, high] = [0, mean + 1 + Math.abs(z) * (Math.abs(z) + 2 * Math.sqrt(mean))]
  while (limit(high) < mean) high *= 2
  let count = Math.min(high, Math.max(1e-9, mean + z * Math.sqrt(mean) + (z * z - 1) / 3))
  let [previous, previousGap] = [0, limit(0) - mean]
  for (let step = 0; step < 200; step++) {
    const gap = limit(count) - mean
    if (gap > 0) high = Math.min(high, count)
    else low = Math.max(low, count)
    let next = count - (gap * (count - previous)) / (gap - previousGap)
    if (!(next >= low && next <= high)) next = (low + high) / 2
    if (gap === 0 || Math.abs(next - count) <= 1e-14 * next || high - low <= 1e-14 * high) return next
    ;[previous, previousGap, count] = [count, gap, next]
  }
  return count
}

/**
 * Limits of a value (a share, or events per unit of `size`) around `target` at that size.
 * Errors: CalculationError for a target beyond 0 to 1 (of events: below 0), a size or dispersion not above 0, a coverage not between 0 and 1.
 */
export function valueLimits(law: ChanceLaw, target: number, size: number, coverage = 0.95, dispersion = 1): Interval {
  check('valueLimits', law, target, size, dispersion)
  if (law === 'binomial') return proportionLimits(target, size, coverage, dispersion)
  const { lower, upper } = poissonLimits(target * size, coverage, dispersion)
  return { lower: lower / size, upper: upper / size }
}

/**
 * 1 above the control limits, −1 below, 0 within: the same limits, without solving for them.
 * Errors as `valueLimits`, and for a value that is no number.
 */
export function beyondLimits(
  law: ChanceLaw,
  value: number,
  target: number,
  size: number,
  coverage = 0.95,
  dispersion = 1,
): -1 | 0 | 1 {
  check('beyondLimits', law, target, size, dispersion)
  if (!Number.isFinite(value)) throw new CalculationError(`beyondLimits: a value of ${value}; expected a number`)
  if (law === 'poisson') return poissonBeyond((value * size) / dispersion, (target * size) / dispersion, coverage)
  const { lower, upper } = proportionLimits(target, size, coverage, dispersion)
  return value > upper ? 1 : value < lower ? -1 : 0
}

/** More than Byar's limits can be off by where they are asked. */
const BYAR_ERROR = 0.02

/** A count is above its limits exactly when its own exact interval lies above what was expected. */
function poissonBeyond(count: number, expected: number, coverage: number): -1 | 0 | 1 {
  const tail = tailOf(coverage)
  // Byar's limits are within 1.5 % of the exact ones from 10 events and up to 99.8 %: exact only where that could matter.
  const near = count >= 10 && coverage <= 0.998 ? byar(count, coverage) : null
  if (count > expected) {
    if (near && Math.abs(near.lower / expected - 1) > BYAR_ERROR) return near.lower > expected ? 1 : 0
    return gammaQuantile(tail, count) > expected ? 1 : 0
  }
  if (near && Math.abs(near.upper / expected - 1) > BYAR_ERROR) return near.upper < expected ? -1 : 0
  return gammaQuantile(tail, count + 1, 'upper') < expected ? -1 : 0
}

function check(name: string, law: ChanceLaw, target: number, size: number, dispersion: number): void {
  if (target >= 0 && (law === 'binomial' ? target <= 1 : target < Infinity) && size > 0 && dispersion > 0 && size < Infinity && dispersion < Infinity) return // prettier-ignore
  const expected = law === 'binomial' ? '0 to 1' : '0 or more'
  throw new CalculationError(`${name}: target ${target}, size ${size}, dispersion ${dispersion}; expected ${expected}, above 0, above 0`) // prettier-ignore
}
