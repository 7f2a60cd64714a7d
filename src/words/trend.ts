import type { Answer, Estimate, Series, Study } from '../domain'
import { sayValue, whyNot } from './estimate'
import type { Finding } from './finding'
import { counted, listed, possessive, sentence, shortest, stopped, within } from './grammar'
import { changeSuffix, formatChance, formatCount, formatFixed, formatNumber } from './number'
import { expected, synthetic } from './sure'
import { judgement } from './verdict'

type Marker = 'rising' | 'falling' | 'no change' | 'not given'

/** One place's recent trend as the rule has it. */
interface Recent {
  marker: Marker
  /** Change a year, in the indicator's unit. */
  slope: number | null
  /** Label of the first of the periods that it is of. */
  since: string | null
  why: string | null
}

/** Says a trend in plain English; `study` is null until it is worked out, and then nothing is called rising or falling. */
export function trendFinding(series: Series, study: Study | null): Finding | null {
  const answer = series.points.findLast((point) => point.answer)?.answer
  if (!answer) return null
  const marked = answer.question.chosen.flatMap((code) => answer.estimates.find(({ area }) => area === code) ?? [])
  const [first] = marked
  const about = first ? { who: first.name, ...recentOf(study, first.area) } : { who: answer.context.comparatorLabel, ...wholeOf(study) } // prettier-ignore
  const head = study && marked.length > 1 ? togetherHeadline(marked, study, answer) : headline(about, answer, study)
  return {
    headline: head,
    detail: [first ? '' : fromTo(null, series, about), tallied(study, answer), spreadWords(study, answer), brokenWords(study, head)].filter(Boolean).join(' '), // prettier-ignore
    chosen: marked.map(({ area, name }) => ({ area, text: chosenText(name, area, series, recentOf(study, area), answer) })), // prettier-ignore
    sure: sureOf(study, answer),
  }
}

function headline(
  { who, marker, slope, since, why }: Recent & { who: string },
  { indicator }: Answer,
  study: Study | null,
): string {
  const what = within(indicator.shortName)
  const whose = sentence(possessive(who))
  if (!study) return `${sentence(what)} over time: ${who}`
  if (marker === 'not given') return shortest(18, `No recent trend can be given for ${who}: ${why ?? 'too few periods'}`, `No recent trend can be given for ${who}`) // prettier-ignore
  if (marker === 'no change') return shortest(14, `${whose} figure for ${what} shows no clear recent trend`, `${whose} figure shows no clear recent trend`) // prettier-ignore
  const judged = judgement(marker === 'rising' ? 'higher' : 'lower', indicator.polarity)
  const by =
    slope === null ? '' : `, by about ${formatNumber(Math.abs(slope), indicator)}${changeSuffix(indicator)} a year`
  const verb = `${since === null ? `is ${marker}` : `has been ${marker} since ${since}`}${judged ? ` (${judged === 'better' ? 'getting better' : 'getting worse'})` : ''}`
  return shortest(20, `${whose} figure for ${what} ${verb}${by}`, `${whose} figure for ${what} ${verb}`, `${whose} figure ${verb}${by}`) // prettier-ignore
}

const TOGETHER: readonly [Marker, string][] = [['rising', 'rising'], ['falling', 'falling'], ['no change', 'without a clear recent trend'], ['not given', 'without a recent trend to give']] // prettier-ignore

/** `COPD admissions in your 3 marked areas: 2 are rising, 1 is falling`. */
function togetherHeadline(marked: readonly Estimate[], study: Study, { indicator }: Answer): string {
  const parts = TOGETHER.flatMap(([marker, said]) => {
    const many = marked.filter(({ area }) => recentOf(study, area).marker === marker).length
    const all = many === marked.length
    return many === 0 ? [] : [`${all ? 'all' : formatCount(many)} ${many === 1 ? 'is' : 'are'} ${said}`]
  })
  return `${sentence(indicator.shortName)} in your ${formatCount(marked.length)} marked areas: ${listed(parts)}`
}

/** One area's recent trend as a sentence of its own; null until it is worked out. */
export function recentSentence(study: Study | null, { area, name }: Estimate, answer: Answer): string | null {
  return study && stopped(headline({ who: name, ...recentOf(study, area) }, answer, study))
}

function recentOf(study: Study | null, area: string): Recent {
  const row = study?.rows.find((one) => one.area === area)
  const cell = (id: string) => row?.cells[study!.columns.findIndex((column) => column.id === id)] ?? null
  return { marker: (cell('recent') as Marker | null) ?? 'not given', slope: cell('slope') as number | null, since: cell('since') as string | null, why: (cell('why') as string | null) ?? study?.why ?? null } // prettier-ignore
}

/** The comparator's, from the study's own figure. */
function wholeOf(study: Study | null): Recent {
  const found = study?.figures.find(({ id }) => id === 'recent-slope')
  const note = found?.note ?? null
  const known = (['rising', 'falling', 'no change'] as const).find((marker) => marker === note)
  const since = study?.rows.map(({ area }) => recentOf(study, area).since).find((one) => one !== null) ?? null
  return {
    marker: known ?? 'not given',
    slope: found?.value ?? null,
    since,
    why: known ? null : (note ?? study?.why ?? null),
  }
}

/**
 * `From 420 (400 to 440) in 2015 to 360 (340 to 380) per 100,000 people in 2024.` The first and the last that have a value, of the
 * recent trend where one is said.
 */
