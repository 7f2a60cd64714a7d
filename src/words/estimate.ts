import type { Answer, AnswerContext, Estimate, Indicator } from '../domain'
import { formatCount, formatInterval, formatNumber, unitSuffix } from './number'
import { listed, sentence, stopped } from './grammar'
import { againstWords, statusWord } from './verdict'

/** What an estimate needs beside it to be read aloud; every Answer is one. */
export interface Said {
  indicator: Indicator
  context: Pick<AnswerContext, 'comparatorLabel'>
}

/** `369 per 100,000 people (345 to 393)`. */
export function sayValue(estimate: Estimate, indicator: Indicator): string {
  if (estimate.value === null) return whyNot(estimate, indicator)
  const interval = estimate.interval95
  const range = interval ? ` (${formatInterval(interval, indicator, estimate.value)})` : ''
  return formatNumber(estimate.value, indicator) + unitSuffix(indicator) + range
}

/** The groups that a value weighs, which people see hidden: `age groups`. */
export function groupsWord({ kind }: Pick<Indicator, 'kind'>): string {
  return kind === 'dsr' || kind === 'life-expectancy'
    ? 'age groups'
    : kind === 'ratio'
      ? 'age and sex groups'
      : 'groups'
}

/** Why there is no value, with the count where that was released, in lower case and without a full stop. */
export function whyNot(estimate: Estimate, indicator: Indicator): string {
  const reason = reasonWords(estimate, indicator)
  if (estimate.hidden !== 'groups' || estimate.count === null) return reason
  return `${formatCount(estimate.count)} ${indicator.counts}, but ${reason}`
}

/** The same without the count, for places that print it beside. */
export function reasonWords(estimate: Estimate, indicator: Indicator): string {
  if (estimate.hidden === 'groups') return `too many of its ${groupsWord(indicator)} are hidden to compare it fairly`
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

/** In a few words, for the row of a chart: `too many age groups hidden`. */
export function shortReason(estimate: Estimate, indicator: Indicator): string {
  return estimate.hidden === 'groups' ? `too many ${groupsWord(indicator)} hidden` : reasonWords(estimate, indicator)
}

/** Who released an area's counts: `Greater Manchester`, `4 facilities`; empty where the release comes from one alone. */
export function releasedBy({ facilities = [] }: Pick<Estimate, 'facilities'>): string {
  return facilities.length > 2 ? `${facilities.length} facilities` : listed(facilities)
}

/** `Salford: 369 per 100,000 people (345 to 393), higher than the North`: the same words as the table's row. */
export function sayEstimate(estimate: Estimate, answer: Said): string {
  return [judged(estimate, answer), estimatedWords(estimate), releasedWords(estimate)].filter(Boolean).join('; ')
}

/** The first half of what is said: the value, how it came to be, and how it stands to the comparator. */
function judged(estimate: Estimate, { indicator, context }: Said): string {
  const value = `${estimate.name}: ${sayValue(estimate, indicator)}`
  if (estimate.value === null) return value
  const against = againstWords(estimate.verdict, indicator.polarity, context.comparatorLabel)
  const rounded = estimate.status === 'rounded' ? ', from rounded counts' : ''
  return `${value}${rounded}${against ? `, ${against}` : ''}`
}

function releasedWords(estimate: Estimate): string {
  const by = releasedBy(estimate)
  return by && `released by ${by}`
}

/** A sentence of its own for an area that the reader follows. */
export function chosenSentence(estimate: Estimate, answer: Answer): string {
  if (estimate.value === null) return stopped(`${estimate.name}: ${sentence(whyNot(estimate, answer.indicator))}`)
  // An area held against itself says nothing.
  if (estimate.area === answer.comparator.area)
    return stopped(`${estimate.name}: ${sayValue(estimate, answer.indicator)}, what the others are compared with`)
  const held = answer.comparator.value
  const beside = held === null || estimate.verdict === 'none' ? '' : ` (${formatNumber(held, answer.indicator)})`
  const parts = [judged(estimate, answer) + beside, estimatedWords(estimate), releasedWords(estimate)]
  return stopped(parts.filter(Boolean).join('; '))
}
