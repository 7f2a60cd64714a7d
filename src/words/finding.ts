import type { Answer, Estimate } from '../domain'
import { ranked } from './order'
import { chosenSentence, groupsWord, sayValue, whyNot } from './estimate'
import { formatCount, formatInterval, formatNumber, unitSuffix } from './number'
import { counted, sentence, shortest, within } from './grammar'
import { absent, breakSentences, expected, sureSentences } from './sure'
import { againstWords, judgement } from './verdict'
import { variationDetail, variationHeadline } from './variation'

/** What is asked of one Answer: how its areas' values stand, or how far apart they are. */
export type FindingOf = 'values' | 'spread'

export interface Finding {
  /** One plain sentence without full stop that the answer supports. */
  headline: string
  /** How far and how sure: one to four sentences. */
  detail: string
  /** A sentence for each area that the reader follows, where it is among those asked about. */
  chosen: readonly { area: string; text: string }[]
  /** How sure it is and how it was calculated. */
  sure: readonly string[]
}

/** Says an Answer in plain English. */
export function finding(answer: Answer, of: FindingOf = 'values'): Finding {
  const byCode = new Map(answer.estimates.map((e) => [e.area, e]))
  const chosen = answer.question.chosen.flatMap((area) => {
    const estimate = byCode.get(area)
    return estimate ? [{ area, text: chosenSentence(estimate, answer) }] : []
  })
  const speaksOfSpread = of === 'spread' && answer.estimates.some((e) => e.value !== null)
  return {
    headline: speaksOfSpread ? variationHeadline(answer) : headline(answer),
    detail: speaksOfSpread ? variationDetail(answer) : detail(answer),
    chosen,
    sure: sureSentences(answer),
  }
}

function headline(answer: Answer): string {
  const { estimates, context, counts } = answer
  const valued = estimates.filter((e) => e.value !== null)
  if (estimates.length === 0) return `There are no ${context.areaTypeLabel.many} to show here`
  if (estimates.length === 1) return soleHeadline(answer)
  if (valued.length === 0) return nothingHeadline(answer)
  if (counts.higher + counts.lower + counts.similar === 0) return rangeHeadline(answer)
  return markedHeadline(answer) ?? verdictHeadline(answer)
}

/** Of the areas that the reader marked; null where none is, where none of them can be judged, or where nothing can be told apart. */
function markedHeadline(answer: Answer): string | null {
  const { question, estimates, counts, indicator } = answer
  const marked = estimates.filter(({ area }) => question.chosen.includes(area))
  if (counts.higher + counts.lower === 0 || estimates.length === 1) return null
  const [one] = marked
  const head = one && marked.length === 1 ? ledByOne(one, answer) : ledByAll(marked, answer)
  return head && shortest(18, `${head} for ${within(indicator.shortName)}`, head)
}

/** `11 of 62 authorities are higher, 12 lower.` Of all areas, where the headline is of marked ones. */
function allSentence(answer: Answer): string {
  if (markedHeadline(answer) === null) return ''
  const { higher, lower } = answer.counts
  const { all, up, down } = countWords(answer)
  const [first, second] = higher > 0 ? [{ many: higher, said: up }, { many: lower, said: down }] : [{ many: lower, said: down }, { many: 0, said: up }] // prettier-ignore
  const rest = second.many === 0 ? 'none' : formatCount(second.many)
  return `${formatCount(first.many)} of ${all} ${first.many === 1 ? 'is' : 'are'} ${first.said}, ${rest} ${second.said}.`
}

function ledByOne({ name, verdict }: Estimate, { indicator, context }: Answer): string | null {
  const against = againstWords(verdict, indicator.polarity, context.comparatorLabel)
  return against ? `${name} ${verdict === 'similar' ? '' : 'is '}${against}` : null
}

/** `2 of your 3 marked areas are higher than the North, 1 lower`. */
function ledByAll(marked: readonly Estimate[], answer: Answer): string | null {
  const { comparatorLabel: held } = answer.context
  const many = (wanted: Estimate['verdict']) => marked.filter(({ verdict }) => verdict === wanted).length
  const yours = `of your ${formatCount(marked.length)} marked areas`
  if (marked.length > 0 && many('similar') === marked.length) return `None ${yours} can be told apart from ${held}`
  const { up, down } = countWords(answer)
  const sides = [[many('higher'), up], [many('lower'), down]] as const // prettier-ignore
  const [one, other] = sides[0][0] > 0 ? sides : [sides[1], sides[0]]
  if (one[0] === 0) return null
  const tail = other[0] > 0 ? `, ${formatCount(other[0])} ${other[1]}` : ''
  return `${formatCount(one[0])} ${yours} ${one[0] === 1 ? 'is' : 'are'} ${one[1]} than ${held}${tail}`
}

/** What all areas with a value are called, and their two sides. */
function countWords({ estimates, context, indicator }: Answer): { all: string; up: string; down: string } {
  const valued = estimates.filter(({ value }) => value !== null).length
  return {
    all: `${counted(valued, context.areaTypeLabel)}${valued < estimates.length ? ' with a value' : ''}`,
    up: judgement('higher', indicator.polarity) ?? 'higher',
    down: judgement('lower', indicator.polarity) ?? 'lower',
  }
}

