import type { Answer, AreaGroup, Estimate, HexLayout } from '../domain'
import { counted, formatCount, formatNumber, ranked, sayEstimate } from '../words'
import { inGroupsWords } from '../words/own-groups'
import { saySureness, sureNote } from '../words/sureness'
import { boundaryGeometry, type Coordinates, type Topology } from './boundaries'
import {
  emptyScene,
  estimatedLegend,
  hiddenLegend,
  partlyEstimated,
  round,
  sceneBase,
  standsOut,
  type Chart,
} from './chart'
import type { Frame, Geometry, Shape } from './geometry'
import { hexGeometry } from './hexagons'
import { amountsOf, circlePath, circlesOn, circleSizes, REACH, roomFor, type Circles } from './mapCircles'
import { groupLegend, groupMarks, groupMarksOnChosen } from './mapGroups'
import { areaMarks, chosenMarks, estimatedMarks, groundMarks, namesOn, type Inks } from './mapMarks'
import { valuePaints, verdictPaints, type Label, type MapPaints } from './mapPaints'
import { stripeMarks, stripesOf, sureLegend } from './mapSure'
import { arrowNeighbours } from './neighbours'
import type { LegendEntry, Scene, SceneItem, Size } from './scene'

interface MapExtras {
  boundaries?: Topology | null
  layout?: HexLayout | null
  /** Outlines, one hexagon an area, or circles on them. The first two stand in where the release holds only the other. */
  map?: 'areas' | 'hexagons' | 'symbols'
  /** Colours say how areas stand to the comparator, or how high their values are. */
  shows?: 'verdict' | 'value'
  /** What colours say instead, from a study of the answer. */
  paints?: MapPaints | null
  /** Whether stripes say how sure each value is. */
  sure?: boolean
  /** The reader’s own, outlined. */
  groups?: readonly AreaGroup[]
  /** How many times closer than whole the size is: there is room for more names then. */
  closer?: number
  /** What the boundaries' numbers are; found from the numbers where absent. */
  coordinates?: Coordinates
  /** Pixels at the sides that hexagons and squares leave to names; few where absent. */
  sea?: number
}

/** Areas where they lie, coloured by verdict or by value. */
export function mapScene(answer: Answer, size: Size, extras: MapExtras = {}): Scene {
  const { shows = 'verdict', sure = false, groups = [], closer = 1 } = extras
  const base = sceneBase(answer, 'map', shows === 'value' ? 'values' : 'verdicts', extras.map === 'symbols' ? 'Map with circles' : 'Map') // prettier-ignore
  if (answer.estimates.length === 0) return emptyScene(base, size)
  const land = geometryOf(answer, frameFor(size), extras)
  if (!land || land.shapes.size === 0)
    return emptyScene(
      base,
      size,
      `This release holds no boundaries for ${answer.context.areaTypeLabel.many}, so there is no map of them. The ranked list and Compare hold every one.`,
    )
  const drawn = drawingOf(answer, size, extras, land)
  const { geometry, circles } = drawn
  const paints = extras.paints ?? (shows === 'value' ? valuePaints(answer) : verdictPaints(base.legend))
  const inks: Inks = {
    answer,
    geometry,
    paints,
    fillOf: (e) => (e.value === null ? 'hatch' : paints.paint(e)),
    striped: (e) => sure && stripesOf(e) !== null,
    closer,
    overlaid: circles !== null,
    labelOf: (e) => labelOf(e, answer, paints, circles),
  }
  const order = ranked(answer.estimates).filter((e) => geometry.shapes.has(e.area))
  const layers = circles ? largestFirst(order, geometry) : order
  return {
    ...base,
    empty: null,
    legend: [
      ...paints.legend,
      ...withoutValue(order, answer),
      ...(circles ? withoutSize(order, circles) : []),
      ...estimatedLegend(order),
      ...(sure ? sureLegend(order) : []),
      ...groupLegend(groups, geometry),
    ],
    sizes: circles ? circleSizes(circles, order) : undefined,
    overlaid: circles ? true : undefined,
    notes: notes(answer, drawn, base.empty, extras),
    width: size.width,
    height: geometry.height,
    marks: [
      ...(circles ? groundMarks(drawn.land) : []),
      ...(circles ? circleLayers(layers, inks, sure) : flatLayers(order, inks, sure)),
      ...groupMarks(groups, geometry),
      ...chosenMarks(inks),
      ...groupMarksOnChosen(groups, geometry, answer.question.chosen),
      ...namesOn(order, inks),
    ],
    items: order.flatMap((e) => {
      const shape = geometry.shapes.get(e.area)
      const name = nameOf(e, answer, { paints, sure, circles, groups })
      return shape
        ? [{ ...(circles ? circleItem(shape, name) : areaItem(shape, name)), standsOut: standsOut(e.verdict) }]
        : []
    }),
    neighbours: arrowNeighbours(drawn.land),
  }
}

export const mapChart: Chart<MapExtras> = {
  id: 'map',
  label: 'Map',
  accepts: () => true,
  scene: mapScene,
}

interface Drawing {
  /** What is coloured: areas, or the circles on them. */
  geometry: Geometry
  land: Geometry
  circles: Circles | null
}

function drawingOf(answer: Answer, size: Size, extras: MapExtras, land: Geometry): Drawing {
  const amounts = extras.map === 'symbols' ? amountsOf(answer) : null
  if (!amounts) return { geometry: land, land, circles: null }
  const { closer = 1 } = extras
  const wide = circlesOn(land, answer.estimates, amounts, closer)
  const fitted = geometryOf(answer, roomFor(wide, land, frameFor(size)), extras) ?? land
  const circles = circlesOn(fitted, answer.estimates, amounts, closer)
  return { geometry: circles.geometry, land: fitted, circles }
}

