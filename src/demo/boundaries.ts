import type { Topology } from '../domain'
import { topology } from 'topojson-server'
import { corners } from './hexagons'
import { places, regions, type Place, type Region } from './places'

type Corner = [number, number]
interface Outline {
  type: 'Feature'
  properties: { code: string; name: string }
  geometry: { type: 'Polygon'; coordinates: Corner[][] }
}

/**
 * Hexagons as TopoJSON with shared arcs: object `la`, an authority each, and `region`, their outer borders. They are drawn
 * around the middle of the North in degrees, so that whatever draws boundaries draws them; not where places really are.
 */
export function hexBoundaries(only?: Region): Topology {
  const drawn = places.filter((place) => !only || place.region === only.id)
  const la = drawn.map((place) => outline(place.code, place.name, [place]))
  const region = regions
    .filter(({ id }) => !only || id === only.id)
    .map(({ id, code, name }) =>
      outline(
        code,
        name,
        drawn.filter((place) => place.region === id),
      ),
    )
  return topology({ la: collection(la), region: collection(region) }, 1e5) as Topology
}

const collection = (features: Outline[]) => ({ type: 'FeatureCollection' as const, features })

function outline(code: string, name: string, members: readonly Place[]): Outline {
  const coordinates = ringsAround(members).map((ring) => ring.map(toDegrees))
  return { type: 'Feature', properties: { code, name }, geometry: { type: 'Polygon', coordinates } }
}

/**
 * The border around hexagons that touch one another: sides that two of them share cancel out, the rest are chained,
 * clockwise as d3-geo wants it. The ring with the topmost corner comes first; others would be holes.
 */
function ringsAround(members: readonly Place[]): Corner[][] {
  const sides = new Map<string, [Corner, Corner]>()
  for (const { hex } of members) {
    const around = corners(hex)
    around.forEach((from, at) => {
      const to = around[(at + 1) % 6] as Corner
      if (!sides.delete(`${to}>${from}`)) sides.set(`${from}>${to}`, [from, to])
    })
  }
  return chain([...sides.values()])
}

function chain(sides: [Corner, Corner][]): Corner[][] {
  const onwards = new Map(sides.map(([from, to]) => [String(from), to]))
  const rings: Corner[][] = []
  for (const [start] of [...sides].sort(([a], [b]) => a[1] - b[1] || a[0] - b[0])) {
    if (!onwards.has(String(start))) continue
    const ring: Corner[] = [start]
    for (let at = start; ;) {
      const next = onwards.get(String(at))
      onwards.delete(String(at))
      if (!next) break
      ring.push(next)
      at = next
    }
    rings.push(ring)
  }
  return rings
}

/** Half a hexagon's width, in degrees of longitude. */
const HALF_WIDTH = 0.2
/** A quarter of its height in degrees of latitude: height is width × 2 ∕ √3, and a degree north is 1.7 degrees east at 54°. */
const QUARTER_HEIGHT = (HALF_WIDTH * 1.1547 * 0.5878) / 2

function toDegrees([x, y]: Corner): Corner {
  return [round(-2 + (x - 12) * HALF_WIDTH), round(54.2 - (y - 17) * QUARTER_HEIGHT)]
}

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5
