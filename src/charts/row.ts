import type { Answer, Estimate, Interval } from '../domain'
import { formatInterval, formatNumber, sayEstimate, shortReason } from '../words'
import { estimatedDash, lineOf, partlyEstimated, round, standsOut, unitTitle, verdictMark } from './chart'
import { linear } from './scale'
import type { Mark, SceneItem, Size } from './scene'
import { fitText, textWidth, twoLines } from './text'
import { axisFoot, axisTop, padded, type ValueAxis } from './valueAxis'

/** How rows are laid out; the list beside the map asks for less than the chart. */
export interface RowStyle {
  id: string
  minRow: number
  maxRow: number
  fontSize: number
  /** Widest share of the drawing that names may take. */
  names: number
  /** Whether long names may break into two lines, which makes all rows higher. */
  wraps: boolean
  /** Whether the interval is printed beside the value where there is room. */
  printsIntervals: boolean
  /** Whether 99.8 % intervals are drawn too. */
  wide: boolean
}

export interface RowPlan extends ValueAxis {
  height: number
  row: number
  nameRoom: number
  fontSize: number
  valuesAt: number | null
  intervalsAt: number | null
  wide: boolean
}

const gap = 10

export function layOutRows(answer: Answer, order: readonly Estimate[], size: Size, style: RowStyle): RowPlan {
  const columns = columnsFor(answer, order, size, style)
  const fitting = Math.floor((size.height - axisTop - axisFoot) / order.length)
  const wrapped =
    style.wraps && order.some((e) => twoLines(e.name, columns.nameRoom, style.fontSize, 'bold').length > 1)
  const row = Math.max(style.minRow, wrapped ? 2 * style.fontSize : 0, Math.min(style.maxRow, fitting))
  const domain = rowsDomain(answer, style.wide)
  const bottom = axisTop + row * order.length
  return {
    ...columns,
    width: size.width,
    height: bottom + axisFoot,
    row,
    top: axisTop,
    linesTo: axisTop + row * order.filter((e) => e.value !== null).length + 3,
    bottom,
    scale: linear(domain, [columns.left, columns.right]),
    domain,
    fontSize: style.fontSize,
    wide: style.wide,
    title: size.compact
      ? unitTitle(answer)
      : `${unitTitle(answer)}, with ${style.wide ? '95 % and 99.8 %' : '95 %'} intervals`,
  }
}

type Columns = Pick<RowPlan, 'nameRoom' | 'left' | 'right' | 'valuesAt' | 'intervalsAt'>

function columnsFor({ indicator }: Answer, order: readonly Estimate[], size: Size, style: RowStyle): Columns {
  const widest = (texts: string[]) => Math.max(0, ...texts.map((text) => textWidth(text, style.fontSize, 'bold')))
  const nameRoom = Math.min(widest(order.map((e) => e.name)), size.width * style.names)
  const valueRoom = widest(order.flatMap((e) => (e.value === null ? [] : [formatNumber(e.value, indicator)])))
  const ranges = order.flatMap((e) =>
    e.value !== null && e.interval95 ? [formatInterval(e.interval95, indicator, e.value)] : [],
  )
  const rangeRoom = style.printsIntervals ? widest(ranges) : 0
  const left = round(nameRoom + gap + 8)
  const free = size.width - left
  const intervals = rangeRoom > 0 && free - valueRoom - rangeRoom - 3 * gap >= 260
  const values = valueRoom > 0 && free - valueRoom - gap >= 90
  const intervalsAt = intervals ? size.width - 4 : null
  const valuesAt = values ? round(size.width - 4 - (intervals ? rangeRoom + gap : 0)) : null
  const right = round(valuesAt === null ? size.width - 10 : valuesAt - valueRoom - gap)
  return { nameRoom, left, right, valuesAt, intervalsAt }
}

/** Covers values and intervals, but lets no wild interval squeeze the rest into a corner. */
function rowsDomain({ estimates, comparator }: Answer, wide: boolean): [number, number] {
  let [low, high, from, to] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const e of [...estimates, comparator]) {
    if (e.value === null) continue
    const interval = e === comparator ? null : ((wide ? e.interval998 : null) ?? e.interval95)
    low = Math.min(low, e.value)
    high = Math.max(high, e.value)
    from = Math.min(from, e.value, interval?.lower ?? e.value)
    to = Math.max(to, e.value, interval?.upper ?? e.value)
  }
  const span = high - low
  return span > 0 ? padded(Math.max(from, low - span), Math.min(to, high + span)) : padded(from, to)
}

/** The yellow bands behind the chosen. */
export function bands(order: readonly Estimate[], answer: Answer, plan: RowPlan): Mark[] {
  const chosen = new Set(answer.question.chosen)
  return order.flatMap((estimate, index): Mark[] => {
    if (!chosen.has(estimate.area)) return []
    const band = {
      kind: 'rect',
      x: 0,
      y: plan.top + index * plan.row,
      height: plan.row,
      fill: 'chosen',
      key: estimate.area,
    } as const
    return [
      { ...band, width: plan.width, opacity: 0.3 },
      { ...band, width: 4 },
    ]
  })
}

