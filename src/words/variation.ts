import type { Answer, AnswerContext, VariationSummary } from '../domain'
import { formatCount, formatShare, formatShareInterval } from './number'
import { sentence } from './grammar'
import { absent, breakSentences, expected } from './sure'

/** More than chance: both the test and the interval say so. */
export function beyondChance(variation: VariationSummary): boolean {
  return variation.p < 0.05 && variation.interval95.lower > 0
}

/** `Authorities differ by about 12 % either side of the North, more than chance explains (10 to 15 %)`. */
export function spreadSentence(
  variation: VariationSummary,
  context: Pick<AnswerContext, 'areaTypeLabel' | 'comparatorLabel'>,
): string {
  const many = sentence(context.areaTypeLabel.many)
  if (!beyondChance(variation)) return `${many} differ no more than chance would explain`
  const size = `about ${formatShare(variation.beyondChance)} either side of ${context.comparatorLabel}`
  return `${many} differ by ${size}, more than chance explains (${formatShareInterval(variation.interval95)})`
}

export function variationHeadline({ variation, context }: Answer): string {
  if (!variation) return `How far ${context.areaTypeLabel.many} differ cannot be measured here`
  return spreadSentence(variation, context)
}

export function variationDetail(answer: Answer): string {
  const { context, variation, indicator } = answer
  const atBreak = indicator.breaks.some(({ period }) => period === answer.question.period)
  return [
    variation ? meaning(answer, variation) : tooFew(answer),
    outside(answer),
    ...(atBreak ? breakSentences(answer) : []),
    ...absent(answer),
    context.release.synthetic ? 'SYNTHETIC: every number is made up.' : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function meaning({ context, indicator }: Answer, variation: VariationSummary): string {
  const name = sentence(indicator.shortName)
  const { many } = context.areaTypeLabel
  if (beyondChance(variation))
    return `${name}: take chance away, and about two in three ${many} lie within ${formatShare(variation.beyondChance)} of ${context.comparatorLabel}.`
  return `${name}: whatever differs beyond chance is likely to be ${formatShare(variation.interval95.upper)} of ${context.comparatorLabel} or less.`
}

function tooFew({ context, estimates }: Answer): string {
  const valued = estimates.filter((e) => e.value !== null).length
  if (valued < 3) return `It takes at least 3 ${context.areaTypeLabel.many} with values.`
  return 'There is nothing to measure the part of chance by: no counts stand behind these values.'
}

function outside({ estimates, limits, flaggedByChance }: Answer): string {
  if (limits.length === 0) return ''
  const above = estimates.filter((e) => e.verdicts.limits === 'higher').length
  const below = estimates.filter((e) => e.verdicts.limits === 'lower').length
  const is = (n: number) => (n === 0 ? 'None lies' : n === 1 ? '1 lies' : `${formatCount(n)} lie`)
  const under = below === 0 ? 'none' : formatCount(below)
  return `${is(above)} above the limits that chance sets for areas of their size and ${under} below; chance alone would put ${expected(flaggedByChance)} outside.`
}
