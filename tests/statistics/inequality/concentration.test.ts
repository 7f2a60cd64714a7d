import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  concentrationCurve,
  concentrationIndex,
  fractionalRanks,
  type RankedValues,
} from '../../../src/statistics/inequality'

const share = { least: 0, most: 1 }
const people = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 20 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.integer({ min: 1, max: 30 }),
    ),
    { minLength: 1, maxLength: 25 },
  )
  .map((list) => ({
    ranking: list.map(([x]) => x),
    values: list.map(([, y]) => y),
    weights: list.map(([, , w]) => w),
  }))

/** Every person on their own, ranks shared by equals, by counting: nothing weighted, nothing sorted. */
function byCounting({ ranking, values, weights }: RankedValues): number {
  const each = Array.from(ranking).flatMap((x, i) => Array.from({ length: weights[i]! }, () => ({ x, y: values[i]! })))
  const mean = each.reduce((sum, { y }) => sum + y, 0) / each.length
  const rank = (at: number) => each.reduce((sum, { x }) => sum + (x < at ? 1 : x === at ? 0.5 : 0), 0) / each.length
  return (2 / (each.length * mean)) * each.reduce((sum, { x, y }) => sum + y * rank(x), 0) - 1
}

describe('concentration index', () => {
  it('is what counting person by person gives', () => {
    fc.assert(
      fc.property(people, (data) => {
        const found = concentrationIndex(data, share)
        expect(found.relative).toBeCloseTo(byCounting(data), 10)
        const { people: across, share: up } = concentrationCurve(data)
        const area = across.reduce((sum, p, i) => (i ? sum + ((p - across[i - 1]!) * (up[i]! + up[i - 1]!)) / 2 : 0), 0)
        expect(1 - 2 * area).toBeCloseTo(found.relative!, 10)
      }),
      { numRuns: 40 },
    )
  })
  it('lies between −1 and 1; the forms for bounded values say the same of the complement', () => {
    fc.assert(
      fc.property(people, (data) => {
        const one = concentrationIndex(data, share)
        const other = concentrationIndex({ ...data, values: data.values.map((y) => 1 - y) }, share)
        expect(Math.abs(one.relative!) <= 1 && Math.abs(one.erreygers) <= 1).toBe(true)
        expect(Math.abs(one.wagstaff!)).toBeLessThanOrEqual(1 + 1e-12)
        expect(other.erreygers).toBeCloseTo(-one.erreygers, 10)
        expect(other.wagstaff!).toBeCloseTo(-one.wagstaff!, 9)
      }),
    )
  })
  it('is blind to order, to units, and to how the ranking is measured', () => {
    fc.assert(
      fc.property(people, fc.double({ min: 0.1, max: 10, noNaN: true }), (data, unit) => {
        const turned = {
          ranking: data.ranking.map((x) => x ** 3 - 7).reverse(),
          values: data.values.map((y) => y * unit).reverse(),
          weights: data.weights.map((w) => w * 0.3).reverse(),
        }
        const found = concentrationIndex(turned, { least: 0, most: unit })
        const one = concentrationIndex(data, share)
        expect(found.relative!).toBeCloseTo(one.relative!, 10)
        expect(found.generalised / unit).toBeCloseTo(one.generalised, 10)
        expect(found.erreygers).toBeCloseTo(one.erreygers, 10)
      }),
    )
  })
  it('ranks add up to a half by weight, whatever the ties', () => {
    fc.assert(
      fc.property(people, (data) => {
        const ranks = fractionalRanks(data)
        const total = data.weights.reduce((a, b) => a + b, 0)
        expect(ranks.reduce((sum, rank, i) => sum + rank * data.weights[i]!, 0) / total).toBeCloseTo(0.5, 12)
      }),
    )
  })
  it('is 0 where all are equal, has no relative form at a mean of 0, none of Wagstaff at a bound', () => {
    const alike = { ranking: [1, 2, 3], values: [0.3, 0.3, 0.3], weights: [5, 7, 1e9] }
    expect(concentrationIndex(alike, share)).toMatchObject({ relative: 0, generalised: 0, erreygers: 0, wagstaff: 0 })
    const none = concentrationIndex({ ...alike, values: [0, 0, 0] }, share)
    expect(none).toMatchObject({ relative: null, generalised: 0, wagstaff: null })
  })
  it('one person is no inequality', () => {
    expect(concentrationIndex({ ranking: [4], values: [0.4], weights: [2] }, share).relative).toBe(0)
  })
  it.each([
    [{ ranking: [1, 2], values: [0.1, NaN], weights: [1, 1] }, /value of NaN/],
    [{ ranking: [1, NaN], values: [0.1, 0.2], weights: [1, 1] }, /NaN with weight 1/],
    [{ ranking: [1, 2], values: [0.1, 2], weights: [1, 1] }, /value of 2; expected 0 to 1/],
    [{ ranking: [1, 2], values: [0.1, 0.2], weights: [0, 0] }, /total weight of 0/],
    [{ ranking: [1, 2], values: [0.1, 0.2], weights: [1] }, /2 ranked, 1 weights/],
    [{ ranking: [1, 2], values: [0.1], weights: [1, 1] }, /1 values, 2 weights/],
  ])('refuses %o', (data, message) => expect(() => concentrationIndex(data, share)).toThrow(message))
  it('refuses a curve of nothing', () =>
    expect(() => concentrationCurve({ ranking: [1], values: [0], weights: [1] })).toThrow(/add up to 0/))
})
