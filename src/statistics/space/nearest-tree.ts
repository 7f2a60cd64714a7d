/** Points in space of two or three dimensions, sorted into a k-d tree so that the near ones are found without looking at all. */
export interface PointTree {
  dimensions: number
  /** Coordinates of point 0, then of point 1, … */
  coordinates: Float64Array
  /** Points in tree order: the middle of a range parts it along the axis of its depth. */
  order: Uint32Array
}

/** Sorts points into a k-d tree. Source: Bentley (1975), Commun ACM 18:509–517. */
export function pointTree(coordinates: Float64Array, dimensions: number): PointTree {
  const order = Uint32Array.from({ length: coordinates.length / dimensions }, (_, point) => point)
  part({ dimensions, coordinates, order }, 0, order.length, 0)
  return { dimensions, coordinates, order }
}

function part(tree: PointTree, from: number, to: number, axis: number): void {
  if (to - from < 2) return
  const { coordinates, dimensions, order } = tree
  const along = (point: number) => coordinates[point * dimensions + axis]!
  order.subarray(from, to).sort((one, other) => along(one) - along(other))
  const middle = (from + to) >>> 1
  const next = (axis + 1) % dimensions
  part(tree, from, middle, next)
  part(tree, middle + 1, to, next)
}

/**
 * Offers each point that may lie within reach of one (itself among them), with the square of its distance. `offer` gives
 * back the square of the reach from then on, which may shrink.
 */
export function searchTree(tree: PointTree, centre: number, offer: (point: number, distance2: number) => number): void {
  const { coordinates, dimensions, order } = tree
  let reach2 = Infinity
  const visit = (from: number, to: number, axis: number): void => {
    if (from >= to) return
    const middle = (from + to) >>> 1
    const point = order[middle]!
    reach2 = offer(point, distance2Of(tree, centre, point))
    const beyond = coordinates[centre * dimensions + axis]! - coordinates[point * dimensions + axis]!
    const next = (axis + 1) % dimensions
    if (beyond < 0) visit(from, middle, next)
    else visit(middle + 1, to, next)
    if (beyond * beyond > reach2) return
    if (beyond < 0) visit(middle + 1, to, next)
    else visit(from, middle, next)
  }
  visit(0, order.length, 0)
}

function distance2Of({ coordinates, dimensions }: PointTree, one: number, other: number): number {
  let distance2 = 0
  for (let axis = 0; axis < dimensions; axis++)
    distance2 += (coordinates[one * dimensions + axis]! - coordinates[other * dimensions + axis]!) ** 2
  return distance2
}
