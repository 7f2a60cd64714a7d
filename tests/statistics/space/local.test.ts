import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CalculationError } from '../../../src/domain/errors'
import {
  degreesOf,
  getisOrd,
  getisOrdStar,
  islandsOf,
  localMoran,
  moran,
  spatialWeights,
  withSelf,
  type LocalTests,
  type SpatialWeights,
} from '../../../src/statistics/space'
import { apart, linked, maps, momentsOf, orderOf, orders, relabelled, smooth, tied } from './graphs'

const path = spatialWeights(linked(4, [[0, 1], [1, 2], [2, 3]]), 'W') // prettier-ignore

/** All ways to deal the values of the others, one area keeping its own. */
const othersDealt = (values: readonly number[], area: number): number[][] =>
  orders(values.toSpliced(area, 1)).map((others) => others.toSpliced(area, 0, values[area]!))

function checkMoments(tests: LocalTests, area: number, exact: { mean: number; variance: number }): void {
  expect(apart(tests.expectation[area]!, exact.mean, 1e-3)).toBeLessThan(1e-9)
  expect(apart(tests.variance[area]!, exact.variance, 1e-6)).toBeLessThan(1e-7)
}

describe('local moments are those of all ways to deal the values', () => {
  const few = maps(3, 6, fc.oneof(smooth, tied))
  it.each(['B', 'W', 'S'] as const)('of local Moran’s I, conditional and total, with weights %s', (style) => {
    fc.assert(
      fc.property(
        few,
        fc.constantFrom('n' as const, 'n-1' as const),
        fc.nat(5),
        ({ neighbours, values }, scaling, pick) => {
          const weights = spatialWeights(neighbours, style)
          const area = pick % values.length
          const value = (order: number[]) => localMoran(order, weights, scaling).value[area]!
          const { conditional, total } = localMoran(values, weights, scaling)
          checkMoments(conditional, area, momentsOf(othersDealt(values, area).map(value)))
          checkMoments(total, area, momentsOf(orders(values).map(value)))
        },
      ),
      { numRuns: 25 },
    )
  })
  it.each(['B', 'W'] as const)('of Gᵢ and Gᵢ* with weights %s', (style) => {
    fc.assert(
      fc.property(few, fc.nat(5), ({ neighbours, values }, pick) => {
        const area = pick % values.length
        const [without, own] = [spatialWeights(neighbours, style), spatialWeights(withSelf(neighbours), style)]
        if (values.every((each, at) => at === area || each === 0)) return
        const dealtOthers = othersDealt(values, area).map((order) => getisOrd(order, without).value[area]!)
        checkMoments(getisOrd(values, without), area, momentsOf(dealtOthers))
        checkMoments(getisOrdStar(values, own), area, momentsOf(orders(values).map((order) => getisOrdStar(order, own).value[area]!))) // prettier-ignore
      }),
      { numRuns: 25 },
    )
  })
  it('with unequal weights too', () => {
    const neighbours = linked(5, [[0, 1], [0, 2], [0, 3], [3, 4]]) // prettier-ignore
    const weights = spatialWeights(neighbours, 'W', [3, 1, 2, 1, 1, 5, 2, 4])
    const values = [4, 1, 7, 3, 9]
    for (const area of values.keys()) {
      const value = (order: number[]) => localMoran(order, weights).value[area]!
      checkMoments(localMoran(values, weights).conditional, area, momentsOf(othersDealt(values, area).map(value)))
      const g = othersDealt(values, area).map((order) => getisOrd(order, weights).value[area]!)
      checkMoments(getisOrd(values, weights), area, momentsOf(g))
    }
  })
})

