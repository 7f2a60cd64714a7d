import type { Answer, Division, DivisionKind, Estimate, PlaceGaps, Question, Release, Series, SeriesOffer, SeriesPoint } from '../domain' // prettier-ignore
import type { Engine } from '../engine/port'
import { endsOf, GAP_METHODS, restOf, togetherBy } from './gaps'
import { indicatorOf } from './holding'
import { seriesOffers, seriesSteps } from './series'
import { runLater, type Steps } from './steps'
import { isUnknown, unknownShares } from './unknown'

/** Above so large a share of people whose group is not known, no values of groups are given: whoever is missing could turn them. */
const MOST_UNKNOWN = 0.2

/** How an axis divides people. */
export function kindOf({ over, label }: Pick<SeriesOffer, 'over' | 'label'>): DivisionKind {
  if (over === 'sex' || over === 'age') return over
  return /depriv/i.test(`${over} ${label}`) ? 'deprivation' : 'groups'
}

/**
 * A question taken apart: by `by` where that is offered, else by the kind of category that it names, else by deprivation, else by what
 * comes first. Says why where nothing is. Throws `QuestionError` where the question itself has no answer.
 */
export function* divisionSteps(
  question: Question,
  release: Release,
  by: string | null,
  engine: string,
): Steps<Division> {
  const indicator = indicatorOf(release, question.indicator)
  const offers = indicator.kind === 'ratio' ? [] : seriesOffers(question, release)
  const wanted = offers.find(({ over }) => over === by) ?? offers.find(({ over }) => over === question.category?.type)
  const offer = wanted ?? offers.find((one) => kindOf(one) === 'deprivation') ?? offers[0]
  if (!offer) return Object.freeze({ question, offers, mostUnknown: MOST_UNKNOWN, over: null, kind: 'groups', series: null, places: [], methods: [], why: whyNone(indicator.kind) }) // prettier-ignore
  const kind = kindOf(offer)
  const unknown = kind === 'groups' ? yield* unknownShares(question, release, offer.over) : new Map<string, number>()
  const series = yield* seriesSteps(question, release, offer.over, engine)
  return divided(series, kind, offers, unknown)
}

/** A series with how far apart its groups are; values of groups are taken out where too many people's group is not known (`unknown`: its share, by area code). */
export function divided(
  given: Series,
  kind: DivisionKind,
  offers: readonly SeriesOffer[],
  unknown: ReadonlyMap<string, number> = new Map(),
): Division {
  const series = withheld(inOrder(given, kind), unknown)
  const answered = series.points.some(({ answer }) => answer)
  return Object.freeze({
    question: given.question,
    offers,
    over: given.over,
    kind,
    series,
    places: placesOf(series, kind, unknown),
    mostUnknown: MOST_UNKNOWN,
    methods: GAP_METHODS[kind],
    why: answered ? null : (series.points[0]?.why ?? 'no group has a figure'),
  })
}

export const divisionLater = (
  question: Question,
  release: Release,
  by: string | null,
  engine: Engine,
): Promise<Division> =>
  // prettier-ignore
  runLater(divisionSteps(question, release, by, engine.name), engine)

const whyNone = (kind: string) =>
  kind === 'ratio'
    ? 'this figure holds each group against its own expected number, so groups cannot be held against one another'
    : 'the release does not divide these people by deprivation, sex, age or ethnic group'

/** The most deprived first; groups that are never ranked last. */
function inOrder(series: Series, kind: DivisionKind): Series {
  const ranked = series.points.filter(({ unranked }) => !unranked)
  const most = (point: SeriesPoint | undefined) => /most/i.test(point?.label ?? '')
  const rising = kind === 'deprivation' && most(ranked.at(-1)) && !most(ranked[0])
  const points = [...(rising ? ranked.toReversed() : ranked), ...series.points.filter(({ unranked }) => unranked)]
  return Object.freeze({ ...series, members: points.map(({ code }) => code), points: Object.freeze(points) })
}

/** The series without the values of places where too many people's group is not known. */
function withheld(series: Series, unknown: ReadonlyMap<string, number>): Series {
  const many = new Set([...unknown].flatMap(([area, share]) => (share > MOST_UNKNOWN ? [area] : [])))
  if (many.size === 0) return series
  const hush = (one: Estimate): Estimate => (many.has(one.area) && one.value !== null ? withoutValue(one) : one)
  const quiet = (answer: Answer): Answer => ({ ...answer, comparator: hush(answer.comparator), estimates: answer.estimates.map(hush) }) // prettier-ignore
  const points = series.points.map((point) => (point.answer && !isUnknown(point) ? { ...point, answer: quiet(point.answer) } : point)) // prettier-ignore
  return Object.freeze({ ...series, points: Object.freeze(points) })
}

const withoutValue = (estimate: Estimate): Estimate => ({
  ...estimate,
  value: null,
  interval95: null,
  interval998: null,
  recomputed: null,
  size: null,
  status: 'unreliable',
  why: 'too many people whose group is not known to compare groups',
  verdict: 'none',
  verdict998: 'none',
  verdicts: { overlap: 'none', limits: 'none' },
})

/** The comparator and each marked area that has figures. */
function placesOf(series: Series, kind: DivisionKind, unknown: ReadonlyMap<string, number>): PlaceGaps[] {
  const answer = series.points.find((point) => point.answer)?.answer
  if (!answer) return []
  const marked = series.question.chosen.flatMap((code) => answer.estimates.find(({ area }) => area === code) ?? [])
  const own = marked.filter(({ area }) => area !== answer.comparator.area)
  return [
    gapsOf(series, kind, { area: answer.comparator.area, name: answer.context.comparatorLabel }, (one) => one.comparator, unknown), // prettier-ignore
    ...own.map(({ area, name }) => gapsOf(series, kind, { area, name }, (one) => one.estimates.find((estimate) => estimate.area === area), unknown)), // prettier-ignore
  ]
}

function gapsOf(
  { points }: Series,
  kind: DivisionKind,
  place: { area: string; name: string },
  find: (answer: Answer) => Estimate | undefined,
  unknown: ReadonlyMap<string, number>,
): PlaceGaps {
  const groups = points
    .filter(({ unranked }) => !unranked)
    .map(({ code, label, answer }) => ({ code, label, estimate: (answer && find(answer)) ?? null }))
  const share = unknown.get(place.area) ?? null
  const lacking = groups.filter(({ estimate }) => estimate?.value == null)
  return {
    ...place,
    ends: endsOf(groups, kind),
    rest: kind === 'deprivation' ? restOf(groups) : null,
    p: togetherBy(groups),
    unknown: share,
    why: lacking.length === 0 ? null : whyLacking(lacking[0]!.estimate, share),
  }
}

function whyLacking(estimate: Estimate | null, share: number | null): string {
  if (share !== null && share > MOST_UNKNOWN) return 'too many people whose group is not known'
  return estimate?.status === 'hidden' ? 'some groups are too few to show safely' : (estimate?.why ?? 'some groups have no figure') // prettier-ignore
}
