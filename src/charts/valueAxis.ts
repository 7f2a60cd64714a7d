import type { Answer } from '../domain'
import { formatNumber } from '../words'
import { round } from './chart'
import { linearTicks, niceDomain, type Scale } from './scale'
import type { Mark } from './scene'
import { fitText, textWidth } from './text'

/** A horizontal axis of values above and below a plot, the comparator's line through it. */
export interface ValueAxis {
  width: number
  left: number
  right: number
  top: number
  /** Where the last area with a value ends. */
  linesTo: number
  bottom: number
  domain: readonly [number, number]
  scale: Scale
  title: string
}

/** Height of what stands above the first row: title, comparator, ticks. */
export const axisTop = 60
/** Height of the ticks below the last row. */
export const axisFoot = 26

const fontSize = 13

export function valueAxis(answer: Answer, axis: ValueAxis): Mark[] {
  return [axisTitle(axis), ...axisTicks(axis), ...comparatorLine(answer, axis)]
}

/** The same without a comparator: title and ticks. */
export function plainAxis(axis: ValueAxis): Mark[] {
  return [axisTitle(axis), ...axisTicks(axis)]
}

function axisTitle({ title, left, right }: ValueAxis): Mark {
  const width = textWidth(title, fontSize, 'bold')
  const x = width > right - left ? Math.max(0, right - width) : left
  const text = fitText(title, right - x, fontSize, 'bold')
  return { kind: 'text', x: round(x), y: 13, text, size: fontSize, weight: 'bold', fill: 'ink' }
}

/** Whether the comparator's line would strike the upper label through. */
const struck = (label: string, x: number, held: number) => Math.abs(held - x) < textWidth(label, 12) / 2 + 3

function axisTicks({ domain, scale, left, right, top, linesTo, bottom }: ValueAxis): Mark[] {
  return linearTicks(domain, right - left, 12).flatMap(({ value, label }): Mark[] => {
    const x = round(scale(value))
    const text = { kind: 'text', x, text: label, anchor: 'middle', size: 12, fill: 'muted' } as const
    return [
      { kind: 'line', x1: x, y1: top - 4, x2: x, y2: linesTo, stroke: 'rule', strokeWidth: 1 },
      { ...text, y: top - 9 },
      { ...text, y: bottom + 18 },
    ]
  })
}

/** Broken where a label of the axis stands. */
function comparatorLine({ comparator, context, indicator }: Answer, axis: ValueAxis): Mark[] {
  const { scale, width, linesTo, domain, left, right, top } = axis
  if (comparator.value === null) return []
  const x = round(scale(comparator.value))
  const label = fitText(`${context.comparatorLabel} ${formatNumber(comparator.value, indicator)}`, width - 8, fontSize)
  const half = textWidth(label, fontSize) / 2
  const at = Math.min(Math.max(x, half + 2), width - half - 2)
  const gap = linearTicks(domain, right - left, 12).some((tick) => struck(tick.label, round(scale(tick.value)), x))
  const line = { kind: 'line', x1: x, x2: x, stroke: 'ink', strokeWidth: 1.5 } as const
  return [
    ...(gap ? [{ ...line, y1: top - 5, y2: linesTo }] : [{ ...line, y1: 36, y2: linesTo }]),
    { kind: 'text', x: round(at), y: 31, text: label, anchor: 'middle', size: fontSize, fill: 'ink' },
  ]
}

/** The values' range with a little room; one value alone gets room on both sides. */
export function padded(from: number, to: number): [number, number] {
  if (from === to) return niceDomain(from, to, 4)
  const room = (to - from) * 0.03
  return [from >= 0 ? Math.max(0, from - room) : from - room, to + room]
}
