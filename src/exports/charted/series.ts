import type { Answer, Estimate, Series, SeriesPoint, Study } from '../../domain'
import { shortReason } from '../../words/estimate'
import { finding } from '../../words/finding'
import { listed, sentence, within } from '../../words/grammar'
import { unitSuffix } from '../../words/number'
import { trendFinding } from '../../words/trend'
import { answerWords, figuresOf, madeUp, type ChartData } from './data'

/** Lines that one chart can show beside the comparator's; the rest stand in its sheet. */
const MOST_LINES = 5

/** One line: a place, and its estimate in each member's answer. */
interface Along {
  name: string
  estimates: readonly (Estimate | null)[]
}

/**
 * The same question member by member, the comparator first, then the marked areas: lines over periods, bars over anything else.
 * Null where no member has an answer. `study` is the trend's once it is worked out; without it nothing is called rising or falling.
 */
export function seriesChart(series: Series, study: Study | null, link: string | null): ChartData | null {
  const answer = series.points.findLast((point) => point.answer)?.answer
  if (!answer) return null
  const places = placesOf(series, answer)
  const overTime = series.over === 'period'
  const found = overTime ? trendFinding(series, study) : null
  const plain = { ...finding(answer), headline: `${sentence(answer.indicator.shortName)} by ${within(series.label)}`, detail: '', chosen: [] } // prettier-ignore
  return {
    ...answerWords(answer, found ?? plain, link),
    subtitle: subtitleOf(series, places, answer),
    reading: [],
    alt: altOf(series, places, answer),
    across: series.label,
    kind: overTime ? 'lines' : 'bars',
    categories: series.points.map((point, at) => labelOf(point, places, at)),
    series: places.map(({ name, estimates }, place) => ({
      name,
      ...figuresOf(estimates),
      role: place > MOST_LINES ? 'beside' : undefined,
    })),
  }
}

function placesOf({ points }: Series, { context, question, estimates }: Answer): Along[] {
  const chosen = estimates.filter(({ area }) => question.chosen.includes(area))
  const along = (pick: (answer: Answer) => Estimate | undefined) =>
    points.map(({ answer }) => (answer && pick(answer)) ?? null)
  return [
    { name: sentence(context.comparatorLabel), estimates: along((answer) => answer.comparator) },
    ...chosen.map(({ area, name }) => ({ name, estimates: along((answer) => answer.estimates.find((one) => one.area === area)) })), // prettier-ignore
  ]
}

/** Who, when and what people; periods give way to their span, and no single member is told. */
function subtitleOf(series: Series, places: readonly Along[], { context }: Answer): string {
  const { over } = series
  const span = over === 'period' ? spanOf(series) : context.periodLabel
  const alone = { sex: context.sexLabel, age: context.ageLabel, category: context.categoryLabel }
  const people = { ...alone, [over in alone || over === 'period' ? over : 'category']: '' }
  const who = listed(places.map(({ name }) => name))
  const synthetic = context.release.synthetic ? 'SYNTHETIC. ' : ''
  return synthetic + [who, span, people.sex, people.age, people.category].filter(Boolean).join(', ')
}

function spanOf({ points }: Series): string {
  const [first, last] = [points[0]?.label ?? '', points.at(-1)?.label ?? '']
  return first === last ? first : `${first} to ${last}`
}

/** A member's label; where a place has no figure, why. */
function labelOf({ label, answer, why }: SeriesPoint, places: readonly Along[], at: number): string {
  if (!answer) return why ? `${label}: ${why}` : label
  const empty = places.flatMap(({ name, estimates }) => {
    const estimate = estimates[at]
    return estimate && estimate.value === null ? [`${name}: ${shortReason(estimate, answer.indicator)}`] : []
  })
  return empty.length > 0 ? `${label} (${empty.join('; ')})` : label
}

function altOf(series: Series, places: readonly Along[], { indicator, context }: Answer): string {
  const what = `${sentence(indicator.shortName)}${unitSuffix(indicator)} by ${within(series.label)}, ${spanOf(series)}`
  return `${what}, for ${listed(places.map(({ name }) => name))}, with 95 % intervals.${madeUp(context.release)}`
}
