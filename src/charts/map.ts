import type { Answer, Estimate, HexLayout } from '../domain'
import { counted, ranked, sayEstimate } from '../words'
import type { Box } from './boxes'
import { boundaryGeometry, type Coordinates, type Topology } from './boundaries'
import {
  emptyScene,
  estimatedDash,
  estimatedLegend,
  hiddenLegend,
  partlyEstimated,
  round,
  sceneBase,
  type Chart,
} from './chart'
import { cellNames } from './cellNames'
import { contains, type Frame, type Geometry } from './geometry'
import { hexGeometry } from './hexagons'
import { cellLetters, mapLabels, onPaint } from './mapLabels'
import { valuePaints, verdictPaints, type MapPaints } from './mapPaints'
import { arrowNeighbours } from './neighbours'
import type { LegendEntry, Mark, Paint, Scene, Size } from './scene'

export interface MapExtras {
  boundaries?: Topology | null
  layout?: HexLayout | null
  /** Outlines, or one hexagon an area. Either stands in where the release holds only the other. */
  map?: 'areas' | 'hexagons'
  /** Colours say how areas stand to the comparator, or how high their values are. */
  shows?: 'verdict' | 'value'
  /** What colours say instead, from a study of the answer. */
  paints?: MapPaints | null
  /** What the boundaries' numbers are; found from the numbers where absent. */
  coordinates?: Coordinates
}

/** Areas where they lie, coloured by verdict or by value. */
export function mapScene(answer: Answer, size: Size, extras: MapExtras = {}): Scene {
  const { shows = 'verdict' } = extras
  const base = sceneBase(answer, 'map', shows === 'value' ? 'values' : 'verdicts', 'Map')
  if (answer.estimates.length === 0) return emptyScene(base, size)
  const geometry = geometryOf(answer, size, extras)
  if (!geometry || geometry.shapes.size === 0)
    return emptyScene(
      base,
      size,
      `This release holds no boundaries for ${answer.context.areaTypeLabel.many}, so there is no map of them. The ranked list and Compare hold every one.`,
    )
  const paints = extras.paints ?? (shows === 'value' ? valuePaints(answer) : verdictPaints(base.legend))
  const fillOf = (e: Estimate): Paint => (e.value === null ? 'hatch' : paints.paint(e))
  const order = ranked(answer.estimates).filter((e) => geometry.shapes.has(e.area))
  return {
    ...base,
    empty: null,
    legend: [...paints.legend, ...withoutValue(order, answer), ...estimatedLegend(order)],
    notes: notes(answer, geometry, base.empty),
    width: size.width,
    height: geometry.height,
    marks: [
      ...areaMarks(order, geometry, fillOf),
      ...estimatedMarks(order, geometry, fillOf),
      ...chosenMarks(answer, geometry),
      ...namesOn(order, geometry, answer, fillOf, paints),
    ],
    items: order.flatMap((e) => {
      const shape = geometry.shapes.get(e.area)
      return shape ? [{ key: e.area, name: nameOf(e, answer, paints), box: roundBox(shape.box), outline: shape.d }] : []
    }),
    neighbours: arrowNeighbours(geometry),
  }
}

function nameOf(estimate: Estimate, answer: Answer, { say }: MapPaints): string {
  const more = estimate.value === null ? '' : say(estimate)
  return more ? `${sayEstimate(estimate, answer)}; ${more}` : sayEstimate(estimate, answer)
}

export const mapChart: Chart<MapExtras> = {
  id: 'map',
  label: 'Map',
  accepts: () => true,
  scene: mapScene,
}

function geometryOf(
  answer: Answer,
  size: Size,
  { boundaries, layout, map = 'areas', coordinates }: MapExtras,
): Geometry | null {
  const codes = answer.estimates.map((e) => e.area)
  const frame = frameFor(size)
  const hexagons = () => (layout ? hexGeometry(layout, codes, hexFrame(frame)) : null)
  const areas = () => {
    if (!boundaries) return null
    const found = boundaryGeometry(boundaries, codes, frame, coordinates)
    return found.cells ? boundaryGeometry(boundaries, codes, hexFrame(frame), coordinates) : found
  }
  const [first, second] = map === 'hexagons' ? [hexagons, areas] : [areas, hexagons]
  const wanted = first()
  return wanted && wanted.shapes.size > 0 ? wanted : (second() ?? wanted)
}

/** Sea at the sides for names, where there is width to spare. */
function frameFor({ width, height, compact }: Size): Frame {
  const side = compact ? 6 : Math.min(90, Math.max(8, width * 0.1))
  return { left: side, right: side, top: 10, bottom: 10, width, height: Math.max(240, height) }
}

function hexFrame(frame: Frame): Frame {
  return { ...frame, left: 6, right: 6 }
}

function roundBox({ x, y, width, height }: Box): Box {
  return { x: round(x), y: round(y), width: round(width), height: round(height) }
}

/** Fills that stand out from the sheet by themselves (3:1) in either theme; a gap divides them, the rest have an outline. */
const strong: ReadonlySet<Paint> = new Set<Paint>(['higher', 'lower', 'seq3', 'seq4', 'seq5'])

/** Those with outlines come last, so that no neighbour covers their edge. */
function areaMarks(order: readonly Estimate[], { shapes, cells }: Geometry, fillOf: (e: Estimate) => Paint): Mark[] {
  const strokeWidth = shapes.size > 2000 ? 0.3 : cells ? 1.25 : 0.75
  const mark = (e: Estimate, fill: Paint, stroke: Paint): Mark[] => {
    const shape = shapes.get(e.area)
    return shape ? [{ kind: 'path', d: shape.d, fill, stroke, strokeWidth, key: e.area }] : []
  }
  const filled = order.map((e) => ({ e, fill: fillOf(e) }))
  return [
    ...filled.flatMap(({ e, fill }) => (strong.has(fill) ? mark(e, fill, 'sheet') : [])),
    ...filled.flatMap(({ e, fill }) => (strong.has(fill) ? [] : mark(e, fill, 'outline'))),
  ]
}

