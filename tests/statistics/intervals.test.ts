import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CalculationError } from '../../src/domain'
import { byar, countInterval, exactPoisson, wilson } from '../../src/statistics'
import { caseNamed, largestError, numbers, readValues } from '../values/read'

const COVERAGES = [
  ['95', 0.95],
  ['998', 0.998],
] as const

describe('Wilson', () => {
  const grid = caseNamed(readValues('wilson'), 'grid_small_large_denominators')
  const [x, n] = [numbers(grid.inputs.x) as number[], numbers(grid.inputs.n) as number[]]
  it.each(COVERAGES)('is PHEindicatormethods’ at %s', (digits, coverage) => {
    const found = x.map((cases, i) => wilson(cases, n[i]!, coverage))
    expect(
      largestError(
        found.map((one) => one.lower),
        numbers(grid.expected[`lower${digits}`]),
        1e-13,
      ),
    ).toBeLessThan(1e-10)
    expect(
      largestError(
        found.map((one) => one.upper),
        numbers(grid.expected[`upper${digits}`]),
        1e-13,
      ),
    ).toBeLessThan(1e-10)
  })
  const counts = fc
    .integer({ min: 1, max: 1e9 })
    .chain((people) => fc.tuple(fc.integer({ min: 0, max: people }), fc.constant(people)))
  it('holds its value, stays within 0 and 1, and widens with coverage', () => {
    fc.assert(
      fc.property(counts, ([cases, people]) => {
        const [inner, outer] = [wilson(cases, people), wilson(cases, people, 0.998)]
        const value = cases / people
        expect(inner.lower >= 0 && inner.lower <= value && value <= inner.upper && inner.upper <= 1).toBe(true)
        expect(outer.lower <= inner.lower && inner.upper <= outer.upper).toBe(true)
      }),
    )
  })
  it('is a mirror of itself: cases or those who are none', () => {
    fc.assert(
      fc.property(counts, ([cases, people]) => {
        const [one, other] = [wilson(cases, people), wilson(people - cases, people)]
        expect(one.lower).toBeCloseTo(1 - other.upper, 12)
      }),
    )
  })
  it('narrows as people grow at the same share', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 50 }), ([cases, people], times) => {
        const width = ({ lower, upper }: { lower: number; upper: number }) => upper - lower
        expect(width(wilson(cases * times, people * times))).toBeLessThanOrEqual(
          width(wilson(cases, people)) * (1 + 1e-12),
        )
      }),
    )
  })
  it('is exact at none and at all', () => {
    for (let people = 1; people <= 2006; people++) {
      expect(wilson(0, people).lower).toBe(0)
      expect(wilson(people, people).upper).toBe(1)
    }
  })
  it('reads a dispersion as fewer people', () => {
    expect(wilson(40, 200, 0.95, 2)).toEqual(wilson(20, 100))
  })
  it('refuses what cannot be', () => {
    for (const [cases, people] of [
      [101, 100],
      [-1, 100],
      [0, 0],
      [NaN, 10],
    ] as const)
      expect(() => wilson(cases, people)).toThrow(CalculationError)
    for (const dispersion of [0, -1, NaN, Infinity])
      expect(() => wilson(1, 3, 0.95, dispersion)).toThrow(`wilson: a dispersion of ${dispersion}; expected above 0`)
    for (const coverage of [0, 1, 1.5, NaN])
      expect(() => wilson(1, 3, coverage)).toThrow(`a coverage of ${coverage}; expected between 0 and 1`)
  })
})

