import { CalculationError } from '../../domain/errors'
import { areasOf, degreeOf, neighboursOf, type Neighbours } from './neighbours'

/**
 * How links are weighted: `B` binary; `W` row-standardised, each area's weights sum to 1; `C` globally standardised, all
 * weights sum to the number of areas with neighbours; `U` all weights sum to 1; `S` variance-stabilising.
 */
export type WeightStyle = 'B' | 'W' | 'C' | 'U' | 'S'

/** Neighbour lists with a weight for each link, beside `ids`; 0 or more, without unit. */
export interface SpatialWeights extends Neighbours {
  style: WeightStyle
  weights: Float64Array
}

/** Sums of weights that the moments of global statistics are made of. */
export interface WeightSums {
  /** `Σᵢⱼ wᵢⱼ`. */
  s0: number
  /** `½ Σᵢⱼ (wᵢⱼ + wⱼᵢ)²`. */
  s1: number
  /** `Σᵢ (wᵢ. + w.ᵢ)²`. */
  s2: number
  /** Number of areas with neighbours, or that are one. */
  linked: number
}

/**
 * Spatial weights of neighbour lists in one of five styles. With `sᵢⱼ` the strength of a link (1 unless given): B `sᵢⱼ`;
 * W `sᵢⱼ / Σⱼ sᵢⱼ`; C `sᵢⱼ m / Σ s` with m areas that have neighbours; U `sᵢⱼ / Σ s`; S `qᵢⱼ m / Σ q` with
 * `qᵢⱼ = sᵢⱼ / √(Σⱼ sᵢⱼ²)`. Islands have no weights and stay. `strengths` stand beside `ids`, such as 1 / distance.
 * Source: Tiefelsdorf, Griffith & Boots (1999), Environ Plan A 31:165–180.
 * Throws a CalculationError where a strength is negative or not finite, an area with neighbours has strengths of 0
 * alone, or nobody has a neighbour.
 */
export function spatialWeights(
  neighbours: Neighbours,
  style: WeightStyle,
  strengths?: ArrayLike<number>,
): SpatialWeights {
  const weights = Float64Array.from({ length: neighbours.ids.length }, (_, at) => strengths?.[at] ?? 1)
  checkStrengths(neighbours, weights, strengths)
  if (style === 'W') divideRows(neighbours, weights, sum)
  if (style === 'S') divideRows(neighbours, weights, (row) => Math.sqrt(sum(row.map((weight) => weight * weight))))
  if (style === 'C' || style === 'S') scale(weights, linkedAreas(neighbours) / sum(weights))
  if (style === 'U') scale(weights, 1 / sum(weights))
  return { starts: neighbours.starts, ids: neighbours.ids, style, weights }
}

function checkStrengths(neighbours: Neighbours, weights: Float64Array, given?: ArrayLike<number>): void {
  if (weights.length === 0) throw new CalculationError('Spatial weights: found no neighbours at all, expected some')
  if (given && given.length !== weights.length)
    throw new CalculationError(`Strengths of links: found ${given.length}, expected ${weights.length}`)
  const bad = weights.find((weight) => !(weight >= 0 && weight < Infinity))
  if (bad !== undefined) throw new CalculationError(`Strength of a link: found ${bad}, expected 0 or more`)
  for (let area = 0; area < areasOf(neighbours); area++)
    if (degreeOf(neighbours, area) > 0 && sum(rowOf(neighbours, weights, area)) === 0)
      throw new CalculationError(`Strengths of area ${area}: found only 0, expected one above 0`)
}

const rowOf = ({ starts }: Neighbours, weights: Float64Array, area: number) =>
  weights.subarray(starts[area]!, starts[area + 1]!)

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}

function scale(weights: Float64Array, factor: number): void {
  for (let at = 0; at < weights.length; at++) weights[at]! *= factor
}

function divideRows(neighbours: Neighbours, weights: Float64Array, by: (row: Float64Array) => number): void {
  for (let area = 0; area < areasOf(neighbours); area++) {
    const row = rowOf(neighbours, weights, area)
    const divisor = by(row)
    for (let at = 0; at < row.length; at++) row[at]! /= divisor
  }
}

function linkedAreas(neighbours: Neighbours): number {
  return linkedPlaces(neighbours).reduce((sum, linked) => sum + linked, 0)
}

/** 1 for each area that has neighbours or is one, 0 for others; n long. */
export function linkedPlaces(neighbours: Neighbours): Uint32Array {
  const linked = new Uint32Array(areasOf(neighbours))
  for (let area = 0; area < linked.length; area++) if (degreeOf(neighbours, area) > 0) linked[area] = 1
  for (const id of neighbours.ids) linked[id] = 1
  return linked
}

/** Sum of each area's weights and of their squares, both n long. */
export function rowSums({ starts, weights }: SpatialWeights): { sums: Float64Array; squares: Float64Array } {
  const areas = starts.length - 1
  const [sums, squares] = [new Float64Array(areas), new Float64Array(areas)]
  for (let area = 0; area < areas; area++)
    for (let at = starts[area]!; at < starts[area + 1]!; at++) {
      sums[area]! += weights[at]!
      squares[area]! += weights[at]! * weights[at]!
    }
  return { sums, squares }
}

/** Sum of the weights that point at each area, n long. */
export function columnSums({ starts, ids, weights }: SpatialWeights): Float64Array {
  const sums = new Float64Array(starts.length - 1)
  for (let at = 0; at < ids.length; at++) sums[ids[at]!]! += weights[at]!
  return sums
}

/**
 * The sums `S₀ = Σ wᵢⱼ`, `S₁ = ½ Σ (wᵢⱼ + wⱼᵢ)²` and `S₂ = Σᵢ (wᵢ. + w.ᵢ)²` of spatial weights, symmetric or not.
 * Source: Cliff & Ord (1981), Spatial Processes, ch. 2.
 */
export function weightSums(given: SpatialWeights): WeightSums {
  const { starts, ids, weights } = given
  const { sums } = rowSums(given)
  const into = columnSums(given)
  let s1 = 0
  for (let area = 0; area < sums.length; area++)
    for (let at = starts[area]!; at < starts[area + 1]!; at++)
      s1 += weights[at]! * (weights[at]! + weightOf(given, ids[at]!, area))
  let [s0, s2] = [0, 0]
  for (let area = 0; area < sums.length; area++) {
    s0 += sums[area]!
    s2 += (sums[area]! + into[area]!) ** 2
  }
  return { s0, s1, s2, linked: linkedAreas(given) }
}

/** Weight of the link from one area to another, 0 where there is none. */
function weightOf(given: SpatialWeights, from: number, to: number): number {
  const row = neighboursOf(given, from)
  let [low, high] = [0, row.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (row[middle]! < to) low = middle + 1
    else high = middle
  }
  return row[low] === to ? given.weights[given.starts[from]! + low]! : 0
}

/**
 * The spatial lag `Σⱼ wᵢⱼ xⱼ` of each area, n long, in the unit of x times weight; 0 for an island.
 * Source: Anselin (1988), Spatial Econometrics, ch. 3.
 */
export function spatialLag({ starts, ids, weights }: SpatialWeights, values: ArrayLike<number>): Float64Array {
  const lag = new Float64Array(starts.length - 1)
  for (let area = 0; area < lag.length; area++)
    for (let at = starts[area]!; at < starts[area + 1]!; at++) lag[area]! += weights[at]! * values[ids[at]!]!
  return lag
}
