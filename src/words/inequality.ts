import type { Answer, Contrast, Division, Estimate, PlaceGaps, Series, Study } from '../domain'
import { sayValue, whyNot } from './estimate'
import type { Finding } from './finding'
import { counted, listed, possessive, sentence, shortest, stopped, within } from './grammar'
import { formatCount, formatFixed, formatNumber, formatShare } from './number'
import { ratioWords } from './inequality-figures'
import { inequalitySure } from './inequality-sure'
import { expected } from './sure'
import { judgement } from './verdict'

/** Groups may be said to differ below this probability that chance alone would do so. */
const DIFFER = 0.05

/** What all sentences of one division need. */
interface Told {
  division: Division
  series: Series
  answer: Answer
}

/** Says in plain English how groups differ; `study` is null until it is worked out. Null where no group has an answer. */
export function inequalityFinding(division: Division, study: Study | null): Finding | null {
  const { series, places } = division
  const answer = series?.points.find((point) => point.answer)?.answer
  const [whole, ...marked] = places
  if (!series || !answer || !whole) return null
  const told = { division, series, answer }
  const about = marked.find((place) => canTell(place, division)) ?? whole
  return {
    headline: headline(about, told),
    detail: [groupsWords(whole, told), lackingWords(whole, division), restWords(about, told), areasWords(study, told), unknownWords(whole, division), unrankedWords(series), division.kind === 'deprivation' ? 'Deprivation describes places, not people.' : ''].filter(Boolean).join(' '), // prettier-ignore
    chosen: marked.map((place) => ({ area: place.area, text: chosenText(place, told) })),
    sure: inequalitySure(division, study, answer, hasEnds(division)),
  }
}

const hasEnds = ({ kind }: Division) => kind === 'deprivation' || kind === 'sex'
const ranked = (series: Series | null) => series?.points.filter(({ unranked }) => !unranked) ?? []

/** Whether anything can be said of how a place's groups differ. */
const canTell = (place: PlaceGaps, division: Division) => (hasEnds(division) ? place.ends !== null : place.p !== null)

function headline(place: PlaceGaps, told: Told): string {
  const what = within(told.answer.indicator.shortName)
  if (tooManyUnknown(place, told.division))
    return shortest(18, `${sentence(place.name)}: too many people’s group is not known to compare ${what}`, `${sentence(place.name)}: too many people’s group is not known`) // prettier-ignore
  if (!canTell(place, told.division)) return `${sentence(what)}: how groups in ${place.name} differ cannot be told`
  return hasEnds(told.division) ? endsHeadline(place, place.ends!, told) : rangeHeadline(place, told)
}

/** What a member is called in the middle of a sentence: `most deprived fifth`, `men`; names of ethnic groups keep their capitals. */
const inText = (label: string, { division }: Told) => (division.kind === 'groups' ? label : within(label))
const groupName = (code: string, told: Told) => inText(told.series.points.find((point) => point.code === code)?.label ?? code, told) // prettier-ignore

/** Two ends of a ladder, or two groups: who has more, and how many times as many. */
function endsHeadline(place: PlaceGaps, ends: Contrast, told: Told): string {
  const { indicator } = told.answer
  const what = within(indicator.shortName)
  const [one, other] = [groupName(ends.one[0]!, told), groupName(ends.other[0]!, told)]
  const isLadder = told.division.kind === 'deprivation'
  if (ends.verdict !== 'higher' && ends.verdict !== 'lower') {
    const between = isLadder ? `between the ${one} and the ${other}` : `between ${other} and ${one}`
    return `In ${place.name} no difference in ${what} can be told ${between}`
  }
  const [more, less] = ends.verdict === 'higher' ? [one, other] : [other, one]
  const judged = judgement('higher', indicator.polarity)
  const end = judged ? ` (${judged})` : ''
  const times = ends.ratio && timesWords(turned(ends.ratio.value))
  if (!times) return `In ${place.name} the figure for ${what} is higher in ${isLadder ? 'the ' : ''}${more} than in ${isLadder ? 'the ' : ''}${less}${end}` // prettier-ignore
  const [who, those] = isLadder ? [`people in the ${more}`, `those in the ${less}`] : [more, less]
  if (countsThings(told.answer)) return `In ${place.name} ${who} have ${times} as many ${what} as ${those}${end}`
  const whose = isLadder ? `the ${possessive(more)}` : possessive(more)
  return `In ${place.name} ${whose} figure for ${what} is ${times} that of ${isLadder ? 'the ' : ''}${less}${end}`
}

const turned = (ratio: number) => (ratio < 1 ? 1 / ratio : ratio)

