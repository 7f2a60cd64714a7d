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
  return [axisTitle(axis), ...axisTicks(axis, answer.comparator.value), ...comparatorLine(answer, axis)]
}

/** The same without a comparator: title and ticks. */
export function plainAxis(axis: ValueAxis): Mark[] {
  return [axisTitle(axis), ...axisTicks(axis, null)]
}

function axisTitle({ title, left, right }: ValueAxis): Mark {
  const width = textWidth(title, fontSize, 'bold')
  const x = width > right - left ? Math.max(0, right - width) : left
  const text = fitText(title, right - x, fontSize, 'bold')
  return { kind: 'text', x: round(x), y: 13, text, size: fontSize, weight: 'bold', fill: 'ink' }
}

/** The upper label gives way where the comparator's line would strike it through. */
function axisTicks({ domain, scale, left, right, top, linesTo, bottom }: ValueAxis, held: number | null): Mark[] {
  return linearTicks(domain, right - left, 12).flatMap(({ value, label }): Mark[] => {
    const x = round(scale(value))
    const text = { kind: 'text', x, text: label, anchor: 'middle', size: 12, fill: 'muted' } as const
    return [
      { kind: 'line', x1: x, y1: top - 4, x2: x, y2: linesTo, stroke: 'rule', strokeWidth: 1 },
      ...(held !== null && Math.abs(scale(held) - x) < textWidth(label, 12) / 2 + 3 ? [] : [{ ...text, y: top - 9 }]),
      { ...text, y: bottom + 18 },
    ]
  })
}

function comparatorLine({ comparator, context, indicator }: Answer, { scale, width, linesTo }: ValueAxis): Mark[] {
  if (comparator.value === null) return []
  const x = round(scale(comparator.value))
  const label = fitText(`${context.comparatorLabel} ${formatNumber(comparator.value, indicator)}`, width - 8, fontSize)
  const half = textWidth(label, fontSize) / 2
  const at = Math.min(Math.max(x, half + 2), width - half - 2)
  return [
    { kind: 'line', x1: x, y1: 36, x2: x, y2: linesTo, stroke: 'ink', strokeWidth: 1.5 },
    { kind: 'text', x: round(at), y: 31, text: label, anchor: 'middle', size: fontSize, fill: 'ink' },
  ]
}

/** The values' range with a little room; one value alone gets room on both sides. */
export function padded(from: number, to: number): [number, number] {
  if (from === to) return niceDomain(from, to, 4)
  const room = (to - from) * 0.03
  return [from >= 0 ? Math.max(0, from - room) : from - room, to + room]
}
