import type { Answer, Estimate } from '../domain'
import { inside, overlaps, type Box } from './boxes'
import { cellFont, cellLine } from './cellNames'
import { round } from './chart'
import { contains, type Geometry, type Shape } from './geometry'
import { landGrid, type Land } from './land'
import type { Mark, OnPaint, Paint } from './scene'
import { textWidth } from './text'

const fontSize = 13

/** Between the foot of an area's name and the middle of the verdict's shape over it, px. */
export const underSign = 18.5

/** Whether the verdict's shape fits into the middle. A circle has it free however small it is; an area may be a thin strip. */
export const hasRoom = ({ area, rings, cx, cy }: Shape, overlaid: boolean): boolean =>
  area >= (overlaid ? 110 : 250) && contains(rings, cx, cy)

/** Letters on a fill; fills without a verdict or class take plain ink. */
export function onPaint(fill: Paint): Paint {
  const known: readonly Paint[] = ['higher', 'similar', 'lower', 'none', 'seq1', 'seq2', 'seq3', 'seq4', 'seq5']
  // Dark on the light sheet, light on the dark one: the sheet's own colour shows on it in either theme.
  if (fill === 'cat3' || fill === 'muted') return 'sheet'
  return known.includes(fill) ? (`on-${fill}` as OnPaint) : 'ink'
}

interface Wanted {
  shape: Shape
  text: string
  bold: boolean
  fill: Paint
}

interface Inks {
  answer: Answer
  geometry: Geometry
  fillOf(estimate: Estimate): Paint
  striped(estimate: Estimate): boolean
  closer: number
  overlaid: boolean
  labelOf(estimate: Estimate): { text(): string } | null
}

/**
 * Names and values for the chosen, the highest and the lowest area: within large areas, else off the land. Then the
 * names of others, where they fit within.
 */
export function mapLabels(named: readonly Estimate[], others: readonly Estimate[], inks: Inks): Mark[] {
  const { answer, geometry, fillOf, striped, labelOf } = inks
  const chosen = new Set(answer.question.chosen)
  const want = (e: Estimate, value: string): Wanted[] => {
    const shape = geometry.shapes.get(e.area)
    const fill = striped(e) || fillOf(e) === 'hatch' ? 'clear' : fillOf(e)
    return shape ? [{ shape, text: e.name + value, bold: chosen.has(e.area), fill }] : []
  }
  const wanted = named.flatMap((e) => want(e, ` ${labelOf(e)?.text() ?? ''}`.trimEnd()))
  if (wanted.length + others.length === 0) return []
  const land = landGrid(geometry)
  const taken: Box[] = []
  const leaders: Segment[] = []
  const targets = wanted.map(({ shape }) => ({ x: shape.cx - 6, y: shape.cy - 6, width: 12, height: 12 }))
  const marks = wanted.flatMap((label, i) => {
    const within = placeWithin(label, taken)
    if (within) {
      taken.push(within)
      return [letters(label, within, false)]
    }
    const box = placeOutside(label, [...taken, ...targets.filter((_, j) => j !== i)], leaders, land, inks)
    if (!box) return []
    taken.push(box)
    leaders.push(segment(label.shape, box))
    return [...leaderMarks(label, box, inks), letters(label, box, true)]
  })
  return [
    ...marks,
    ...otherNames(
      others.flatMap((e) => want(e, '')),
      [...taken, ...leaders.map(boxOf)],
    ),
  ]
}

/** Names at the very middles of areas wide enough for them, with room above for the verdict's shape. */
function otherNames(wanted: readonly Wanted[], taken: Box[]): Mark[] {
  return wanted.flatMap((label) => {
    const { shape } = label
    const { width, height } = boxSize(label)
    if (shape.box.width < width || shape.box.height < height + 10) return []
    const box = { x: shape.cx - width / 2, y: shape.cy - height / 2, width, height }
    const tall = { ...box, y: box.y - 10, height: height + 10 }
    if (!holds(shape, tall) || taken.some((other) => overlaps(other, tall))) return []
    taken.push(tall)
    return [letters(label, box, false)]
  })
}

function boxOf({ x1, y1, x2, y2 }: Segment): Box {
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) }
}

function holds({ rings }: Shape, { x, y, width, height }: Box): boolean {
  return [0, 0.25, 0.5, 0.75, 1].every((t) => [0, 0.5, 1].every((u) => contains(rings, x + t * width, y + u * height)))
}

function boxSize({ text, bold }: Wanted): { width: number; height: number } {
  return { width: textWidth(text, fontSize, bold ? 'bold' : 'normal') + 4, height: fontSize + 5 }
}

/** Around the middle of the area, if the whole box lies inside it. */
function placeWithin(label: Wanted, taken: readonly Box[]): Box | null {
  const { shape } = label
  const { width, height } = boxSize(label)
  for (const shift of [0, -16, 16, -32, 32]) {
    const box = { x: shape.cx - width / 2, y: shape.cy - height / 2 + shift, width, height }
    if (holds(shape, box) && !taken.some((other) => overlaps(other, box))) return box
  }
  return null
}

