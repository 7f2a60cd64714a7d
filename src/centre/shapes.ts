import type { HexLayout, Topology, TopologyGeometry } from '../domain'

type Transform = NonNullable<Topology['transform']>

/** Boundaries of several regions in one: objects of the same name together. Lines that two regions share stay two lines. */
export function mergedBoundaries(all: readonly Topology[]): Topology | null {
  const [first] = all
  if (!first) return null
  const alike = all.every(({ transform }) => JSON.stringify(transform) === JSON.stringify(first.transform))
  const objects: Topology['objects'] = {}
  const arcs: number[][][] = []
  for (const topology of all) {
    const from = arcs.length
    for (const [name, { geometries }] of Object.entries(topology.objects)) {
      const object = (objects[name] ??= { type: 'GeometryCollection', geometries: [] })
      object.geometries.push(...geometries.map((geometry) => moved(geometry, from)))
    }
    arcs.push(...(alike ? topology.arcs : topology.arcs.map((arc) => placed(arc, topology.transform))))
  }
  return { type: 'Topology', objects, arcs, transform: alike ? first.transform : undefined, bbox: boxOf(all) }
}

/** A geometry whose arcs are counted from further on; a negative number runs its arc backwards. */
function moved(geometry: TopologyGeometry, by: number): TopologyGeometry {
  const shift = (arc: number) => (arc < 0 ? arc - by : arc + by)
  const { properties } = geometry
  if (geometry.type === 'Polygon')
    return { type: 'Polygon', arcs: geometry.arcs.map((ring) => ring.map(shift)), properties }
  return { type: 'MultiPolygon', arcs: geometry.arcs.map((rings) => rings.map((ring) => ring.map(shift))), properties }
}

/** Degrees of a quantised, delta-encoded line, to a tenth of a metre. */
function placed(arc: readonly number[][], transform: Transform | undefined): number[][] {
  if (!transform) return arc.map((point) => [...point])
  const { scale, translate } = transform
  let [x, y] = [0, 0]
  return arc.map(([dx = 0, dy = 0]) => {
    x += dx
    y += dy
    return [degrees(x * scale[0] + translate[0]), degrees(y * scale[1] + translate[1])]
  })
}

const degrees = (value: number) => Math.round(value * 1e6) / 1e6

function boxOf(all: readonly Topology[]): Topology['bbox'] {
  const boxes = all.flatMap(({ bbox }) => (bbox ? [bbox] : []))
  if (boxes.length < all.length) return undefined
  const least = (at: 0 | 1) => Math.min(...boxes.map((box) => box[at]))
  const most = (at: 2 | 3) => Math.max(...boxes.map((box) => box[at]))
  return [least(0), least(1), most(2), most(3)]
}

/** Hexagons of several regions on one grid; null where the grids differ or two areas would lie on one another. */
export function mergedLayout(all: readonly HexLayout[]): HexLayout | null {
  const [first] = all
  if (!first || all.some(({ layout }) => layout !== first.layout)) return null
  const hexes = Object.fromEntries(all.flatMap((one) => Object.entries(one.hexes)))
  const taken = new Set(Object.values(hexes).map(({ q, r }) => `${q},${r}`))
  return taken.size === Object.keys(hexes).length ? { layout: first.layout, hexes } : null
}
