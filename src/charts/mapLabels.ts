import type { Answer, Estimate } from '../domain'
import { formatNumber } from '../words'
import { inside, overlaps, type Box } from './boxes'
import { cellFont, cellLine } from './cellNames'
import { round } from './chart'
import { boundsOf, contains, type Geometry, type Shape } from './geometry'
import type { Mark, OnPaint, Paint } from './scene'
import { textWidth } from './text'

const fontSize = 13

/** Letters on a fill; fills without a verdict or class take plain ink. */
export function onPaint(fill: Paint): Paint {
  const known: readonly Paint[] = ['higher', 'similar', 'lower', 'none', 'seq1', 'seq2', 'seq3', 'seq4', 'seq5']
  // Dark on the light sheet, light on the dark one: the sheet's own colour shows on it in either theme.
  if (fill === 'cat3') return 'sheet'
  return known.includes(fill) ? (`on-${fill}` as OnPaint) : 'ink'
}

interface Wanted {
  shape: Shape
  text: string
  bold: boolean
  fill: Paint
}

/** Names and values for the chosen, the highest and the lowest area: within large areas, else off the land. */
export function mapLabels(
  named: readonly Estimate[],
  geometry: Geometry,
  answer: Answer,
  fillOf: (e: Estimate) => Paint,
): Mark[] {
  const chosen = new Set(answer.question.chosen)
  const wanted = named.flatMap((e): Wanted[] => {
    const shape = geometry.shapes.get(e.area)
    const value = e.value === null ? '' : ` ${formatNumber(e.value, answer.indicator)}`
    return shape ? [{ shape, text: e.name + value, bold: chosen.has(e.area), fill: fillOf(e) }] : []
  })
  if (wanted.length === 0) return []
  const land = landGrid(geometry)
  const taken: Box[] = []
  const leaders: Segment[] = []
  const targets = wanted.map(({ shape }) => ({ x: shape.cx - 6, y: shape.cy - 6, width: 12, height: 12 }))
  return wanted.flatMap((label, i) => {
    const within = placeWithin(label, taken)
    if (within) {
      taken.push(within)
      return [letters(label, within, false)]
    }
    const box = placeOutside(label, [...taken, ...targets.filter((_, j) => j !== i)], leaders, land, geometry)
    if (!box) return []
    taken.push(box)
    leaders.push(segment(label.shape, box))
    return [...leaderMarks(label, box), letters(label, box, true)]
  })
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
    const held = [0, 0.25, 0.5, 0.75, 1].every((t) =>
      [0, 0.5, 1].every((u) => contains(shape.rings, box.x + t * width, box.y + u * height)),
    )
    if (held && !taken.some((other) => overlaps(other, box))) return box
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

/** The nearest place that covers least land and crosses no other leader. */
function placeOutside(
  label: Wanted,
  taken: readonly Box[],
  leaders: readonly Segment[],
  land: Land,
  { width: w, height: h }: Geometry,
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
      const cost = reach * 1.3 + land.covered(box) * 350 + (clashes + blocked) * 400
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
    halo: outside,
    fill: outside ? 'ink' : onPaint(fill),
    key: shape.code,
  }
}

function leaderMarks({ shape }: Wanted, box: Box): Mark[] {
  const line = segment(shape, box)
  const ends = { x1: round(line.x1), y1: round(line.y1), x2: round(line.x2), y2: round(line.y2), key: shape.code }
  return [
    { kind: 'line', ...ends, stroke: 'sheet', strokeWidth: 3 },
    { kind: 'line', ...ends, stroke: 'ink', strokeWidth: 1 },
    { kind: 'circle', cx: ends.x1, cy: ends.y1, r: 2.5, fill: 'ink', stroke: 'sheet', strokeWidth: 1, key: shape.code },
  ]
}

interface Land {
  /** Share of a box that lies on areas, 0 to 1. */
  covered(box: Box): number
}

const cell = 6

/** Which cells of the drawing are land. */
function landGrid({ shapes, width, height }: Geometry): Land {
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)]
  const grid = new Uint8Array(columns * rows)
  for (const { rings } of shapes.values()) fillRows(rings, grid, columns, rows)
  return {
    covered(box) {
      let [hit, all] = [0, 0]
      for (let y = Math.floor(box.y / cell); y <= Math.floor((box.y + box.height) / cell); y++)
        for (let x = Math.floor(box.x / cell); x <= Math.floor((box.x + box.width) / cell); x++) {
          all++
          hit += grid[y * columns + x] ?? 0
        }
      return hit / all
    },
  }
}

function fillRows(rings: Shape['rings'], grid: Uint8Array, columns: number, rows: number): void {
  const box = boundsOf(rings)
  for (
    let row = Math.max(0, Math.floor(box.y / cell));
    row <= Math.min(rows - 1, Math.floor((box.y + box.height) / cell));
    row++
  ) {
    const y = (row + 0.5) * cell
    const crossings: number[] = []
    for (const ring of rings)
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [ring[i], ring[i + 1], ring[j], ring[j + 1]]
        if (y1 > y !== y2 > y) crossings.push(((x2 - x1) * (y - y1)) / (y2 - y1) + x1)
      }
    crossings.sort((a, b) => a - b)
    for (let i = 0; i + 1 < crossings.length; i += 2)
      grid.fill(
        1,
        row * columns + Math.max(0, Math.floor((crossings[i] ?? 0) / cell)),
        row * columns + Math.min(columns, Math.ceil((crossings[i + 1] ?? 0) / cell)),
      )
  }
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
