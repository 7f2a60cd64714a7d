import { CalculationError } from '../../domain/errors'
import type { Variables } from './standardise'

/** The areas most like each area. */
export interface SimilarAreas {
  /** Places of each area's nearest, nearest first; shorter where there are fewer, empty for an area without a place. */
  neighbours: readonly Uint32Array[]
  /** Their distances, same order. */
  distances: readonly Float64Array[]
}

/**
 * Nearest statistical neighbours: the `count` areas at the least weighted Euclidean distance `√(Σ ωᵥ (zᵢᵥ − zⱼᵥ)²)` over
 * standardised variables (`standardise`); equal distances in the order of areas. Weights one a variable, 1 each if absent. An
 * area that lacks a variable (NaN) has no neighbours and is nobody's.
 * Source: Chartered Institute of Public Finance and Accountancy, Nearest Neighbours Model; Everitt, Landau, Leese & Stahl (2011),
 * Cluster Analysis, ch. 3.
 * Errors: CalculationError for weights that are missing, negative or all 0, or a count below 1.
 */
export function similarAreas(variables: Variables, count = 10, weights?: ArrayLike<number>): SimilarAreas {
  const scaled = stretched(variables, weights)
  const areas = scaled[0]!.length
  if (!(Number.isInteger(count) && count >= 1))
    throw new CalculationError(`similarAreas: ${count} neighbours; expected a whole number from 1`)
  const nearest = nearestFinder(areas, Math.min(count, areas - 1))
  const neighbours: Uint32Array[] = []
  const distances: Float64Array[] = []
  for (let area = 0; area < areas; area++) {
    const { found, squares } = nearest(scaled, area)
    neighbours.push(Uint32Array.from(found))
    distances.push(squares.map(Math.sqrt))
  }
  return { neighbours, distances }
}

/** Columns stretched by the root of their weights, so that plain distances are the weighted ones. */
export function stretched(variables: Variables, weights: ArrayLike<number> = variables.map(() => 1)): Float64Array[] {
  if (variables.length === 0 || weights.length !== variables.length)
    throw new CalculationError(
      `similarAreas: ${variables.length} variables, ${weights.length} weights; expected one each`,
    )
  const list = Array.from(weights)
  if (!list.every((weight) => weight >= 0 && weight < Infinity) || !list.some((weight) => weight > 0))
    throw new CalculationError(`similarAreas: weights ${list.join(', ')}; expected 0 or more, one above 0`)
  return variables.map((variable, v) => Float64Array.from(variable, (value) => value * Math.sqrt(list[v]!)))
}

/** Finds the nearest to one area after another in the same room: insertion into a short list, nearest first. */
export function nearestFinder(areas: number, count: number) {
  const found = new Uint32Array(Math.max(0, count))
  const squares = new Float64Array(Math.max(0, count))
  return (scaled: readonly Float64Array[], area: number) => {
    let held = 0
    for (let other = 0; other < areas; other++) {
      if (other === area) continue
      let square = 0
      for (const variable of scaled) square += (variable[area]! - variable[other]!) ** 2
      // NaN is never below: an area without a place is passed over.
      if (!(held < count ? square < Infinity : square < squares[count - 1]!)) continue
      let at = held < count ? held++ : count - 1
      for (; at > 0 && squares[at - 1]! > square; at--) {
        squares[at] = squares[at - 1]!
        found[at] = found[at - 1]!
      }
      squares[at] = square
      found[at] = other
    }
    return { found: found.subarray(0, held), squares: squares.subarray(0, held) }
  }
}
