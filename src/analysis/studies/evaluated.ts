import type { Indicator, Interval, Period, Question, Release } from '../../domain'
import { zOf } from '../../statistics'
import { evaluate, type Evaluation } from '../conclude'
import { periodsHeld } from '../held-periods'
import { plan, type Plan } from '../plan'
import type { Steps } from '../steps'

/** A question's estimates, and the plan that they came from. */
export type Evaluated = Evaluation & { plan: Plan }

/** Throws `QuestionError` where the release cannot answer. */
export function* evaluated(question: Question, release: Release): Steps<Evaluated> {
  const planned = plan(question, release)
  return { plan: planned, ...evaluate(planned, yield planned.queries) }
}

/** The same for each of some periods, in their order. */
export function* evaluatedOver(periods: readonly Period[], question: Question, release: Release): Steps<Evaluated[]> {
  const found: Evaluated[] = []
  for (const { code } of periods) found.push(yield* evaluated({ ...question, period: code }, release))
  return found
}

/** The kind by which an indicator's counts make its values, told or recomputed; null where they make none. */
export const countedAs = ({ kind, recompute }: Indicator) => (kind === 'published' ? recompute : kind)

/** The release with one indicator told otherwise, as every count can be: over what is expected, or over people. */
export function toldAs(kind: 'ratio' | 'rate', release: Release, id: string): Release {
  const told = (indicator: Indicator): Indicator => ({ ...indicator, kind, multiplier: 1 })
  return { ...release, indicators: release.indicators.map((one) => (one.id === id ? told(one) : one)) }
}

/** Periods of the same kind as the question's, each after the end of the one before, up to the question's own; oldest first. */
export function* periodsBefore(question: Question, release: Release): Steps<Period[]> {
  const planned = plan(question, release)
  const own = release.dimensions.periods.find(({ code }) => code === question.period)
  const held = yield* periodsHeld(planned)
  const alike = held.filter(({ kind, end }) => kind === own?.kind && end <= own.end)
  return alike.reduceRight<Period[]>((kept, one) => (!kept[0] || one.end < kept[0].start ? [one, ...kept] : kept), [])
}

const DAY = 86_400_000
const YEAR = 365.25 * DAY
/** Whole and half years to the day: leap days must not make steps uneven. */
const inYears = (iso: string) => Math.round((Date.parse(iso) / YEAR) * 12) / 12 + 1970

/** Length of a period in years, to the month. */
export const yearsOf = ({ start, end }: Period) => Math.max(1, Math.round(((Date.parse(end) - Date.parse(start) + DAY) / YEAR) * 12)) / 12 // prettier-ignore

/** Middle of a period, in years. */
export const middleOf = (period: Period) => inYears(period.start) + yearsOf(period) / 2

/** Place of the first period from which figures compare with the question's own; 0 where all do. */
export function comparableFrom({ breaks }: Indicator, periods: readonly Period[]): number {
  const starts = breaks.map(({ period }) => periods.findIndex(({ code }) => code === period)).filter((at) => at >= 0)
  return Math.max(0, ...starts)
}

/** Standard error that an interval stands for; null where there is none. */
export const errorOf = (interval: Interval | null): number | null =>
  interval ? (interval.upper - interval.lower) / (2 * zOf(0.95)) : null

/** Events of the areas beside those that the comparator's rates of each age and sex would give. */
export interface EventsOfAreas {
  area: string
  name: string
  observed: number
  expected: number
  /** Standard deviation that protection adds to the observed events. */
  error: number
}

/** One per area that has both, in the release's order; null where the indicator is not told as counts. */
export function* eventsOfAreas(question: Question, release: Release): Steps<EventsOfAreas[] | null> {
  const kind = release.indicators.find(({ id }) => id === question.indicator)?.kind
  if (kind === 'published' || kind === 'mean' || kind === 'life-expectancy') return null
  const { estimates } = yield* evaluated(question, toldAs('ratio', release, question.indicator))
  return estimates.flatMap(({ area, name, count, population: expected, value, protection }) =>
    count === null || !expected || value === null
      ? []
      : [{ area, name, observed: count, expected, error: (protection?.error ?? 0) * expected }],
  )
}
