import type { Box } from './boxes'

/** A closed line as x, y, x, y, … in pixels of the drawing; the last point is not repeated. */
export type Ring = readonly number[]

export interface Shape {
  code: string
  /** SVG path of all its rings. */
  d: string
  rings: readonly Ring[]
  /** Middle of its largest ring. */
  cx: number
  cy: number
  box: Box
  /** Square pixels of its largest ring. */
  area: number
}

/** Places as they lie on the drawing, whatever their colours: made once for a set of areas and a size. */
export interface Geometry {
  shapes: ReadonlyMap<string, Shape>
  /** Codes of areas that share a border. */
  borders: ReadonlyMap<string, readonly string[]>
  width: number
  height: number
  /** Whether every area is a cell of about the same size, with room for letters of its own. */
  cells: boolean
}

/** Rings in any planar unit, y downwards, waiting to be fitted. */
export interface Outline {
  code: string
  rings: number[][]
}

export interface Frame {
  left: number
  right: number
  top: number
  bottom: number
  /** Greatest width and height of the drawing, frame included. */
  width: number
  height: number
}

/** Fits outlines into a frame, whole and centred; the height is what they need. */
export function fit(outlines: readonly Outline[], frame: Frame): { shapes: Map<string, Shape>; height: number } {
  const all = boundsOf(outlines.flatMap(({ rings }) => rings))
  const room = { width: frame.width - frame.left - frame.right, height: frame.height - frame.top - frame.bottom }
  const scale = Math.min(room.width / (all.width || 1), room.height / (all.height || 1))
  const dx = frame.left + (room.width - all.width * scale) / 2 - all.x * scale
  const dy = frame.top - all.y * scale
  const shapes = new Map<string, Shape>()
  for (const { code, rings } of outlines) {
    const placed = rings.map((ring) => ring.map((value, i) => value * scale + (i % 2 === 0 ? dx : dy)))
    shapes.set(code, shapeOf(code, placed))
  }
  return { shapes, height: Math.ceil(frame.top + all.height * scale + frame.bottom) }
}

function shapeOf(code: string, rings: number[][]): Shape {
  let largest = { area: 0, cx: 0, cy: 0 }
  for (const ring of rings) {
    const found = middleOf(ring)
    if (found.area >= largest.area) largest = found
  }
  return { code, d: rings.map(ringPath).join(''), rings, ...largest, box: boundsOf(rings) }
}

function ringPath(ring: Ring): string {
  let d = ''
  for (let i = 0; i < ring.length; i += 2) d += `${i === 0 ? 'M' : 'L'}${tenth(ring[i])},${tenth(ring[i + 1])}`
  return `${d}Z`
}

function tenth(value = 0): number {
  return Math.round(value * 10) / 10
}

/** Centroid and area by the shoelace formula; of a line, the middle of its points. */
function middleOf(ring: Ring): { area: number; cx: number; cy: number } {
  let [twice, sx, sy] = [0, 0, 0]
  const n = ring.length
  for (let i = 0; i < n; i += 2) {
    const [x1 = 0, y1 = 0] = [ring[i], ring[i + 1]]
    const [x2 = 0, y2 = 0] = [ring[(i + 2) % n], ring[(i + 3) % n]]
    const cross = x1 * y2 - x2 * y1
    twice += cross
    sx += (x1 + x2) * cross
    sy += (y1 + y2) * cross
  }
  if (Math.abs(twice) > 1e-9) return { area: Math.abs(twice) / 2, cx: sx / (3 * twice), cy: sy / (3 * twice) }
  const box = boundsOf([ring])
  return { area: 0, cx: box.x + box.width / 2, cy: box.y + box.height / 2 }
}

export function boundsOf(rings: readonly Ring[]): Box {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      const [x = 0, y = 0] = [ring[i], ring[i + 1]]
      if (x < x1) x1 = x
      if (x > x2) x2 = x
      if (y < y1) y1 = y
      if (y > y2) y2 = y
    }
  return x2 < x1 ? { x: 0, y: 0, width: 0, height: 0 } : { x: x1, y: y1, width: x2 - x1, height: y2 - y1 }
}

/** Even-odd rule over all rings. */
export function contains(rings: readonly Ring[], x: number, y: number): boolean {
  let within = false
  for (const ring of rings)
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [ring[i], ring[i + 1], ring[j], ring[j + 1]]
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) within = !within
    }
  return within
}

/** Cells: no outline has many corners and all are about as large as one another. */
export function areCells(shapes: ReadonlyMap<string, Shape>): boolean {
  const areas = [...shapes.values()].map(({ area }) => area)
  if (areas.length === 0) return false
  const corners = Math.max(
    ...[...shapes.values()].map(({ rings }) => (rings.length === 1 ? (rings[0]?.length ?? 0) / 2 : 99)),
  )
  return corners <= 12 && Math.max(...areas) < 1.3 * Math.min(...areas)
}
