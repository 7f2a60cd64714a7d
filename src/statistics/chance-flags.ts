import { chiSquareUpper } from './chi-square'
import { zOf } from './normal'

/**
 * Probability that chance alone flags an area of this size by a two-sided rule that takes the comparator's value as exact.
 * It is not exact: what is tested has the variance of the difference, `σ²∕n + σ²∕N` for an area apart from the comparator,
 * `σ²∕n − σ²∕N` for one that is part of it (or the other way about), while the rule allows for `σ²∕n`. `noise` is the
 * share of what it allows for that rounding added, which knows nothing of comparators.
 */
export function flaggedByChance(
  size: number,
  against: { size: number; nested: boolean },
  coverage = 0.95,
  noise = 0,
): number {
  const share = size / against.size
  const chance = against.nested ? Math.abs(1 - share) : 1 + share
  const variance = noise + (1 - noise) * chance
  return variance === 0 ? 0 : chiSquareUpper(zOf(coverage) ** 2 / variance, 1)
}
