import type { AnswerContext, Estimate, VariationSummary } from '../domain'
import { formatFixed } from './number'
import { possessive } from './grammar'

/** Beyond this, `12 % either side` would speak of values below zero, and says little of how they lie. */
const WIDE = 0.5

/** What a spread is a share of: `the North’s value`, or `their average` where the comparator has no value. */
export function spreadUnit(
  { comparatorLabel }: Pick<AnswerContext, 'comparatorLabel'>,
  comparator: Pick<Estimate, 'value'>,
): string {
  return comparator.value !== null && comparator.value > 0 ? `${possessive(comparatorLabel)} value` : 'their average'
}

/** `the standard deviation of their underlying values is 0.7 times England’s value (0.5 to 1.0)`; null where they differ less. */
export function wideSpread({ beyondChance: share, interval95 }: VariationSummary, whose: string): string | null {
  if (share <= WIDE) return null
  const [size, lower, upper] = [share, interval95.lower, interval95.upper].map((times) => formatFixed(times, 1))
  return `the standard deviation of their underlying values is ${size} times ${whose} (${lower} to ${upper})`
}
