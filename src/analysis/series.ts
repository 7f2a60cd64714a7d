import { QuestionError } from '../domain/errors'
import type { Answer, Period, Question, Release, Series, SeriesOffer, SeriesOver, SeriesPoint } from '../domain'
import type { Engine } from '../engine/port'
import { answerSteps } from './answer'
import { agesOn, hasAxis } from './axes'
import { byEnd, periodsHeld } from './held-periods'
import { categoryAxes, hold, indicatorOf, tablesOf } from './holding'
import { ageLabel } from './labels'
import { plan } from './plan'
import { runLater, type Steps } from './steps'

const DAY = 86_400_000
const SEX_LABELS: Readonly<Record<string, string>> = { female: 'Women', male: 'Men' }

/** How else a question can be put: over which axes its indicator's tables hold its areas, with the members of each; never over periods. */
export function seriesOffers(question: Question, release: Release): SeriesOffer[] {
  const offers = [...categoryOffers(question, release), sexOffer(question, release), ageOffer(question, release)]
  return offers.flatMap((offer) => (offer && offer.members.length > 1 ? [offer] : []))
}

/** Whether some table answers the question with this change. */
const holds = (question: Question, release: Release, change: Partial<Question>): boolean =>
  'table' in hold(release, indicatorOf(release, question.indicator), { ...question, ...change })

function categoryOffers(question: Question, release: Release): SeriesOffer[] {
  const tables = tablesOf(indicatorOf(release, question.indicator), release)
  const types = new Set(tables.flatMap(categoryAxes))
  return release.dimensions.categories
    .filter(({ id }) => types.has(id))
    .map(({ id, label, members }) => ({
      over: id,
      label,
      members: members.map(({ code }) => code).filter((member) => holds(question, release, { category: { type: id, member } })), // prettier-ignore
    }))
}

function sexOffer(question: Question, release: Release): SeriesOffer {
  const members = ['female', 'male'].filter((sex) => holds(question, release, { sex, category: null }))
  return { over: 'sex', label: 'Sex', members }
}

/** Bands that do not overlap, in rising order: those of the table with the most of them. */
function ageOffer(question: Question, release: Release): SeriesOffer {
  const lists = tablesOf(indicatorOf(release, question.indicator), release)
    .filter((table) => hasAxis(table, 'age'))
    .map((table) =>
      agesOn(table, release)
        .filter((band, _, all) => !all.some((other) => other !== band && within(other, band)))
        .filter(({ code }) => holds(question, release, { ages: [code], category: null }))
        .sort((one, other) => one.start - other.start),
    )
  const longest = lists.reduce((most, list) => (list.length > most.length ? list : most), [])
  return { over: 'age', label: 'Age', members: longest.map(({ code }) => code) }
}

type Band = Release['dimensions']['ages'][number]
const last = ({ end }: Band) => end ?? Infinity
const within = (inner: Band, outer: Band) => inner.start >= outer.start && last(inner) <= last(outer)

/**
 * Answers a question for each member of an axis. A member that the release cannot answer says why; the others still stand. Throws
 * `QuestionError` where the axis is not offered, or the question itself has no answer.
 */
export function* seriesSteps(question: Question, release: Release, over: SeriesOver, engine: string): Steps<Series> {
  if (over === 'period') return yield* overPeriods(question, release, engine)
  const offers = seriesOffers(question, release)
  const offer = offers.find((one) => one.over === over)
  if (!offer)
    throw new QuestionError(`${indicatorOf(release, question.indicator).shortName} is not given by ${over}`, {
      found: over,
      expected: offers.map((one) => one.over).join(', ') || 'nothing: its tables are not divided',
      todo: 'choose another way to divide it',
    })
  const points: SeriesPoint[] = []
  for (const code of offer.members)
    points.push(yield* pointSteps(askedOf(question, over, code), release, memberOf(release, over, code), engine))
  return Object.freeze({ ...offer, question, points: Object.freeze(points) })
}

export const seriesLater = (question: Question, release: Release, over: SeriesOver, engine: Engine): Promise<Series> =>
  runLater(seriesSteps(question, release, over, engine.name), engine)

/** One member alone: what else was chosen of the same kind gives way. */
function askedOf(question: Question, over: SeriesOver, code: string): Question {
  if (over === 'sex') return { ...question, sex: code, category: null }
  if (over === 'age') return { ...question, ages: [code], category: null }
  return { ...question, category: { type: over, member: code } }
}

type Member = Pick<SeriesPoint, 'code' | 'label' | 'middle' | 'unranked'>

function memberOf({ dimensions }: Release, over: SeriesOver, code: string): Member {
  const plain = { code, middle: null, unranked: false }
  if (over === 'sex') return { ...plain, label: SEX_LABELS[code] ?? code }
  if (over === 'age') return { ...plain, label: bandLabel(dimensions, code) }
  const member = dimensions.categories.find(({ id }) => id === over)?.members.find((one) => one.code === code)
  return { ...plain, label: member?.label ?? code, unranked: member?.unranked === true }
}

function bandLabel({ ages }: Release['dimensions'], code: string): string {
  const band = ages.find((one) => one.code === code)
  return band ? ageLabel([band]) : code
}

/** Periods of the question's own kind for which any of its areas has a figure, oldest first. */
function* overPeriods(question: Question, release: Release, engine: string): Steps<Series> {
  const { periods } = release.dimensions
  const own = periods.find(({ code }) => code === question.period)
  const held = yield* periodsHeld(plan(question, release))
  const alike = held.filter(({ kind }) => kind === own?.kind).sort(byEnd)
  const points: SeriesPoint[] = []
  for (const period of alike)
    points.push(yield* pointSteps({ ...question, period: period.code }, release, periodMember(period), engine))
  const members = alike.map(({ code }) => code)
  return Object.freeze({ over: 'period', label: 'Period', members, question, points: Object.freeze(points) })
}

const periodMember = ({ code, label, start, end }: Period): Member => ({
  code,
  label,
  middle: (Date.parse(start) + Date.parse(end) + DAY) / 2 / DAY,
  unranked: false,
})

function* pointSteps(question: Question, release: Release, member: Member, engine: string): Steps<SeriesPoint> {
  try {
    const answer: Answer = yield* answerSteps(question, release, engine)
    return { ...member, answer, why: null }
  } catch (error) {
    // One member that cannot be answered must not take the others with it.
    if (!(error instanceof QuestionError)) throw error
    return { ...member, answer: null, why: error.message }
  }
}
