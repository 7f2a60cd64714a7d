import { alongLine, inside, overlaps, type Box } from './boxes'
import { round } from './chart'
import type { Mark } from './scene'
import { textWidth } from './text'

export interface Wanted {
  x: number
  y: number
  text: string
  bold: boolean
  /** Placed even if it has to cover something. */
  must: boolean
  key: string
}

/** Directions from the point, nearest to easy reading first: right, left, above, below, corners. */
const ways = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, -0.8],
  [-1, -0.8],
  [1, 0.8],
  [-1, 0.8],
] as const

/** What a name may not cover; `cost` is how bad it is for one that must stand somewhere (1 where absent). */
export type Taken = Box & { cost?: number }

/**
 * Puts names beside their points, in the given order, where they touch neither what is taken nor one another; a name
 * without such a place is left out. Nearby places first, then farther ones joined to the point by a thin line.
 */
export function placeBeside(wanted: readonly Wanted[], taken: readonly Taken[], frame: Box, size: number): Mark[] {
  const occupied = [...taken]
  return wanted.flatMap((label) => {
    const box = findPlace(label, nearTo(label, occupied), frame, size)
    if (!box) return []
    const line = leader(label, box)
    occupied.push(
      { ...box, cost: 20 },
      ...line.flatMap((mark) =>
        mark.kind === 'line'
          ? alongLine(
              [
                [mark.x1, mark.y1],
                [mark.x2, mark.y2],
              ],
              2,
            )
          : [],
      ),
    )
    return [...line, letters(label, box, size)]
  })
}

/** What could touch a name of the point at all. */
function nearTo({ x, y, text }: Wanted, occupied: readonly Taken[]): Taken[] {
  const reach = 90 + text.length * 9
  return occupied.filter((box) => Math.abs(box.x - x) < reach + box.width && Math.abs(box.y - y) < 90 + box.height)
}

function findPlace(label: Wanted, occupied: readonly Taken[], frame: Box, size: number): Box | null {
  const width = textWidth(label.text, size, label.bold ? 'bold' : 'normal') + 2
  const height = size + 3
  const near = label.must ? 13 : 8
  let best: { box: Box; cost: number } | null = null
  for (const reach of label.must ? [near, near + 8, near + 18, near + 30, near + 45] : [near, near + 6, near + 14])
    for (const [dx, dy] of ways) {
      const cx = label.x + dx * (reach + width / 2)
      const cy = label.y + dy * (reach - (dx === 0 ? 3 : 0) + height / 2)
      const box = { x: cx - width / 2, y: cy - height / 2, width, height }
      if (!inside(box, frame)) continue
      const touched = occupied.reduce((sum, other) => sum + (overlaps(box, other) ? (other.cost ?? 1) : 0), 0)
      if (touched === 0 && !label.must) return box
      const cost = touched + (reach - near) / 15
      if (label.must && (!best || cost < best.cost)) best = { box, cost }
    }
  return best?.box ?? null
}

function letters(label: Wanted, box: Box, size: number): Mark {
  return {
    kind: 'text',
    x: round(box.x + 1),
    y: round(box.y + size),
    text: label.text,
    size,
    weight: label.bold ? 'bold' : 'normal',
    halo: true,
    fill: 'ink',
    key: label.key,
  }
}

function leader(label: Wanted, box: Box): Mark[] {
  const x = Math.min(Math.max(label.x, box.x), box.x + box.width)
  const y = Math.min(Math.max(label.y, box.y), box.y + box.height)
  const length = Math.hypot(x - label.x, y - label.y)
  if (length < 18) return []
  const t = 11 / length
  const [x1, y1] = [label.x + (x - label.x) * t, label.y + (y - label.y) * t]
  return [
    {
      kind: 'line',
      x1: round(x1),
      y1: round(y1),
      x2: round(x),
      y2: round(y),
      stroke: 'ink',
      strokeWidth: 1,
      key: label.key,
    },
  ]
}
