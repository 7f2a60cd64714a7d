import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  atkinson,
  coefficientOfVariation,
  effectiveCounts,
  extremes,
  gini,
  heterogeneityTests,
  proportionHeterogeneity,
  quantile,
  systematicComponent,
  theil,
  weightedCoefficient,
} from '../../../src/statistics/variation'
import { drawStatistics, CHANCE_MEASURES, VALUE_MEASURES } from '../../../src/statistics/variation/draw-statistics'
import { orderer } from '../../../src/statistics/variation/order'
import { selectQuantile } from '../../../src/statistics/variation/select'

interface Area {
  value: number
  weight: number
  group: number
}
const areas = fc.array(
  fc.record({
    value: fc.double({ min: 0.01, max: 100, noNaN: true }),
    weight: fc.double({ min: 0.1, max: 1000, noNaN: true }),
    group: fc.nat(3),
  }),
  { minLength: 2, maxLength: 40 },
)
const columns = (list: readonly Area[]) => ({
  values: list.map(({ value }) => value),
  weights: list.map(({ weight }) => weight),
  groups: list.map(({ group }) => group),
})

/** All measures of values, none of which depends on unit or order. */
function measures(list: readonly Area[]): number[] {
  const { values, weights, groups } = columns(list)
  const { quotient, p95p5, p90p10, p80p20, p75p25 } = extremes(values)
  const entropy = theil(values, weights, groups)
  return [
    quotient,
    p95p5,
    p90p10,
    p80p20,
    p75p25,
    coefficientOfVariation(values),
    weightedCoefficient(values, weights).value,
    weightedCoefficient(values, weights).unbiased,
    gini(values, weights),
    atkinson(values, weights),
    atkinson(values, weights, 1),
    atkinson(values, weights, 2),
    ...Object.values(entropy),
  ]
}

const close = (found: readonly number[], expected: readonly number[]) =>
  expected.forEach((value, i) => expect(Math.abs(found[i]! - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value))))

describe('measures of values', () => {
  it('do not depend on the unit, the unit of weights, or the order of areas', () =>
    fc.assert(
      fc.property(areas, fc.double({ min: 0.01, max: 1e4, noNaN: true }), (list, unit) => {
        const once = measures(list)
        expect(once.every(Number.isFinite)).toBe(true)
        close(measures(list.map((area) => ({ ...area, value: area.value * unit, weight: area.weight * unit }))), once)
        close(measures([...list].reverse()), once)
      }),
    ))
  it('equal their plain definitions', () =>
    fc.assert(
      fc.property(areas, (list) => {
        const { values, weights, groups } = columns(list)
        const all = weights.reduce((sum, w) => sum + w, 0)
        const mean = list.reduce((sum, { value, weight }) => sum + value * weight, 0) / all
        let pairs = 0
        for (const one of list)
          for (const other of list) pairs += one.weight * other.weight * Math.abs(one.value - other.value)
        close([gini(values, weights)], [pairs / (2 * all * all * mean)])
        const { t, l, tBetween, tWithin, lBetween, lWithin } = theil(values, weights, groups)
        const entropy = (of: (y: number) => number) =>
          list.reduce((sum, { value, weight }) => sum + (weight / all) * of(value / mean), 0)
        close([t, l], [entropy((y) => y * Math.log(y)), entropy((y) => -Math.log(y))])
        close([tBetween + tWithin, lBetween + lWithin], [t, l])
        close([atkinson(values, weights)], [1 - entropy(Math.sqrt) ** 2])
      }),
    ))
  it('are least where all are alike, and defined where all are 0', () => {
    expect(measures([2, 2, 2].map((value) => ({ value, weight: 3, group: 0 })))).toEqual([
      1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ])
    const none = measures([0, 0, 0].map((value) => ({ value, weight: 3, group: 0 })))
    expect(none.every(Number.isFinite)).toBe(true)
  })
  it('say infinite with a zero where that is so', () => {
    expect(extremes([0, 1, 2]).quotient).toBe(Infinity)
    expect(theil([0, 1, 2]).l).toBe(Infinity)
    expect(theil([0, 0, 1, 2], undefined, ['a', 'a', 'b', 'b'])).toMatchObject({ l: Infinity, lBetween: Infinity })
    expect(Number.isFinite(theil([0, 1, 2]).t)).toBe(true)
    expect(atkinson([0, 1, 2], undefined, 1)).toBe(1)
  })
  it('refuse what cannot be', () => {
    for (const measure of [extremes, gini, theil, atkinson]) {
      expect(() => measure([])).toThrow(/expected at least/)
      expect(() => measure([1, NaN])).toThrow(/expected 0 or more/)
      expect(() => measure([1, -1])).toThrow(/expected 0 or more/)
    }
    expect(() => coefficientOfVariation([1])).toThrow(/expected at least 2/)
    expect(() => weightedCoefficient([1, 2], [1, 0])).toThrow(/above 0/)
    expect(() => theil([1, 2], [1, 1], ['a'])).toThrow(/expected one for each/)
  })
  it('find quantiles as sorting does', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, p) => {
          expect(selectQuantile(Float64Array.from(list), p)).toBeCloseTo(quantile(list, p), 10)
        },
      ),
    ))
})