describe('limits of a count', () => {
  const file = readValues('count-interval')
  const limits = caseNamed(file, 'count_limits')
  const x = numbers(limits.inputs.x) as number[]
  it.each(COVERAGES)('Byar’s are PHEindicatormethods’ at %s', (digits, coverage) => {
    const given = x.map((count) => (count >= 1 ? byar(count, coverage) : { lower: NaN, upper: NaN }))
    const some = (column: (number | null)[]) => column.map((value, i) => (x[i]! >= 1 ? value : null))
    const lower = some(numbers(limits.expected[`byar_lower${digits}`]))
    expect(
      largestError(
        given.map((one) => one.lower).map((v) => (Number.isNaN(v) ? 0 : v)),
        lower,
      ),
    ).toBeLessThan(1e-10)
    const upper = some(numbers(limits.expected[`byar_upper${digits}`]))
    expect(
      largestError(
        given.map((one) => one.upper).map((v) => (Number.isNaN(v) ? 0 : v)),
        upper,
      ),
    ).toBeLessThan(1e-10)
  })
  it.each(COVERAGES)('exact ones are R’s at %s', (digits, coverage) => {
    const found = x.map((count) => exactPoisson(count, coverage))
    expect(
      largestError(
        found.map((one) => one.lower),
        numbers(limits.expected[`exact_lower${digits}`]),
      ),
    ).toBeLessThan(1e-9)
    expect(
      largestError(
        found.map((one) => one.upper),
        numbers(limits.expected[`exact_upper${digits}`]),
      ),
    ).toBeLessThan(1e-9)
  })
  it.each(COVERAGES)('rates switch from exact to Byar’s as Fingertips does, at %s', (digits, coverage) => {
    const sids = caseNamed(file, 'nc_sids_1979_rate')
    const [events, people] = [numbers(sids.inputs.x) as number[], numbers(sids.inputs.n) as number[]]
    const found = events.map((count) => countInterval(count, coverage))
    const per = (limit: 'lower' | 'upper') => found.map((one, i) => (one[limit] / people[i]!) * 1000)
    expect(largestError(per('lower'), numbers(sids.expected[`lower${digits}`]))).toBeLessThan(1e-9)
    expect(largestError(per('upper'), numbers(sids.expected[`upper${digits}`]))).toBeLessThan(1e-9)
  })
  const count = fc.integer({ min: 0, max: 1e9 })
  it('holds its count, is never negative nor NaN, and widens with coverage', () => {
    fc.assert(
      fc.property(count, fc.double({ min: 1, max: 20, noNaN: true }), (events, dispersion) => {
        const [inner, outer] = [countInterval(events, 0.95, dispersion), countInterval(events, 0.998, dispersion)]
        expect(inner.lower >= 0 && inner.lower <= events && events < inner.upper).toBe(true)
        expect(outer.lower <= inner.lower && inner.upper <= outer.upper).toBe(true)
      }),
    )
  })
  it('rises with the count, but for the known step from exact to Byar’s', () => {
    fc.assert(
      fc.property(
        count.filter((events) => events !== 9),
        (events) => {
          const [one, next] = [countInterval(events), countInterval(events + 1)]
          expect(next.lower).toBeGreaterThan(one.lower)
          expect(next.upper).toBeGreaterThan(one.upper)
        },
      ),
    )
  })
  it('comes to the exact limits as counts grow', () => {
    for (const [events, apart] of [
      [10, 1e-2],
      [100, 1e-3],
      [10_000, 1e-5],
      [1_000_000, 1e-7],
    ] as const) {
      expect(Math.abs(countInterval(events).lower / exactPoisson(events).lower - 1)).toBeLessThan(apart)
      expect(Math.abs(countInterval(events).upper / exactPoisson(events).upper - 1)).toBeLessThan(apart)
    }
  })
  it('a dispersion multiplies the variance', () => {
    const spread = ({ lower, upper }: { lower: number; upper: number }) => (upper - lower) ** 2
    expect(spread(countInterval(1e6, 0.95, 4)) / spread(countInterval(1e6))).toBeCloseTo(4, 1)
  })
  it('refuses what cannot be', () => {
    expect(() => countInterval(-1)).toThrow(CalculationError)
    expect(() => countInterval(NaN)).toThrow(CalculationError)
    expect(() => countInterval(5, 0.95, 0)).toThrow(CalculationError)
    expect(() => byar(0)).toThrow(CalculationError)
    expect(() => exactPoisson(-1)).toThrow(CalculationError)
    expect(() => countInterval(5, 2)).toThrow('a coverage of 2; expected between 0 and 1')
  })
})
