import type { Answer, Indicator, Study, StudyPoint } from '../domain'
import type { AnswerGrid } from './answer-grid'
import { listed, possessive, sentence, shortest, stopped, within } from './grammar'
import { formatCount, formatNumber, unitSuffix } from './number'
import { expected, synthetic } from './sure'
import { judgement } from './verdict'

/** What a process chart of one place supports. */
export interface ProcessFinding {
  headline: string
  detail: string
  sure: readonly string[]
}

/** One place of a process study: its limits and its values, as words and charts need them. */
export interface ProcessLine {
  area: string
  name: string
  mean: number | null
  lower: number | null
  upper: number | null
  /** Why the limits are no more than provisional; null where they are firm, or there are none. */
  provisional: string | null
  /** Each signal in words; empty where there is none. */
  signals: readonly string[]
  /** Whether it meets the target; null where that cannot be said. */
  target: string | null
  /** Why there are no limits; null where there are. */
  why: string | null
  points: readonly ProcessPoint[]
}

export interface ProcessPoint {
  /** Code of the period; empty for those between that the release does not have. */
  period: string
  label: string
  value: number | null
  /** `high`, `low`, `rising` or `falling` where more than chance is at work; else null. */
  cause: string | null
  rules: string | null
  why: string | null
}

/** What a process study says of one place; null where it says nothing of it. */
export function processLine(study: Study, area: string): ProcessLine | null {
  const row = study.rows.find((one) => one.area === area)
  if (!row || !study.points) return null
  const cell = <T>(id: string) => (row.cells[study.columns.findIndex((column) => column.id === id)] ?? null) as T | null
  const signals = cell<string>('signals') ?? 'none'
  return {
    area,
    name: row.name,
    mean: cell('mean'),
    lower: cell('lower'),
    upper: cell('upper'),
    provisional: cell<string>('limits')?.match(/^provisional: (.*)$/)?.[1] ?? null,
    signals: signals === 'none' ? [] : signals.split('; '),
    target: cell('target'),
    why: cell('why'),
    points: pointsOf(study, area),
  }
}

/** Every place has as many points, one place after the other. */
function pointsOf({ rows, points }: Study, area: string): ProcessPoint[] {
  const { columns, rows: all } = points ?? { columns: [], rows: [] }
  const first = all.findIndex((point) => point.area === area)
  const cell = <T>({ cells }: StudyPoint, id: string) => (cells[columns.findIndex((column) => column.id === id)] ?? null) as T | null // prettier-ignore
  return all.slice(first, first + all.length / rows.length).map((point) => ({
    period: point.period,
    label: point.label,
    value: cell(point, 'value'),
    cause: cell(point, 'signal'),
    rules: cell(point, 'rules'),
    why: cell(point, 'why'),
  }))
}

/** Says in plain English whether a place's months do more than chance alone; null where the study says nothing of it. */
export function processFinding(study: Study, area: string, answer: Answer): ProcessFinding | null {
  const line = processLine(study, area)
  if (!line) return null
  const who = area === answer.comparator.area ? answer.context.comparatorLabel : line.name
  return {
    headline: headline(line, who, answer),
    detail: [range(line, answer), signalWords(line), targetWords(line, answer), gapWords(line), provisionalWords(line), byChanceWords(study, answer)].filter(Boolean).join(' '), // prettier-ignore
    sure: [synthetic(answer), ...study.methods.map(({ name, source }) => stopped(`${name} (${source})`)), ...study.notes.map(stopped)].filter(Boolean), // prettier-ignore
  }
}

function headline({ why, points }: ProcessLine, who: string, { indicator }: Answer): string {
  const what = within(indicator.shortName)
  const whose = sentence(possessive(who))
  if (why) return shortest(18, `No usual range can be given for ${who}: ${why}`, `No usual range can be given for ${who}`) // prettier-ignore
  const given = points.filter(({ value }) => value !== null)
  const last = given.findLast(({ cause }) => cause !== null)
  if (!last) return shortest(16, `${whose} figure for ${what} moves no more than chance allows`, `${whose} figure moves no more than chance allows`) // prettier-ignore
  if (last !== given.at(-1)) return shortest(18, `${whose} figure for ${what} went beyond chance, last in ${last.label}, but ${later(points)}`, `${whose} figure went beyond chance, last in ${last.label}, but ${later(points)}`) // prettier-ignore
  const up = last.cause === 'high' || last.cause === 'rising'
  const judged = judgement(up ? 'higher' : 'lower', indicator.polarity)
  const moved = `is ${last.cause}${judged ? ` (${judged === 'better' ? 'better' : 'worse'})` : ''}, more than chance allows` // prettier-ignore
  return shortest(18, `${whose} figure for ${what} ${moved}, in ${last.label}`, `${whose} figure ${moved}, in ${last.label}`) // prettier-ignore
}

/** `not now`, or in which period that is where later ones have no value. */
function later(points: readonly ProcessPoint[]): string {
  const latest = points.findLast(({ value }) => value !== null)
  return latest === points.at(-1) ? 'not now' : `not in ${latest?.label}, the latest shown`
}

