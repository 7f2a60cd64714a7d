import { quantileSorted } from 'd3'
import type { Estimate, OverviewRow } from '../domain'
import { counted, formatNumber, formatValue, listed, ranked, sayEstimate, sentence, sourceLine } from '../words'
import { spineTitle } from '../words/profile'
import type { Standings, Overview } from '../domain'
import { chosenRing, estimatedDash, lineOf, partlyEstimated, round, standsOut, verdictMark } from './chart'
import type { LegendEntry, Mark, Scene, SceneItem, Size } from './scene'
import { textWidth } from './text'

/** Half a row's room left free at each end: for a mark at the very edge, and for what is hidden. */
const MARGIN = 30
const MIDDLE = 17
const HEIGHT = 56
const fontSize = 12

/** One row of a profile and whose it is. */
export interface Spine {
  row: OverviewRow
  /** The area's own; null where the indicator's period does not know it. */
  estimate: Estimate | null
  name: string
  context: Overview['context']
  /** Codes of all marked areas. */
  chosen: readonly string[]
}

interface Plan extends Spine {
  width: number
  /** Areas with a value, lowest first. */
  order: readonly Estimate[]
  x: (value: number) => number
  /** Whether high values lie to the left, because low is good. */
  turned: boolean
}

/**
 * One area on one indicator: all areas as a bar, the middle half of them as a thicker one, the comparator in the centre, the
 * area's own mark with its interval. Better lies to the right; where nothing is better, higher does.
 */
export function spineScene(spine: Spine, size: Size): Scene {
  const plan = layOut(spine, size)
  const { row, name, context, order } = plan
  const empty = order.length === 0 ? 'No area has a value to show.' : null
  return {
    id: 'spine',
    title: spineTitle(name, row),
    subtitle: `${context.release.synthetic ? 'SYNTHETIC. ' : ''}${sentence(context.areaTypeLabel.many)} of ${context.placeLabel}, ${row.periodLabel}`,
    source: sourceLine(context.release, row.indicator),
    description: describe(plan),
    width: size.width,
    height: empty ? 40 : HEIGHT,
    marks: empty ? [] : [...bar(plan), ...centre(plan), ...others(plan), ...own(plan), ...feet(plan)],
    items: empty ? [] : itemsOf(plan),
    legend: [],
    empty,
  }
}

/** The key that all rows of a profile share; `others` are the names of the other marked areas. */
export function spineLegend(
  { areas }: Standings,
  { areaTypeLabel, comparatorLabel }: Overview['context'],
  others: readonly string[] = [],
): LegendEntry[] {
  // prettier-ignore
  return [
    { label: `all ${counted(areas.length, areaTypeLabel)}`, paint: 'paper', shape: 'swatch' },
    { label: 'the middle half of them', paint: 'similar', shape: 'swatch' },
    { label: comparatorLabel, paint: 'ink', shape: 'line' },
    { label: 'higher', paint: 'higher', shape: 'up' },
    { label: 'cannot be told apart', paint: 'similar', shape: 'dot' },
    { label: 'lower', paint: 'lower', shape: 'down' },
    ...(others.length > 0 ? [{ label: `also marked: ${listed(others)}`, paint: 'chosen', shape: 'dot' } as const] : []),
  ]
}

function layOut(spine: Spine, { width }: Size): Plan {
  const { row } = spine
  const order = ranked(row.estimates)
    .filter(({ value }) => value !== null)
    .reverse()
  const turned = row.indicator.polarity === 'low-is-good'
  const [low, high] = [order[0]?.value ?? 0, order.at(-1)?.value ?? 0]
  const held = row.comparator.value ?? (low + high) / 2
  const reach = Math.max(Math.abs(low - held), Math.abs(high - held)) || 1
  const half = (width / 2 - MARGIN) * (turned ? -1 : 1)
  return { ...spine, width, order, turned, x: (value) => round(width / 2 + ((value - held) / reach) * half) }
}

function describe({ row, order, context, turned }: Plan): string {
  const { indicator, comparator } = row
  const [low, high] = [order[0], order.at(-1)]
  if (!low || !high) return `${sentence(indicator.shortName)}: no values.`
  const held = comparator.value === null ? '' : ` ${sentence(context.comparatorLabel)}: ${formatValue(comparator.value, indicator)}.` // prettier-ignore
  const way = indicator.polarity === 'neither' ? '' : ` Better is ${turned ? 'lower' : 'higher'}.`
  return `${sentence(indicator.shortName)}, ${row.periodLabel}: ${counted(order.length, context.areaTypeLabel)} from ${formatValue(low.value!, indicator)} in ${low.name} to ${formatValue(high.value!, indicator)} in ${high.name}.${held}${way}`
}

/** Lowest to highest, and within it the middle half. */
function bar({ order, x }: Plan): Mark[] {
  const values = order.map(({ value }) => value!)
  const at = (share: number) => x(quantileSorted(values, share)!)
  const span = (from: number, to: number, high: number, fill: 'paper' | 'similar'): Mark => ({
    kind: 'rect',
    x: Math.min(from, to),
    y: MIDDLE - high / 2,
    width: Math.max(2, round(Math.abs(to - from))),
    height: high,
    fill,
    stroke: 'outline',
    strokeWidth: 1,
  })
  return [span(at(0), at(1), 10, 'paper'), span(at(0.25), at(0.75), 18, 'similar')]
}