/** `about 1.9 times`, `about twice`; never `1.0 times`, since what is told apart differs. */
function timesWords(ratio: number): string {
  if (formatFixed(ratio, 1) === '2.0') return 'about twice'
  return `about ${formatFixed(ratio, ratio < 1.095 ? 2 : ratio < 9.95 ? 1 : 0)} times`
}

/** Whether people can have more or fewer of what is measured: a rate of events with a plural name. */
const countsThings = ({ indicator: { kind, shortName } }: Answer) =>
  (kind === 'rate' || kind === 'dsr') && /s$/.test(shortName)

/** Groups without two ends; the lowest and the highest are named only where their intervals do not touch. */
function rangeHeadline(place: PlaceGaps, told: Told): string {
  const { indicator } = told.answer
  const what = within(indicator.shortName)
  const by = told.division.kind === 'age' ? 'by age' : `by ${within(told.series.label)}`
  if (!(place.p! < DIFFER)) return `In ${place.name} no difference in ${what} can be told ${by}`
  const head = `In ${place.name} the figure for ${what} differs ${by} by more than chance explains`
  const ends = farApart(place, told)
  if (!ends) return head
  const say = ({ label, estimate }: Held) => `${formatNumber(estimate.value!, indicator)}${indicator.unit === '%' ? ' %' : ''} (${inText(label, told)})` // prettier-ignore
  return shortest(26, `In ${place.name} the figure for ${what} differs ${by}, from ${say(ends[0])} to ${say(ends[1])}`, head) // prettier-ignore
}

/** The lowest and the highest of a place's ranked groups, where their 95 % intervals do not touch; else null. */
function farApart(place: PlaceGaps, told: Told): readonly [Held, Held] | null {
  const held = valued(place, told).sort((a, b) => a.estimate.value! - b.estimate.value!)
  const [low, high] = [held[0], held.at(-1)]
  const clear = (low?.estimate.interval95?.upper ?? Infinity) < (high?.estimate.interval95?.lower ?? -Infinity)
  return low && high && clear ? [low, high] : null
}

interface Held {
  label: string
  estimate: Estimate
}

const estimateOf = (place: PlaceGaps, { answer }: Series['points'][number]): Estimate | null =>
  !answer ? null : answer.comparator.area === place.area ? answer.comparator : (answer.estimates.find(({ area }) => area === place.area) ?? null) // prettier-ignore

/** A place's ranked groups that have values. */
const valued = (place: PlaceGaps, { series }: Told): Held[] =>
  ranked(series).flatMap((point) => {
    const estimate = estimateOf(place, point)
    return estimate?.value == null ? [] : [{ label: point.label, estimate }]
  })

/** `The North: most deprived fifth, 520 per 100,000 people (500 to 540); least deprived fifth, …; ratio 1.93 (1.80 to 2.02).` */
function groupsWords(place: PlaceGaps, told: Told): string {
  const { indicator } = told.answer
  const points = ranked(told.series)
  const ends = points.length > 2 ? [points[0]!, points.at(-1)!] : points
  const shown = told.division.kind === 'groups' ? [] : ends
  const said = shown.flatMap((point) => {
    const estimate = estimateOf(place, point)
    return estimate ? [`${inText(point.label, told)}, ${sayValue(estimate, indicator)}`] : []
  })
  const ratio = place.ends?.ratio
  const times = ratio && place.ends!.verdict !== 'none' ? `; ratio ${ratioWords(ratio)}` : ''
  return said.length === 0 ? '' : stopped(`${sentence(place.name)}: ${said.join('; ')}${times}`)
}

/** The most deprived fifth against everybody else. */
function restWords({ rest, name }: PlaceGaps, { answer }: Told): string {
  if (!rest) return ''
  const { indicator } = answer
  if (rest.verdict === 'similar') return `Whether the most deprived fifth differs from the rest of ${name} cannot be told.` // prettier-ignore
  if (rest.verdict === 'none' || !rest.ratio) return ''
  const judged = judgement(rest.verdict, indicator.polarity)
  return `The most deprived fifth against the rest of ${name}: ratio ${ratioWords(rest.ratio)}${judged ? `, which is ${judged}` : ''}.` // prettier-ignore
}

