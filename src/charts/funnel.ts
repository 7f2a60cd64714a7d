import type { Answer, Estimate, LimitPoint } from '../domain'
import { formatNumber, ranked, sayEstimate, sentence } from '../words'
import { alongLine, spreadOut } from './boxes'
import { chosenRing, emptyScene, hiddenLegend, round, sceneBase, unitTitle, verdictMark, type Chart } from './chart'
import { placeBeside, type Taken } from './placement'
import { linear, linearTicks, logarithmic, logTicks, type Scale, type Tick } from './scale'
import type { LegendEntry, Mark, Scene, Size } from './scene'
import { fitText, textWidth, wrapText } from './text'
import { padded } from './valueAxis'

/** Each area's value by its size, within the limits that chance sets for that size. */
export function funnelScene(answer: Answer, size: Size): Scene {
  const base = sceneBase(answer, 'funnel', 'spread', 'Funnel chart by size, with control limits')
  if (base.empty !== null) return emptyScene(base, size)
  const points = ranked(answer.estimates).filter((e) => e.value !== null && e.size !== null && e.size > 0)
  if (points.length === 0)
    return emptyScene(
      base,
      size,
      'The size of these areas is not known, so there is no funnel. Open Compare for their values.',
    )
  const plan = layOut(answer, points, size)
  const placed = points.map((estimate) => ({
    estimate,
    x: round(plan.x(estimate.size ?? 1)),
    y: round(plan.y(estimate.value ?? 0)),
  }))
  const undrawn = answer.estimates.length - points.length
  return {
    ...base,
    legend: legend(base.legend, answer),
    width: size.width,
    height: plan.height,
    marks: [...grid(plan), ...limitLines(answer, plan), ...dots(placed, answer), ...labels(placed, answer, plan)],
    items: placed.map(({ estimate, x, y }) => ({
      key: estimate.area,
      name: sayEstimate(estimate, answer),
      box: { x: round(x - 8), y: round(y - 8), width: 16, height: 16 },
    })),
    notes: undrawn === 0 ? [] : [`${undrawn} without a value or a size ${undrawn === 1 ? 'is' : 'are'} not drawn.`],
  }
}

export const funnelChart: Chart = {
  id: 'funnel',
  label: 'Funnel',
  accepts: (answer) => answer.estimates.some((e) => e.size !== null),
  scene: funnelScene,
}

const fontSize = 13
const top = 30

