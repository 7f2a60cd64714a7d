import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CalculationError } from '../../../src/domain'
import { flagsByChance, spearman } from '../../../src/statistics/comparison'

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const pairs = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 40 })

describe('Spearman’s rank correlation', () => {
  it('is −29∕165 for intelligence and hours of television, worked by hand', () => {
    const [one, other] = [[106, 100, 86, 101, 99, 103, 97, 113, 112, 110], [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]] // prettier-ignore
    const { value, interval } = spearman(one, other)
    expect(value).toBeCloseTo(-29 / 165, 14)
    // tanh(artanh r ± 1.959963984540054 √((1 + r²∕2) ∕ 7)), by a calculator.
    expect(interval!.lower).toBeCloseTo(-0.7278300282394071, 12)
    expect(interval!.upper).toBeCloseTo(0.5145466616329561, 12)
  })

  it('equals R: Hollander and Wolfe’s tuna of ?cor.test, and mtcars with its ties', () => {
    // cor.test(x, y, method = 'spearman'): rho 0.6, S = 48.
    const tuna = spearman([44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1], [2.6, 3.1, 2.5, 5, 3.6, 4, 5.2, 2.8, 3.8]) // prettier-ignore
    expect(tuna.value).toBeCloseTo(0.6, 14)
    expect(tuna.interval).toBeNull()
    // cor(mtcars$mpg, mtcars$wt, method = 'spearman'): -0.886422.
    const miles = [21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4] // prettier-ignore
    const tons = [2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345, 2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78] // prettier-ignore
    const cars = spearman(miles, tons)
    expect(cars.value).toBeCloseTo(-0.8864220332702978, 12)
    expect(cars.interval!.lower).toBeCloseTo(-0.95026587, 6)
    expect(cars.interval!.upper).toBeCloseTo(-0.75108191, 6)
  })

  it('is the same both ways, stays when one side is stretched, and turns with it', () =>
    fc.assert(
      fc.property(pairs, (list) => {
        const [one, other] = [list.map(([a]) => a), list.map(([, b]) => b)]
        const { value } = spearman(one, other)
        if (Number.isNaN(value)) return
        expect(spearman(other, one).value).toBeCloseTo(value, 12)
        expect(spearman(one.map((a) => -a), other).value).toBeCloseTo(-value, 12) // prettier-ignore
        expect(Math.abs(value)).toBeLessThanOrEqual(1)
      }),
    ))

  it('is not given where one side is all alike, and holds its limits at a perfect order', () => {
    expect(spearman([1, 1, 1], [1, 2, 3])).toEqual({ value: NaN, interval: null })
    const rising = Array.from({ length: 12 }, (_, i) => i)
    expect(spearman(rising, rising)).toEqual({ value: 1, interval: { lower: 1, upper: 1 } })
    expect(() => spearman([1, 2], [1])).toThrow(CalculationError)
  })
})

describe('flags that chance alone raises', () => {
  it('are the upper tail of the binomial, worked by hand', () => {
    expect(flagsByChance(1, 12, 0.05)).toBeCloseTo(1 - 0.95 ** 12, 13)
    expect(flagsByChance(3, 12, 0.05)).toBeCloseTo(0.019568261997154533, 13)
    expect(flagsByChance(12, 12, 0.05) / 0.05 ** 12).toBeCloseTo(1, 10)
    expect(flagsByChance(0, 12, 0.05)).toBe(1)
  })

  it('fall with more flags', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.001, max: 0.5, noNaN: true }), (tests, share) => {
        for (let flags = 1; flags <= tests; flags++)
          expect(flagsByChance(flags, tests, share)).toBeLessThanOrEqual(flagsByChance(flags - 1, tests, share))
      }),
    ))

  it('refuse what cannot be', () => {
    expect(() => flagsByChance(3, 2, 0.05)).toThrow(CalculationError)
    expect(() => flagsByChance(1, 2, 1.5)).toThrow(CalculationError)
  })
})
