import { ReleaseError, type Area, type AreaType, type HexLayout, type Topology } from '../../domain'
import { boundariesFor } from '../boundaries'
import { linkCode, typeByCode } from './areas'
import { projectionOf, type Projection } from './grid'
import { normalName, type KnownArea } from './names'
import { pointsOf, topologyOf, type AnyGeometry, type AnyTopology, type Feature } from './topology'

type Properties = Readonly<Record<string, unknown>>

/** A file that draws areas, with what its properties are guessed to be. */
export interface Shapes {
  name: string
  kind: 'GeoJSON' | 'TopoJSON' | 'HexJSON'
  /** What its points are measured in; null for hexagons on a grid of their own. */
  projection: Projection | null
  /** Properties of its areas, in order; `id` where they have one apart. */
  keys: readonly string[]
  /** Which property is the area's code, which its name; null where none is. */
  code: string | null
  label: string | null
  places: readonly Properties[]
  source: { features: readonly Feature[] } | { topology: AnyTopology } | { layout: HexLayout }
}

/** Whether a text is JSON that draws areas, by its beginning alone: large lists may stand before the word for what it is. */
export const looksDrawn = (text: string): boolean =>
  /^\s*\{/.test(text) &&
  /"type"\s*:\s*"(FeatureCollection|Feature|Topology)"|"(hexes|features|arcs|objects)"\s*:/.test(text)

/** Reads GeoJSON, TopoJSON or HexJSON. Throws ReleaseError where it is none of them, or measured in something unknown. */
export function readShapes(name: string, text: string): Shapes {
  const json = parsed(name, text)
  try {
    return shapesIn(name, json)
  } catch (error) {
    // Nulls where lists should be, lists ten thousand deep.
    if (error instanceof TypeError || error instanceof RangeError) throw notDrawn(name, 'JSON that is broken inside')
    throw error
  }
}

function shapesIn(name: string, json: Record<string, unknown>): Shapes {
  if (json['hexes'] !== undefined) return readHexes(name, json)
  if (json['type'] === 'Topology') return readTopology(name, json as unknown as AnyTopology)
  const features = json['type'] === 'Feature' ? [json] : json['features']
  if (!Array.isArray(features)) throw notDrawn(name, `keys ${Object.keys(json).slice(0, 8).join(', ')}`)
  return readFeatures(name, features as Feature[])
}

function parsed(name: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''))
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
    throw notDrawn(name, typeof value)
  } catch (error) {
    throw error instanceof ReleaseError ? error : notDrawn(name, String(error))
  }
}

const notDrawn = (name: string, found: string) =>
  new ReleaseError(`${name} holds no boundaries`, { found, expected: 'GeoJSON (a FeatureCollection of polygons), TopoJSON or HexJSON' }) // prettier-ignore

const isArea = (type: unknown) => type === 'Polygon' || type === 'MultiPolygon'

function readFeatures(name: string, all: readonly Feature[]): Shapes {
  const features = all.filter((feature) => isArea(feature.geometry?.type))
  if (features.length === 0) throw notDrawn(name, `${all.length} features, none of them a polygon`)
  const projection = known(name, projectionOf(pointsOf(features)))
  return described({ name, kind: 'GeoJSON', projection, source: { features } }, features)
}

function readTopology(name: string, topology: AnyTopology): Shapes {
  if (!topology.objects || !Array.isArray(topology.arcs)) throw notDrawn(name, 'a topology without objects or arcs')
  const members = Object.values(topology.objects).flatMap(({ geometries }) => geometries ?? [])
  const areas = members.filter(({ type }) => isArea(type))
  if (areas.length === 0) throw notDrawn(name, `${members.length} shapes, none of them a polygon`)
  const projection = known(name, projectionOf(pointsOf(topology)))
  return described({ name, kind: 'TopoJSON', projection, source: { topology } }, areas)
}

function known(name: string, projection: Projection | null): Projection {
  if (projection) return projection
  throw new ReleaseError(`${name} is measured in coordinates that Cairn does not know`, {
    expected: 'longitude and latitude in degrees (WGS 84), British National Grid or Web Mercator in metres',
    todo: 'Save the boundaries again as “EPSG:4326 – WGS 84”.',
  })
}

const LAYOUTS = ['odd-r', 'even-r', 'odd-q', 'even-q'] as const

