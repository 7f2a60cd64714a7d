import type { Answer, Study } from '../domain'
import { formatNumber } from '../words'
import { processLine, provisionalWords, sayPoint, type ProcessLine, type ProcessPoint } from '../words/process'
import { spreadOut } from './boxes'
import { emptyScene, round, sceneBase, unitTitle } from './chart'
import { linear, linearTicks, type Scale } from './scale'
import type { LegendEntry, Mark, Scene, SceneItem, Size } from './scene'
import { fitText, textWidth } from './text'
import { timeAxis, type TimeAxis } from './time'
import { padded } from './valueAxis'

const fontSize = 13
const top = 34

interface Plan {
  line: ProcessLine
  answer: Answer
  width: number
  bottom: number
  left: number
  right: number
  time: TimeAxis
  y: Scale
  domain: readonly [number, number]
  /** What stands at the right end of each level. */
  levels: readonly Level[]
}

interface Level {
  text: string
  value: number
  dash: string | undefined
}

/** One place's values by month between its process limits, signals marked by shape and word; null where the study says nothing of it. */
export function processScene(study: Study, area: string, answer: Answer, size: Size): Scene | null {
  const line = processLine(study, area)
  if (!line) return null
  const who = area === answer.comparator.area ? answer.context.comparatorLabel : line.name
  const base = { ...sceneBase(answer, `process-${area}`, 'values', 'Process chart'), subtitle: subtitleOf(line, who, answer), title: `${who}: usual range by period` } // prettier-ignore
  if (line.mean === null) return emptyScene(base, size, `No process limits: ${line.why ?? 'no values'}.`)
  const plan = layOut(line, answer, size)
  const { points } = line
  return {
    ...base,
    empty: null,
    description: `${who} from ${points[0]!.label} to ${points.at(-1)!.label}: ${levelWords(plan)}. ${line.signals.length === 0 ? 'No signal.' : `Signals: ${line.signals.join('; ')}.`}`,
    legend: legendOf(points),
    width: size.width,
    height: plan.bottom + 34,
    marks: [...frame(plan), ...gaps(plan), ...levelMarks(plan), ...curve(plan), ...causes(plan)],
    items: points.flatMap((point, i) => (point.period ? [itemOf(point, i, plan)] : [])),
    notes: line.provisional ? [provisionalWords(line)] : [],
  }
}

function subtitleOf({ points }: ProcessLine, who: string, { context, indicator }: Answer): string {
  const parts = [`${who}: ${indicator.shortName}`, context.sexLabel, context.ageLabel, context.categoryLabel, `${points[0]!.label} to ${points.at(-1)!.label}`] // prettier-ignore
  return `${context.release.synthetic ? 'SYNTHETIC. ' : ''}${parts.filter(Boolean).join(', ')}`
}

const levelWords = ({ levels }: Plan) => levels.map(({ text }) => text.charAt(0).toLowerCase() + text.slice(1)).join(', ') // prettier-ignore

function layOut(line: ProcessLine, answer: Answer, size: Size): Plan {
  const height = Math.round(Math.max(280, Math.min(size.height, size.width * (size.compact ? 1 : 0.5))))
  const bottom = height - 34
  const domain = rangeOf(line, answer)
  const left = Math.ceil(Math.max(...linearTicks(domain, bottom - top, 24).map(({ label }) => textWidth(label, 12)))) + 12 // prettier-ignore
  const levels = levelsOf(line, answer, size.compact)
  const right = size.width - Math.ceil(Math.max(...levels.map(({ text }) => textWidth(text, fontSize, 'bold')))) - 16
  const points = line.points.map(({ label, period }, i) => ({ middle: i, label: period ? label : '' }))
  return {
    line,
    answer,
    width: size.width,
    bottom,
    left,
    right,
    time: timeAxis({ points }, left, right, 12),
    y: linear(domain, [bottom, top]),
    domain,
    levels,
  }
}

function levelsOf({ mean, lower, upper }: ProcessLine, { indicator }: Answer, compact: boolean): Level[] {
  const level = (name: string, value: number | null, dash?: string): Level[] =>
    value === null ? [] : [{ text: `${name} ${formatNumber(value, indicator)}`, value, dash }]
  return [
    ...level(compact ? 'Upper' : 'Upper limit', upper, '6 4'),
    ...level('Mean', mean),
    ...level(compact ? 'Lower' : 'Lower limit', lower, '6 4'),
    ...level('Target', indicator.target?.value ?? null, '2 4'),
  ].sort((one, other) => other.value - one.value)
}

function rangeOf({ points, lower, upper }: ProcessLine, { indicator }: Answer): [number, number] {
  const set = indicator.target ? [indicator.target.value] : []
  const values = [...points.flatMap(({ value }) => value ?? []), lower!, upper!, ...set]
  return padded(Math.min(...values), Math.max(...values))
}

function frame({ answer, left, right, bottom, width, time, y, domain }: Plan): Mark[] {
  const title = fitText(unitTitle(answer), width - 8, fontSize, 'bold')
  return [
    { kind: 'text', x: 0, y: 14, text: title, size: fontSize, weight: 'bold', fill: 'ink' },
    ...linearTicks(domain, bottom - top, 24).map(({ value, label }): Mark => ({ kind: 'text', x: left - 6, y: round(y(value)) + 4, text: label, anchor: 'end', size: 12, fill: 'muted' })), // prettier-ignore
    { kind: 'line', x1: left, y1: bottom, x2: right, y2: bottom, stroke: 'outline', strokeWidth: 1 },
    ...time.ticks.map(({ x, label }): Mark => ({ kind: 'text', x: round(x), y: bottom + 19, text: label, anchor: 'middle', size: 12, fill: 'muted' })), // prettier-ignore
  ]
}

