import type { Answer, Estimate } from '../domain'
import { formatCount } from '../words'
import type { Frame, Geometry, Shape } from './geometry'
import type { CircleSizes } from './scene'
import { crossPath } from './svg'

/** What the areas of circles stand for, of one answer. */
export interface Amounts {
  of(estimate: Estimate): number | null
  /** `admissions`, `people`. */
  what: string
}

/** Events; people where the value is a mean, or where no count was told. Null where neither was. */
export function amountsOf({ indicator, estimates }: Answer): Amounts | null {
  const events: Amounts = { of: (e) => e.count, what: indicator.counts }
  const people: Amounts = { of: (e) => e.population, what: indicator.among }
  const order = indicator.kind === 'mean' ? [people] : [events, people]
  return order.find(({ of }) => estimates.some((e) => (of(e) ?? 0) > 0)) ?? null
}

export interface Circles {
  /** Circles instead of outlines, largest first; then squares where no amount was told, and crosses where it is none. */
  geometry: Geometry
  amounts: Amounts
  /** Pixels of radius per square root of the amount. */
  scale: number
}

/** Circles cover so much of the land at most, and none is wider than so much of its root: then most can be seen whole. */
const COVERED = 0.3
const WIDEST = 0.26
const SQUARE = 11

/**
 * Circles at the middles of areas, their areas exactly proportional to the amounts. Closer by, places draw apart faster
 * than circles grow: overlaps come undone, and small ones can be seen.
 */
export function circlesOn(base: Geometry, estimates: readonly Estimate[], amounts: Amounts, closer: number): Circles {
  const scale = scaleFor(base, estimates, amounts) / Math.sqrt(closer)
  const amountOf = new Map(estimates.map((e) => [e.area, amounts.of(e)]))
  const size = ({ code }: Shape) => amountOf.get(code) ?? 0
  const drawn = [...base.shapes.values()].sort((a, b) => size(b) - size(a))
  const shapes = drawn.map((shape) => [shape.code, markOf(shape, amountOf.get(shape.code) ?? null, scale)] as const)
  return { geometry: { ...base, shapes: new Map(shapes), cells: false }, amounts, scale }
}

function scaleFor({ shapes }: Geometry, estimates: readonly Estimate[], { of }: Amounts): number {
  const amounts = estimates.map((e) => (shapes.has(e.area) ? (of(e) ?? 0) : 0))
  const land = [...shapes.values()].reduce((sum, { area }) => sum + area, 0)
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  const most = amounts.reduce((a, b) => Math.max(a, b), 0)
  if (most === 0) return 0
  return Math.min(Math.sqrt((COVERED * land) / (Math.PI * total)), (WIDEST / 2) * Math.sqrt(land / most))
}

function markOf({ code, cx, cy }: Shape, amount: number | null, scale: number): Shape {
  if (amount === null) return square(code, cx, cy)
  if (amount <= 0) return { ...square(code, cx, cy), d: crossPath(cx, cy, SQUARE / 2) }
  return circle(code, cx, cy, scale * Math.sqrt(amount))
}

/** Corners of a circle, for names to find their room by. */
const unitRing = Array.from({ length: 24 }, (_, i) => (i * Math.PI) / 12).flatMap((turn) => [Math.cos(turn), Math.sin(turn)]) // prettier-ignore

function circle(code: string, cx: number, cy: number, r: number): Shape {
  const ring = unitRing.map((value, i) => (i % 2 === 0 ? cx : cy) + r * value)
  const box = { x: cx - r, y: cy - r, width: 2 * r, height: 2 * r }
  return { code, d: circlePath(cx, cy, r), rings: [ring], cx, cy, box, area: Math.PI * r * r }
}

export function circlePath(cx: number, cy: number, r: number): string {
  return `M${cx - r},${cy}a${r},${r},0,1,0,${2 * r},0a${r},${r},0,1,0,${-2 * r},0Z`
}

function square(code: string, cx: number, cy: number): Shape {
  const [x, y] = [cx - SQUARE / 2, cy - SQUARE / 2]
  const ring = [x, y, x + SQUARE, y, x + SQUARE, y + SQUARE, x, y + SQUARE]
  const box = { x, y, width: SQUARE, height: SQUARE }
  return { code, d: `M${x},${y}h${SQUARE}v${SQUARE}h${-SQUARE}Z`, rings: [ring], cx, cy, box, area: SQUARE * SQUARE }
}

/** The frame with as much margin as circles at the edge of the land reach beyond it, focus rings included. */
export function roomFor({ geometry }: Circles, base: Geometry, frame: Frame): Frame {
  const ends = (shapes: Iterable<Shape>, least: number) => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
    for (const { cx, cy, box } of shapes) {
      left = Math.min(left, box.x, cx - least)
      top = Math.min(top, box.y, cy - least)
      right = Math.max(right, box.x + box.width, cx + least)
      bottom = Math.max(bottom, box.y + box.height, cy + least)
    }
    return { left, top, right, bottom }
  }
  const [marks, land] = [ends(geometry.shapes.values(), REACH), ends(base.shapes.values(), 0)]
  const margin = (own: number, beyond: number) => Math.max(own, Math.ceil(beyond) + 4)
  return {
    ...frame,
    left: margin(frame.left, land.left - marks.left),
    right: margin(frame.right, marks.right - land.right),
    top: margin(frame.top, land.top - marks.top),
    bottom: margin(frame.bottom, marks.bottom - land.bottom),
  }
}

/** Half of the smallest target for a pointer, px (WCAG 2.2, 2.5.8). */
export const REACH = 12

/** Round numbers, each a quarter of the next or less, that circles of the map can be held against. */
export function circleSizes({ geometry, amounts, scale }: Circles, estimates: readonly Estimate[]): CircleSizes {
  const most = estimates.reduce((top, e) => Math.max(top, geometry.shapes.has(e.area) ? (amounts.of(e) ?? 0) : 0), 0)
  const round: number[] = []
  for (let power = Math.floor(Math.log10(most)); power >= 0 && round.length < 3; power--)
    for (const step of [5, 2, 1]) {
      const amount = step * 10 ** power
      const last = round[0]
      const seen = scale * Math.sqrt(amount) >= 2.5
      if (amount <= most && seen && round.length < 3 && (last === undefined || amount <= last / 4))
        round.unshift(amount)
    }
  return {
    label: `Area of a circle: ${amounts.what}`,
    circles: round.map((amount) => ({ r: scale * Math.sqrt(amount), label: formatCount(amount) })),
  }
}
