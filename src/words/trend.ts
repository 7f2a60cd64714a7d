import type { Answer, Estimate, Series, Study } from '../domain'
import { sayValue, whyNot } from './estimate'
import { counted, possessive, sentence, shortest, stopped, within } from './grammar'
import { formatChance, formatCount, formatFixed, formatNumber, unitSuffix } from './number'
import { synthetic } from './sure'
import { judgement } from './verdict'

/** What a series over periods and the study of its trend support. */
export interface TrendFinding {
  headline: string
  detail: string
  chosen: readonly { area: string; text: string }[]
  sure: readonly string[]
}

type Marker = 'rising' | 'falling' | 'no change' | 'not given'

/** One place's recent trend as the rule has it. */
interface Recent {
  marker: Marker
  /** Change a year, in the indicator's unit. */
  slope: number | null
  why: string | null
}

/** Says a trend in plain English; `study` is null until it is worked out, and then nothing is called rising or falling. */
export function trendFinding(series: Series, study: Study | null): TrendFinding | null {
  const answer = series.points.findLast((point) => point.answer)?.answer
  if (!answer) return null
  const marked = answer.question.chosen.flatMap((code) => answer.estimates.find(({ area }) => area === code) ?? [])
  const [first] = marked
  const about = first ? { who: first.name, ...recentOf(study, first.area) } : { who: answer.context.comparatorLabel, ...wholeOf(study) } // prettier-ignore
  return {
    headline: headline(about, answer, study),
    detail: [first ? '' : fromTo(null, series), tallied(study, answer), spreadWords(study, answer), brokenWords(study)].filter(Boolean).join(' '), // prettier-ignore
    chosen: marked.map(({ area, name }) => ({ area, text: chosenText(name, area, series, recentOf(study, area), answer) })), // prettier-ignore
    sure: sureOf(study, answer),
  }
}

function headline(
  { who, marker, slope, why }: Recent & { who: string },
  { indicator }: Answer,
  study: Study | null,
): string {
  const what = within(indicator.shortName)
  const whose = sentence(possessive(who))
  if (!study) return `${sentence(what)} over time: ${who}`
  if (marker === 'not given') return shortest(18, `No recent trend can be given for ${who}: ${why ?? 'too few periods'}`, `No recent trend can be given for ${who}`) // prettier-ignore
  if (marker === 'no change') return shortest(14, `${whose} figure for ${what} shows no clear recent trend`, `${whose} figure shows no clear recent trend`) // prettier-ignore
  const judged = judgement(marker === 'rising' ? 'higher' : 'lower', indicator.polarity)
  const by = slope === null ? '' : `, by about ${formatNumber(Math.abs(slope), indicator)} a year`
  const verb = `is ${marker}${judged ? ` (${judged === 'better' ? 'getting better' : 'getting worse'})` : ''}`
  return shortest(16, `${whose} figure for ${what} ${verb}${by}`, `${whose} figure for ${what} ${verb}`, `${whose} figure ${verb}${by}`) // prettier-ignore
}

function recentOf(study: Study | null, area: string): Recent {
  const row = study?.rows.find((one) => one.area === area)
  const cell = (id: string) => row?.cells[study!.columns.findIndex((column) => column.id === id)] ?? null
  return { marker: (cell('recent') as Marker | null) ?? 'not given', slope: cell('slope') as number | null, why: (cell('why') as string | null) ?? study?.why ?? null } // prettier-ignore
}

/** The comparator's, from the study's own figure. */
function wholeOf(study: Study | null): Recent {
  const found = study?.figures.find(({ id }) => id === 'recent-slope')
  const note = found?.note ?? null
  const known = (['rising', 'falling', 'no change'] as const).find((marker) => marker === note)
  return { marker: known ?? 'not given', slope: found?.value ?? null, why: known ? null : (note ?? study?.why ?? null) }
}