/** A dashed edge in the colour that shows on the fill. */
function estimatedMarks(order: readonly Estimate[], { shapes }: Geometry, fillOf: (e: Estimate) => Paint): Mark[] {
  const line = { kind: 'path', fill: 'clear', strokeWidth: 1.5, dash: estimatedDash } as const
  return order.filter(partlyEstimated).flatMap((e): Mark[] => {
    const shape = shapes.get(e.area)
    return shape ? [{ ...line, d: shape.d, stroke: onPaint(fillOf(e)), key: e.area }] : []
  })
}

/** Yellow within black, so that it shows on every fill. */
function chosenMarks({ question }: Answer, { shapes }: Geometry): Mark[] {
  const drawn = question.chosen.flatMap((code) => shapes.get(code) ?? [])
  const line = (strokeWidth: number, stroke: Paint) =>
    drawn.map(({ d, code }): Mark => ({ kind: 'path', d, fill: 'clear', stroke, strokeWidth, key: code }))
  return [...line(5, 'edge'), ...line(2.5, 'chosen')]
}

function namesOn(
  order: readonly Estimate[],
  geometry: Geometry,
  answer: Answer,
  fillOf: (e: Estimate) => Paint,
  paints: MapPaints,
): Mark[] {
  if (geometry.cells && roomy(geometry)) return inCells(order, geometry, answer, fillOf, paints)
  const chosen = new Set(answer.question.chosen)
  const valued = order.filter((e) => e.value !== null)
  const ends = [valued[0], valued[valued.length - 1]].filter((e) => e !== undefined)
  const followed = order.filter((e) => chosen.has(e.area)).slice(0, 8)
  const named = [...new Set([...followed, ...ends])]
  const symbols = valued.filter((e) => !named.includes(e)).flatMap((e) => areaSymbol(e, geometry, fillOf(e), paints))
  return [...symbols, ...mapLabels(named, geometry, answer, fillOf)]
}

/** In narrower cells, px, names would be cut to a few letters that say nothing: then few areas are named, in full, beside them. */
const smallCell = 42

const roomy = ({ shapes }: Geometry) => [...shapes.values()].every(({ box }) => box.width >= smallCell)

function inCells(
  order: readonly Estimate[],
  { shapes }: Geometry,
  { question }: Answer,
  fillOf: (e: Estimate) => Paint,
  paints: MapPaints,
): Mark[] {
  const chosen = (e: Estimate) => question.chosen.includes(e.area)
  const names = cellNames(
    order.flatMap((e) => {
      const shape = shapes.get(e.area)
      return shape ? [{ code: e.area, name: e.name, shape, bold: chosen(e) }] : []
    }),
  )
  return order.flatMap((e): Mark[] => {
    const shape = shapes.get(e.area)
    if (!shape) return []
    const fill = fillOf(e)
    const letters = cellLetters(names.get(e.area) ?? [], shape, fill === 'hatch' ? 'none' : fill, chosen(e))
    const kept = fill === 'hatch' ? letters.map((mark) => ({ ...mark, halo: true })) : letters
    return [...kept, ...symbol(e, fill, paints, shape.cx, shape.box.y + shape.box.height - 9, 3.5)]
  })
}

/** The verdict's shape in the middle of an area with room for it, for those who do not see its colour. */
function areaSymbol(e: Estimate, { shapes }: Geometry, fill: Paint, paints: MapPaints): Mark[] {
  const shape = shapes.get(e.area)
  if (!shape || shape.area < 250 || !contains(shape.rings, shape.cx, shape.cy)) return []
  return symbol(e, fill, paints, shape.cx, shape.cy, 4)
}

function symbol(e: Estimate, fill: Paint, paints: MapPaints, cx: number, cy: number, r: number): Mark[] {
  const shape = e.value === null ? null : paints.shape(e)
  if (!shape) return []
  const place = { kind: 'symbol', shape, cx: round(cx), cy: round(cy), r, key: e.area } as const
  // Other fills have no ink of their own: a shape with an edge shows on all of them.
  return [fill === 'higher' || fill === 'lower' ? { ...place, fill: `on-${fill}` } : { ...place, fill: 'sheet', stroke: 'ink', strokeWidth: 1 }] // prettier-ignore
}

function withoutValue(order: readonly Estimate[], { indicator }: Answer): LegendEntry[] {
  const rest = order.filter((e) => e.value === null && e.status !== 'hidden').length
  return [
    ...hiddenLegend(order, indicator),
    ...(rest > 0 ? [{ label: `no value (${rest})`, paint: 'hatch', shape: 'hatch' } as const] : []),
  ]
}

function notes(answer: Answer, { shapes }: Geometry, empty: string | null): string[] {
  const lost = answer.estimates.filter((e) => !shapes.has(e.area)).map((e) => e.name)
  const named = lost.slice(0, 5).join(', ') + (lost.length > 5 ? ` and ${lost.length - 5} more` : '')
  const have = lost.length === 1 ? 'has' : 'have'
  return [
    ...(empty === null ? [] : [empty]),
    ...(lost.length === 0
      ? []
      : [
          `${counted(lost.length, answer.context.areaTypeLabel)} ${have} no boundary in this release and cannot be drawn: ${named}.`,
        ]),
  ]
}
