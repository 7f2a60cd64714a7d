import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CalculationError } from '../../../src/domain/errors'
import { random } from '../../../src/statistics/random'
import {
  islandsOf,
  localMoran,
  localPermutationTask,
  permuteAreas,
  permuteLocalMoran,
  spatialWeights,
  withSelf,
  type LocalPermutation,
  type SpatialWeights,
} from '../../../src/statistics/space'
import { drawDistinct, urnOf } from '../../../src/statistics/space/distinct-draws'
import { linked, maps, matrixOf, orders, smooth, tied } from './graphs'

const COLUMNS = ['atLeast', 'atMost', 'pFolded', 'pTwoSided', 'pMidRank', 'mean', 'variance', 'skewness'] as const

/** Counts as one would by hand: every area, every row of the table, sums of the values themselves. */
function countedByHand(values: readonly number[], weights: SpatialWeights, seed: number, permutations: number) {
  const { shared, columns } = localPermutationTask(values, weights, { seed, permutations })
  const [m, n] = [matrixOf(weights), values.length]
  const mean = values.reduce((sum, each) => sum + each, 0) / n
  const z = values.map((each) => each - mean)
  return z.map((distance, area) => {
    const own = Math.abs(distance) < 1e-9 ? 0 : distance
    const row = m[area]!.filter((_, id) => weights.ids.subarray(weights.starts[area], weights.starts[area + 1]).includes(id)) // prettier-ignore
    const found = own * m[area]!.reduce((sum, w, id) => sum + w * z[id]!, 0)
    const permuted = Array.from({ length: permutations }, (_, p) => {
      const ids = row.map((_, c) => shared!.table[p * columns + c]!).map((id) => (id === area ? n - 1 : id))
      return own * row.reduce((sum, w, c) => sum + w * z[ids[c]!]!, 0)
    })
    const slack = 1e-12 * Math.abs(own) * Math.max(...values.map(Math.abs))
    return {
      atLeast: permuted.filter((each) => each >= found - slack).length,
      atMost: permuted.filter((each) => each <= found + slack).length,
    }
  })
}

