import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logGamma, wilson, zOf } from '../../src/statistics'
import { betaLower, betaQuantile, betaUpper } from '../../src/statistics/beta'
import { clopperPearson } from '../../src/statistics/clopper-pearson'
import { fUpper } from '../../src/statistics/f-distribution'
import { normalTwoSided, normalUpper } from '../../src/statistics/normal-tails'
import { poissonLower, poissonProbability, poissonUpper } from '../../src/statistics/poisson'
import { studentQuantile, studentUpper } from '../../src/statistics/student'

const shape = fc.double({ min: 0.3, max: 500, noNaN: true })
const inside = fc.double({ min: 0.01, max: 0.99, noNaN: true })

describe('the beta distribution', () => {
  it('is the binomial sum at whole shapes', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), inside, (a, b, x) => {
        // I_x(a, b) is the probability of at least a successes among a + b − 1.
        const n = a + b - 1
        let sum = 0
        for (let k = a; k <= n; k++)
          sum += Math.exp(
            logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(x) + (n - k) * Math.log1p(-x),
          )
        expect(Math.abs(betaLower(x, a, b) / sum - 1)).toBeLessThan(1e-11)
      }),
    ))
  it('has tails that add up, mirror each other and turn back to where they came from', () =>
    fc.assert(
      fc.property(shape, shape, inside, (a, b, x) => {
        expect(betaLower(x, a, b) + betaUpper(x, a, b)).toBeCloseTo(1, 12)
        expect(betaLower(x, a, b)).toBeCloseTo(betaUpper(1 - x, b, a), 11)
        const p = betaLower(x, a, b)
        if (p > 1e-8 && p < 1 - 1e-8) expect(betaQuantile(p, a, b)).toBeCloseTo(x, 7)
      }),
    ))
  it('refuses what cannot be', () => {
    expect(() => betaQuantile(1.1, 1, 1)).toThrow(/expected 0 to 1/)
    expect(() => betaLower(0.5, 0, 1)).toThrow(/expected above 0/)
  })
})

describe('Student, Fisher and Poisson', () => {
  it('t squared is F, and t of many degrees of freedom is normal', () =>
    fc.assert(
      fc.property(fc.double({ min: 0, max: 8, noNaN: true }), fc.double({ min: 1, max: 200, noNaN: true }), (t, df) => {
        expect(fUpper(t * t, 1, df)).toBeCloseTo(2 * studentUpper(t, df), 10)
        expect(studentUpper(t, 1e9)).toBeCloseTo(normalUpper(t), 7)
        expect(2 * normalUpper(t)).toBeCloseTo(normalTwoSided(t), 14)
      }),
    ))
  it('the quantile of t turns back', () =>
    fc.assert(
      fc.property(inside, fc.double({ min: 1, max: 300, noNaN: true }), (p, df) => {
        expect(1 - studentUpper(studentQuantile(p, df), df)).toBeCloseTo(p, 9)
      }),
    ))
  it('Poisson probabilities add up to their tails', () =>
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 80, noNaN: true }), (count, mean) => {
        let sum = 0
        for (let k = 0; k <= count; k++) sum += poissonProbability(k, mean)
        expect(poissonLower(count, mean)).toBeCloseTo(sum, 11)
        expect(poissonLower(count, mean) + poissonUpper(count, mean)).toBeCloseTo(1, 12)
      }),
    ))
})

describe('Clopper and Pearson’s interval', () => {
  const counts = fc.nat(300).chain((n) => fc.tuple(fc.nat(n + 1), fc.constant(n + 1)))
  it('holds the share, has the tails it says, and is Wilson’s at large counts', () =>
    fc.assert(
      fc.property(counts, ([x, n]) => {
        const { lower, upper } = clopperPearson(x, n)
        expect(lower).toBeLessThanOrEqual(x / n)
        expect(upper).toBeGreaterThanOrEqual(x / n)
        if (x > 0) expect(betaLower(lower, x, n - x + 1)).toBeCloseTo(0.025, 9)
        if (x < n) expect(betaUpper(upper, x + 1, n - x)).toBeCloseTo(0.025, 9)
        const many = clopperPearson(x * 1e6, n * 1e6)
        expect(many.lower).toBeCloseTo(wilson(x * 1e6, n * 1e6).lower, 5)
      }),
    ))
  it('refuses more cases than people', () => expect(() => clopperPearson(3, 2)).toThrow(/expected 0 to 2/))
  it('uses the full z', () => expect(zOf(0.95)).toBeCloseTo(1.959963984540054, 14))
})