describe('local statistics', () => {
  it('local Moran’s I sums to S₀ times the global one; the n − 1 scaling is smaller by (n − 1) / n', () => {
    fc.assert(
      fc.property(maps(3, 30, smooth), ({ neighbours, values }) => {
        const weights = spatialWeights(neighbours, 'B')
        const n = values.length
        const [one, other] = [localMoran(values, weights), localMoran(values, weights, 'n-1')]
        const sum = one.value.reduce((total, each) => total + each, 0)
        expect(sum).toBeCloseTo(moran(values, weights, { countIslands: true }).value * neighbours.ids.length, 8)
        one.value.forEach((each, area) => expect(apart((each * (n - 1)) / n, other.value[area]!)).toBeLessThan(1e-12))
        one.conditional.z.forEach((z, area) => Number.isNaN(z) || expect(apart(z, other.conditional.z[area]!, 1)).toBeLessThan(1e-9)) // prettier-ignore
      }),
    )
  })
  it('z of Gᵢ is that of local Moran’s I, with the area’s own sign, whatever the style of weights', () => {
    fc.assert(
      fc.property(maps(4, 20, smooth), fc.constantFrom('B' as const, 'W' as const), ({ neighbours, values }, style) => {
        const weights = spatialWeights(neighbours, style)
        const { conditional } = localMoran(values, weights)
        const mean = values.reduce((sum, each) => sum + each / values.length, 0)
        getisOrd(values, weights).z.forEach((z, area) => {
          const own = values[area]! - mean
          if (!(Math.abs(own) > 1e-6) || Number.isNaN(z)) return
          expect(apart(Math.sign(own) * z, conditional.z[area]!, 1)).toBeLessThan(1e-7)
        })
      }),
    )
  })
  it('z does not mind the unit, the order of areas or whether weights are binary or standardised', () => {
    fc.assert(
      fc.property(
        maps(4, 20, smooth),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.nat(5000),
        (map, unit, seed) => {
          const order = orderOf(map.values.length, seed + 1)
          const other = relabelled(map, order)
          const zs = ({ neighbours, values }: typeof map, style: 'B' | 'W') => {
            const weights = spatialWeights(neighbours, style)
            const own = spatialWeights(withSelf(neighbours), style)
            return [localMoran(values, weights).conditional.z, getisOrd(values, weights).z, getisOrdStar(values, own).z]
          }
          const scaled = { ...other, values: other.values.map((each) => each * unit) }
          const mean = map.values.reduce((sum, each) => sum + each / map.values.length, 0)
          const [one, two] = [zs(map, 'B'), zs(scaled, 'W')]
          order.forEach((area, place) => {
            if (Math.abs(map.values[area]! - mean) < 1e-6) return
            one.forEach((column, which) => {
              if (Number.isNaN(column[area])) expect(two[which]![place]).toBeNaN()
              else expect(apart(column[area]!, two[which]![place]!, 1)).toBeLessThan(1e-6)
            })
          })
        },
      ),
    )
  })
  it('give NaN to islands alone: I 0 and no z; Gᵢ* stands for itself', () => {
    fc.assert(
      fc.property(maps(2, 15, fc.oneof(tied, fc.constantFrom(0, 1, 1e9))), ({ neighbours, values }) => {
        const weights = spatialWeights(neighbours, 'W')
        const islands = new Set(islandsOf(neighbours))
        const found = localMoran(values, weights)
        const star = getisOrdStar(values, spatialWeights(withSelf(neighbours), 'W'))
        const undefinedForIslands = [
          found.conditional.z,
          found.conditional.p,
          found.total.z,
          getisOrd(values, weights).p,
        ]
        for (const area of values.keys()) {
          for (const column of undefinedForIslands) expect(Number.isNaN(column[area])).toBe(islands.has(area))
          const always = [found.value, found.lag, found.conditional.variance, getisOrd(values, weights).value, star.value, star.z, star.p] // prettier-ignore
          for (const column of always) expect(column[area]).not.toBeNaN()
          if (islands.has(area)) expect(found.value[area]).toBe(0)
        }
      }),
    )
  })
  it('name quadrants by the area and its neighbours', () => {
    expect(localMoran([9, 8, 1, 9], path).quadrant).toEqual(['High-High', 'High-Low', 'Low-High', 'High-Low'])
    expect(localMoran([1, 1, 9, 1], path).quadrant).toEqual(['Low-Low', 'Low-High', 'High-Low', 'Low-High'])
  })
  it('where nothing can move a statistic it has z 0 and p 1', () => {
    const { value, conditional } = localMoran([1, 2, 3, 2], path)
    expect([value[1], conditional.z[1], conditional.p[1]]).toEqual([0, 0, 1])
    const everyone = spatialWeights(linked(3, [[0, 1], [1, 2], [0, 2]]), 'W') // prettier-ignore
    expect([...getisOrd([1, 2, 4], everyone).z]).toEqual([0, 0, 0])
    expect([...getisOrdStar([1, 2, 4], spatialWeights(withSelf(everyone), 'W')).z]).toEqual([0, 0, 0])
    expect([...localMoran([1, 2, 4], everyone).conditional.p]).toEqual([1, 1, 1])
    const alone = getisOrd([7, 0, 0, 0], path)
    expect([alone.value[0], alone.z[0], alone.p[0]]).toEqual([1 / 3, 0, 1])
  })
  it('one huge value does not drown the others', () => {
    const neighbours = linked(6, [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5]]) // prettier-ignore
    const z = (huge: number) => getisOrd([huge, 3, 8, 1, 9, 2], spatialWeights(neighbours, 'B')).z[0]!
    expect(apart(z(1e9), z(10))).toBeLessThan(1e-6)
  })
  it('two areas have an answer', () => {
    const two: SpatialWeights = spatialWeights(linked(2, [[0, 1]]), 'W')
    expect(degreesOf(two)).toEqual(Uint32Array.of(1, 1))
    expect(localMoran([1, 2], two)).toMatchObject({ value: Float64Array.of(-1, -1) })
    expect([...localMoran([1, 2], two).conditional.p, ...localMoran([1, 2], two).total.p]).toEqual([1, 1, 1, 1])
    expect([...getisOrd([1, 2], two).value]).toEqual([1, 1])
  })
  it('refuse equal, hidden, missing and negative values, and the wrong sort of neighbours', () => {
    const self = spatialWeights(withSelf(path), 'W')
    for (const values of [
      [5, 5, 5, 5],
      [1, NaN, 2, 3],
      [1, 2, 3],
    ]) {
      expect(() => localMoran(values, path)).toThrow(CalculationError)
      expect(() => getisOrd(values, path)).toThrow(CalculationError)
      expect(() => getisOrdStar(values, self)).toThrow(CalculationError)
    }
    expect(() => getisOrd([1, -2, 3, 4], path)).toThrow(/area 1/)
    expect(() => getisOrd([1, 2, 3, 4], self)).toThrow(/own neighbours/)
    expect(() => getisOrdStar([1, 2, 3, 4], path)).toThrow(/own neighbours/)
  })
})