export function drawRow(
  estimate: Estimate,
  index: number,
  answer: Answer,
  plan: RowPlan,
): { marks: Mark[]; item: SceneItem } {
  const y = plan.top + index * plan.row
  const middle = y + plan.row / 2
  const chosen = answer.question.chosen.includes(estimate.area)
  const content =
    estimate.value === null
      ? withoutValue(estimate, middle, chosen, answer, plan)
      : [...intervals(estimate, middle, plan), ...figures(estimate, middle, chosen, answer, plan)]
  const name = lettering(estimate.name, plan.nameRoom + 8, middle, plan.nameRoom, plan, {
    anchor: 'end',
    weight: chosen ? 'bold' : 'normal',
    fill: estimate.value === null ? quiet(chosen) : 'ink',
    key: estimate.area,
  })
  const box = { x: 0, y, width: plan.width, height: plan.row }
  return { marks: [...name, ...content], item: itemOf(estimate, answer, box) }
}

function itemOf(estimate: Estimate, answer: Answer, box: SceneItem['box']): SceneItem {
  return { key: estimate.area, name: sayEstimate(estimate, answer), standsOut: standsOut(estimate.verdict), box }
}

/** Muted words lie too near the band of a marked row. */
const quiet = (chosen: boolean) => (chosen ? 'ink' : 'muted')

/** Why there is no value, behind the hatching that stands for what is hidden. */
function withoutValue(estimate: Estimate, middle: number, chosen: boolean, answer: Answer, plan: RowPlan): Mark[] {
  const { area: key } = estimate
  const box = { x: plan.left, y: round(middle - 5), width: 16, height: 10 }
  const hatched: Mark[] =
    estimate.status === 'hidden'
      ? [{ kind: 'rect', ...box, fill: 'hatch', stroke: 'outline', strokeWidth: 1, key }]
      : []
  const x = plan.left + (hatched.length > 0 ? box.width + 6 : 0)
  const words = shortReason(estimate, answer.indicator)
  return [...hatched, ...lettering(words, x, middle, plan.width - x - 4, plan, { fill: quiet(chosen), key })]
}

type Letters = Pick<Mark & { kind: 'text' }, 'anchor' | 'weight' | 'fill' | 'key'>

/** A text around the middle of a row, in two lines where one is too long and the row is high enough. */
function lettering(text: string, x: number, middle: number, room: number, plan: RowPlan, letters: Letters): Mark[] {
  const { fontSize: size, row } = plan
  const lines =
    row >= 2 * size ? twoLines(text, room, size, letters.weight) : [fitText(text, room, size, letters.weight)]
  return lines.map((line, i) => ({
    ...letters,
    kind: 'text',
    x: round(x),
    y: round(middle + size * 0.35 + (i - (lines.length - 1) / 2) * (size - 0.5)),
    text: line,
    size,
  }))
}

function intervals(estimate: Estimate, middle: number, plan: RowPlan): Mark[] {
  const dot = verdictMark(estimate, round(plan.scale(estimate.value ?? 0)), middle, plan.row < 15 ? 4 : 5)
  const wide = plan.wide ? bar(estimate, estimate.interval998, 1, middle, plan) : []
  return [...wide, ...bar(estimate, estimate.interval95, 2, middle, plan), dot]
}

/** A limit beyond the axis ends in an arrowhead. */
function bar(estimate: Estimate, limits: Interval | null, strokeWidth: number, middle: number, plan: RowPlan): Mark[] {
  const { verdict, area: key } = estimate
  const dash = partlyEstimated(estimate) ? estimatedDash : undefined
  const [low, high] = plan.domain
  if (!limits || limits.upper < low || limits.lower > high) return []
  const stroke = lineOf[verdict]
  const [x1, x2] = [round(plan.scale(Math.max(low, limits.lower))), round(plan.scale(Math.min(high, limits.upper)))]
  const head = (x: number, back: number): Mark => {
    const d = `M${round(x + back)},${middle - 4}L${x},${middle}L${round(x + back)},${middle + 4}`
    return { kind: 'path', d, stroke, strokeWidth: 1.5, fill: 'clear', key }
  }
  return [
    { kind: 'line', x1, y1: middle, x2, y2: middle, stroke, strokeWidth, dash, key },
    ...(limits.lower < low ? [head(x1, 4)] : []),
    ...(limits.upper > high ? [head(x2, -4)] : []),
  ]
}

function figures(estimate: Estimate, middle: number, chosen: boolean, answer: Answer, plan: RowPlan): Mark[] {
  const { value, interval95: limits, area: key } = estimate
  if (value === null) return []
  const text = {
    kind: 'text',
    y: round(middle + plan.fontSize * 0.35),
    anchor: 'end',
    size: plan.fontSize,
    key,
  } as const
  const marks: Mark[] = []
  if (plan.valuesAt !== null)
    marks.push({
      ...text,
      x: plan.valuesAt,
      text: formatNumber(value, answer.indicator),
      weight: chosen ? 'bold' : 'normal',
      fill: 'ink',
    })
  if (plan.intervalsAt !== null && limits)
    marks.push({
      ...text,
      x: plan.intervalsAt,
      text: formatInterval(limits, answer.indicator, value),
      fill: quiet(chosen),
    })
  return marks
}
