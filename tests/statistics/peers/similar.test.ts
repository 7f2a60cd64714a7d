import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { neighbourStability, similarAreas, standardise } from '../../../src/statistics/peers'

const figure = fc.integer({ min: -10_000, max: 10_000 }).map((n) => n / 100)
const table = fc
  .integer({ min: 3, max: 25 })
  .chain((areas) => fc.array(fc.array(figure, { minLength: areas, maxLength: areas }), { minLength: 1, maxLength: 4 }))

describe('standardised variables', () => {
  it('have mean 0 and deviation 1, or run from 0 to 1', () => {
    fc.assert(
      fc.property(table, (variables) => {
        for (const z of standardise(variables)) {
          const mean = z.reduce((a, b) => a + b, 0) / z.length
          const squares = z.reduce((a, b) => a + (b - mean) ** 2, 0) / (z.length - 1)
          expect(mean).toBeCloseTo(0, 6)
          expect(squares < 1e-9 || Math.abs(squares - 1) < 1e-6).toBe(true)
        }
        for (const z of standardise(variables, 'min-max'))
          expect(Math.min(...z) === 0 && (Math.max(...z) === 1 || Math.max(...z) === 0)).toBe(true)
      }),
    )
  })
  it('whitened, give Mahalanobis’ distance by the inverse of the covariance', () => {
    const [a, b] = [
      [1, 3, 2, 8, 5, 7],
      [2, 5, 3, 9, 9, 4],
    ]
    const mean = (x: number[]) => x.reduce((s, v) => s + v, 0) / x.length
    const cov = (x: number[], y: number[]) => x.reduce((s, v, i) => s + (v - mean(x)) * (y[i]! - mean(y)), 0) / 5
    const [saa, sbb, sab] = [cov(a, a), cov(b, b), cov(a, b)]
    const [u, v] = standardise([a, b], 'mahalanobis')
    const det = saa * sbb - sab * sab
    for (const [i, j] of [
      [0, 3],
      [2, 5],
    ] as const) {
      // prettier-ignore
      const [da, db] = [a[i]! - a[j]!, b[i]! - b[j]!]
      const square = (sbb * da * da - 2 * sab * da * db + saa * db * db) / det
      expect(Math.hypot(u![i]! - u![j]!, v![i]! - v![j]!)).toBeCloseTo(Math.sqrt(square), 10)
    }
  })
  it('an area that lacks one has no place and no say; one that is the same everywhere tells nothing', () => {
    const [one, other] = standardise([
      [1, 2, 3, NaN],
      [5, 5, 5, 99],
    ])
    expect([...one!]).toEqual([-1, 0, 1, NaN])
    expect([...other!]).toEqual([0, 0, 0, NaN])
  })
  it('refuses none, uneven ones, too few areas, and one that follows from another', () => {
    expect(() => standardise([])).toThrow(/variables of {2}areas/)
    expect(() => standardise([[1, 2], [1]])).toThrow(/2, 1 areas/)
    expect(() => standardise([[1, NaN]])).toThrow(/1 areas with all/)
    const twice = [[1, 2, 4], [2, 4, 8]] // prettier-ignore
    expect(() => standardise(twice, 'mahalanobis')).toThrow(/variable 2 is fixed or follows/)
  })
})

describe('similar areas', () => {
  it('are those of sorting all distances', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 8 }), (variables, count) => {
        const weights = variables.map((_, v) => v + 0.5)
        const { neighbours, distances } = similarAreas(variables, count, weights)
        neighbours.forEach((found, area) => {
          const all = Array.from(variables[0]!, (_, other) => other).filter((other) => other !== area)
          const distance = (other: number) => Math.sqrt(variables.reduce((s, x, v) => s + weights[v]! * (x[area]! - x[other]!) ** 2, 0)) // prettier-ignore
          const sorted = all.map(distance).sort((a, b) => a - b)
          expect([...distances[area]!]).toEqual(sorted.slice(0, count).map((d) => expect.closeTo(d, 9)))
          found.forEach((other, at) => expect(distance(other)).toBeCloseTo(distances[area]![at]!, 9))
          expect(new Set(found).size).toBe(Math.min(count, all.length))
        })
      }),
    )
  })
  it('are the same whatever the units, once standardised', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 })), {
          minLength: 4,
          maxLength: 20,
        }),
        (list) => {
          // prettier-ignore
          const [x, y] = [list.map(([a]) => a), list.map(([, b]) => b)]
          fc.pre(new Set(x).size > 1 && new Set(y).size > 1)
          const one = similarAreas(standardise([x, y]), 3).distances
          const other = similarAreas(standardise([x.map((v) => v * 1000 + 5), y.map((v) => v / 7)]), 3).distances
          one.forEach((row, i) => row.forEach((d, at) => expect(other[i]![at]).toBeCloseTo(d, 9)))
        },
      ),
    )
  })
  it('ties go to the earlier area; without a place there are none', () => {
    expect([...similarAreas([[0, 1, -1, 1, NaN]], 2).neighbours[0]!]).toEqual([1, 2])
    const { neighbours } = similarAreas([[0, 1, NaN]], 5)
    expect(neighbours.map((list) => [...list])).toEqual([[1], [0], []])
    expect(similarAreas([[3]]).neighbours[0]!.length).toBe(0)
  })
  it('refuses weights and counts that cannot be', () => {
    expect(() => similarAreas([[1, 2]], 1, [-1])).toThrow(/weights -1/)
    expect(() => similarAreas([[1, 2]], 1, [0])).toThrow(/one above 0/)
    expect(() => similarAreas([[1, 2]], 1, [1, 1])).toThrow(/1 variables, 2 weights/)
    expect(() => similarAreas([[1, 2]], 0)).toThrow(/0 neighbours/)
  })
})

describe('stability of neighbours', () => {
  const variables = [
    [0, 0.1, 0.2, 3, 5, 9, 0.3, -4],
    [0, 0.1, -0.1, 2, -6, 1, 8, -0.2],
  ]
  it('is full for areas that are near by every variable, less for those near by one', () => {
    const found = neighbourStability(variables, 0, { count: 5, seed: [1] })
    expect([...found.neighbours.slice(0, 2)].sort()).toEqual([1, 2])
    expect([...found.survives.slice(0, 2)]).toEqual([1, 1])
    expect(found.mean).toBeLessThan(1)
    expect(found.mean).toBeCloseTo(found.survives.reduce((a, b) => a + b) / 5, 12)
  })
  it('is certain without perturbation or with one variable, and the same for the same seed', () => {
    expect(neighbourStability(variables, 0, { count: 4, reach: 1, seed: [1] }).mean).toBe(1)
    expect(neighbourStability([variables[0]!], 0, { count: 4, seed: [1] }).mean).toBe(1)
    const one = neighbourStability(variables, 3, { count: 2, reach: 4, seed: [9] })
    expect(neighbourStability(variables, 3, { count: 2, reach: 4, seed: [9] })).toEqual(one)
    expect(neighbourStability(variables, 3, { count: 2, reach: 4, seed: [10] })).not.toEqual(one)
  })
  it('refuses an area elsewhere and a reach below 1', () => {
    expect(() => neighbourStability(variables, 8, { seed: [1] })).toThrow(/area 8 of 8/)
    expect(() => neighbourStability(variables, 0, { seed: [1], reach: 0.5 })).toThrow(/reach 0.5/)
  })
})
