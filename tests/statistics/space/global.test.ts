import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CalculationError } from '../../../src/domain/errors'
import {
  ebIndex,
  geary,
  globalG,
  islandsOf,
  localGeary,
  moran,
  permutationP,
  permuteMoran,
  spatialWeights,
} from '../../../src/statistics/space'
import { apart, linked, maps, matrixOf, momentsOf, orderOf, orders, relabelled, smooth, tied } from './graphs'

const all = { countIslands: true }
const path = spatialWeights(linked(4, [[0, 1], [1, 2], [2, 3]]), 'B') // prettier-ignore

/** Moments of a statistic over every way to deal the values. */
const dealt = (values: readonly number[], statistic: (values: number[]) => number) =>
  momentsOf(orders(values).map((order) => statistic(order)))

describe('moments under randomisation are those of all ways to deal the values', () => {
  const few = maps(4, 6, fc.oneof(smooth, tied))
  const agree = (test: { variance: number } | null, exact: number, unit: number) => {
    if (test) expect(apart(test.variance, exact)).toBeLessThan(1e-7)
    else expect(exact).toBeLessThan(1e-9 * unit)
  }
  it.each(['B', 'W', 'S'] as const)('Moran’s I, Geary’s C and global G with weights %s', (style) => {
    fc.assert(
      fc.property(few, ({ neighbours, values }) => {
        const weights = spatialWeights(neighbours, style)
        const i = dealt(values, (order) => moran(order, weights, all).value)
        const c = dealt(values, (order) => geary(order, weights, all).value)
        expect(i.mean).toBeCloseTo(moran(values, weights, all).expectation, 9)
        expect(c.mean).toBeCloseTo(1, 9)
        agree(moran(values, weights, all).randomisation, i.variance, 1)
        agree(geary(values, weights, all).randomisation, c.variance, 1)
        if (islandsOf(neighbours).length > 0 || values.filter((each) => each > 0).length < 2) return
        const g = dealt(values, (order) => globalG(order, weights).value)
        expect(apart(g.mean, globalG(values, weights).expectation)).toBeLessThan(1e-9)
        agree(globalG(values, weights).randomisation, g.variance, g.mean ** 2)
      }),
      { numRuns: 25 },
    )
  })
})

describe('global statistics', () => {
  it('are the textbook sums over a full matrix', () => {
    fc.assert(
      fc.property(maps(3, 20, smooth), ({ neighbours, values }) => {
        const weights = spatialWeights(neighbours, 'W')
        const m = matrixOf(weights)
        const n = values.length - islandsOf(neighbours).length
        const mean = values.reduce((sum, each) => sum + each, 0) / values.length
        const pairs = (product: (one: number, other: number) => number) =>
          m.reduce((sum, row, i) => sum + row.reduce((part, w, j) => part + w * product(values[i]!, values[j]!), 0), 0)
        const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0)
        const products = pairs((one, other) => (one - mean) * (other - mean))
        expect(moran(values, weights).value).toBeCloseTo(products / squares, 9)
        const differences = pairs((one, other) => (one - other) ** 2)
        expect(geary(values, weights).value).toBeCloseTo(((n - 1) / (2 * n)) * (differences / squares), 9)
        const local = localGeary(values, weights).reduce((sum, each) => sum + each, 0)
        expect(apart(local, (differences * (values.length - 1)) / squares, 1e-9)).toBeLessThan(1e-9)
      }),
    )
  })
  /** Refused where all areas that have neighbours are alike, whatever islands are: in any unit and order. */
  const highTogether = (...given: Parameters<typeof globalG>) => {
    try {
      return globalG(...given).randomisation?.z
    } catch (refused) {
      if (!(refused instanceof CalculationError)) throw refused
      return undefined
    }
  }
  it('do not mind the unit, the order of areas or a scaling of weights', () => {
    fc.assert(
      fc.property(
        maps(5, 20, smooth),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.nat(5000),
        (map, unit, seed) => {
          const other = relabelled(map, orderOf(map.values.length, seed + 1))
          const scaled = other.values.map((each) => each * unit)
          const [one, two] = [spatialWeights(map.neighbours, 'C'), spatialWeights(other.neighbours, 'U')]
          const figures = (values: number[], weights: typeof one) => {
            const [i, c] = [moran(values, weights), geary(values, weights)]
            return [
              i.value,
              i.randomisation?.z,
              i.normality?.p,
              c.value,
              c.randomisation?.z,
              highTogether(values, weights),
            ]
          }
          const found = figures(scaled, two)
          figures(map.values, one).forEach((each, at) => {
            if (each === undefined || found[at] === undefined) expect(found[at]).toBe(each)
            else expect(apart(each, found[at], 1e-3)).toBeLessThan(1e-6)
          })
        },
      ),
      // Seeded: values that hardly differ leave fewer digits than are asked for here.
      { numRuns: 60, seed: 7 },
    )
  })
  it('never give NaN on values that differ', () => {
    fc.assert(
      fc.property(maps(2, 12, fc.oneof(tied, fc.constantFrom(0, 1, 1e9))), ({ neighbours, values }) => {
        const weights = spatialWeights(neighbours, 'W')
        const { value, expectation, randomisation, normality } = moran(values, weights)
        const c = geary(values, weights)
        const figures = [value, expectation, randomisation?.z, randomisation?.p, normality?.z, c.value, c.randomisation?.z] // prettier-ignore
        for (const figure of figures) expect(figure).not.toBeNaN()
      }),
    )
  })
  it('like beside like is above expectation for I, below 1 for C, and z above 0 for both', () => {
    const values = [1, 2, 3, 4]
    expect(moran(values, path).value).toBeCloseTo(1 / 3, 12)
    expect(geary(values, path).value).toBeCloseTo(0.3, 12)
    expect(moran(values, path).randomisation!.z).toBeGreaterThan(0)
    expect(geary(values, path).randomisation!.z).toBeGreaterThan(0)
    expect(globalG(values, path).randomisation!.z).toBeGreaterThan(0)
  })
  it('where all areas border all others nothing can be told: I is −1 / (n − 1), and there is no test', () => {
    const weights = spatialWeights(linked(5, [0, 1, 2, 3, 4].flatMap((a) => [0, 1, 2, 3, 4].map((b) => [a, b] as const))), 'W') // prettier-ignore
    const found = moran([3, 1, 4, 1, 5], weights)
    expect(found.value).toBeCloseTo(-0.25, 12)
    expect([found.randomisation, found.normality]).toEqual([null, null])
    expect(geary([3, 1, 4, 1, 5], weights).randomisation).toBeNull()
    expect(globalG([3, 1, 4, 1, 5], weights).randomisation).toBeNull()
  })
  it('two areas have an I of −1 and no test', () => {
    const two = spatialWeights(linked(2, [[0, 1]]), 'W')
    expect(moran([1, 2], two)).toMatchObject({ value: -1, expectation: -1, randomisation: null, normality: null })
    expect(geary([1, 2], two)).toMatchObject({ value: 1, randomisation: null, normality: null })
  })
  it('refuse values that are all equal, missing, hidden, too few or too many; G negative ones', () => {
    for (const values of [
      [5, 5, 5, 5],
      [0.1, 0.1, 0.1, 0.1],
      [1, 2, NaN, 4],
      [1, 2, Infinity, 4],
      [1, 2],
      [0, 0, 0, 0],
    ])
      for (const statistic of [moran, geary, localGeary, globalG])
        expect(() => statistic(values, path)).toThrow(CalculationError)
    expect(() => globalG([1, -2, 3, 4], path)).toThrow(CalculationError)
    expect(() => globalG([0, 0, 0, 4], path)).toThrow(CalculationError)
  })
  it('hold with counts of 1e9 that hardly differ', () => {
    const values = [1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4]
    expect(apart(moran(values, path).randomisation!.z, moran([1, 2, 3, 4], path).randomisation!.z)).toBeLessThan(1e-12)
    expect(globalG(values, path).randomisation!.variance).toBeGreaterThan(0)
  })
})

