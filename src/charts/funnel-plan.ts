import type { Answer, Estimate, LimitPoint } from '../domain'
import { CalculationError } from '../domain/errors'
import { formatNumber, sentence } from '../words'
import { round, unitTitle } from './chart'
import { linear, linearTicks, logarithmic, logTicks, type Scale, type Tick } from './scale'
import type { Mark, Size } from './scene'
import { fitText, textWidth } from './text'
import { padded } from './valueAxis'

export const fontSize = 13
/** Where the drawing begins, below its title. */
export const top = 30

export interface Plan {
  width: number
  height: number
  left: number
  right: number
  bottom: number
  x: Scale
  y: Scale
  xDomain: [number, number]
  yDomain: [number, number]
  xTicks: Tick[]
  yTicks: Tick[]
  xTitle: string
  yTitle: string
}

/** What stands where; `limits` are all that are drawn. */
export function layOut(answer: Answer, points: readonly Estimate[], limits: readonly LimitPoint[], size: Size): Plan {
  const height = Math.round(Math.max(320, Math.min(size.height, size.width * (size.compact ? 1.25 : 0.68))))
  const bottom = height - 48
  const yDomain = valueRange(answer.comparator, limits, points)
  const yTicks = linearTicks(yDomain, bottom - top, 22)
  const left = Math.ceil(Math.max(...yTicks.map(({ label }) => textWidth(label, 12)))) + 12
  const right = size.width - sideRoom(answer, size)
  const sizes = points.map((e) => e.size ?? 1)
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)]
  const log = large / small > 20
  const xDomain: [number, number] = log ? [small / 1.25, large * 1.15] : linearSizes(small, large)
  const x = log ? logarithmic(xDomain, [left, right]) : linear(xDomain, [left, right])
  return {
    width: size.width,
    height,
    left,
    right,
    bottom,
    x,
    y: linear(yDomain, [bottom, top]),
    xDomain,
    yDomain,
    xTicks: log ? logTicks(xDomain, x, 12) : linearTicks(xDomain, right - left, 12),
    yTicks,
    xTitle: fitText(sentence(answer.sizeLabel) + (log ? ' (log scale)' : ''), size.width - 8, fontSize),
    yTitle: fitText(unitTitle(answer), size.width - 8, fontSize, 'bold'),
  }
}

function linearSizes(small: number, large: number): [number, number] {
  if (small === large) return [small * 0.5, large * 1.5]
  return [Math.max(0, small - (large - small) * 0.06), large + (large - small) * 0.04]
}

/** Values, and limits as far as they do not squeeze the values. */
function valueRange(
  comparator: Estimate,
  limits: readonly LimitPoint[],
  points: readonly Estimate[],
): [number, number] {
  const values = points.map((e) => e.value ?? 0)
  if (comparator.value !== null) values.push(comparator.value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const smallest = Math.min(...points.map((e) => e.size ?? Infinity))
  const near = limits.filter(({ size }) => size >= smallest)
  const span = high - low || Math.abs(high) || 1
  const from = Math.max(Math.min(low, ...near.map((l) => l.lower998)), low - span * 0.6)
  const to = Math.min(Math.max(high, ...near.map((l) => l.upper998)), high + span * 0.6)
  if (!Number.isFinite(from) || !Number.isFinite(to))
    throw new CalculationError(`a funnel's values span ${from} to ${to}; expected finite numbers`)
  return padded(from, to)
}

/** Room at the right for the names of the lines. */
function sideRoom({ context, comparator, indicator }: Answer, size: Size): number {
  const label = `${context.comparatorLabel} ${comparator.value === null ? '' : formatNumber(comparator.value, indicator)}`
  const most = size.width * (size.compact ? 0.22 : 0.18)
  return Math.ceil(Math.max(textWidth('99.8 %', fontSize), Math.min(most, textWidth(label, fontSize)))) + 12
}

export function grid(plan: Plan): Mark[] {
  const { left, right, bottom } = plan
  return [
    { kind: 'text', x: 0, y: 14, text: plan.yTitle, size: fontSize, weight: 'bold', fill: 'ink' },
    ...plan.yTicks.flatMap(({ value, label }): Mark[] => {
      const y = round(plan.y(value))
      return [
        { kind: 'line', x1: left, y1: y, x2: right, y2: y, stroke: 'rule', strokeWidth: 1 },
        { kind: 'text', x: left - 6, y: y + 4, text: label, anchor: 'end', size: 12, fill: 'muted' },
      ]
    }),
    ...plan.xTicks.flatMap(({ value, label }): Mark[] => {
      const x = round(plan.x(value))
      return [
        { kind: 'line', x1: x, y1: bottom, x2: x, y2: bottom + 5, stroke: 'outline', strokeWidth: 1 },
        { kind: 'text', x, y: bottom + 19, text: label, anchor: 'middle', size: 12, fill: 'muted' },
      ]
    }),
    { kind: 'line', x1: left, y1: bottom, x2: right, y2: bottom, stroke: 'outline', strokeWidth: 1 },
    {
      kind: 'text',
      x: round(Math.min((left + right) / 2, plan.width - textWidth(plan.xTitle, fontSize) / 2 - 4)),
      y: bottom + 39,
      text: plan.xTitle,
      anchor: 'middle',
      size: fontSize,
      fill: 'ink',
    },
  ]
}