function verdictHeadline(answer: Answer): string {
  const { context, counts, indicator } = answer
  const { areaTypeLabel: label, comparatorLabel: comparator } = context
  const about = ` for ${within(indicator.shortName)}`
  if (counts.higher + counts.lower === 0) {
    const none = `No ${label.one} can be told apart from ${comparator}`
    return shortest(14, none + about, none)
  }
  const { all, up, down } = countWords(answer)
  const upFirst = counts.higher > 0
  const [first, second] = upFirst ? [counts.higher, counts.lower] : [counts.lower, counts.higher]
  const head = `${formatCount(first)} of ${all} ${first === 1 ? 'is' : 'are'} ${upFirst ? up : down} than ${comparator}`
  const tail = `; ${second === 0 ? 'none is' : second === 1 ? '1 is' : `${formatCount(second)} are`} ${upFirst ? down : up}`
  // However long the comparator's name: half of a finding is another finding.
  return shortest(15, head + about + tail, head + tail)
}

function soleHeadline(answer: Answer): string {
  const [estimate] = answer.estimates
  const { indicator } = answer
  if (!estimate) return ''
  if (estimate.value === null) return `${estimate.name}: ${whyNot(estimate, indicator)}`
  const head = ledByOne(estimate, answer)
  if (!head) return `${estimate.name}: ${sayValue(estimate, indicator)}`
  return shortest(14, `${head} for ${within(indicator.shortName)}`, head)
}

function nothingHeadline({ estimates, context, indicator }: Answer): string {
  if (estimates.every((e) => e.hidden === 'groups'))
    return `No ${context.areaTypeLabel.one} can be compared: too many ${groupsWord(indicator)} are hidden`
  if (estimates.every((e) => e.status === 'hidden' && e.hidden !== 'groups'))
    return 'Every value is hidden: too few to show safely'
  if (estimates.some((e) => e.status === 'hidden'))
    return `No ${context.areaTypeLabel.one} has a value that can be shown`
  return `No ${context.areaTypeLabel.one} has a value for ${within(indicator.shortName)} in ${context.periodLabel}`
}

function rangeHeadline({ estimates, indicator, context }: Answer): string {
  const order = ranked(estimates).flatMap((e) => (e.value === null ? [] : [e.value]))
  const [top, bottom] = [order[0] ?? 0, order[order.length - 1] ?? 0]
  const range = `from ${formatNumber(bottom, indicator)} to ${formatNumber(top, indicator)}${unitSuffix(indicator)}`
  return `${sentence(indicator.shortName)} in ${counted(order.length, context.areaTypeLabel)}: ${range}`
}

function detail(answer: Answer): string {
  const { estimates, context, indicator } = answer
  const atBreak = indicator.breaks.some(({ period }) => period === answer.question.period)
  const parts = [
    estimates.length === 0 ? 'Choose another place or another kind of area.' : '',
    allSentence(answer),
    rangeSentence(answer),
    ...(atBreak ? breakSentences(answer) : []),
    ...absent(answer),
    flaggedSentence(answer),
    indicator.kind === 'published' && context.release.protection.kind === 'already-public'
      ? 'Figures are as published.'
      : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}

/** `From 184 (172 to 196) per 100,000 people in North Yorkshire to 427 (405 to 450) in Knowsley, after allowing for age.` */
function rangeSentence(answer: Answer): string {
  const { estimates, indicator, comparator, context } = answer
  const order = ranked(estimates).filter((e) => e.value !== null)
  const [top, bottom] = [order[0], order[order.length - 1]]
  if (!top || !bottom) return ''
  const { comparatorLabel } = context
  if (order.length === 1) {
    const held = comparator.value === null ? '' : `; ${comparatorLabel}: ${sayValue(comparator, indicator)}`
    return `${top.name}: ${sayValue(top, indicator)}${held}${allowing(answer)}.`
  }
  return `From ${sayValue(bottom, indicator)} in ${bottom.name} to ${figure(top, answer)} in ${top.name}${allowing(answer)}.`
}

function figure(estimate: Answer['estimates'][number], { indicator }: Answer): string {
  const value = estimate.value ?? 0
  const interval = estimate.interval95
  const percent = indicator.unit === '%' ? ' %' : ''
  return formatNumber(value, indicator) + percent + (interval ? ` (${formatInterval(interval, indicator, value)})` : '')
}

/** Said of every standardised value: what differences cannot be due to. */
export function allowing({ indicator }: Answer): string {
  return indicator.kind === 'dsr' || indicator.kind === 'ratio' || indicator.standard !== null
    ? ', after allowing for age'
    : ''
}

/** `23 authorities stand out; chance alone would flag about 3.` Never a figure right after another's full stop. */
function flaggedSentence({ counts, context, flaggedByChance }: Answer): string {
  const flagged = counts.higher + counts.lower
  if (flagged + counts.similar < 2) return ''
  const stand = flagged === 0 ? 'None stands' : flagged === 1 ? `One ${context.areaTypeLabel.one} stands` : `${counted(flagged, context.areaTypeLabel)} stand` // prettier-ignore
  return `${stand} out; chance alone would flag ${expected(flaggedByChance)}.`
}
