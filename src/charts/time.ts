import type { SeriesPoint } from '../domain'
import { linear, type Scale } from './scale'
import { textWidth } from './text'

/** A horizontal axis of periods: where each lies, and which have room for their label. */
export interface TimeAxis {
  scale: Scale
  ticks: readonly { x: number; label: string }[]
}

/** Periods of a series from left to right, by the middle of each. */
export function timeAxis(
  series: { points: readonly Pick<SeriesPoint, 'middle' | 'label'>[] },
  left: number,
  right: number,
  size: number,
): TimeAxis {
  const middles = series.points.map(({ middle }) => middle ?? 0)
  const [first, last] = [middles[0] ?? 0, middles[middles.length - 1] ?? 0]
  const scale: Scale = first === last ? () => (left + right) / 2 : linear([first, last], [left + 6, right - 6])
  const all = series.points.map(({ label, middle }) => ({ x: scale(middle ?? 0), label }))
  return { scale, ticks: thinned(all, size) }
}

/** The last period keeps its label; before it as many, evenly apart, as stand clear of one another. */
function thinned<T extends { x: number; label: string }>(all: readonly T[], size: number): T[] {
  for (let step = 1; step <= all.length; step++) {
    const kept = all.filter((_, i) => (all.length - 1 - i) % step === 0)
    const clear = kept.every((tick, i) => {
      const before = kept[i - 1]
      return !before || tick.x - before.x >= (textWidth(tick.label, size) + textWidth(before.label, size)) / 2 + 16
    })
    if (clear) return kept
  }
  return all.slice(-1)
}
