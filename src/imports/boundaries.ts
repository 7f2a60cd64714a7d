import { ReleaseError, type Area, type AreaType, type Topology, type TopologyGeometry } from '../domain'

interface SourceGeometry {
  type: string | null
  arcs?: unknown
  properties?: Record<string, unknown>
}
interface SourceTopology {
  type: 'Topology'
  objects: Record<string, { type: string; geometries?: SourceGeometry[] }>
  arcs: number[][][]
  transform?: Topology['transform']
}

/** Boundaries from JSON text or an object. Throws ReleaseError where it is not TopoJSON. */
function readTopology(source: unknown): SourceTopology {
  const value: unknown = typeof source === 'string' ? parse(source) : source
  const found = value as Partial<SourceTopology> | null
  if (found?.type === 'Topology' && Array.isArray(found.arcs) && found.objects) return found as SourceTopology
  throw new ReleaseError('These boundaries are not TopoJSON', {
    found:
      typeof value === 'object' && value !== null ? `keys ${Object.keys(value).slice(0, 8).join(', ')}` : typeof value,
    expected: 'an object of type Topology with objects and arcs',
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ReleaseError('These boundaries are not JSON', { found: String(error), expected: 'a TopoJSON file' })
  }
}

/**
 * Shapes of the given areas, one object an area type, with only the arcs that they use. A shape is found by the area's
 * code (`areacd`, `code`, or a column that ends in `CD`); of several under one code the one in force in `years` counts.
 * Also the codes of areas that no shape was found for, by area type.
 */
export function boundariesFor(
  source: unknown,
  areas: readonly Area[],
  types: readonly AreaType[],
  years: { first: number; last: number },
): { boundaries: Topology | null; without: Record<string, string[]> } {
  const topology = readTopology(source)
  const layers = Object.entries(topology.objects)
  const shapes = new Map<string, SourceGeometry>()
  for (const [, layer] of layers) for (const shape of layer.geometries ?? []) keepNewest(shapes, shape, years)
  const arcs = new ArcPicker(topology.arcs)
  const objects: Topology['objects'] = {}
  const without: Record<string, string[]> = {}
  for (const type of types) {
    const members = areas.filter((area) => type.includes.includes(area.type))
    const geometries = members.flatMap((area) => toGeometry(shapes.get(area.code), area, arcs))
    if (geometries.length > 0) objects[type.id] = { type: 'GeometryCollection', geometries }
    const found = new Set(geometries.map((geometry) => geometry.properties.code))
    const missing = members.filter((area) => !found.has(area.code)).map((area) => area.code)
    if (missing.length > 0) without[type.id] = missing
  }
  if (Object.keys(objects).length === 0) return { boundaries: null, without }
  const transform = topology.transform ? { transform: topology.transform } : {}
  return { boundaries: { type: 'Topology', objects, arcs: arcs.used, ...transform }, without }
}

/** Shapes that ended before the release's first year or began after its last are of other areas. */
function keepNewest(
  shapes: Map<string, SourceGeometry>,
  shape: SourceGeometry,
  years: { first: number; last: number },
) {
  const code = codeOf(shape.properties ?? {})
  if (!code || endOf(shape) < years.first || startOf(shape) > years.last) return
  const before = shapes.get(code)
  if (!before || endOf(shape) > endOf(before)) shapes.set(code, shape)
}

const startOf = (shape: SourceGeometry) => yearOf(shape.properties?.['start'], -Infinity)
const endOf = (shape: SourceGeometry) => yearOf(shape.properties?.['end'], Infinity)
const yearOf = (value: unknown, open: number) => (typeof value === 'number' && value > 0 ? value : open)

function codeOf(properties: Record<string, unknown>): string | null {
  const key =
    ['areacd', 'code'].find((name) => name in properties) ?? Object.keys(properties).find((name) => /CD$/.test(name))
  const value = key === undefined ? null : properties[key]
  return typeof value === 'string' ? value : null
}

function toGeometry(shape: SourceGeometry | undefined, area: Area, arcs: ArcPicker): TopologyGeometry[] {
  const properties = { code: area.code, name: area.name }
  if (shape?.type === 'Polygon') return [{ type: 'Polygon', arcs: arcs.rings(shape.arcs as number[][]), properties }]
  if (shape?.type === 'MultiPolygon')
    return [{ type: 'MultiPolygon', arcs: (shape.arcs as number[][][]).map((part) => arcs.rings(part)), properties }]
  return []
}

/** Gives arcs new numbers as they are used; `~i` is arc i backwards, as in TopoJSON. */
class ArcPicker {
  readonly used: number[][][] = []
  private readonly numbers = new Map<number, number>()

  constructor(private readonly all: readonly number[][][]) {}

  rings(rings: readonly (readonly number[])[]): number[][] {
    return rings.map((ring) => ring.map((arc) => (arc < 0 ? ~this.pick(~arc) : this.pick(arc))))
  }

  private pick(arc: number): number {
    const known = this.numbers.get(arc)
    if (known !== undefined) return known
    const points = this.all[arc]
    if (!points) throw new ReleaseError('These boundaries use an arc that they do not hold', { found: `arc ${arc}` })
    this.numbers.set(arc, this.used.length)
    return this.used.push(points) - 1
  }
}
