import { CalculationError } from '../../domain/errors'

/** Who neighbours whom, in compressed sparse rows: `n` areas by place (0 to n − 1), and each link once per direction. */
export interface Neighbours {
  /** Where each area's neighbours start in `ids`; n + 1 long, the last being the number of links. */
  starts: Uint32Array
  /** Places of neighbours, rising within each area, none twice. */
  ids: Uint32Array
}

/**
 * Neighbour lists in compressed sparse rows, from one list of places per area. Lists may be in any order; they need not
 * be symmetric (the nearest of an area may have nearer ones of its own). An empty list is an island and stays.
 * Throws a CalculationError for a place that is no area, or one named twice.
 */
export function neighboursFromLists(lists: readonly ArrayLike<number>[]): Neighbours {
  const starts = new Uint32Array(lists.length + 1)
  lists.forEach((list, area) => (starts[area + 1] = starts[area]! + list.length))
  const ids = new Uint32Array(starts[lists.length]!)
  lists.forEach((list, area) => {
    checkPlaces(list, area, lists.length)
    ids.subarray(starts[area]!, starts[area + 1]!).set(list)
    ids.subarray(starts[area]!, starts[area + 1]!).sort()
  })
  checkOnce(starts, ids)
  return { starts, ids }
}

function checkPlaces(list: ArrayLike<number>, area: number, areas: number): void {
  for (let at = 0; at < list.length; at++) {
    const id = list[at]!
    if (!(Number.isInteger(id) && id >= 0 && id < areas))
      throw new CalculationError(`Neighbours of area ${area}: found ${id}, expected a whole number from 0 to ${areas - 1}`) // prettier-ignore
  }
}

function checkOnce(starts: Uint32Array, ids: Uint32Array): void {
  for (let area = 0; area + 1 < starts.length; area++)
    for (let at = starts[area]! + 1; at < starts[area + 1]!; at++)
      if (ids[at] === ids[at - 1])
        throw new CalculationError(`Neighbours of area ${area}: found ${ids[at]} twice, expected each once`)
}

/** Number of areas of neighbour lists, islands among them. */
export const areasOf = ({ starts }: Neighbours): number => starts.length - 1

/** Number of neighbours of one area; 0 for an island. */
export const degreeOf = ({ starts }: Neighbours, area: number): number => starts[area + 1]! - starts[area]!

/** Number of neighbours of each area, n long; 0 for an island. */
export function degreesOf(neighbours: Neighbours): Uint32Array {
  return Uint32Array.from({ length: areasOf(neighbours) }, (_, area) => degreeOf(neighbours, area))
}

/** Areas without neighbours, by place, rising. They stay in every result, where their statistic is 0 or undefined (NaN). */
export function islandsOf(neighbours: Neighbours): number[] {
  return [...degreesOf(neighbours).keys()].filter((area) => degreeOf(neighbours, area) === 0)
}

/** The neighbours of one area, by place; a view, not a copy. */
export const neighboursOf = ({ starts, ids }: Neighbours, area: number): Uint32Array =>
  ids.subarray(starts[area]!, starts[area + 1]!)

/** The first area that is among its own neighbours, or null. */
export function firstWithSelf({ starts, ids }: Neighbours): number | null {
  for (let area = 0; area + 1 < starts.length; area++)
    for (let at = starts[area]!; at < starts[area + 1]!; at++) if (ids[at] === area) return area
  return null
}

/** Neighbour lists in which each area is its own neighbour too, as `Gᵢ*` and local smoothing want it. */
export function withSelf(neighbours: Neighbours): Neighbours {
  const lists = Array.from({ length: areasOf(neighbours) }, (_, area) => {
    const list = neighboursOf(neighbours, area)
    return list.includes(area) ? list : Uint32Array.of(...list, area)
  })
  return neighboursFromLists(lists)
}

/**
 * Neighbour lists of the areas that are kept (hidden ones left out, say), places counted anew in the order of `kept`. An
 * area that loses its last neighbour becomes an island. Throws a CalculationError where `kept` names no area, or one twice.
 */
export function keepAreas(neighbours: Neighbours, kept: ArrayLike<number>): Neighbours {
  const areas = areasOf(neighbours)
  const places = new Map(Array.from(kept, (area, place) => [area, place]))
  if (places.size !== kept.length || [...places.keys()].some((area) => !(Number.isInteger(area) && area >= 0 && area < areas))) // prettier-ignore
    throw new CalculationError(`Areas kept: found ${Array.from(kept).join(', ')}, expected different places below ${areas}`) // prettier-ignore
  return neighboursFromLists(
    Array.from(kept, (area) => Array.from(neighboursOf(neighbours, area)).flatMap((id) => places.get(id) ?? [])),
  )
}
