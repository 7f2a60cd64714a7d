import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { apportion } from '../../src/demo/arithmetic'
import { ageOn, dayOf, isoDate, yearOf } from '../../src/demo/calendar'
import { drawBirth } from '../../src/demo/drawing'
import { exp } from '../../src/statistics/portable'
import { random } from '../../src/statistics/random'

describe('arithmetic of the demo', () => {
  it('has its own eˣ, as exact as the machine’s', () =>
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(5e-14)
      }),
    ))

  it('shares out whole units without losing one', () =>
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 9 }),
        (total, weights) => {
          const parts = apportion(total, weights)
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
          expect(parts.every((part) => Number.isInteger(part) && part >= 0)).toBe(true)
        },
      ),
    ))
})

describe('chance', () => {
  it('gives these numbers for ever', () => {
    const chance = random(1, 2, 3)
    expect([chance.next(), chance.next(), chance.below(1000), chance.poisson(4.5), chance.poisson(100)])
      .toMatchInlineSnapshot(`
      [
        3484863902,
        3434956882,
        22,
        3,
        97,
      ]
    `)
  })

  it('has another stream for every list of keys', () => {
    const first = [[1], [2], [1, 2], [2, 1], [1, 2, 0]].map((keys) => random(7, ...keys).next())
    expect(new Set(first).size).toBe(first.length)
  })

  it.each([0.3, 7, 60])('draws Poisson numbers with mean and variance %d', (mean) => {
    const chance = random(99, mean * 10)
    const draws = Array.from({ length: 20_000 }, () => chance.poisson(mean))
    const average = draws.reduce((a, b) => a + b, 0) / draws.length
    const variance = draws.reduce((a, b) => a + (b - average) ** 2, 0) / draws.length
    // Five standard errors of either.
    expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(mean / draws.length))
    expect(Math.abs(variance / mean - 1)).toBeLessThan(5 * Math.sqrt((2 + 1 / mean) / draws.length))
  })

  it('draws normal numbers around 0 with variance 1', () => {
    const chance = random(5)
    const draws = Array.from({ length: 20_000 }, () => chance.normal())
    expect(Math.abs(draws.reduce((a, b) => a + b, 0) / draws.length)).toBeLessThan(0.035)
    expect(draws.reduce((a, b) => a + b * b, 0) / draws.length).toBeCloseTo(1, 1)
  })
})

describe('the calendar', () => {
  it('agrees with the machine’s on every day of the demo', () => {
    for (let day = dayOf(1915, 1, 1); day < dayOf(2025, 1, 1); day += 13)
      expect(isoDate(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10))
    expect(yearOf(dayOf(2020, 2, 29))).toBe(2020)
  })

  it('counts a year of age on the birthday, not before', () => {
    const born = dayOf(1950, 6, 15)
    expect([ageOn(dayOf(2015, 6, 14), born), ageOn(dayOf(2015, 6, 15), born)]).toEqual([64, 65])
  })

  it('draws births that give the age asked for on the day', () => {
    const chance = random(3)
    for (let n = 0; n < 5000; n++) {
      const band = n % 18
      const day = dayOf(2015, 1, 1) + chance.below(3652)
      const age = ageOn(day, drawBirth(chance, day, band))
      expect(Math.floor(age / 5)).toBe(band)
    }
  })
})