function geometryOf(
  answer: Answer,
  frame: Frame,
  { boundaries, layout, map, coordinates, sea }: MapExtras,
): Geometry | null {
  const codes = answer.estimates.map((e) => e.area)
  const narrow = map === 'symbols' ? frame : hexFrame(frame, sea)
  const hexagons = () => (layout ? hexGeometry(layout, codes, narrow) : null)
  const areas = () => {
    if (!boundaries) return null
    const found = boundaryGeometry(boundaries, codes, frame, coordinates)
    return found.cells ? boundaryGeometry(boundaries, codes, narrow, coordinates) : found
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

function hexFrame(frame: Frame, sea = 6): Frame {
  return { ...frame, left: sea, right: sea }
}

/** What the map shows of an area: what colours stand for, else the amount of its circle, else its value. */
function labelOf(e: Estimate, { indicator }: Answer, paints: MapPaints, circles: Circles | null): Label | null {
  if (paints.label) return paints.label(e)
  const amount = circles ? circles.amounts.of(e) : e.value
  const text = () => (circles ? formatCount(amount ?? 0) : formatNumber(amount ?? 0, indicator))
  return amount === null ? null : { amount, text }
}

function flatLayers(order: readonly Estimate[], inks: Inks, sure: boolean) {
  const stripes = sure ? stripeMarks(order, inks.geometry) : []
  return [...areaMarks(order, inks), ...stripes, ...estimatedMarks(order, inks)]
}

/** One circle whole after the other, so that stripes and edges of a large one do not run over a small one. */
function circleLayers(order: readonly Estimate[], inks: Inks, sure: boolean) {
  const over = sure || order.some(partlyEstimated)
  return over ? order.flatMap((e) => flatLayers([e], inks, sure)) : areaMarks(order, inks)
}

function largestFirst(order: readonly Estimate[], { shapes }: Geometry): Estimate[] {
  const byArea = new Map(order.map((e) => [e.area, e]))
  return [...shapes.keys()].flatMap((code) => byArea.get(code) ?? [])
}

function areaItem({ code, d, cx, cy, box }: Shape, name: string): SceneItem {
  const { x, y, width, height } = box
  const small = Math.min(width, height) < 2 * REACH
  return {
    key: code,
    name,
    box: { x: round(x), y: round(y), width: round(width), height: round(height) },
    outline: d,
    reach: small ? { cx: round(cx), cy: round(cy), r: REACH } : undefined,
  }
}

function circleItem({ code, cx, cy, box }: Shape, name: string): SceneItem {
  const r = Math.max(REACH, box.width / 2)
  const [x, y] = [round(cx), round(cy)]
  return {
    key: code,
    name,
    box: { x: round(cx - r), y: round(cy - r), width: round(2 * r), height: round(2 * r) },
    outline: circlePath(x, y, round(r)),
    reach: { cx: x, cy: y, r },
  }
}

/** The table's words, with what the map says beside them: the size of the circle, the colour, the stripes. */
function nameOf(
  e: Estimate,
  answer: Answer,
  { paints, sure, circles, groups }: { paints: MapPaints; sure: boolean; circles: Circles | null; groups: readonly AreaGroup[] }, // prettier-ignore
): string {
  const amount = circles?.amounts.of(e) ?? null
  // A count beside groups that are hidden is said already.
  const size = amount === null || e.hidden === 'groups' ? '' : `${formatCount(amount)} ${circles?.amounts.what}`
  const more = e.value === null ? [] : [paints.say(e), sure ? saySureness(e) : '']
  return [sayEstimate(e, answer), size, ...more, inGroupsWords(e.area, groups)].filter(Boolean).join('; ')
}

function withoutValue(order: readonly Estimate[], { indicator }: Answer): LegendEntry[] {
  const rest = order.filter((e) => e.value === null && e.status !== 'hidden').length
  return [
    ...hiddenLegend(order, indicator),
    ...(rest > 0 ? [{ label: `no value (${rest})`, paint: 'hatch', shape: 'hatch' } as const] : []),
  ]
}

/** Squares in colour, and crosses: values whose amount was not told, or is none. */
function withoutSize(order: readonly Estimate[], { amounts }: Circles): LegendEntry[] {
  const untold = order.filter((e) => e.value !== null && amounts.of(e) === null).length
  const none = order.filter((e) => amounts.of(e) === 0).length
  return [
    ...(untold > 0 ? [{ label: `number of ${amounts.what} not told (${untold})`, paint: 'none', shape: 'swatch' } as const] : []), // prettier-ignore
    ...(none > 0 ? [{ label: `no ${amounts.what} (${none})`, paint: 'outline', shape: 'cross' } as const] : []),
  ]
}

function notes(answer: Answer, { land, circles }: Drawing, empty: string | null, extras: MapExtras): string[] {
  const lost = answer.estimates.filter((e) => !land.shapes.has(e.area)).map((e) => e.name)
  const named = lost.slice(0, 5).join(', ') + (lost.length > 5 ? ` and ${lost.length - 5} more` : '')
  const have = lost.length === 1 ? 'has' : 'have'
  const unsized = extras.map === 'symbols' && !circles
  return [
    ...(empty === null ? [] : [empty]),
    ...(unsized ? ['There are no counts here to size circles by, so the areas are coloured instead.'] : []),
    ...(extras.sure && empty === null ? [sureNote(answer)] : []),
    ...(lost.length === 0
      ? []
      : [
          `${counted(lost.length, answer.context.areaTypeLabel)} ${have} no boundary in this release and cannot be drawn: ${named}.`,
        ]),
  ]
}
