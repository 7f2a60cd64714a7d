import type { Answer, Estimate } from '../domain'
import { cellNames } from './cellNames'
import { estimatedDash, partlyEstimated, round } from './chart'
import { contains, type Geometry } from './geometry'
import { cellLetters, hasRoom, mapLabels, onPaint, underSign } from './mapLabels'
import type { Label, MapPaints } from './mapPaints'
import type { Mark, Paint } from './scene'

/** What the marks of a map are made from. */
export interface Inks {
  answer: Answer
  geometry: Geometry
  paints: MapPaints
  fillOf(estimate: Estimate): Paint
  /** Whether stripes lie over the colour. */
  striped(estimate: Estimate): boolean
  /** How many times closer than whole. */
  closer: number
  /** Whether marks are circles, which may lie over one another. */
  overlaid: boolean
  /** What stands beside an area's name. */
  labelOf(estimate: Estimate): Label | null
}

/** Fills that stand out from the sheet by themselves (3:1) in either theme: a gap divides them. */
const strong: ReadonlySet<Paint> = new Set<Paint>(['higher', 'lower', 'seq3', 'seq4', 'seq5'])

/** The line around a fill, 3:1 against it: the sheet's own between strong ones, else whatever letters on it would be. */
export function edgeOf(fill: Paint): Paint {
  if (fill === 'hatch') return 'outline'
  return strong.has(fill) ? 'sheet' : onPaint(fill)
}

/** Areas in their colours. Where they share borders, those with dark edges come last, so that no neighbour covers them. */
export function areaMarks(order: readonly Estimate[], { geometry, fillOf, striped, overlaid }: Inks): Mark[] {
  const { shapes, cells } = geometry
  const strokeWidth = shapes.size > 2000 ? 0.3 : cells || overlaid ? 1.25 : 0.75
  const marks = order.flatMap((e): (Mark & { stroke: Paint })[] => {
    const [shape, fill] = [shapes.get(e.area), fillOf(e)]
    // Where stripes have the sheet's colour, an edge of that colour would fray.
    const stroke = striped(e) ? 'outline' : edgeOf(fill)
    return shape ? [{ kind: 'path', d: shape.d, fill, stroke, strokeWidth, key: e.area }] : []
  })
  if (overlaid) return marks
  return [...marks.filter(({ stroke }) => stroke === 'sheet'), ...marks.filter(({ stroke }) => stroke !== 'sheet')]
}

/** Land under circles: faint, since only the circles tell anything. */
export function groundMarks({ shapes }: Geometry): Mark[] {
  const strokeWidth = shapes.size > 2000 ? 0.3 : 1
  return [...shapes.values()].map(({ d }) => ({ kind: 'path', d, fill: 'paper', stroke: 'rule', strokeWidth }))
}

/** A dashed edge in the colour that shows on the fill. */
export function estimatedMarks(order: readonly Estimate[], { geometry, fillOf, striped }: Inks): Mark[] {
  const line = { kind: 'path', fill: 'clear', strokeWidth: 1.75, dash: estimatedDash } as const
  return order.filter(partlyEstimated).flatMap((e): Mark[] => {
    const shape = geometry.shapes.get(e.area)
    return shape ? [{ ...line, d: shape.d, stroke: striped(e) ? 'ink' : onPaint(fillOf(e)), key: e.area }] : []
  })
}

/** Yellow within black, so that it shows on every fill. */
export function chosenMarks({ answer, geometry }: Inks): Mark[] {
  const drawn = answer.question.chosen.flatMap((code) => geometry.shapes.get(code) ?? [])
  const line = (strokeWidth: number, stroke: Paint) =>
    drawn.map(({ d, code }): Mark => ({ kind: 'path', d, fill: 'clear', stroke, strokeWidth, key: code }))
  return [...line(5, 'edge'), ...line(2.5, 'chosen')]
}

/** In narrower cells, px, names would be cut to a few letters that say nothing: then few areas are named, in full, beside them. */
const smallCell = 42

