import fc from 'fast-check'
import { neighboursFromLists, neighboursOf, type Neighbours, type SpatialWeights } from '../../../src/statistics/space'

/** A made-up map: who borders whom (both ways, islands among them), and a value for each area. */
export interface MadeUp {
  neighbours: Neighbours
  values: number[]
}

/** Maps of `least` to `most` areas with at least one link, and values that are not all equal. */
export function maps(least: number, most: number, value: fc.Arbitrary<number>): fc.Arbitrary<MadeUp> {
  return fc
    .integer({ min: least, max: most })
    .chain((areas) =>
      fc.record({
        links: fc.array(fc.tuple(fc.nat(areas - 1), fc.nat(areas - 1)), { minLength: 1, maxLength: 3 * areas }),
        values: fc.array(value, { minLength: areas, maxLength: areas }),
      }),
    )
    .map(({ links, values }) => ({ neighbours: linked(values.length, links), values }))
    .filter(({ neighbours, values }) => neighbours.ids.length > 0 && new Set(values).size > 1)
}

export function linked(areas: number, links: readonly (readonly [number, number])[]): Neighbours {
  const lists = Array.from({ length: areas }, () => new Set<number>())
  for (const [one, other] of links) {
    if (one === other) continue
    lists[one]!.add(other)
    lists[other]!.add(one)
  }
  return neighboursFromLists(lists.map((list) => [...list]))
}

/** Values that differ by more than rounding where they differ, and whole ones with many ties. */
export const smooth = fc.integer({ min: 1e4, max: 1e6 }).map((each) => each / 9973)
export const tied = fc.nat(4)

/** The same map with areas in another order: the area at `order[i]` moves to place i. */
export function relabelled({ neighbours, values }: MadeUp, order: readonly number[]): MadeUp {
  const places = new Map(order.map((area, place) => [area, place]))
  const lists = order.map((area) => [...neighboursOf(neighbours, area)].map((id) => places.get(id)!))
  return { neighbours: neighboursFromLists(lists), values: order.map((area) => values[area]!) }
}

/** An order of areas that depends on a number alone. */
export const orderOf = (areas: number, seed: number): number[] =>
  Array.from({ length: areas }, (_, area) => area).sort(
    (one, other) => (((one + 1) * seed) % 10_007) - (((other + 1) * seed) % 10_007),
  )

/** Weights as a full matrix. */
export function matrixOf(given: SpatialWeights): number[][] {
  const areas = given.starts.length - 1
  const matrix = Array.from({ length: areas }, () => new Array<number>(areas).fill(0))
  for (let area = 0; area < areas; area++)
    neighboursOf(given, area).forEach((id, at) => (matrix[area]![id] = given.weights[given.starts[area]! + at]!))
  return matrix
}

/** All orders of a list. */
export function orders<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]]
  return list.flatMap((first, at) => orders(list.toSpliced(at, 1)).map((rest) => [first, ...rest]))
}

export function momentsOf(values: readonly number[]): { mean: number; variance: number; skewness: number } {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length
  const power = (k: number) => values.reduce((sum, each) => sum + (each - mean) ** k, 0) / values.length
  return { mean, variance: power(2), skewness: power(3) / power(2) ** 1.5 }
}

/** Relative to the larger of the two, or to `unit` where that is larger still. */
export const apart = (one: number, other: number, unit = 0) =>
  one === other ? 0 : Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other), unit)