describe('ordering for loops', () => {
  const numbers = fc.oneof(
    fc.double({ min: -1e3, max: 1e3, noNaN: true }),
    fc.integer({ min: 0, max: 3 }),
    fc.constant(1e300),
  )
  it('is that of a stable sort, crowded or not, again and again', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.infiniteStream(numbers), (size, stream) => {
        const order = orderer(size)
        for (let time = 0; time < 3; time++) {
          const values = Float64Array.from({ length: size }, () => stream.next().value as number)
          const expected = Array.from(values.keys()).sort((i, j) => values[i]! - values[j]! || i - j)
          expect([...order(values)]).toEqual(expected)
        }
      }),
    ))
})

const counts = fc.array(fc.record({ o: fc.nat(300), e: fc.double({ min: 0.5, max: 300, noNaN: true }) }), {
  minLength: 2,
  maxLength: 30,
})

describe('measures of counts', () => {
  it('are those that draws are judged by', () =>
    fc.assert(
      fc.property(counts, (list) => {
        const given = {
          observed: Float64Array.from(list, ({ o }) => o),
          expected: Float64Array.from(list, ({ e }) => e),
        }
        const work = drawStatistics(list.length)
        const tests = heterogeneityTests(given)
        const { statistic, mean, variance } = tests.potthoffWhittinghill
        const { diehr, mcpherson } = systematicComponent(given)
        const found = work.ofCounts(given.observed, given.expected)
        const by = (name: (typeof CHANCE_MEASURES)[number]) => found[CHANCE_MEASURES.indexOf(name)]!
        close(
          [by('chiSquare'), by('deanPB'), by('deanPBAdjusted'), by('diehr')],
          [tests.chiSquare, tests.deanPB.z, tests.deanPBAdjusted.z, diehr],
        )
        if (Number.isFinite(mcpherson)) close([by('mcpherson')], [mcpherson])
        else expect(by('mcpherson')).toBe(Infinity)
        if (variance > 0) close([by('potthoffWhittinghill')], [(statistic - mean) / Math.sqrt(variance)])
        const values = given.observed.map((o, i) => o / given.expected[i]!)
        const seen = work.ofValues(values, given.expected)
        const one = (name: (typeof VALUE_MEASURES)[number]) => seen[VALUE_MEASURES.indexOf(name)]!
        const ends = extremes(values)
        if (Number.isFinite(ends.p95p5)) close([one('p95p5'), one('p75p25')], [ends.p95p5, ends.p75p25])
        close(
          [one('cv'), one('weightedCv'), one('gini'), one('theilT'), one('atkinson')],
          [
            coefficientOfVariation(values),
            weightedCoefficient(values, given.expected).value,
            gini(values, given.expected),
            theil(values, given.expected).t,
            atkinson(values, given.expected),
          ],
        )
      }),
    ))
  it('are never NaN, and blind to the order of areas', () =>
    fc.assert(
      fc.property(counts, (list) => {
        const tests = (from: typeof list) =>
          heterogeneityTests({ observed: from.map(({ o }) => o), expected: from.map(({ e }) => e) })
        const found = tests(list)
        const flat = [found.chiSquare, found.p, found.likelihoodRatio, found.deanPB.z, found.deanPBAdjusted.z, found.i2]
        expect(flat.some(Number.isNaN)).toBe(false)
        expect(tests([...list].reverse()).chiSquare).toBeCloseTo(found.chiSquare, 6)
      }),
    ))
  it('SCV is negative where areas differ less than chance would make them, and says so', () => {
    const { diehr, systematicDeviation } = systematicComponent({ observed: [50, 50, 50], expected: [50, 50, 50] })
    expect(diehr).toBeCloseTo(-1 / 50, 15)
    expect(systematicDeviation).toBe(0)
    expect(systematicComponent({ observed: [0, 5], expected: [3, 2] }).mcpherson).toBe(Infinity)
  })
  it('the test of proportions is that of a two-by-k table', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 2, maxLength: 12 }), (list) => {
        const rows = list.map(([x, rest]) => [x, rest + 1] as const)
        const cases = rows.map(([x]) => x)
        const people = rows.map(([x, rest]) => x + rest)
        const [all, sick] = [people.reduce((a, b) => a + b, 0), cases.reduce((a, b) => a + b, 0)]
        let chi = 0
        rows.forEach(([x, rest], i) => {
          const [a, b] = [(people[i]! * sick) / all, (people[i]! * (all - sick)) / all]
          chi += (a > 0 ? (x - a) ** 2 / a : 0) + (rest - b) ** 2 / b
        })
        expect(proportionHeterogeneity(cases, people).chiSquare).toBeCloseTo(sick > 0 ? chi : 0, 8)
      }),
    ))
  it('effective counts leave plain counts alone and take off what rounding adds', () => {
    const plain = { observed: [4, 6], expected: [5, 5] }
    expect([...effectiveCounts(plain).observed]).toEqual([4, 6])
    const { observed, expected } = effectiveCounts({ ...plain, noise: [5, 5] })
    expect([...observed, ...expected]).toEqual([2, 3, 2.5, 2.5])
  })
  it('refuse what cannot be', () => {
    expect(() => heterogeneityTests({ observed: [1], expected: [1] })).toThrow(/at least 2/)
    expect(() => heterogeneityTests({ observed: [1, 2], expected: [1, 0] })).toThrow(/above 0/)
    expect(() => systematicComponent({ observed: [-1], expected: [1] })).toThrow(/0 or more/)
    expect(() => proportionHeterogeneity([3, 1], [2, 2])).toThrow(/expected 0 to 2/)
  })
})
