import { CalculationError } from '../../domain/errors'
import { random } from '../random'
import { areasOf } from './neighbours'
import { deviationsOf } from './deviations'
import { drawDistinct, urnOf } from './distinct-draws'
import type { SpatialWeights } from './weights'

/** How many permutations of global Moran's I came out at least as extreme. */
export interface MoranPermutation {
  permutations: number
  /** Permuted I at or above the one found, and at or below it; those equal count in both. */
  atLeast: number
  atMost: number
}

/** Probabilities of a permutation test, `(R + 1) / (P + 1)`. */
export interface PermutationP {
  /** Of an I as high or higher. */
  greater: number
  /** Of an I as low or lower. */
  less: number
  /** Twice the smaller of the two, at most 1. */
  twoSided: number
}

/**
 * Permutation test of global Moran's I: all values, islands' too, are dealt anew to areas, and I is set against those so
 * found, `p = (R + 1) / (P + 1)` (`permutationP`). Permutations `from` to `to` − 1 are done (all of 999 unless given), each
 * with a stream of its own, so counts of ranges add up to those of the whole. `values` n long, in any unit.
 * Source: Cliff & Ord (1981), Spatial Processes, ch. 2; North, Curtis & Sham (2002), Am J Hum Genet 71:439–441.
 * Throws a CalculationError where values are missing, all equal or fewer than two, or the range is empty.
 */
export function permuteMoran(
  values: ArrayLike<number>,
  weights: SpatialWeights,
  { seed, from = 0, to = 999 }: { seed: number; from?: number; to?: number },
): MoranPermutation {
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to > from))
    throw new CalculationError(`Permutations: found a range from ${from} to ${to}, expected whole numbers, rising`)
  const { z } = deviationsOf(values, areasOf(weights))
  const order = Uint32Array.from(z.keys())
  const found = productOf(z, order, weights)
  // Additions in another order part equal sums by this much at most, roughly.
  const slack = 1e-12 * productOf(z.map(Math.abs), order, weights)
  const urn = urnOf(z.length, z.length)
  let [atLeast, atMost] = [0, 0]
  for (let permutation = from; permutation < to; permutation++) {
    drawDistinct(urn, z.length, random(seed, permutation), order, 0)
    const product = productOf(z, order, weights)
    if (product >= found - slack) atLeast++
    if (product <= found + slack) atMost++
  }
  return { permutations: to - from, atLeast, atMost }
}

/** `Σᵢⱼ wᵢⱼ zᵢ zⱼ` with values dealt in this order. */
function productOf(z: Float64Array, order: Uint32Array, { starts, ids, weights }: SpatialWeights): number {
  let sum = 0
  for (let area = 0; area < z.length; area++) {
    let lag = 0
    for (let at = starts[area]!; at < starts[area + 1]!; at++) lag += weights[at]! * z[order[ids[at]!]!]!
    sum += z[order[area]!]! * lag
  }
  return sum
}

/** Probabilities of a permutation test from its counts, `(R + 1) ∕ (P + 1)`. Source: North, Curtis & Sham (2002), Am J Hum Genet 71:439–441. */
export function permutationP({ permutations, atLeast, atMost }: MoranPermutation): PermutationP {
  const [greater, less] = [atLeast, atMost].map((count) => (count + 1) / (permutations + 1)) as [number, number]
  return { greater, less, twoSided: Math.min(1, 2 * Math.min(greater, less)) }
}
