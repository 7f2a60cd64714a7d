import { feature, neighbors } from 'topojson-client'
import { areCells, fit, type Frame, type Geometry, type Outline } from './geometry'

/** TopoJSON (topojson-specification). Geometries bear their area's code as property `code`, or as id. */
export type Topology = Parameters<typeof feature>[0]

/** `geographic`: degrees of longitude and latitude; `planar`: any unit, y upwards. */
export type Coordinates = 'geographic' | 'planar'

interface Located {
  code: string
  /** GeoJSON rings of its polygons. */
  polygons: number[][][][]
}

interface Layer {
  located: Located[]
  borders: Map<string, string[]>
}

const layers = new WeakMap<Topology, Map<string, Layer>>()
const fitted = new WeakMap<Layer, Map<string, Geometry>>()

/** Outlines of the areas that a topology holds, fitted to the frame; kept, so that a new colouring costs nothing. */
export function boundaryGeometry(
  topology: Topology,
  codes: readonly string[],
  frame: Frame,
  coordinates?: Coordinates,
): Geometry {
  const layer = layerOf(topology, codes)
  const found = fitted.get(layer) ?? new Map<string, Geometry>()
  fitted.set(layer, found)
  const key = [frame.left, frame.right, frame.top, frame.bottom, frame.width, frame.height, coordinates].join()
  const kept = found.get(key)
  if (kept) return kept
  const project = (coordinates ?? coordinatesOf(layer)) === 'geographic' ? transverse : upwards
  const { shapes, height } = fit(
    layer.located.map((area) => outline(area, project)),
    frame,
  )
  const geometry = { shapes, borders: layer.borders, width: frame.width, height, cells: areCells(shapes) }
  if (found.size > 7) found.clear()
  found.set(key, geometry)
  return geometry
}

/** Whether the boundaries of these areas are hexagons themselves, so that a layout of hexagons would show them again. */
export function areHexagons(topology: Topology, codes: readonly string[]): boolean {
  const { located } = layerOf(topology, codes)
  const corners = ({ polygons: [first = [], ...more] }: Located) =>
    more.length > 0 || first.length !== 1 ? Infinity : (first[0]?.length ?? Infinity)
  return located.length > 0 && located.every((area) => corners(area) <= 7)
}

function layerOf(topology: Topology, codes: readonly string[]): Layer {
  const kept = layers.get(topology) ?? new Map<string, Layer>()
  layers.set(topology, kept)
  const key = codes.join(' ')
  const found = kept.get(key)
  if (found) return found
  const layer = readLayer(topology, new Set(codes))
  if (kept.size > 15) kept.clear()
  kept.set(key, layer)
  return layer
}

type Collection = Extract<Topology['objects'][string], { type: 'GeometryCollection' }>
type Member = Collection['geometries'][number]

/** The object that holds most of the areas asked about. */
function readLayer(topology: Topology, codes: ReadonlySet<string>): Layer {
  let best: Member[] = []
  for (const object of Object.values(topology.objects)) {
    if (object.type !== 'GeometryCollection') continue
    const members = object.geometries.filter((member) => codes.has(codeOf(member)))
    if (members.length > best.length) best = members
  }
  const located = best.map((member) => ({ code: codeOf(member), polygons: polygonsOf(topology, member) }))
  const touching = neighbors(best as Parameters<typeof neighbors>[0])
  const borders = new Map(located.map(({ code }, i) => [code, (touching[i] ?? []).map((j) => located[j]?.code ?? '')]))
  return { located: located.filter(({ polygons }) => polygons.length > 0), borders }
}

function codeOf(member: Member): string {
  const properties = (member.properties ?? {}) as Record<string, unknown>
  return String(properties['code'] ?? member.id ?? '')
}

function polygonsOf(topology: Topology, member: Member): number[][][][] {
  const found = feature(topology, member)
  if (found.type !== 'Feature') return []
  const { geometry } = found
  if (geometry?.type === 'Polygon') return [geometry.coordinates]
  return geometry?.type === 'MultiPolygon' ? geometry.coordinates : []
}

/** Degrees if everything lies about the British Isles; otherwise some plane, as of a drawn layout. */
function coordinatesOf({ located }: Layer): Coordinates {
  for (const { polygons } of located)
    for (const [outer = []] of polygons)
      for (const [x = 0, y = 0] of outer) if (x < -15 || x > 6 || y < 48 || y > 63) return 'planar'
  return 'geographic'
}

function outline({ code, polygons }: Located, project: (x: number, y: number) => [number, number]): Outline {
  const rings = polygons.flatMap((polygon) =>
    polygon.map((ring) => ring.slice(0, -1).flatMap(([x = 0, y = 0]) => project(x, y))),
  )
  return { code, rings }
}

function upwards(x: number, y: number): [number, number] {
  return [x, -y]
}

const radians = Math.PI / 180

/** Transverse Mercator on the sphere about 2° W, the meridian of the British grid; y downwards. Snyder (1987), p. 58. */
function transverse(longitude: number, latitude: number): [number, number] {
  const [l, p] = [(longitude + 2) * radians, latitude * radians]
  return [Math.atanh(Math.cos(p) * Math.sin(l)), -Math.atan2(Math.tan(p), Math.cos(l))]
}
