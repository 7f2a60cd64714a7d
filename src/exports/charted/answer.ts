import type { Answer, Estimate, Indicator } from '../../domain'
import { shortReason } from '../../words/estimate'
import { finding } from '../../words/finding'
import { sentence } from '../../words/grammar'
import { ranked } from '../../words/order'
import { absent } from '../../words/sure'
import { chartSubtitle, describe } from '../../words/title'
import { answerWords, figuresOf, type ChartData, type ChartSeries } from './data'

/** Areas that bars can still show; more become points. */
const MOST_BARS = 40
/** Areas of which each may say at length why it has no value. */
const MOST_REASONS = 10

/**
 * An answer's areas, highest first, all of them, with the comparator as a line. More than forty are points; areas without a value
 * keep their place at the end and say why.
 */
export function answerChart(answer: Answer, link: string | null): ChartData {
  const { indicator, context, question } = answer
  const order = ranked(answer.estimates)
  const kind = order.length > MOST_BARS ? 'points' : 'bars'
  const many = sentence(context.areaTypeLabel.many)
  const marked = order.flatMap(({ area }, at) => (question.chosen.includes(area) ? [at] : []))
  return {
    ...answerWords(answer, finding(answer), link),
    subtitle: chartSubtitle(answer),
    reading: absent(answer),
    alt: describe(answer, kind === 'bars' ? 'Bars' : 'Points'),
    across: order.length > 1 ? `${many}, highest first` : sentence(context.areaTypeLabel.one),
    kind,
    categories: order.map((e) => (e.value === null ? `${e.name}: ${reasonOf(e, indicator, order.length)}` : e.name)),
    series: [{ name: many, ...figuresOf(order), marked }, ...comparatorOf(answer, order.length)],
  }
}

/** Why there is no value; in a word where many names stand upright and a long reason would take the chart's own room. */
function reasonOf(estimate: Estimate, indicator: Indicator, many: number): string {
  return estimate.hidden === 'groups' && many > MOST_REASONS ? 'hidden' : shortReason(estimate, indicator)
}

/** The comparator at one height all the way; none where it has no value. */
function comparatorOf({ comparator, context }: Answer, length: number): ChartSeries[] {
  if (comparator.value === null || length === 0) return []
  const all = Array.from({ length }, () => comparator)
  return [{ name: sentence(context.comparatorLabel), ...figuresOf(all), role: 'comparator' }]
}