/** `From 420 (400 to 440) in 2015 to 360 (340 to 380) per 100,000 people in 2024.` The first and the last that have a value. */
function fromTo(area: string | null, series: Series): string {
  const found = series.points.flatMap((point) => {
    const { answer } = point
    const one =
      answer && (area === null ? answer.comparator : answer.estimates.find((estimate) => estimate.area === area))
    return answer && one && one.value !== null ? [{ point, one, answer }] : []
  })
  const [first, last] = [found[0], found.at(-1)]
  if (!first || !last || first === last) return ''
  const who = area === null ? first.answer.context.comparatorLabel : first.one.name
  return `${sentence(who)}: from ${sayValue(first.one, first.answer.indicator)} in ${first.point.label} to ${sayValue(last.one, last.answer.indicator)} in ${last.point.label}.` // prettier-ignore
}

/** How many areas rise, fall, and cannot be told, with how many chance alone would flag. */
function tallied(study: Study | null, { context }: Answer): string {
  if (!study || study.rows.length < 2) return ''
  const many = (marker: Marker) => study.rows.filter(({ area }) => recentOf(study, area).marker === marker).length
  const told = study.rows.length - many('not given')
  if (told === 0) return `No ${context.areaTypeLabel.one} has five years in a row that can be compared.`
  const [up, down] = [many('rising'), many('falling')]
  const is = (n: number) => `${n === 0 ? 'none is' : n === 1 ? '1 is' : `${formatCount(n)} are`}`
  const rest = told < study.rows.length ? ` (${formatCount(study.rows.length - told)} more cannot be told)` : ''
  const flagged = told * 0.002
  return `Of ${counted(told, context.areaTypeLabel)}${rest} ${is(up)} rising and ${is(down)} falling; chance alone would flag ${flagged < 0.75 ? 'fewer than 1' : `about ${Math.round(flagged)}`}.` // prettier-ignore
}

/** Whether areas move apart: said only where the interval of the change leaves out none. */
function spreadWords(study: Study | null, { context }: Answer): string {
  const found = study?.figures.find(({ id }) => id === 'spread-slope')
  if (!found || found.value === null || !found.interval95) return ''
  const { lower, upper } = found.interval95
  const many = context.areaTypeLabel.many
  if (lower <= 0 && upper >= 0) return `Whether ${many} grow more or less alike cannot be told.`
  const word = found.value > 0 ? 'further apart' : 'closer together'
  return `${sentence(many)} are moving ${word}: the spread beyond chance changes by about ${formatFixed(Math.abs(found.value), 1)} percentage points a year.` // prettier-ignore
}

const brokenWords = (study: Study | null): string =>
  study?.notes.find((note) => note.startsWith('Trends start in')) ?? (study?.why ? stopped(`No trend is given: ${study.why}`) : '') // prettier-ignore

/** `Salford: 420 … in 2015, 360 … in 2024; falling.` */
function chosenText(name: string, area: string, series: Series, recent: Recent, answer: Answer): string {
  const last = answer.estimates.find((one): one is Estimate => one.area === area)
  if (last && last.value === null) return `${name}: ${whyNot(last, answer.indicator)}.`
  const told = fromTo(area, series).replace(/\.$/, '')
  const said = recent.marker === 'not given' ? (recent.why ? `no recent trend: ${recent.why}` : 'no recent trend can be given') : recent.marker === 'no change' ? 'no clear recent trend' : recent.marker // prettier-ignore
  return `${told || name}; ${said}.`
}

function sureOf(study: Study | null, answer: Answer): string[] {
  const line = study?.figures.find(({ id }) => id === 'slope')
  const { indicator } = answer
  return [
    synthetic(answer),
    'A recent trend is called rising or falling when a line through the last five years in a row slopes more than chance allows 2 times in 1,000, and still slopes that way when any one year is left out.',
    line?.value == null || !line.interval95 ? '' : `${stopped(`${line.label}: ${formatNumber(line.value, indicator)}${unitSuffix(indicator)} (${formatNumber(line.interval95.lower, indicator)} to ${formatNumber(line.interval95.upper, indicator)})`)}${line.p === null ? '' : ` Without any trend chance alone would slope so far ${formatChance(line.p)}.`}`, // prettier-ignore
    ...(study?.methods.map(({ name, source }) => stopped(`${name} (${source})`)) ?? []),
    ...(study?.notes.map(stopped) ?? []),
  ].filter((text) => text !== '')
}
