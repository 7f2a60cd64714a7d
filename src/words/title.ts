import type { Answer, AnswerContext, Indicator } from '../domain'
import { ranked } from './order'
import { groupsWord, sayEstimate } from './estimate'
import { formatCount, unitSuffix } from './number'
import { counted, listed, sentence, shortest, stopped, within, words } from './grammar'
import { beyondChance } from './variation'
import { judgement } from './verdict'

/** What a chart draws; decides what its title states. */
export type Drawn = 'verdicts' | 'values' | 'spread'

/** At most ten words. */
export function chartTitle(answer: Answer, drawn: Drawn): string {
  const { indicator, context, counts, variation } = answer
  const name = sentence(indicator.shortName)
  if (drawn === 'values') return clip(`${name}${unitSuffix(indicator) && `,${unitSuffix(indicator)}`}`, name)
  if (drawn === 'spread') {
    if (!variation) return clip(`${name} by size of ${context.areaTypeLabel.one}`, name)
    const more = beyondChance(variation)
    return clip(`${name}: differences ${more ? 'beyond what chance explains' : 'cannot be told from chance'}`, name)
  }
  if (counts.higher + counts.lower + counts.similar === 0) return clip(`${name} by ${context.areaTypeLabel.one}`, name)
  const up = judgement('higher', indicator.polarity) ?? 'higher'
  const down = judgement('lower', indicator.polarity) ?? 'lower'
  const tail = `${formatCount(counts.higher)} ${up}, ${formatCount(counts.lower)} ${down} than ${context.comparatorLabel}`
  return clip(`${name}: ${tail}`, sentence(tail), name)
}

function clip(...texts: readonly string[]): string {
  const text = shortest(10, ...texts)
  return words(text) <= 10 ? text : `${text.split(/\s+/).slice(0, 9).join(' ')} …`
}

/** Place, time and people: `SYNTHETIC. Authorities of the North, 2023, women and men, all ages`. */
export function chartSubtitle({ context }: Answer): string {
  const about = [context.periodLabel, context.sexLabel, context.ageLabel, context.categoryLabel].filter(Boolean)
  const synthetic = context.release.synthetic ? 'SYNTHETIC. ' : ''
  return `${synthetic}${sentence(context.areaTypeLabel.many)} of ${[context.placeLabel, ...about].join(', ')}`
}

/** `Source: [release] from [facility]`, with SYNTHETIC where it is, once. */
export function sourceLine(release: AnswerContext['release'], indicator?: Indicator): string {
  const from = release.facilities.length > 0 ? ` from ${listed(release.facilities)}` : ''
  const published = indicator?.kind === 'published' ? ', as published' : ''
  const synthetic = release.synthetic && !release.title.includes('SYNTHETIC') ? 'SYNTHETIC. ' : ''
  return `${synthetic}Source: ${release.title}${from}${published}`
}

/** One to three sentences for those who cannot see the chart. */
export function describe(answer: Answer, what: string): string {
  const { context, indicator, estimates } = answer
  const order = ranked(estimates).filter((e) => e.value !== null)
  const [top, bottom] = [order[0], order[order.length - 1]]
  const head = `${what} of ${within(indicator.shortName)} in ${counted(estimates.length, context.areaTypeLabel)} of ${context.placeLabel}, ${context.periodLabel}`
  const ends =
    top && bottom && top !== bottom
      ? ` From ${sayEstimate(top, answer)}, to ${sayEstimate(bottom, answer)}.`
      : top
        ? ` ${sayEstimate(top, answer)}.`
        : ''
  return stopped(head) + ends + (context.release.synthetic ? ' SYNTHETIC: every number is made up.' : '')
}

/** Why a chart is empty, and what to do. Null where it is not. */
export function emptyWords(answer: Answer): string | null {
  const { estimates, context } = answer
  if (estimates.length === 0)
    return `There are no ${context.areaTypeLabel.many} here. Choose another place or another kind of area.`
  if (estimates.some((e) => e.value !== null)) return null
  if (estimates.some((e) => e.hidden === 'groups'))
    return `Too many ${groupsWord(answer.indicator)} are hidden to compare ${context.areaTypeLabel.many} fairly; the table holds their counts. Choose all ages, both sexes, or a larger kind of area.`
  if (estimates.some((e) => e.status === 'hidden'))
    return 'Every value is too few to show safely. Choose all ages, both sexes, or a larger kind of area.'
  if (estimates.some((e) => e.status === 'unreliable'))
    return 'There are too few events to give a reliable value. Choose all ages, both sexes, or a larger kind of area.'
  const held = answer.heldFor?.length ? ` Figures are held for ${listed(answer.heldFor)}.` : ''
  return `No value was released for ${context.periodLabel}.${held} Choose another period, or other people.`
}
