import { CalculationError } from '../../domain/errors'
import { neighboursFromLists, type Neighbours } from './neighbours'
import { pointTree, searchTree, type PointTree } from './nearest-tree'

/**
 * Where areas are: on a plane, in any unit (such as metres of a national grid), which is then that of distances; or on the
 * globe, in degrees, distances being kilometres along great circles.
 */
export type Places =
  | { on: 'plane'; x: ArrayLike<number>; y: ArrayLike<number> }
  | { on: 'globe'; longitude: ArrayLike<number>; latitude: ArrayLike<number> }

/** Mean radius of the Earth in kilometres; a sphere is within 0.6 % of the ellipsoid. Source: Moritz (2000), J Geodesy 74:128–133. */
export const EARTH_RADIUS_KM = 6371.0088

/**
 * The k nearest neighbours of each area by distance between points: on a plane, `d² = Δx² + Δy²`, or along great
 * circles of the globe, `d = 2R asin(chord∕2)`. Of
 * areas equally far the one that stands first is taken. Not symmetric: A may be among B's nearest, and B not among A's.
 * Source: Anselin (1988), Spatial Econometrics, ch. 3.
 * Throws a CalculationError unless k is a whole number from 1 to one less than the areas, and all points are finite.
 */
export function nearestNeighbours(places: Places, k: number): Neighbours {
  const tree = treeOf(places)
  const areas = tree.order.length
  if (!(Number.isInteger(k) && k >= 1 && k < areas))
    throw new CalculationError(`Nearest neighbours: found k ${k}, expected a whole number from 1 to ${areas - 1}`)
  return neighboursFromLists(Array.from({ length: areas }, (_, area) => nearestOf(tree, area, k)))
}

function nearestOf(tree: PointTree, area: number, k: number): number[] {
  const found: { id: number; distance2: number }[] = []
  searchTree(tree, area, (id, distance2) => {
    if (id !== area) {
      const before = found.findIndex((one) => distance2 < one.distance2 || (distance2 === one.distance2 && id < one.id))
      found.splice(before < 0 ? found.length : before, 0, { id, distance2 })
      if (found.length > k) found.pop()
    }
    return found.length < k ? Infinity : found[k - 1]!.distance2
  })
  return found.map(({ id }) => id)
}

/**
 * Distance band: neighbours are the areas whose point lies at most `distance` away, `d(A, B) ≤ distance`, in the unit of
 * the plane or in kilometres along great circles of the globe, `d = 2R asin(chord∕2)`. Areas at the same point are neighbours. One with nobody so near is an island.
 * Source: Anselin (1988), Spatial Econometrics, ch. 3.
 * Throws a CalculationError where the distance is not above 0 or a point is not finite.
 */
export function neighboursWithin(places: Places, distance: number): Neighbours {
  if (!(distance > 0 && distance < Infinity))
    throw new CalculationError(`Distance band: found ${distance}, expected a distance above 0`)
  const tree = treeOf(places)
  const reach2 = reachOf(places, distance) ** 2
  return neighboursFromLists(
    Array.from({ length: tree.order.length }, (_, area) => {
      const found: number[] = []
      searchTree(tree, area, (id, distance2) => {
        if (id !== area && distance2 <= reach2) found.push(id)
        return reach2
      })
      return found
    }),
  )
}

/** Straight through the globe (of radius 1) where places are on it: the chord rises with the great circle's distance. */
const reachOf = ({ on }: Places, distance: number) =>
  on === 'plane' ? distance : 2 * Math.sin(Math.min(distance / (2 * EARTH_RADIUS_KM), Math.PI / 2))

function treeOf(places: Places): PointTree {
  const [east, north] = places.on === 'plane' ? [places.x, places.y] : [places.longitude, places.latitude]
  if (east.length !== north.length)
    throw new CalculationError(`Points: found ${east.length} and ${north.length} coordinates, expected as many of each`)
  const points = Array.from(east, (x, area) => pointOf(places.on, x, north[area]!))
  const bad = points.findIndex((point) => !point.every(Number.isFinite))
  if (bad >= 0) throw new CalculationError(`Point of area ${bad}: found ${east[bad]}, ${north[bad]}, expected numbers`)
  return pointTree(Float64Array.from(points.flat()), places.on === 'plane' ? 2 : 3)
}

function pointOf(on: Places['on'], x: number, y: number): number[] {
  if (on === 'plane') return [x, y]
  const [longitude, latitude] = [(x * Math.PI) / 180, (y * Math.PI) / 180]
  const across = Math.cos(latitude)
  return [across * Math.cos(longitude), across * Math.sin(longitude), Math.sin(latitude)]
}
