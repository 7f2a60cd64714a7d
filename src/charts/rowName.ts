import { round } from './chart'
import type { Mark } from './scene'
import { fitText, textWidth, twoLines } from './text'

/** Where a row's name stands, and how. */
export interface RowName {
  x: number
  /** Middle of the row. */
  y: number
  room: number
  anchor: 'start' | 'end'
  size: number
  weight: 'normal' | 'bold'
  /** Whether the row is high enough for two lines of small letters. */
  tall: boolean
  key: string
}

/** A name beside its row: in two lines of 12 px where one is too long and the row is high enough, else cut short. */
export function rowName(name: string, { x, y, room, anchor, size, weight, tall, key }: RowName): Mark[] {
  const fits = textWidth(name, size, weight) <= room
  const used = fits || !tall ? size : 12
  const lines = fits ? [name] : tall ? twoLines(name, room, used, weight) : [fitText(name, room, used, weight)]
  return lines.map((text, i): Mark => ({ kind: 'text', x, y: round(y + used * 0.35 + (i - (lines.length - 1) / 2) * used), text, anchor, size: used, weight, fill: 'ink', key })) // prettier-ignore
}
