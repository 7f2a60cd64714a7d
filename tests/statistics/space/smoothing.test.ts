import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CalculationError } from '../../../src/domain/errors'
import { marshallGlobal, marshallLocal } from '../../../src/statistics/space'
import { apart, linked, maps, orderOf, relabelled, smooth } from './graphs'

const areas = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 200, max: 100_000 })), {
  minLength: 2,
  maxLength: 40,
})

describe('global empirical Bayes smoothing', () => {
  it.each(['poisson', 'binomial'] as const)(
    'keeps every rate between its own and the mean, more so in small areas (%s)',
    (law) => {
      fc.assert(
        fc.property(areas, (list) => {
          const [counts, populations] = [list.map(([x]) => x), list.map(([, n]) => n)]
          const { raw, smoothed, mean, variance } = marshallGlobal(counts, populations, law)
          expect(variance).toBeGreaterThanOrEqual(0)
          smoothed.forEach((each, area) => {
            const [low, high] = [Math.min(raw[area]!, mean), Math.max(raw[area]!, mean)]
            expect(each >= low * (1 - 1e-12) && each <= high * (1 + 1e-12)).toBe(true)
          })
          const kept = (area: number) => (smoothed[area]! - mean) / (raw[area]! - mean)
          if (
            variance > 0 &&
            Math.abs(raw[0]! - mean) > 1e-3 * mean &&
            Math.abs(raw[1]! - mean) > 1e-3 * mean &&
            populations[0] !== populations[1]
          )
            // prettier-ignore
            expect(kept(0) < kept(1)).toBe(populations[0]! < populations[1]!)
        }),
      )
    },
  )
  it('leaves rates of huge areas as they are, and gives equal rates back', () => {
    const { raw, smoothed } = marshallGlobal([1e9, 2e9, 3e9], [1e12, 1e12, 1e12])
    smoothed.forEach((each, area) => expect(apart(each, raw[area]!)).toBeLessThan(1e-5))
    expect([...marshallGlobal([2, 4, 6], [10, 20, 30]).smoothed]).toEqual([0.2, 0.2, 0.2])
  })
  it('gives the mean to all where chance explains all, 0 where there are no events', () => {
    const found = marshallGlobal([10, 11, 9], [1000, 1000, 1000])
    expect(found.variance).toBe(0)
    expect([...found.smoothed]).toEqual([found.mean, found.mean, found.mean])
    expect([...marshallGlobal([0, 0], [10, 20], 'poisson').smoothed]).toEqual([0, 0])
    expect([...marshallGlobal([0, 0], [10, 20], 'binomial').smoothed]).toEqual([0, 0])
    expect([...marshallGlobal([1, 0], [1, 1], 'binomial').smoothed]).toEqual([0.5, 0.5])
    expect([...marshallGlobal([3], [10]).smoothed]).toEqual([0.3])
  })
  it('the smoothed rate scales with the unit of population', () => {
    fc.assert(
      fc.property(areas, fc.double({ min: 0.01, max: 100, noNaN: true }), (list, unit) => {
        const [counts, populations] = [list.map(([x]) => x), list.map(([, n]) => n)]
        const [one, other] = [marshallGlobal(counts, populations), marshallGlobal(counts, populations.map((n) => n * unit))] // prettier-ignore
        one.smoothed.forEach((each, area) => expect(apart(each, other.smoothed[area]! * unit)).toBeLessThan(1e-6))
      }),
    )
  })
  it('refuses areas without population, negative and hidden counts, and columns of two lengths', () => {
    for (const [counts, populations] of [
      [
        [1, 2],
        [0, 5],
      ],
      [
        [-1, 2],
        [5, 5],
      ],
      [
        [NaN, 2],
        [5, 5],
      ],
      [
        [1, 2],
        [5, NaN],
      ],
      [[1], [5, 5]],
      [[], []],
    ] as const)
      // prettier-ignore
      expect(() => marshallGlobal(counts, populations)).toThrow(CalculationError)
  })
})

describe('local empirical Bayes smoothing', () => {
  const counted = maps(2, 20, smooth).map(({ neighbours, values }) => ({
    neighbours,
    values: values.map(Math.round),
    populations: values.map((each) => 50 + 37 * Math.round(each)),
  }))
  it.each(['window', 'own'] as const)('is never NaN and lies between rate and window, set against the %s', (centre) => {
    fc.assert(
      fc.property(counted, ({ neighbours, values, populations }) => {
        const { smoothed, means, variances } = marshallLocal(values, populations, neighbours, centre)
        smoothed.forEach((each, area) => {
          const rate = values[area]! / populations[area]!
          const [low, high] = [Math.min(rate, means[area]!), Math.max(rate, means[area]!)]
          expect(each >= low * (1 - 1e-12) && each <= high * (1 + 1e-12)).toBe(true)
          expect(variances[area]).toBeGreaterThanOrEqual(0)
        })
      }),
    )
  })
  it('where all areas are neighbours is the global form', () => {
    fc.assert(
      fc.property(areas, (list) => {
        const [counts, populations] = [list.map(([x]) => x), list.map(([, n]) => n)]
        const places = list.map((_, area) => area)
        const all = linked(list.length, places.flatMap((one) => places.map((other) => [one, other] as const))) // prettier-ignore
        const [local, whole] = [marshallLocal(counts, populations, all), marshallGlobal(counts, populations)]
        local.smoothed.forEach((each, area) => expect(apart(each, whole.smoothed[area]!, 1e-9)).toBeLessThan(1e-6))
      }),
    )
  })
  it('does not mind the order of areas; an island keeps its rate; a window without events has 0', () => {
    fc.assert(
      fc.property(counted, fc.nat(5000), ({ neighbours, values, populations }, seed) => {
        const order = orderOf(values.length, seed + 1)
        const other = relabelled({ neighbours, values }, order)
        const one = marshallLocal(values, populations, neighbours).smoothed
        const two = marshallLocal(other.values, order.map((area) => populations[area]!), other.neighbours).smoothed // prettier-ignore
        order.forEach((area, place) => expect(apart(one[area]!, two[place]!, 1e-9)).toBeLessThan(1e-6))
      }),
    )
    const three = linked(4, [[0, 1]])
    expect([...marshallLocal([0, 0, 7, 0], [10, 20, 100, 5], three).smoothed]).toEqual([0, 0, 0.07, 0])
    expect(() => marshallLocal([1, 2], [10, 20], three)).toThrow(CalculationError)
  })
})
