import { areasOf, type Neighbours } from './neighbours'

/** Which areas hang together through neighbours. */
export interface Components {
  /** Component of each area, n long, counted from 0 in order of their first area. */
  component: Uint32Array
  /** Number of components; an island is one of its own. */
  count: number
}

/**
 * Connected components of a neighbour graph: areas that can be reached from each other over neighbours, whichever way a
 * link points. Union by smallest place with path halving. Source: Tarjan (1975), J ACM 22:215–225.
 */
export function components(neighbours: Neighbours): Components {
  const areas = areasOf(neighbours)
  const parent = Uint32Array.from({ length: areas }, (_, area) => area)
  for (let area = 0; area < areas; area++)
    for (let at = neighbours.starts[area]!; at < neighbours.starts[area + 1]!; at++)
      join(parent, area, neighbours.ids[at]!)
  const component = new Uint32Array(areas)
  let count = 0
  // The root is the smallest place of its component, so it is numbered before the others ask for its number.
  for (let area = 0; area < areas; area++) {
    const root = rootOf(parent, area)
    component[area] = root === area ? count++ : component[root]!
  }
  return { component, count }
}

function rootOf(parent: Uint32Array, area: number): number {
  while (parent[area] !== area) area = parent[area] = parent[parent[area]!]!
  return area
}

function join(parent: Uint32Array, one: number, other: number): void {
  const [a, b] = [rootOf(parent, one), rootOf(parent, other)]
  parent[Math.max(a, b)] = Math.min(a, b)
}
