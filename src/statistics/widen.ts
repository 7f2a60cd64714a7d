import type { Interval } from '../domain'

/**
 * Limits of a value that carries an error of its own beside chance: each limit's distance and the error's `reach` (z times
 * its standard deviation, or the most it can be) are added as squares, `value ∓ √((value − limit)² + reach²)`, so that limits never cross, keep their skew, and stay
 * as they are where nothing was added. Within `least` and `most`.
 * Source: Zou & Donner (2008), Stat. Med. 27, 1693–1702 (variances recovered from limits).
 */
export function widen({ lower, upper }: Interval, value: number, reach: number, least = 0, most = Infinity): Interval {
  if (!(reach > 0)) return { lower, upper }
  return {
    lower: Math.max(least, Math.min(lower, value - Math.hypot(value - lower, reach))),
    upper: Math.min(most, Math.max(upper, value + Math.hypot(upper - value, reach))),
  }
}

/** A value brought nearer to `target` by what an error of that reach explains: `target` itself where it explains all. */
export function shrunkTo(target: number, value: number, reach: number): number {
  const distance = value - target
  return target + Math.sign(distance) * Math.sqrt(Math.max(0, distance * distance - reach * reach))
}