interface Plan {
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

function layOut(answer: Answer, points: readonly Estimate[], size: Size): Plan {
  const height = Math.round(Math.max(320, Math.min(size.height, size.width * (size.compact ? 1.25 : 0.68))))
  const bottom = height - 48
  const yDomain = valueRange(answer, points)
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
function valueRange({ comparator, limits }: Answer, points: readonly Estimate[]): [number, number] {
  const values = points.map((e) => e.value ?? 0)
  if (comparator.value !== null) values.push(comparator.value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const smallest = Math.min(...points.map((e) => e.size ?? Infinity))
  const near = limits.filter(({ size }) => size >= smallest)
  const span = high - low || Math.abs(high) || 1
  const from = Math.max(Math.min(low, ...near.map((l) => l.lower998)), low - span * 0.6)
  const to = Math.min(Math.max(high, ...near.map((l) => l.upper998)), high + span * 0.6)
  return padded(from, to)
}

/** Room at the right for the names of the lines. */
function sideRoom({ context, comparator, indicator }: Answer, size: Size): number {
  const label = `${context.comparatorLabel} ${comparator.value === null ? '' : formatNumber(comparator.value, indicator)}`
  const most = size.width * (size.compact ? 0.22 : 0.18)
  return Math.ceil(Math.max(textWidth('99.8 %', fontSize), Math.min(most, textWidth(label, fontSize)))) + 12
}

function grid(plan: Plan): Mark[] {
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

type Limit = Exclude<keyof LimitPoint, 'size'>
const limitNames: readonly Limit[] = ['upper998', 'upper95', 'lower95', 'lower998']

/** A limit's line as far as it lies within the drawing, cut at its left and right ends. */
function limitPath(name: Limit, limits: readonly LimitPoint[], plan: Plan): [number, number][] {
  const { xDomain, yDomain } = plan
  const at = (size: number): [number, number][] => {
    const i = limits.findIndex((point) => point.size >= size)
    const [before, after] = [limits[i - 1], limits[i]]
    if (!before || !after) return []
    return [[size, before[name] + ((after[name] - before[name]) * (size - before.size)) / (after.size - before.size)]]
  }
  const between = limits.filter(({ size }) => size > xDomain[0] && size < xDomain[1])
  return [...at(xDomain[0]), ...between.map((point): [number, number] => [point.size, point[name]]), ...at(xDomain[1])]
    .filter(([, value]) => value >= yDomain[0] && value <= yDomain[1])
    .map(([size, value]) => [round(plan.x(size)), round(plan.y(value))])
}

function limitLines(answer: Answer, plan: Plan): Mark[] {
  const lines = limitNames
    .map((name) => ({ name, points: limitPath(name, answer.limits, plan) }))
    .filter(({ points }) => points.length > 1)
  const drawn = lines.map(({ name, points }): Mark => {
    const strict = name.endsWith('998')
    const d = `M${points.map(([x, y]) => `${x},${y}`).join('L')}`
    return {
      kind: 'path',
      d,
      stroke: 'muted',
      strokeWidth: strict ? 1.5 : 1,
      dash: strict ? undefined : '4 3',
      fill: 'clear',
    }
  })
  const held = answer.comparator.value
  if (held === null) return drawn
  const y = round(plan.y(held))
  return [
    ...drawn,
    { kind: 'line', x1: plan.left, y1: y, x2: plan.right, y2: y, stroke: 'ink', strokeWidth: 1.5 },
    ...lineNames(answer, lines, y, plan),
  ]
}

/** Names of the lines in the right-hand margin, moved apart where lines come close. */
function lineNames(
  answer: Answer,
  lines: readonly { name: Limit; points: [number, number][] }[],
  heldAt: number,
  plan: Plan,
): Mark[] {
  const room = plan.width - plan.right - 10
  const value = formatNumber(answer.comparator.value ?? 0, answer.indicator)
  const held = wrapText(`${answer.context.comparatorLabel} ${value}`, room, fontSize) ?? [
    fitText(answer.context.comparatorLabel, room, fontSize),
    value,
  ]
  const names = lines.flatMap(({ name, points }) => {
    const end = points[points.length - 1]
    return end && end[0] > plan.right - 60
      ? [{ text: [name.endsWith('998') ? '99.8 %' : '95 %'], y: end[1], fill: 'muted' as const }]
      : []
  })
  const all = [...names, { text: held, y: heldAt, fill: 'ink' as const }].flatMap(({ text, y, fill }) =>
    text.map((line, i) => ({ line, fill, y: y + (i - (text.length - 1) / 2) * 15 })),
  )
  const at = spreadOut(
    all.map(({ y }) => y),
    15,
    top,
    plan.bottom - 2,
  )
  return all.map(({ line, fill }, i) => ({
    kind: 'text',
    x: plan.right + 8,
    y: round((at[i] ?? 0) + 4),
    text: line,
    size: fontSize,
    fill,
  }))
}

interface Placed {
  estimate: Estimate
  x: number
  y: number
}

function dots(placed: readonly Placed[], answer: Answer): Mark[] {
  const chosen = new Set(answer.question.chosen)
  const r = placed.length > 1000 ? 2.5 : placed.length > 200 ? 3.5 : 5
  const front = placed.filter(({ estimate }) => chosen.has(estimate.area))
  const back = placed.filter(({ estimate }) => !chosen.has(estimate.area))
  return [
    ...back.reverse().map(({ estimate, x, y }) => verdictMark(estimate, x, y, r)),
    ...front.flatMap(({ estimate, x, y }): Mark[] => [
      ...chosenRing(x, y, estimate.area),
      verdictMark(estimate, x, y, 5.5),
    ]),
  ]
}

/** Names for the chosen and for those outside the limits, furthest out first, where they touch nothing. */
function labels(placed: readonly Placed[], answer: Answer, plan: Plan): Mark[] {
  const chosen = new Set(answer.question.chosen)
  const wanted = placed
    .map((point) => ({ ...point, chosen: chosen.has(point.estimate.area), far: beyond(point.estimate, answer.limits) }))
    .filter((point) => point.chosen || point.far > 0)
    .sort((a, b) => Number(b.chosen) - Number(a.chosen) || b.far - a.far)
    .slice(0, plan.width < 500 || placed.length > 1000 ? 14 : 40)
  const held = answer.comparator.value
  const lines: [number, number][][] = limitNames.map((name) => limitPath(name, answer.limits, plan))
  if (held !== null)
    lines.push([
      [plan.left, plan.y(held)],
      [plan.right, plan.y(held)],
    ])
  const taken: Taken[] = [
    ...lines.flatMap((line) => alongLine(line, 2)).map((box) => ({ ...box, cost: 0.3 })),
    ...placed.map(({ x, y, estimate }) =>
      chosen.has(estimate.area)
        ? { x: x - 11, y: y - 11, width: 22, height: 22 }
        : { x: x - 5, y: y - 5, width: 10, height: 10 },
    ),
  ]
  const frame = { x: plan.left + 2, y: top - 12, width: plan.right - plan.left - 4, height: plan.bottom - top + 10 }
  return placeBeside(
    wanted.map((point) => ({
      x: point.x,
      y: point.y,
      text: point.estimate.name,
      bold: point.chosen,
      must: point.chosen,
      key: point.estimate.area,
    })),
    taken,
    frame,
    fontSize,
  )
}

/** How far outside the 95 % limits of its size a value lies, in widths of their half; 0 inside. */
export function beyond({ value, size }: Estimate, limits: readonly LimitPoint[]): number {
  const at = limits.findIndex((point) => point.size >= (size ?? 0))
  const after = limits[at]
  const before = limits[Math.max(0, at - 1)]
  if (value === null || size === null || !after || !before) return 0
  const t = after.size === before.size ? 0 : (size - before.size) / (after.size - before.size)
  const mix = (name: Limit) => before[name] + (after[name] - before[name]) * Math.min(1, Math.max(0, t))
  const [low, high] = [mix('lower95'), mix('upper95')]
  return value > high ? (value - high) / (high - low || 1) : value < low ? (low - value) / (high - low || 1) : 0
}

function legend(verdicts: readonly LegendEntry[], { limits, estimates, indicator }: Answer): LegendEntry[] {
  const entries = [...verdicts, ...hiddenLegend(estimates, indicator, 'not drawn: ')]
  if (limits.length === 0) return entries
  return [
    ...entries,
    {
      label: '95 % limits (dashed), 99.8 % limits: chance alone keeps that share of areas inside',
      paint: 'muted',
      shape: 'line',
    },
  ]
}
