import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gammaQuantile } from '../../src/statistics'
import { fayFeuer } from '../../src/statistics/fay-feuer'
import { lifeExpectancy } from '../../src/statistics/life-expectancy'

const STARTS = [0, 1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90]
const tables = fc
  .array(fc.record({ deaths: fc.nat(50), population: fc.integer({ min: 100, max: 5000 }) }), {
    minLength: 20,
    maxLength: 20,
  })
  .map((rows) => rows.map((row, i) => ({ ...row, start: STARTS[i]!, deaths: row.deaths + (i === 19 ? 1 : 0) })))

describe('life expectancy', () => {
  it('is one over the rate where everybody dies at one rate', () => {
    // With a constant rate μ the exact answer is 1∕μ; bands of five years come within a hundredth of it.
    const bands = STARTS.map((start) => ({ start, deaths: 20, population: 1000 }))
    expect(lifeExpectancy(bands).years[2]).toBeCloseTo(50, 0)
  })
  it('falls with more deaths, and does not change with the unit of people', () =>
    fc.assert(
      fc.property(tables, fc.nat(19), fc.integer({ min: 2, max: 9 }), (bands, at, times) => {
        const { years, variance } = lifeExpectancy(bands)
        const more = bands.map((band, i) => (i === at ? { ...band, deaths: band.deaths + 1 } : band))
        expect(lifeExpectancy(more).years[at]).toBeLessThanOrEqual(years[at]!)
        const larger = lifeExpectancy(
          bands.map((band) => ({ ...band, deaths: band.deaths * times, population: band.population * times })),
        )
        larger.years.forEach((value, i) => expect(value).toBeCloseTo(years[i]!, 9))
        larger.variance.forEach((value, i) => expect(value * times).toBeCloseTo(variance[i]!, 6))
        expect([...years, ...variance].every(Number.isFinite)).toBe(true)
      }),
    ))
  it('is not given where nobody dies in the open band', () => {
    const bands = [
      { start: 0, deaths: 5, population: 100 },
      { start: 1, deaths: 0, population: 100 },
    ]
    expect([...lifeExpectancy(bands).years]).toEqual([NaN, NaN])
  })
  it('refuses what cannot be', () => {
    const band = { start: 0, deaths: 1, population: 10 }
    expect(() => lifeExpectancy([band])).toThrow(/at least two/)
    expect(() => lifeExpectancy([band, band])).toThrow(/rising ages/)
    expect(() => lifeExpectancy([band, { start: 1, deaths: 11, population: 10 }])).toThrow(/expected 0 to 10/)
    expect(() => lifeExpectancy([band, { start: 1, deaths: 0, population: 0 }])).toThrow(/expected/)
  })
})

describe('gamma limits of a standardised rate', () => {
  it('are the exact Poisson ones for a single stratum', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (count) => {
        const { lower, upper } = fayFeuer({ value: count / 1000, variance: count / 1e6 }, 1 / 1000)
        expect(lower * 1000).toBeCloseTo(gammaQuantile(0.025, count), 8)
        expect(upper * 1000).toBeCloseTo(gammaQuantile(0.025, count + 1, 'upper'), 8)
      }),
    ))
  it('start at 0 with no events and refuse a weight of 0', () => {
    expect(fayFeuer({ value: 0, variance: 0 }, 0.001).lower).toBe(0)
    expect(() => fayFeuer({ value: 0, variance: 0 }, 0)).toThrow(/expected 0 or more/)
  })
})