interface Segment {
  x1: number
  y1: number
  x2: number
  y2: number
}

/** From the middle of the area to the nearest point of the box. */
function segment({ cx, cy }: Shape, box: Box): Segment {
  return {
    x1: cx,
    y1: cy,
    x2: Math.min(Math.max(cx, box.x), box.x + box.width),
    y2: Math.min(Math.max(cy, box.y + 3), box.y + box.height - 3),
  }
}

/** The nearest place that covers least land and crosses no other leader; closer by, the sea may be out of sight. */
function placeOutside(
  label: Wanted,
  taken: readonly Box[],
  leaders: readonly Segment[],
  land: Land,
  { geometry: { width: w, height: h }, closer }: Inks,
): Box | null {
  const { width, height } = boxSize(label)
  const frame = { x: 0, y: 0, width: w, height: h }
  let best: { box: Box; cost: number } | null = null
  for (let reach = 8; reach < Math.max(w, h) * 0.6; reach += 8)
    for (let turn = 0; turn < 32; turn++) {
      const angle = (turn * Math.PI) / 16
      const [ux, uy] = [Math.cos(angle), Math.sin(angle)]
      const x = label.shape.cx + ux * (reach + width / 2)
      const y = label.shape.cy + uy * (reach + height / 2)
      const box = { x: x - width / 2, y: y - height / 2, width, height }
      if (!inside(box, frame) || taken.some((other) => overlaps(grown(other, 3), box))) continue
      const line = segment(label.shape, box)
      const clashes =
        leaders.filter((other) => crosses(line, other)).length + taken.filter((other) => cuts(line, other)).length
      const blocked = leaders.some((other) => cuts(other, box)) ? 1 : 0
      const cost = reach * 1.3 + land.covered(box) * (350 / closer) + (clashes + blocked) * 400
      if (!best || cost < best.cost) best = { box, cost }
    }
  return best?.box ?? null
}

function grown(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by }
}

function crosses(a: Segment, b: Segment): boolean {
  const side = (s: Segment, x: number, y: number) => Math.sign((s.x2 - s.x1) * (y - s.y1) - (s.y2 - s.y1) * (x - s.x1))
  return side(a, b.x1, b.y1) !== side(a, b.x2, b.y2) && side(b, a.x1, a.y1) !== side(b, a.x2, a.y2)
}

function cuts(line: Segment, { x, y, width, height }: Box): boolean {
  return (
    crosses(line, { x1: x, y1: y, x2: x + width, y2: y + height }) ||
    crosses(line, { x1: x, y1: y + height, x2: x + width, y2: y })
  )
}

function letters({ shape, text, bold, fill }: Wanted, box: Box, outside: boolean): Mark {
  return {
    kind: 'text',
    x: round(box.x + 2),
    y: round(box.y + fontSize + 0.5),
    text,
    size: fontSize,
    weight: bold ? 'bold' : 'normal',
    // On stripes no ink shows by itself.
    halo: outside || fill === 'clear',
    fill: outside ? 'ink' : onPaint(fill),
    key: shape.code,
  }
}

/** To the edge of an area whose middle the verdict's shape takes; into one too small for it, with a dot at the end. */
function leaderMarks({ shape }: Wanted, box: Box, { overlaid }: Inks): Mark[] {
  const roomy = hasRoom(shape, overlaid)
  const line = roomy ? toEdge(segment(shape, box), shape) : segment(shape, box)
  const ends = { x1: round(line.x1), y1: round(line.y1), x2: round(line.x2), y2: round(line.y2), key: shape.code }
  const dot: Mark = { kind: 'circle', cx: ends.x1, cy: ends.y1, r: 2.5, fill: 'ink', stroke: 'sheet', strokeWidth: 1, key: shape.code } // prettier-ignore
  return [
    { kind: 'line', ...ends, stroke: 'sheet', strokeWidth: 3 },
    { kind: 'line', ...ends, stroke: 'ink', strokeWidth: 1 },
    ...(roomy ? [] : [dot]),
  ]
}

/** Cut off where it comes into the shape, a little inside. */
function toEdge({ x1, y1, x2, y2 }: Segment, { rings }: Shape): Segment {
  const at = (t: number) => [x2 + (x1 - x2) * t, y2 + (y1 - y2) * t] as const
  const steps = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1)))
  const first = Array.from({ length: steps }, (_, i) => i / steps).find((t) => contains(rings, ...at(t)))
  const [x, y] = at(Math.min(1, (first ?? 1) + 2 / steps))
  return { x1: x, y1: y, x2, y2 }
}

/** The name of a cell in the lines that it has room for, around its middle. */
export function cellLetters(lines: readonly string[], shape: Shape, fill: Paint, chosen: boolean): Mark[] {
  return lines.map((text, i) => ({
    kind: 'text',
    x: round(shape.cx),
    y: round(shape.cy + 4 + (i - (lines.length - 1) / 2) * cellLine),
    text,
    anchor: 'middle',
    size: cellFont,
    weight: chosen ? 'bold' : 'normal',
    fill: onPaint(fill),
    key: shape.code,
  }))
}