function range({ lower, upper, mean, signals }: ProcessLine, { indicator }: Answer): string {
  if (lower === null || upper === null || mean === null) return ''
  const number = (value: number) => formatNumber(value, indicator)
  if (signals.length > 0) return `Over all these values its usual range is ${number(lower)} to ${number(upper)}${unitSuffix(indicator)}, its mean ${number(mean)}.` // prettier-ignore
  return `If nothing changes, it stays between ${number(lower)} and ${number(upper)}${unitSuffix(indicator)}, around a mean of ${number(mean)}.` // prettier-ignore
}

/** As many signals as are read; the table has all. */
const MOST = 3

/** Those that reach the latest value first, runs before single values: what a reader should know now. */
function weightiest({ signals, points }: ProcessLine): string[] {
  const latest = points.findLast(({ value }) => value !== null)?.label ?? ''
  const weight = (text: string) => Number(text.endsWith(latest)) * 2 + Number(/ in a row (above|below) the mean/.test(text) && !text.includes('standard')) // prettier-ignore
  return [...signals].reverse().sort((one, other) => weight(other) - weight(one)).slice(0, MOST) // prettier-ignore
}

function signalWords(line: ProcessLine): string {
  const { signals, why } = line

  if (why) return ''
  if (signals.length === 0) return 'No rule finds a signal.'
  const rest = signals.length - MOST
  const shown = rest > 0 ? weightiest(line) : signals
  return `${signals.length === 1 ? 'One signal' : `${formatCount(signals.length)} signals`}${rest > 0 ? `, among them` : ''}: ${shown.join('; ')}.` // prettier-ignore
}

function targetWords({ target, why }: ProcessLine, { indicator }: Answer): string {
  if (!indicator.target || why) return ''
  const named = `${indicator.target.label} (${formatNumber(indicator.target.value, indicator)})`
  if (target === null) return `Nobody says which way is better, so no verdict is given on ${named}.`
  return `${sentence(named)}: it ${target}.`
}

function gapWords({ points }: ProcessLine): string {
  const gone = points.filter(({ value, period }) => value === null && period !== '')
  if (gone.length === 0) return ''
  const reasons = [...new Set(gone.map(({ why }) => why ?? 'no figure'))]
  const latest = points.at(-1)?.value === null ? points.findLast(({ value }) => value !== null) : undefined
  const shown = latest ? ` The latest shown is ${latest.label}.` : ''
  return `${formatCount(gone.length)} of ${formatCount(points.filter(({ period }) => period !== '').length)} have no value: ${listed(reasons)}.${shown}` // prettier-ignore
}

/** Empty where limits are firm, or there are none. */
export const provisionalWords = ({ provisional }: ProcessLine) =>
  provisional ? `The limits are provisional: ${provisional}.` : ''

function byChanceWords({ figures }: Study, { context }: Answer): string {
  const value = (id: string) => figures.find((figure) => figure.id === id)?.value ?? null
  const [share, flagged, found] = [value('share-by-chance'), value('by-chance'), value('areas-with-signals')]
  if (flagged === null || found === null) return ''
  const alone = share === null ? 'These rules find signals in series that never change, too' : `These rules find a signal in about ${Math.round(share)} % of series like this one that never change` // prettier-ignore
  const many = `${found === 0 ? 'no' : formatCount(found)} ${found === 1 ? context.areaTypeLabel.one : context.areaTypeLabel.many}` // prettier-ignore
  return `${alone}. They find one in ${many}; chance alone, worked out for each, would give ${expected(flagged)}.`
}

/** `high: 8 in a row above the mean`, `as chance allows`, or why there is no value: as the table has it and the chart speaks it. */
export function causeWords({ value, cause, rules, why }: ProcessPoint): string {
  if (value === null) return why ?? 'no figure'
  return cause ? `${cause}: ${rules}` : 'as chance allows'
}

/** `March 2024: 31.2 per 100,000 people a month; high: above the upper process limit`. */
export function sayPoint(point: ProcessPoint, indicator: Indicator): string {
  if (point.value === null) return `${point.label}: ${causeWords(point)}`
  return `${point.label}: ${formatNumber(point.value, indicator)}${unitSuffix(indicator)}; ${causeWords(point)}`
}

/** The values of one place as rows of words and figures. */
export function processTable(line: ProcessLine, { indicator }: Answer): AnswerGrid {
  return {
    caption: `${line.name}: ${within(indicator.shortName)}, values and signals`,
    columns: [
      { id: 'period', header: 'Period', align: 'start' },
      { id: 'value', header: `Value, ${indicator.unit}`, align: 'end' },
      { id: 'cause', header: 'What is at work', align: 'start' },
    ],
    rows: line.points.map((point, i) => ({
      key: point.period || `between-${i}`,
      cells: [point.label, point.value === null ? '' : formatNumber(point.value, indicator), causeWords(point)],
      raw: [point.label, point.value, causeWords(point)],
      chosen: false,
      comparator: false,
    })),
  }
}