const roomy = ({ shapes }: Geometry) => [...shapes.values()].every(({ box }) => box.width >= smallCell)

export function namesOn(order: readonly Estimate[], inks: Inks): Mark[] {
  const { answer, geometry, closer } = inks
  if (geometry.cells && roomy(geometry)) return inCells(order, inks)
  const chosen = new Set(answer.question.chosen)
  const valued = order.filter((e) => e.value !== null)
  const ends = endsOf(order, inks)
  const followed = order.filter((e) => chosen.has(e.area)).slice(0, 8)
  const named = [...new Set([...followed, ...ends])]
  // Closer by there is room for the names of others too.
  const labels = mapLabels(named, closer > 1 ? order.filter((e) => !named.includes(e)) : [], inks)
  const led = new Set(labels.flatMap((mark) => (mark.kind === 'line' ? (mark.key ?? []) : [])))
  const within = new Map(labels.flatMap((mark) => (mark.kind === 'text' && mark.key && !led.has(mark.key) ? [[mark.key, mark.y - underSign] as const] : []))) // prettier-ignore
  return [...valued.flatMap((e) => areaSymbol(e, inks, within.get(e.area) ?? null)), ...labels]
}

/** The areas with most and least of what is shown. */
function endsOf(order: readonly Estimate[], { labelOf }: Inks): Estimate[] {
  const known = order.flatMap((e) => {
    const label = labelOf(e)
    return label ? [{ e, amount: label.amount }] : []
  })
  if (known.length === 0) return []
  const first = known.reduce((top, one) => (one.amount > top.amount ? one : top))
  const last = known.reduce((low, one) => (one.amount <= low.amount ? one : low))
  return [first.e, last.e]
}

function inCells(order: readonly Estimate[], inks: Inks): Mark[] {
  const { answer, geometry, fillOf, striped } = inks
  const chosen = (e: Estimate) => answer.question.chosen.includes(e.area)
  const names = cellNames(
    order.flatMap((e) => {
      const shape = geometry.shapes.get(e.area)
      return shape ? [{ code: e.area, name: e.name, shape, bold: chosen(e) }] : []
    }),
  )
  return order.flatMap((e): Mark[] => {
    const shape = geometry.shapes.get(e.area)
    if (!shape) return []
    const ruled = fillOf(e) === 'hatch' || striped(e)
    const letters = cellLetters(names.get(e.area) ?? [], shape, ruled ? 'clear' : fillOf(e), chosen(e))
    const kept = ruled ? letters.map((mark) => ({ ...mark, halo: true })) : letters
    return [...kept, ...symbol(e, inks, shape.cx, shape.box.y + shape.box.height - 9, 3.5)]
  })
}

/** The verdict's shape in the middle of an area with room for it, or over its name, for those who do not see its colour. */
function areaSymbol(e: Estimate, inks: Inks, overName: number | null): Mark[] {
  const shape = inks.geometry.shapes.get(e.area)
  if (!shape || !hasRoom(shape, inks.overlaid)) return []
  if (overName !== null && !contains(shape.rings, shape.cx, overName - 4)) return []
  return symbol(e, inks, shape.cx, overName ?? shape.cy, shape.area < 250 ? 3 : 4)
}

function symbol(e: Estimate, { paints, fillOf, striped }: Inks, cx: number, cy: number, r: number): Mark[] {
  const shape = e.value === null ? null : paints.shape(e)
  if (!shape) return []
  const fill = fillOf(e)
  const place = { kind: 'symbol', shape, cx: round(cx), cy: round(cy), r, key: e.area } as const
  // Other fills, and stripes, have no ink of their own: a shape with an edge shows on all of them.
  const inked = (fill === 'higher' || fill === 'lower') && !striped(e)
  return [inked ? { ...place, fill: `on-${fill}` } : { ...place, fill: 'sheet', stroke: 'ink', strokeWidth: 1 }]
}
