import { quickselect } from 'd3'
import type { Answer, Estimate, Series } from '../domain'
import { formatNumber } from '../words'
import { linear, linearTicks, type Scale } from './scale'
import type { Paint, Size } from './scene'
import { textWidth } from './text'
import { timeAxis, type TimeAxis } from './time'
import { padded } from './valueAxis'

/** Beyond so many areas their lines become a band: the middle eight in ten. */
const MOST_LINES = 100
/** So many marked areas have a colour of their own. */
const PAINTS: readonly Paint[] = ['cat1', 'cat4', 'cat3', 'cat2']
/** Size of titles and of names at the lines' ends. */
export const fontSize = 13
/** Where the drawing begins, below its title. */
export const top = 30

/** One place's values over the periods. */
export interface Line {
  area: string
  name: string
  paint: Paint
  estimates: readonly (Estimate | null)[]
}

/** Between which values the middle eight in ten areas lie in each period; null where none has a value. */
export type Band = readonly ({ low: number; high: number } | null)[]

export interface Plan {
  series: Series
  /** The last period's. */
  answer: Answer
  /** The comparator and the marked areas, in front of the rest. */
  lines: readonly Line[]
  /** Every other area, by its last estimate. */
  back: readonly Estimate[]
  /** Stands for the areas behind where they are too many for a line each; else null. */
  band: Band | null
  width: number
  height: number
  left: number
  right: number
  bottom: number
  time: TimeAxis
  y: Scale
  domain: readonly [number, number]
}

/** What stands where, for a series whose last answer is `answer`. */
export function layOut(series: Series, answer: Answer, size: Size): Plan {
  const lines = linesOf(series, answer)
  const front = new Set(lines.map(({ area }) => area))
  const back = answer.estimates.filter(({ area }) => !front.has(area))
  const band = back.length > MOST_LINES ? bandOf(series) : null
  const height = Math.round(Math.max(300, Math.min(size.height, size.width * (size.compact ? 1.05 : 0.6))))
  const bottom = height - 34
  const domain = rangeOf(series, answer, lines, band)
  const ticks = linearTicks(domain, bottom - top, 24)
  const left = Math.ceil(Math.max(...ticks.map(({ label }) => textWidth(label, 12)))) + 12
  const widest = Math.max(...[...lines.map((line) => endLabel(line, answer)), targetLabel(answer) ?? ''].map((text) => textWidth(text, fontSize, 'bold'))) // prettier-ignore
  const right = size.width - Math.ceil(Math.min(widest, size.width * (size.compact ? 0.3 : 0.26))) - 16
  return {
    series,
    answer,
    lines,
    back,
    band,
    width: size.width,
    height,
    left,
    right,
    bottom,
    time: timeAxis(series, left, right, 12),
    y: linear(domain, [bottom, top]),
    domain,
  }
}

/** The comparator first, then marked areas in their order; an area held against itself is one line. */
function linesOf(series: Series, { question, estimates, comparator, context }: Answer): Line[] {
  const at = (area: string, find: (one: Answer) => Estimate | undefined, name: string, paint: Paint): Line => ({
    area,
    name,
    paint,
    estimates: series.points.map((point) => (point.answer ? (find(point.answer) ?? null) : null)),
  })
  const marked = question.chosen
    .filter((code) => code !== comparator.area)
    .flatMap((code) => estimates.find(({ area }) => area === code) ?? [])
  return [
    at(comparator.area, (one) => one.comparator, context.comparatorLabel, 'ink'),
    ...marked.map(({ area, name }, i) =>
      at(area, (one) => one.estimates.find((estimate) => estimate.area === area), name, PAINTS[i] ?? 'muted'),
    ),
  ]
}

export const lastOf = ({ estimates }: Line) => estimates.findLast((one) => one?.value != null) ?? null

/** `Salford 369`: what a line is called at its end. */
export function endLabel(line: Line, { indicator }: Answer): string {
  const last = lastOf(line)
  return last?.value == null ? line.name : `${line.name} ${formatNumber(last.value, indicator)}`
}

/** `Target 25.0`; null where there is none. */
export const targetLabel = ({ indicator }: Answer): string | null =>
  indicator.target ? `Target ${formatNumber(indicator.target.value, indicator)}` : null

const valuesOf = (answer: Answer | null | undefined) => answer?.estimates.flatMap(({ value }) => value ?? []) ?? []

function bandOf({ points }: Series): Band {
  return points.map(({ answer }) => {
    const estimates = answer?.estimates ?? []
    const all = new Float64Array(estimates.length)
    let many = 0
    for (const { value } of estimates) if (value !== null) all[many++] = value
    const values = all.subarray(0, many)
    const at = (rank: number) => quickselect(values, rank)[rank]!
    return many === 0 ? null : { low: at(Math.round(0.1 * (many - 1))), high: at(Math.round(0.9 * (many - 1))) }
  })
}

/** All values drawn, the intervals of the lines in front, and the target. */
function rangeOf({ points }: Series, { indicator }: Answer, lines: readonly Line[], band: Band | null) {
  const behind = band
    ? band.flatMap((ends) => (ends ? [ends.low, ends.high] : []))
    : points.flatMap(({ answer }) => valuesOf(answer))
  const front = lines.flatMap(({ estimates }) =>
    estimates.flatMap((one) =>
      one?.value == null ? [] : [one.value, one.interval95?.lower ?? one.value, one.interval95?.upper ?? one.value],
    ),
  )
  const values = [...behind, ...front, ...(indicator.target ? [indicator.target.value] : [])]
  return padded(Math.min(...values), Math.max(...values))
}
