import type { CircleSizes, Mark } from './scene'
import { textWidth } from './text'

const size = 12
/** Between one number and the next, px. */
const line = 14

/** Circles within one another on a common floor, each with its number beside it; as a key draws them. */
export function circleSizesMarks({ circles }: CircleSizes, top = 0): { marks: Mark[]; width: number; height: number } {
  const largest = circles[circles.length - 1]?.r ?? 0
  // Half a number stands over the top of the largest circle.
  const height = Math.max(2 * largest, (circles.length - 1) * line + size) + size / 2 + 4
  const [cx, floor] = [largest + 1, top + height - 2]
  const tops = spread(
    circles.map(({ r }) => floor - 2 * r),
    floor,
  )
  const left = 2 * largest + 10
  const marks = circles.flatMap(({ r, label }, i): Mark[] => {
    const y = tops[i] ?? floor
    return [
      { kind: 'circle', cx, cy: floor - r, r, fill: 'clear', stroke: 'outline', strokeWidth: 1 },
      { kind: 'line', x1: cx, y1: floor - 2 * r, x2: left - 2, y2: y, stroke: 'outline', strokeWidth: 0.75 },
      { kind: 'text', x: left, y: y + size * 0.36, text: label, size, fill: 'ink' },
    ]
  })
  const widest = Math.max(0, ...circles.map(({ label }) => textWidth(label, size)))
  return { marks, width: left + widest, height }
}

/** Heights of the numbers, smallest circle first: at the circles’ tops, a line apart. */
function spread(tops: readonly number[], floor: number): number[] {
  let below = floor - size / 2 + line
  return tops.map((top) => (below = Math.min(top, below - line)))
}