/** In how many areas deprived places have more, and in how many less, with what chance alone would flag. */
function areasWords(study: Study | null, { division, answer }: Told): string {
  if (division.kind !== 'deprivation' || !study) return ''
  const at = (id: string) => study.columns.findIndex((column) => column.id === id)
  const told = study.rows.flatMap(({ cells }) => {
    const [lower, upper] = [cells[at('lower95')], cells[at('upper95')]]
    return typeof lower === 'number' && typeof upper === 'number' ? [{ lower, upper }] : []
  })
  const label = answer.context.areaTypeLabel
  if (told.length < 2) return ''
  const more = told.filter(({ upper }) => upper < 0).length
  const less = told.filter(({ lower }) => lower > 0).length
  const is = (n: number) => (n === 0 ? 'in none' : `in ${formatCount(n)}`)
  return `Of ${counted(told.length, label)} whose groups all have values, deprived places have more ${is(more)} and less ${is(less)}; chance alone would show each in ${expected(told.length * 0.025)}.` // prettier-ignore
}

const tooManyUnknown = ({ unknown }: PlaceGaps, { mostUnknown }: Division) => unknown !== null && unknown > mostUnknown

/** `About 12 % of admissions have no known ethnic group.` */
function unknownWords(place: PlaceGaps, { kind, series, mostUnknown }: Division): string {
  if (kind !== 'groups' || place.unknown === null) return ''
  const indicator = series?.points.find((point) => point.answer)?.answer?.indicator
  if (!indicator) return ''
  const whose = indicator.kind === 'proportion' ? indicator.among : indicator.counts
  const head = `In ${place.name} the ${within(series!.label)} of about ${formatShare(place.unknown)} of ${whose} is not known`
  return place.unknown > mostUnknown ? `${head}: above ${formatShare(mostUnknown)} no values of groups are given, since those missing could turn them.` : `${head}.` // prettier-ignore
}

/** Groups that are never ranked, by name. */
function unrankedWords({ points }: Series): string {
  const names = points.filter(({ unranked }) => unranked).map(({ label }) => `“${label}”`)
  return names.length === 0 ? '' : `${listed(names)} ${names.length === 1 ? 'is' : 'are'} shown last and never ranked.`
}

/** Why the comparator's groups cannot be held against one another. */
const lackingWords = (whole: PlaceGaps, division: Division) => (canTell(whole, division) || !whole.why || tooManyUnknown(whole, division) ? '' : `${sentence(whole.name)}: ${stopped(whole.why)}`) // prettier-ignore

/** A sentence for each marked area. */
function chosenText(place: PlaceGaps, told: Told): string {
  const unknown = unknownWords(place, told.division)
  if (tooManyUnknown(place, told.division)) return unknown
  const more = unknown ? ` ${unknown}` : ''
  if (hasEnds(told.division)) return stopped(`${place.name}: ${place.ends ? endsText(place, place.ends, told) : lackingText(place, told)}`) + more // prettier-ignore
  if (place.p === null) return stopped(`${place.name}: ${place.why ?? 'its groups cannot be compared'}`) + more
  if (!(place.p < DIFFER)) return `${place.name}: no difference between its groups can be told.${more}`
  const ends = farApart(place, told)
  const say = ({ label, estimate }: Held) => `${sayValue(estimate, told.answer.indicator)} (${inText(label, told)})`
  return `${place.name}: ${ends ? `from ${say(ends[0])} to ${say(ends[1])},` : 'its groups differ by'} more than chance explains.${more}` // prettier-ignore
}

function endsText(place: PlaceGaps, ends: Contrast, told: Told): string {
  const said = (code: string) => {
    const estimate = estimateOf(
      place,
      told.series.points.find((point) => point.code === code)!,
    )!
    return `${groupName(code, told)}, ${sayValue(estimate, told.answer.indicator)}`
  }
  const values = `${said(ends.one[0]!)}; ${said(ends.other[0]!)}`
  if (ends.verdict === 'similar' || ends.verdict === 'none') return `${values}; no difference can be told`
  return `${values}; ${ends.ratio ? `ratio ${ratioWords(ends.ratio)}` : `${ends.verdict} by ${formatNumber(Math.abs(ends.difference.value), told.answer.indicator)}`}` // prettier-ignore
}

/** Which end lacks a value and why; what its groups still tell. */
function lackingText(place: PlaceGaps, told: Told): string {
  const points = ranked(told.series)
  const lacking = [points[0]!, points.at(-1)!].find((point) => estimateOf(place, point)?.value == null)
  const estimate = lacking && estimateOf(place, lacking)
  const why = lacking ? `${inText(lacking.label, told)}: ${estimate ? whyNot(estimate, told.answer.indicator).replace(': ', ', ') : 'no figure'}` : (place.why ?? 'no figure') // prettier-ignore
  const still = place.p !== null && place.p < DIFFER ? '; its other groups differ more than chance explains' : ''
  return `no gap can be given; ${why}${still}`
}
