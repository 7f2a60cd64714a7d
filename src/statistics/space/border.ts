import type { Topology, TopologyGeometry } from '../../domain'
import { neighboursFromLists, type Neighbours } from './neighbours'

/** What areas must share to be neighbours: `rook` a stretch of border, `queen` at least a point. */
export type BorderRule = 'rook' | 'queen'

/**
 * Contiguity: neighbours by shared border, read from the arcs of a TopoJSON topology (an arc that two areas draw is their
 * border). `rook`: a shared arc of some length; `queen`: a shared point. `codes` are the areas, in the order that results
 * shall have; several shapes of one code are one area, shapes of other codes are passed over. An area without a shape is
 * an island. Arcs must be cut where three areas meet and stored once, as TopoJSON's tools do.
 * Source: Cliff & Ord (1981), Spatial Processes, ch. 1; Bostock & Metcalf (2015), The TopoJSON format.
 */
export function borderNeighbours(topology: Topology, codes: readonly string[], rule: BorderRule): Neighbours {
  const places = new Map(codes.map((code, place) => [code, place]))
  const sharers = new Map<number | string, Set<number>>()
  const keysOf = rule === 'rook' ? lengthOf(topology) : pointsOf(topology)
  for (const { geometries } of Object.values(topology.objects))
    for (const geometry of geometries) {
      const place = places.get(geometry.properties.code)
      if (place === undefined) continue
      for (const arc of arcsOf(geometry)) for (const key of keysOf(arc)) share(sharers, key, place)
    }
  return neighboursFromLists(listsOf(sharers.values(), codes.length))
}

/** Arcs by number; one drawn backwards is written as −1 − number. */
function arcsOf(geometry: TopologyGeometry): number[] {
  const rings = geometry.type === 'Polygon' ? geometry.arcs : geometry.arcs.flat()
  return rings.flat().map((arc) => (arc < 0 ? ~arc : arc))
}

function share(sharers: Map<number | string, Set<number>>, key: number | string, place: number): void {
  const known = sharers.get(key)
  if (known) known.add(place)
  else sharers.set(key, new Set([place]))
}

/** The arc itself, unless snapping to a grid has left it without length. */
function lengthOf(topology: Topology): (arc: number) => number[] {
  return (arc) => (new Set(pointsOfArc(topology, arc)).size > 1 ? [arc] : [])
}

function pointsOf(topology: Topology): (arc: number) => string[] {
  return (arc) => pointsOfArc(topology, arc)
}

/** Points as text; with a transform they are steps from point to point on a grid of whole numbers. */
function pointsOfArc({ arcs, transform }: Topology, arc: number): string[] {
  let [x, y] = [0, 0]
  return (arcs[arc] ?? []).map(([dx = 0, dy = 0]) => {
    ;[x, y] = transform ? [x + dx, y + dy] : [dx, dy]
    return `${x},${y}`
  })
}

function listsOf(shared: Iterable<Set<number>>, areas: number): number[][] {
  const lists = Array.from({ length: areas }, () => new Set<number>())
  for (const sharers of shared)
    for (const one of sharers) for (const other of sharers) if (one !== other) lists[one]!.add(other)
  return lists.map((list) => [...list])
}
