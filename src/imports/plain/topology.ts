import { quantize } from 'topojson-client'
import { topology as toTopology } from 'topojson-server'
import { toDegrees, type Projection } from './grid'
import { simplified } from './simplify'

/** What of a feature of GeoJSON is read. */
export interface Feature {
  id?: unknown
  properties?: Readonly<Record<string, unknown>> | null
  geometry?: { type: string; coordinates: unknown } | null
}
/** What of a geometry of TopoJSON is read. */
export interface AnyGeometry {
  type: string | null
  id?: unknown
  arcs?: unknown
  properties?: Readonly<Record<string, unknown>> | null
}
export interface AnyTopology {
  type: 'Topology'
  objects: Readonly<Record<string, { type: string; geometries?: readonly AnyGeometry[] }>>
  arcs: readonly number[][][]
  transform?: { scale: [number, number]; translate: [number, number] }
}

/** More points than this make a map slow, and show nothing more. */
const MOST_POINTS = 60_000

/** Every point of polygons, or of the lines of a topology. */
export function* pointsOf(of: readonly Feature[] | AnyTopology): Generator<readonly number[]> {
  if ('arcs' in of) for (const arc of absolute(of)) yield* arc
  else for (const { geometry } of of) yield* pointsIn(geometry?.coordinates)
}

function* pointsIn(nested: unknown): Generator<readonly number[]> {
  if (!Array.isArray(nested)) return
  if (typeof nested[0] === 'number') yield nested as number[]
  else for (const inner of nested) yield* pointsIn(inner)
}

/**
 * A topology in degrees with shared lines once, its geometries as `label` gives them; lines thinned where there are very many points.
 * A topology in degrees that is small enough keeps its lines as they are.
 */
export function topologyOf(
  source: { features: readonly Feature[] } | { topology: AnyTopology },
  projection: Projection,
  label: (geometry: AnyGeometry) => AnyGeometry,
): AnyTopology {
  const made = 'topology' in source ? source.topology : madeOf(source.features)
  const points = made.arcs.reduce((sum, arc) => sum + arc.length, 0)
  const asIs = 'topology' in source && projection === 'degrees' && points <= MOST_POINTS
  const lines = asIs ? made : redrawn(made, projection)
  const objects = Object.entries(lines.objects).map(([name, object]) => [name, { ...object, geometries: (object.geometries ?? []).map(label) }]) // prettier-ignore
  return { ...lines, objects: Object.fromEntries(objects) as AnyTopology['objects'] }
}

const madeOf = (features: readonly Feature[]) =>
  toTopology({ areas: { type: 'FeatureCollection', features: features.map(plain) } }) as AnyTopology

/** Heights and other numbers beyond the second would make equal points differ. */
const plain = ({ id, properties, geometry }: Feature) => ({
  ...{ type: 'Feature', id, properties },
  geometry: { type: geometry?.type, coordinates: flat(geometry?.coordinates) },
})

function flat(nested: unknown): unknown {
  if (!Array.isArray(nested)) return nested
  return typeof nested[0] === 'number' ? nested.slice(0, 2) : nested.map(flat)
}

function redrawn(topology: AnyTopology, projection: Projection): AnyTopology {
  const project = toDegrees[projection]
  const degrees = absolute(topology).map((arc) => arc.map(([x = 0, y = 0]) => project(x, y)))
  const { transform: _old, ...rest } = topology
  const arcs = simplified(degrees, MOST_POINTS)
  return quantize({ ...rest, arcs } as never, 1e5) as unknown as AnyTopology
}

/** Lines as points and not as steps from one to the next. */
function absolute({ arcs, transform }: AnyTopology): number[][][] {
  if (!transform) return arcs as number[][][]
  const [[kx, ky], [dx, dy]] = [transform.scale, transform.translate]
  return arcs.map((arc) => {
    let [x, y] = [0, 0]
    return arc.map(([stepX = 0, stepY = 0]) => {
      x += stepX
      y += stepY
      return [x * kx + dx, y * ky + dy]
    })
  })
}