function centre({ row, width }: Plan): Mark[] {
  if (row.comparator.value === null) return []
  return [{ kind: 'line', x1: width / 2, y1: 1, x2: width / 2, y2: 34, stroke: 'ink', strokeWidth: 2 }]
}

/** Other areas that the reader marked. */
function others({ order, chosen, estimate, x }: Plan): Mark[] {
  return order
    .filter(({ area }) => chosen.includes(area) && area !== estimate?.area)
    .map(({ area, value }) => ({ kind: 'circle', cx: x(value!), cy: MIDDLE, r: 6, fill: 'chosen', stroke: 'edge', strokeWidth: 1.5, key: area })) // prettier-ignore
}

function own({ estimate, x, width }: Plan): Mark[] {
  if (!estimate) return []
  if (estimate.value === null)
    return estimate.status === 'hidden'
      ? [{ kind: 'rect', x: 2, y: MIDDLE - 9, width: 20, height: 18, fill: 'hatch', stroke: 'outline', strokeWidth: 1, key: estimate.area }] // prettier-ignore
      : []
  const { interval95: limits, verdict, area: key } = estimate
  const inside = (at: number) => Math.max(2, Math.min(width - 2, at))
  const cx = inside(x(estimate.value))
  const line = limits ? whisker(x(limits.lower), x(limits.upper), width, { stroke: lineOf[verdict], key, dash: partlyEstimated(estimate) ? estimatedDash : undefined }) : [] // prettier-ignore
  return [...chosenRing(cx, MIDDLE, key), ...line, verdictMark(estimate, cx, MIDDLE, 6.5)]
}

/** The interval; where it reaches beyond the drawing it ends in an arrowhead. */
function whisker(from: number, to: number, width: number, look: Pick<Mark, 'stroke' | 'key' | 'dash'>): Mark[] {
  const [left, right] = [Math.min(from, to), Math.max(from, to)]
  const head = (at: number, back: number): Mark => ({ kind: 'path', d: `M${at + back},${MIDDLE - 5}L${at},${MIDDLE}L${at + back},${MIDDLE + 5}`, fill: 'clear', strokeWidth: 2, ...look, dash: undefined }) // prettier-ignore
  return [
    { kind: 'line', x1: Math.max(2, left), y1: MIDDLE, x2: Math.min(width - 2, right), y2: MIDDLE, strokeWidth: 3, ...look }, // prettier-ignore
    ...(left < 2 ? [head(2, 5)] : []),
    ...(right > width - 2 ? [head(width - 2, -5)] : []),
  ]
}

/** Under the ends what lies there, under the centre the comparator, where there is room. */
function feet({ row, order, turned, width, context }: Plan): Mark[] {
  const { indicator, comparator } = row
  const judged = indicator.polarity !== 'neither'
  const [low, high] = [order[0]!.value!, order.at(-1)!.value!].map((value) => formatNumber(value, indicator))
  const left = `${judged ? 'worse' : 'lower'} ${turned ? high : low}`
  const right = `${turned ? low : high} ${judged ? 'better' : 'higher'}`
  const text = { kind: 'text', y: 50, size: fontSize, fill: 'muted' } as const
  const room = width - 2 * Math.max(textWidth(left, fontSize), textWidth(right, fontSize)) - 16
  const held = comparator.value === null ? null : formatNumber(comparator.value, indicator)
  const label = held === null ? undefined : [`${context.comparatorLabel} ${held}`, held].find((one) => textWidth(one, fontSize) <= room) // prettier-ignore
  return [
    { ...text, x: 0, text: left },
    ...(label ? [{ ...text, x: width / 2, anchor: 'middle', text: label, fill: 'ink' } as const] : []),
    { ...text, x: width, anchor: 'end', text: right },
  ]
}

/** The area, other marked ones, the lowest and the highest, from left to right. */
function itemsOf({ order, estimate, chosen, x, row, context, turned }: Plan): SceneItem[] {
  const said = { indicator: row.indicator, context }
  const ends = new Map([[order.at(-1)!.area, 'the highest'], [order[0]!.area, 'the lowest']]) // prettier-ignore
  const shown = order.filter(({ area }) => area === estimate?.area || chosen.includes(area) || ends.has(area))
  const item = (one: Estimate, at: number): SceneItem => {
    const end = order.length > 1 ? ends.get(one.area) : undefined
    return {
      key: one.area,
      name: sayEstimate(one, said) + (end ? `; ${end}` : ''),
      standsOut: standsOut(one.verdict),
      box: { x: round(at - 12), y: MIDDLE - 16, width: 24, height: 32 },
    }
  }
  const items = shown.map((one) => item(one, x(one.value!)))
  if (turned) items.reverse()
  return estimate?.value === null ? [item(estimate, 12), ...items] : items
}