describe('permutation of global Moran’s I', () => {
  it('comes near the share among all ways to deal', () => {
    const values = [1, 2, 4, 8, 16, 3]
    const weights = spatialWeights(linked(6, [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [0, 5]]), 'W') // prettier-ignore
    const found = moran(values, weights).value
    const dealings = orders(values).map((order) => moran(order, weights).value)
    const exact = dealings.filter((each) => each >= found - 1e-12).length / dealings.length
    const { greater } = permutationP(permuteMoran(values, weights, { seed: 7, to: 20_000 }))
    expect(Math.abs(greater - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 20_000))
  })
  it('counts of ranges add up to those of the whole, seed by seed', () => {
    const values = [3, 1, 4, 1]
    const whole = permuteMoran(values, path, { seed: 3, to: 500 })
    const parts = [[0, 1], [1, 200], [200, 500]].map(([from, to]) => permuteMoran(values, path, { seed: 3, from, to })) // prettier-ignore
    expect(parts.reduce((sum, part) => sum + part.atLeast, 0)).toBe(whole.atLeast)
    expect(parts.reduce((sum, part) => sum + part.atMost, 0)).toBe(whole.atMost)
    expect(permuteMoran(values, path, { seed: 4, to: 500 })).not.toEqual(whole)
  })
  it('is even over p where there is no pattern, and refuses empty ranges', () => {
    const { greater, less, twoSided } = permutationP({ permutations: 99, atLeast: 99, atMost: 0 })
    expect([greater, less, twoSided]).toEqual([1, 0.01, 0.02])
    expect(() => permuteMoran([1, 2, 3, 4], path, { seed: 1, to: 0 })).toThrow(CalculationError)
  })
})

describe('the empirical Bayes index', () => {
  it('with equal populations is Moran’s I of the rates', () => {
    fc.assert(
      fc.property(maps(3, 20, fc.integer({ min: 0, max: 50 })), ({ neighbours, values }) => {
        const weights = spatialWeights(neighbours, 'W')
        const { value, z } = ebIndex(values, values.map(() => 100), weights) // prettier-ignore
        expect(value).toBeCloseTo(moran(values, weights, all).value, 9)
        expect(z.some(Number.isNaN)).toBe(false)
      }),
    )
  })
  it('refuses no events at all, equal rates, and an area without population', () => {
    expect(() => ebIndex([0, 0, 0, 0], [1, 2, 3, 4], path)).toThrow(/no events/)
    expect(() => ebIndex([2, 4, 6, 8], [1, 2, 3, 4], path)).toThrow(CalculationError)
    expect(() => ebIndex([2, 4, 6, 8], [1, 0, 3, 4], path)).toThrow(/area 1/)
  })
})
