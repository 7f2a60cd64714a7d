import type { Answer, AnswerContext, Estimate, VariationSummary } from '../domain'
import { formatCount, formatShare, formatShareInterval } from './number'
import { sentence, stopped } from './grammar'
import { spreadUnit, wideSpread } from './spread'
import { absent, breakSentences, expected } from './sure'

/** More than chance: both the test (adjusted where many indicators are looked at) and the interval say so. */
export function beyondChance(variation: VariationSummary): boolean {
  return (variation.pAmongMany ?? variation.p) < 0.05 && variation.interval95.lower > 0
}

/** `Authorities differ by about 12 % of the North’s value, more than chance explains (10 to 15 %)`. */
export function spreadSentence(
  variation: VariationSummary,
  context: Pick<AnswerContext, 'areaTypeLabel' | 'comparatorLabel'>,
  comparator: Pick<Estimate, 'value'>,
): string {
  const many = sentence(context.areaTypeLabel.many)
  if (!beyondChance(variation)) return `${many} cannot be told to differ by more than chance`
  const whose = spreadUnit(context, comparator)
  const wide = wideSpread(variation, whose)
  if (wide) return `${many} differ very widely, more than chance explains: ${wide}`
  const size = `about ${formatShare(variation.beyondChance)} of ${whose}`
  return `${many} differ by ${size}, more than chance explains (${formatShareInterval(variation.interval95)})`
}

export function variationHeadline({ variation, context, comparator }: Answer): string {
  if (!variation) return `How far ${context.areaTypeLabel.many} differ cannot be measured here`
  if (beyondChance(variation) && wideSpread(variation, spreadUnit(context, comparator)))
    return `${sentence(context.areaTypeLabel.many)} differ very widely, more than chance explains`
  return spreadSentence(variation, context, comparator)
}

export function variationDetail(answer: Answer): string {
  const { variation, indicator } = answer
  const atBreak = indicator.breaks.some(({ period }) => period === answer.question.period)
  return [
    variation ? meaning(answer, variation) : tooFew(answer),
    outside(answer),
    ...(atBreak ? breakSentences(answer) : []),
    ...absent(answer),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function meaning({ context, indicator, comparator }: Answer, variation: VariationSummary): string {
  const name = sentence(indicator.shortName)
  const { many } = context.areaTypeLabel
  const whose = spreadUnit(context, comparator)
  const wide = wideSpread(variation, whose)
  if (wide && beyondChance(variation)) return `${name}: take chance away, and ${wide}.`
  if (beyondChance(variation))
    return `${name}: take chance away, and about two in three ${many} lie no further from their average than ${formatShare(variation.beyondChance)} of ${whose}.`
  return `${name}: whatever differs beyond chance is likely to be ${formatShare(variation.interval95.upper)} of ${whose} or less.`
}

/** Why there is no figure, as the answer's own note says it. */
function tooFew({ notes }: Answer): string {
  const note = notes.find((text) => text.startsWith('How much areas vary beyond chance is not given'))
  return note ? stopped(note) : ''
}

function outside({ estimates, limits, flaggedByChance }: Answer): string {
  if (limits.length === 0) return ''
  const above = estimates.filter((e) => e.verdicts.limits === 'higher').length
  const below = estimates.filter((e) => e.verdicts.limits === 'lower').length
  if (above + below === 0)
    return `None lies outside the limits that chance sets for areas of their size; chance alone would put ${expected(flaggedByChance)} there.`
  const is = (n: number) => (n === 0 ? 'None lies' : n === 1 ? '1 lies' : `${formatCount(n)} lie`)
  const under = below === 0 ? 'none' : formatCount(below)
  return `${is(above)} above the limits that chance sets for areas of their size and ${under} below; chance alone would put ${expected(flaggedByChance)} outside.`
}