function readHexes(name: string, json: Record<string, unknown>): Shapes {
  const layout = LAYOUTS.find((one) => one === json['layout'])
  const hexes = Object.entries((json['hexes'] ?? {}) as Record<string, Record<string, unknown> | null>)
  const places = hexes.filter(([, hex]) => Number.isFinite(hex?.['q']) && Number.isFinite(hex?.['r']))
  if (!layout || places.length === 0)
    throw new ReleaseError(`${name} is not HexJSON that can be drawn`, {
      found: layout
        ? `${hexes.length} hexagons, none with numbers q and r`
        : `layout ${JSON.stringify(json['layout'])}`,
      expected: `layout ${LAYOUTS.join(', ')}; hexes with q and r`,
    })
  const cells = Object.fromEntries(places.map(([code, hex]) => [code, { q: Number(hex!['q']), r: Number(hex!['r']) }]))
  const properties = places.map(([code, hex]) => ({ id: code, properties: { ...hex } }))
  return described(
    { name, kind: 'HexJSON', projection: null, source: { layout: { layout, hexes: cells } } },
    properties,
  )
}

type Place = { id?: unknown; properties?: Properties | null }

function described(of: Pick<Shapes, 'name' | 'kind' | 'projection' | 'source'>, all: readonly Place[]): Shapes {
  const places = all.map(placeOf)
  const keys = [...new Set(places.slice(0, 50).flatMap((place) => Object.keys(place)))]
  const texts = (key: string) => places.flatMap((place) => (isText(place[key]) ? [String(place[key])] : []))
  const filled = keys.filter((key) => texts(key).length > places.length / 2)
  const official = (key: string) => texts(key).filter((text) => typeByCode(text) !== null).length > places.length / 2
  const named = (form: RegExp) => filled.find((key) => form.test(key))
  const code = filled.find(official) ?? named(/^(code|areacd|id)$|cd$|code$/i) ?? null
  const wordy = (key: string) => key !== code && texts(key).some((text) => /[a-z]{3}/i.test(text)) && new Set(texts(key)).size > places.length / 2 // prettier-ignore
  const label = filled.filter((key) => key !== code).find((key) => /^(name|areanm|n|label)$|nm$|name$/i.test(key)) ?? filled.find(wordy) ?? null // prettier-ignore
  return { ...of, keys, code, label, places }
}

/** What a shape says of itself, its id among it. */
const placeOf = ({ id, properties }: Place): Properties => (isText(id) ? { ...properties, id } : { ...properties })

const isText = (value: unknown): boolean => (typeof value === 'string' && value !== '') || typeof value === 'number'

const textOf = (place: Properties, key: string | null) => (key !== null && isText(place[key]) ? String(place[key]).trim() : '') // prettier-ignore

/** Areas that a file draws, for recognising those of a table. */
export function areasDrawn({ places, code, label }: Shapes): KnownArea[] {
  return places.flatMap((place) => {
    const [id, name] = [textOf(place, code), textOf(place, label)]
    return id ? [{ code: linkCode(id), name: name || id, type: typeByCode(id) ?? '', parents: [] }] : []
  })
}

/** The area of a release that a shape is of: by its code, else by its name. */
function finder(areas: readonly Area[], { code, label }: Shapes): (place: Properties) => Area | undefined {
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const byName = new Map(areas.map((area) => [normalName(area.name), area]))
  return (place) =>
    byCode.get(linkCode(textOf(place, code))) ?? (label ? byName.get(normalName(textOf(place, label))) : undefined)
}

/** What draws the areas of a release: the first file with boundaries, and the first with hexagons; and who has none. */
export function drawn(
  shapes: readonly Shapes[],
  areas: readonly Area[],
  types: readonly AreaType[],
  years: { first: number; last: number },
): { boundaries: Topology | null; layout: HexLayout | null; without: Record<string, string[]> | null } {
  const outlines = shapes.find(({ kind }) => kind !== 'HexJSON')
  const hexes = shapes.find(({ kind }) => kind === 'HexJSON')
  const layout = hexes ? layoutOf(hexes, areas) : null
  if (!outlines) return { boundaries: null, layout, without: null }
  const find = finder(areas, outlines)
  const relabelled = topologyOf(outlines.source as Exclude<Shapes['source'], { layout: HexLayout }>, outlines.projection ?? 'degrees', (geometry) => withCode(geometry, find)) // prettier-ignore
  return { ...boundariesFor(relabelled, areas, types, years), layout }
}

function withCode(geometry: AnyGeometry, find: (place: Properties) => Area | undefined): AnyGeometry {
  const place = placeOf(geometry)
  const area = find(place)
  // Years in force, by which a code's newest shape is found.
  const { start, end } = place
  return { ...geometry, properties: { code: area?.code, start, end } }
}

function layoutOf(hexes: Shapes, areas: readonly Area[]): HexLayout | null {
  if (!('layout' in hexes.source)) return null
  const { layout, hexes: cells } = hexes.source.layout
  const find = finder(areas, hexes)
  const placed = hexes.places.flatMap((place) => {
    const [area, cell] = [find(place), cells[String(place['id'])]]
    return area && cell ? [[area.code, { ...cell, n: area.name }] as const] : []
  })
  return placed.length > 0 ? { layout, hexes: Object.fromEntries(placed) } : null
}