function fromTo(area: string | null, series: Series, { marker, since }: Recent): string {
  const moves = marker === 'rising' || marker === 'falling'
  // A rise is shown by the years that it is said of: an earlier first year may lie as high as the last.
  const start = moves
    ? Math.max(
        0,
        series.points.findIndex(({ label }) => label === since),
      )
    : 0
  const found = valuesFrom(area, series.points.slice(start))
  const [first, last] = [found[0], found.at(-1)]
  if (!first || !last || first === last) return ''
  const who = area === null ? first.answer.context.comparatorLabel : first.one.name
  const dipped = moves && first.point.label === since ? beforeWords(area, series, start, { marker, last: last.one.value! }) : '' // prettier-ignore
  return `${sentence(who)}: from ${sayValue(first.one, first.answer.indicator)} in ${first.point.label}${dipped} to ${sayValue(last.one, last.answer.indicator)} in ${last.point.label}.` // prettier-ignore
}

const valuesFrom = (area: string | null, points: Series['points']) =>
  points.flatMap((point) => {
    const { answer } = point
    const one =
      answer && (area === null ? answer.comparator : answer.estimates.find((estimate) => estimate.area === area))
    return answer && one && one.value !== null ? [{ point, one, answer }] : []
  })

/**
 * `, after 243 (240 to 246) in 2019,`: what a rise has only won back, or a fall given up again. A trend that starts in a dip, as many do
 * in 2020, is not told without what came before it. Empty where it has gone beyond that, or figures do not compare.
 */
function beforeWords(
  area: string | null,
  series: Series,
  start: number,
  { marker, last }: { marker: Marker; last: number },
): string {
  // prettier-ignore
  const [before] = valuesFrom(area, series.points.slice(Math.max(0, start - 1), start))
  if (!before || before.answer.indicator.breaks.some(({ period }) => period === series.points[start]!.code)) return ''
  const value = before.one.value!
  const wonBack = marker === 'rising' ? value >= last : value <= last
  return wonBack ? `, after ${sayValue(before.one, before.answer.indicator)} in ${before.point.label},` : ''
}

/** How many areas rise, fall, and cannot be told, with how many chance alone would flag. */
function tallied(study: Study | null, { context }: Answer): string {
  if (!study || study.rows.length < 2) return ''
  const many = (marker: Marker) => study.rows.filter(({ area }) => recentOf(study, area).marker === marker).length
  const told = study.rows.length - many('not given')
  if (told === 0) return `No ${context.areaTypeLabel.one} has five periods in a row that can be compared.`
  const [up, down] = [many('rising'), many('falling')]
  const is = (n: number) => `${n === 0 ? 'none is' : n === 1 ? '1 is' : `${formatCount(n)} are`}`
  const untold = study.rows.length - told
  const parts = [`${is(up)} rising`, `${is(down)} falling`, ...(untold > 0 ? [`${formatCount(untold)} cannot be told`] : [])] // prettier-ignore
  return `Of ${counted(study.rows.length, context.areaTypeLabel)} ${listed(parts)}; chance alone would flag ${expected(told * 0.002)}.` // prettier-ignore
}

/** Whether areas move apart: said only where the interval of the change leaves out none. */
function spreadWords(study: Study | null, { context }: Answer): string {
  const found = study?.figures.find(({ id }) => id === 'spread-slope')
  if (!found || found.value === null || !found.interval95 || study!.rows.length < 2) return ''
  const { lower, upper } = found.interval95
  const many = context.areaTypeLabel.many
  if (lower <= 0 && upper >= 0) return `Whether ${many} are moving closer together or further apart cannot be told.`
  const word = found.value > 0 ? 'further apart' : 'closer together'
  return `${sentence(many)} are moving ${word}: the spread beyond chance changes by about ${formatFixed(Math.abs(found.value), 1)} percentage points a year.` // prettier-ignore
}

/** From when trends start, or why there are none where the headline has no room for it. */
function brokenWords(study: Study | null, head: string): string {
  const note = study?.notes.find((text) => text.startsWith('Trends start in'))
  if (note) return note
  return study?.why && !head.includes(study.why) ? stopped(`No trend is given: ${study.why}`) : ''
}

/** `Salford: 420 … in 2015, 360 … in 2024; falling.` */
function chosenText(name: string, area: string, series: Series, recent: Recent, answer: Answer): string {
  const last = answer.estimates.find((one): one is Estimate => one.area === area)
  if (last && last.value === null) return `${name}: ${whyNot(last, answer.indicator)}.`
  const told = fromTo(area, series, recent).replace(/\.$/, '')
  const said = recent.marker === 'not given' ? (recent.why ? `no recent trend: ${recent.why}` : 'no recent trend can be given') : recent.marker === 'no change' ? 'no clear recent trend' : recent.marker // prettier-ignore
  return `${told || name}; ${said}.`
}

function sureOf(study: Study | null, answer: Answer): string[] {
  const line = study?.figures.find(({ id }) => id === 'slope')
  const { indicator } = answer
  return [
    synthetic(answer),
    'A recent trend is called rising or falling when a line through the last five years (or other periods) in a row slopes more than chance allows 2 times in 1,000, and still slopes that way when any one of them is left out.',
    line?.value == null || !line.interval95 ? '' : `${stopped(`${line.label}: ${formatNumber(line.value, indicator)}${changeSuffix(indicator)} (${formatNumber(line.interval95.lower, indicator)} to ${formatNumber(line.interval95.upper, indicator)})`)}${line.p === null ? '' : ` Without any trend chance alone would slope so far ${formatChance(line.p)}.`}`, // prettier-ignore
    ...(study?.methods.map(({ name, source }) => stopped(`${name} (${source})`)) ?? []),
    ...(study?.notes.map(stopped) ?? []),
  ].filter((text) => text !== '')
}
