import stdGamma from '@stdlib/stats-base-dists-gamma-quantile'
import stdNormal from '@stdlib/stats-base-dists-normal-quantile'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chiSquareQuantile,
  chiSquareUpper,
  gammaLower,
  gammaQuantile,
  gammaUpper,
  logGamma,
  normalQuantile,
  zOf,
} from '../../src/statistics'
import { caseNamed, largestError, numbers, readValues } from '../values/read'

const file = readValues('distributions')
const column = (name: string, side: 'inputs' | 'expected', key: string) =>
  numbers(caseNamed(file, name)[side][key]) as number[]

describe('normal quantile', () => {
  it('is R’s to 1e-14', () => {
    const p = column('qnorm', 'inputs', 'p')
    expect(largestError(p.map(normalQuantile), column('qnorm', 'expected', 'q'))).toBeLessThan(1e-14)
  })
  it('is @stdlib’s', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (p) => {
        expect(Math.abs(normalQuantile(p) - stdNormal(p, 0, 1))).toBeLessThan(1e-10)
      }),
    )
  })
  it('gives z from the quantile, not 1.96', () => {
    expect(zOf(0.95)).toBeCloseTo(1.959963984540054, 14)
    expect(zOf(0.998)).toBeCloseTo(3.090232306167814, 14)
    expect(zOf(0.95)).toBe(zOf(0.95))
  })
  it('knows its edges', () => {
    expect(normalQuantile(0)).toBe(-Infinity)
    expect(normalQuantile(1)).toBe(Infinity)
    expect(normalQuantile(0.5)).toBe(0)
    expect(normalQuantile(1.1)).toBeNaN()
  })
})

describe('gamma and chi-square', () => {
  it('both tails are R’s', () => {
    const [x, a] = [column('pgamma', 'inputs', 'x'), column('pgamma', 'inputs', 'a')]
    const lower = x.map((one, i) => gammaLower(one, a[i]!))
    const upper = x.map((one, i) => gammaUpper(one, a[i]!))
    expect(largestError(lower, column('pgamma', 'expected', 'lower'), 1e-300)).toBeLessThan(1e-11)
    expect(largestError(upper, column('pgamma', 'expected', 'upper'), 1e-300)).toBeLessThan(1e-11)
  })
  it('the upper tail of χ² is R’s, far out too', () => {
    const [x, df] = [column('pchisq_upper', 'inputs', 'x'), column('pchisq_upper', 'inputs', 'df')]
    const upper = x.map((one, i) => chiSquareUpper(one, df[i]!))
    expect(largestError(upper, column('pchisq_upper', 'expected', 'upper'), 1e-300)).toBeLessThan(1e-11)
  })
  it('the quantile is @stdlib’s where that holds (shapes to 1,000)', () => {
    for (const shape of [0.1, 0.5, 1, 3, 10, 50, 300])
      for (const p of [1e-6, 0.001, 0.025, 0.3, 0.5, 0.9, 0.975, 0.999])
        expect(Math.abs(gammaQuantile(p, shape) / stdGamma(p, shape, 1) - 1)).toBeLessThan(1e-10)
  })
  it('the quantile gives back its probability, from either tail and at any size', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1.3, max: 8, noNaN: true }).map((log) => 10 ** log),
        fc.double({ min: 0.0001, max: 0.5, noNaN: true }),
        (shape, p) => {
          expect(Math.abs(gammaLower(gammaQuantile(p, shape), shape) / p - 1)).toBeLessThan(1e-8)
          expect(Math.abs(gammaUpper(gammaQuantile(p, shape, 'upper'), shape) / p - 1)).toBeLessThan(1e-8)
        },
      ),
      { numRuns: 150 },
    )
  })
  it('goes over into its expansion without a step', () => {
    for (const p of [0.001, 0.025, 0.975, 0.999]) {
      const below = gammaQuantile(p, 99999.999999)
      const above = gammaQuantile(p, 100000)
      expect(Math.abs(above / below - 1 - 1e-11)).toBeLessThan(1e-11)
    }
  })
  it('knows its edges', () => {
    expect(gammaQuantile(0.025, 0)).toBe(0)
    expect(gammaQuantile(0, 5)).toBe(0)
    expect(gammaQuantile(1, 5)).toBe(Infinity)
    expect(gammaLower(0, 3)).toBe(0)
    expect(gammaUpper(-1, 3)).toBe(1)
    expect(() => gammaQuantile(1.5, 1)).toThrow(/p must be 0 to 1/)
    expect(() => gammaQuantile(0.5, -1)).toThrow(/shape/)
  })
  it('ln Γ holds at known points', () => {
    expect(logGamma(1)).toBeCloseTo(0, 14)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13)
    expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 12)
  })
  it('χ² quantiles are the textbook’s', () => {
    expect(chiSquareQuantile(0.95, 1)).toBeCloseTo(3.841458820694124, 12)
    expect(chiSquareQuantile(0.025, 10)).toBeCloseTo(3.246972780236842, 11)
    expect(chiSquareQuantile(0.998, 1)).toBeCloseTo(9.549535706083264, 10)
  })
})