/** Mean, limits and target, each named at its end. */
function levelMarks({ levels, left, right, width, bottom, y }: Plan): Mark[] {
  const at = spreadOut(levels.map(({ value }) => y(value)), 17, top, bottom - 4) // prettier-ignore
  return levels.flatMap(({ text, value, dash }, i): Mark[] => [
    { kind: 'line', x1: left, y1: round(y(value)), x2: right, y2: round(y(value)), stroke: 'outline', strokeWidth: 1.5, dash }, // prettier-ignore
    { kind: 'text', x: right + 8, y: round(at[i]! + 4), text: fitText(text, width - right - 8, fontSize, 'bold'), size: fontSize, weight: 'bold', fill: 'ink' }, // prettier-ignore
  ])
}

/** Periods without a value, hatched from top to bottom. */
function gaps(plan: Plan): Mark[] {
  const half = step(plan) / 2
  return plan.line.points.flatMap(
    ({ value }, i): Mark[] =>
    value === null ? [{ kind: 'rect', x: round(plan.time.scale(i) - half), y: top, width: round(2 * half), height: plan.bottom - top, fill: 'hatch' }] : [], // prettier-ignore
  )
}

const step = ({ time, line }: Plan) => (line.points.length > 1 ? time.scale(1) - time.scale(0) : 24)

/** The line, broken at gaps, and a mark on every value: an arrowhead where more than chance is at work. */
function curve(plan: Plan): Mark[] {
  const { line, time, y } = plan
  const path = line.points.map(({ value }, i) => (value === null ? '' : `${i > 0 && line.points[i - 1]!.value !== null ? 'L' : 'M'}${round(time.scale(i))},${round(y(value))}`)) // prettier-ignore
  return [
    { kind: 'path', d: path.join(''), fill: 'clear', stroke: 'muted', strokeWidth: 1.5 },
    ...line.points.flatMap((point, i): Mark[] => {
      if (point.value === null) return []
      const at = { cx: round(time.scale(i)), cy: round(y(point.value)), key: point.period }
      const shape = shapeOf(point)
      return shape === 'dot'
        ? [{ kind: 'circle', ...at, r: 3.5, fill: 'ink', stroke: 'sheet', strokeWidth: 1 }]
        : [{ kind: 'symbol', shape, ...at, r: 7, fill: shape === 'up' ? 'higher' : 'lower', stroke: 'sheet', strokeWidth: 1 }] // prettier-ignore
    }),
  ]
}

const shapeOf = ({ cause }: ProcessPoint) =>
  cause === null ? 'dot' : cause === 'high' || cause === 'rising' ? 'up' : 'down'

/** `high`, `low` once a stretch, beyond its outermost value, where there is room. */
function causes({ line, time, y, left, right, bottom }: Plan): Mark[] {
  const placed: { x: number; half: number }[] = []
  return stretches(line.points).flatMap(({ cause, at }): Mark[] => {
    const up = cause === 'high' || cause === 'rising'
    const heights = at.map((i) => y(line.points[i]!.value!))
    const half = textWidth(cause, 12, 'bold') / 2
    const middle = (time.scale(at[0]!) + time.scale(at.at(-1)!)) / 2
    const x = Math.min(Math.max(middle, left + half), right - half)
    if (placed.some((other) => Math.abs(other.x - x) < other.half + half + 6)) return []
    placed.push({ x, half })
    // Below the lowest point there may be no room over the axis.
    const under = Math.max(...heights) + 20
    const edge = up || under > bottom - 4 ? Math.min(...heights) - 12 : under
    return [{ kind: 'text', x: round(x), y: round(edge), text: cause, anchor: 'middle', size: 12, weight: 'bold', fill: 'ink', halo: true }] // prettier-ignore
  })
}

/** Values in a row that are marked with one word. */
function stretches(points: readonly ProcessPoint[]): { cause: string; at: number[] }[] {
  const found: { cause: string; at: number[] }[] = []
  points.forEach(({ cause, value }, i) => {
    if (cause === null || value === null) return
    const last = found.at(-1)
    if (last?.cause === cause && last.at.at(-1) === i - 1) last.at.push(i)
    else found.push({ cause, at: [i] })
  })
  return found
}

/** A column as wide as a finger may hit where there is room, by its own value. */
function itemOf(point: ProcessPoint, i: number, plan: Plan): SceneItem {
  const { line, answer, time, y, bottom } = plan
  const width = Math.max(8, step(plan))
  const centre = point.value === null ? (top + bottom) / 2 : y(point.value)
  return {
    key: point.period,
    area: line.area,
    name: sayPoint(point, answer.indicator),
    standsOut: shapeOf(point) === 'dot' ? undefined : true,
    box: { x: round(time.scale(i) - width / 2), y: round(centre - 12), width: round(width), height: 24 },
  }
}

function legendOf(points: readonly ProcessPoint[]): LegendEntry[] {
  const many = (shape: 'up' | 'down' | 'dot') => points.filter((point) => point.value !== null && shapeOf(point) === shape).length // prettier-ignore
  const entry = (label: string, shape: 'up' | 'down' | 'dot', paint: LegendEntry['paint']): LegendEntry[] =>
    many(shape) === 0 ? [] : [{ label: `${label} (${many(shape)})`, paint, shape }]
  const gone = points.filter(({ value, period }) => value === null && period).length
  return [
    ...entry('more than chance: high or rising', 'up', 'higher'),
    ...entry('more than chance: low or falling', 'down', 'lower'),
    ...entry('as chance allows', 'dot', 'ink'),
    ...(gone > 0 ? [{ label: `no value (${gone})`, paint: 'hatch', shape: 'hatch' } as const] : []),
    { label: 'process limits', paint: 'outline', shape: 'dashed' },
  ]
}