describe('conditional permutation of local Moran’s I', () => {
  it.each([
    ['smooth values', smooth],
    ['many ties', tied],
    ['rates with many ties', tied.map((each) => 80 + each / 10)],
  ])('is the direct count of the same table: %s', (_, value) => {
    fc.assert(
      fc.property(
        maps(2, 25, value),
        fc.constantFrom('B' as const, 'W' as const),
        fc.nat(1e6),
        ({ neighbours, values }, style, seed) => {
          const weights = spatialWeights(neighbours, style)
          const found = permuteLocalMoran(values, weights, { seed, permutations: 199 })
          countedByHand(values, weights, seed, 199).forEach(({ atLeast, atMost }, area) => {
            if (islandsOf(neighbours).includes(area)) return
            expect([found.atLeast[area], found.atMost[area]]).toEqual([atLeast, atMost])
          })
        },
      ),
    )
  })
  it('adds up row by row where weights are unequal, on the same draws', () => {
    fc.assert(
      fc.property(maps(3, 15, smooth), fc.nat(1e6), ({ neighbours, values }, seed) => {
        const chance = random(seed)
        const strengths = Array.from(neighbours.ids, () => 1 + chance.uniform())
        const weights = spatialWeights(neighbours, 'W', strengths)
        const found = permuteLocalMoran(values, weights, { seed, permutations: 99 })
        countedByHand(values, weights, seed, 99).forEach(({ atLeast, atMost }, area) => {
          if (islandsOf(neighbours).includes(area)) return
          expect([found.atLeast[area], found.atMost[area]]).toEqual([atLeast, atMost])
        })
      }),
      { numRuns: 40 },
    )
  })
  it.each(['shared', 'independent'] as const)(
    'with %s draws is the same however areas are shared out among workers',
    (draws) => {
      fc.assert(
        fc.property(maps(3, 20, tied), fc.nat(1e6), fc.nat(20), ({ neighbours, values }, seed, cut) => {
          const weights = spatialWeights(neighbours, 'W')
          const options = { seed, permutations: 99, draws }
          const whole = permuteLocalMoran(values, weights, options)
          const at = Math.min(cut, values.length)
          const parts = [[0, at], [at, values.length]].map(([from, to]) => permuteAreas(localPermutationTask(values, weights, options), from!, to!)) // prettier-ignore
          for (const column of COLUMNS) expect(parts.flatMap((part) => [...part[column]])).toEqual([...whole[column]])
        }),
        { numRuns: 40 },
      )
    },
  )
  it('comes near the closed-form moments, with shared and with independent draws', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    const ring = linked(10, values.map((_, area) => [area, (area + 1 + (area % 3)) % 10] as const)) // prettier-ignore
    const weights = spatialWeights(ring, 'W')
    for (const draws of ['shared', 'independent'] as const)
      for (const scaling of ['n', 'n-1'] as const) {
        const found = permuteLocalMoran(values, weights, { seed: 11, permutations: 20_000, draws, scaling })
        const { conditional } = localMoran(values, weights, scaling)
        for (const area of values.keys()) {
          const error = Math.sqrt(conditional.variance[area]! / 20_000)
          expect(Math.abs(found.mean[area]! - conditional.expectation[area]!)).toBeLessThan(4.5 * error)
          expect(found.variance[area]! / conditional.variance[area]!).toBeCloseTo(1, 1)
        }
      }
  })
  it.each(['shared', 'independent'] as const)(
    'with %s draws comes near the share of all ways to deal the others',
    (draws) => {
      const values = [2, 7, 1, 8, 4, 6]
      const weights = spatialWeights(linked(6, [[0, 1], [0, 2], [1, 3], [3, 4], [3, 5], [3, 2]]), 'W') // prettier-ignore
      const found = permuteLocalMoran(values, weights, { seed: 5, permutations: 20_000, draws })
      for (const area of values.keys()) {
        const value = (order: number[]) => localMoran(order, weights).value[area]!
        const dealings = orders(values.toSpliced(area, 1)).map((others) =>
          value(others.toSpliced(area, 0, values[area]!)),
        )
        const exact = dealings.filter((each) => each >= value(values) - 1e-9).length / dealings.length
        const error = Math.sqrt((exact * (1 - exact)) / 20_000)
        expect(Math.abs(found.atLeast[area]! / 20_000 - exact)).toBeLessThanOrEqual(4.5 * error)
      }
    },
  )
  it('gives the same digits on every call, others for another seed, and NaN to islands alone', () => {
    fc.assert(
      fc.property(maps(2, 15, fc.oneof(tied, fc.constantFrom(0, 1, 1e9))), ({ neighbours, values }) => {
        const weights = spatialWeights(neighbours, 'B')
        const run = (seed: number) => permuteLocalMoran(values, weights, { seed, permutations: 49 })
        const found: LocalPermutation = run(1)
        expect(run(1)).toEqual(found)
        const islands = islandsOf(neighbours)
        for (const column of COLUMNS.slice(2))
          found[column].forEach((each, area) => expect(Number.isNaN(each)).toBe(islands.includes(area)))
        found.pTwoSided.forEach((p) => Number.isNaN(p) || expect(p > 0 && p <= 1).toBe(true))
      }),
    )
    const big = { values: Array.from({ length: 40 }, (_, area) => (area * 7919) % 101), weights: spatialWeights(linked(40, Array.from({ length: 39 }, (_, area) => [area, area + 1] as const)), 'W') } // prettier-ignore
    const run = (seed: number) => [...permuteLocalMoran(big.values, big.weights, { seed, permutations: 499 }).atLeast]
    expect(run(1)).not.toEqual(run(2))
  })
  it('an area at the mean has p 1, as has one that borders all others', () => {
    const path = spatialWeights(linked(4, [[0, 1], [1, 2], [2, 3]]), 'W') // prettier-ignore
    expect(permuteLocalMoran([1, 2, 3, 2], path, { seed: 1, permutations: 99 }).pTwoSided[1]).toBe(1)
    const two = permuteLocalMoran([1, 2], spatialWeights(linked(2, [[0, 1]]), 'W'), { seed: 1, permutations: 9 })
    expect([...two.pFolded, ...two.variance, ...two.skewness]).toEqual([1, 1, 0, 0, 0, 0])
  })
  it('refuses equal and hidden values, no permutations, and areas that neighbour themselves', () => {
    const weights = spatialWeights(linked(3, [[0, 1], [1, 2]]), 'W') // prettier-ignore
    expect(() => permuteLocalMoran([1, 1, 1], weights, { seed: 1 })).toThrow(CalculationError)
    expect(() => permuteLocalMoran([1, NaN, 2], weights, { seed: 1 })).toThrow(CalculationError)
    expect(() => permuteLocalMoran([1, 2, 3], weights, { seed: 1, permutations: 0 })).toThrow(CalculationError)
    expect(() => permuteLocalMoran([1, 2, 3], spatialWeights(withSelf(weights), 'W'), { seed: 1 })).toThrow(/own/)
  })
})

describe('draws without replacement', () => {
  it('are distinct, leave the urn as it was, and give each number the same chance, the first and the last too', () => {
    const [urn, chance, into, seen] = [urnOf(7, 3), random(9), new Uint32Array(3), new Uint32Array(7)]
    for (let draw = 0; draw < 21_000; draw++) {
      drawDistinct(urn, 3, chance, into, 0)
      expect(new Set(into).size).toBe(3)
      into.forEach((id) => seen[id]!++)
    }
    expect([...urn.ids]).toEqual([0, 1, 2, 3, 4, 5, 6])
    for (const times of seen) expect(Math.abs(times - 9000)).toBeLessThan(4.5 * Math.sqrt(21_000 * (3 / 7) * (4 / 7)))
  })
})
