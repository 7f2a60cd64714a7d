import type { Answer, AnswerContext, Estimate, Indicator } from '../domain'
import { formatCount, formatInterval, formatNumber, unitSuffix } from './number'
import { sentence, stopped } from './grammar'
import { againstWords, statusWord } from './verdict'

/** What an estimate needs beside it to be read aloud; every Answer is one. */
export interface Said {
  indicator: Indicator
  context: Pick<AnswerContext, 'comparatorLabel'>
}

/** `369 per 100,000 people (345 to 393)`. */
export function sayValue(estimate: Estimate, indicator: Indicator): string {
  if (estimate.value === null) return whyNot(estimate)
  const interval = estimate.interval95
  const range = interval ? ` (${formatInterval(interval, indicator, estimate.value)})` : ''
  return formatNumber(estimate.value, indicator) + unitSuffix(indicator) + range
}

/** Why there is no value, in lower case and without a full stop. */
export function whyNot(estimate: Estimate): string {
  if (estimate.status === 'hidden') return statusWord.hidden
  const why = estimate.why?.trim().replace(/\.$/, '')
  if (!why) return estimate.status === 'unreliable' ? statusWord.unreliable : statusWord.missing
  return /^[A-Z][a-z]/.test(why) ? why.charAt(0).toLowerCase() + why.slice(1) : why
}

/** `14 of its 38 groups were too small to show and are estimated from its total`; empty where nothing is estimated. */
export function estimatedWords({ protection }: Pick<Estimate, 'protection'>): string {
  if (!protection || protection.estimated === 0) return ''
  const { estimated, cells, fromTotal } = protection
  const [were, are] = estimated === 1 ? ['was', 'is'] : ['were', 'are']
  return `${formatCount(estimated)} of its ${formatCount(cells)} groups ${were} too small to show and ${are} estimated${fromTotal ? ' from its total' : ''}`
}

/** `Salford: 369 per 100,000 people (345 to 393), higher than the North`: the same words as the table's row. */
export function sayEstimate(estimate: Estimate, answer: Said): string {
  const value = sayValue(estimate, answer.indicator)
  if (estimate.value === null) return `${estimate.name}: ${value}`
  const against = againstWords(estimate.verdict, answer.indicator.polarity, answer.context.comparatorLabel)
  const rounded = estimate.status === 'rounded' ? ', from rounded counts' : ''
  const guessed = estimatedWords(estimate)
  return `${estimate.name}: ${value}${rounded}${against ? `, ${against}` : ''}${guessed ? `; ${guessed}` : ''}`
}

/** A sentence of its own for an area that the reader follows. */
export function chosenSentence(estimate: Estimate, answer: Answer): string {
  if (estimate.value === null) return stopped(`${estimate.name}: ${sentence(whyNot(estimate))}`)
  // An area held against itself says nothing.
  if (estimate.area === answer.comparator.area)
    return stopped(`${estimate.name}: ${sayValue(estimate, answer.indicator)}, what the others are compared with`)
  const said = sayEstimate(estimate, answer)
  const held = answer.comparator.value
  const beside = held === null || estimate.verdict === 'none' ? '' : ` (${formatNumber(held, answer.indicator)})`
  return stopped(said + beside)
}
