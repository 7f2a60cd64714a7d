import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  fifths,
  geodaCutOff,
  quantileGroups,
} from '../../../src/statistics/comparison'
import { holm } from '../../../src/statistics'

const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 })

describe('adjustments for many tests', () => {
  it('Benjamini–Hochberg rejects exactly what the step-up rule does', () =>
    fc.assert(
      fc.property(probabilities, fc.double({ min: 0.01, max: 0.3, noNaN: true }), (list, level) => {
        const sorted = [...list].sort((a, b) => a - b)
        let cut = -1
        sorted.forEach((p, i) => {
          if (p * list.length <= (i + 1) * level) cut = p
        })
        benjaminiHochberg(list).forEach((adjusted, i) => {
          if (Math.abs(adjusted - level) > 1e-12) expect(adjusted <= level).toBe(list[i]! <= cut)
        })
      }),
    ))
  it('are ordered from lenient to strict, keep the order of tests and never exceed 1', () =>
    fc.assert(
      fc.property(probabilities, (list) => {
        const [bh, by, strict, strictest] = [
          benjaminiHochberg(list),
          benjaminiYekutieli(list),
          holm(list),
          bonferroni(list),
        ]
        list.forEach((p, i) => {
          expect(bh[i]).toBeGreaterThanOrEqual(p - 1e-15)
          expect(by[i]).toBeGreaterThanOrEqual(bh[i]! - 1e-12)
          expect(strict[i]).toBeGreaterThanOrEqual(bh[i]! - 1e-12)
          expect(strictest[i]).toBeGreaterThanOrEqual(strict[i]! - 1e-12)
          expect(strictest[i]).toBeLessThanOrEqual(1)
          list.forEach((other, j) => p < other && expect(bh[i]).toBeLessThanOrEqual(bh[j]!))
        })
        // GeoDa's rule stops early: what it takes, Benjamini and Hochberg take too.
        const cut = geodaCutOff(list)
        list.forEach((p, i) => p < cut && bh[i]! > 0.05 + 1e-12 && expect(p).toBeGreaterThanOrEqual(0.05 / list.length))
      }),
    ))
  it('leave out missing tests', () => {
    for (const adjust of [benjaminiHochberg, benjaminiYekutieli, holm, bonferroni])
      expect([...adjust([NaN, 0.02, NaN, 0.5])].filter((p) => !Number.isNaN(p))).toEqual([...adjust([0.02, 0.5])])
  })
  it('refuse what is no probability', () => {
    for (const adjust of [benjaminiHochberg, benjaminiYekutieli, bonferroni])
      expect(() => adjust([0.5, 1.1])).toThrow(/expected 0 to 1/)
    expect(() => geodaCutOff([])).toThrow(/at least one/)
  })
})

describe('quantile groups', () => {
  const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(NaN)), { minLength: 1, maxLength: 60 })
  it('keep ties together, follow the values, and lie between 1 and k', () =>
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 10 }), fc.boolean(), (list, k, highest) => {
        const groups = quantileGroups(list, k, highest)
        list.forEach((value, i) => {
          if (Number.isNaN(value)) return expect(groups[i]).toBeNaN()
          expect(groups[i]! >= 1 && groups[i]! <= k).toBe(true)
          list.forEach((other, j) => {
            if (value === other) expect(groups[j]).toBe(groups[i])
            if (value < other) expect(highest ? groups[i]! >= groups[j]! : groups[i]! <= groups[j]!).toBe(true)
          })
        })
      }),
    ))
  it('are as large as each other where nothing is tied and k divides n', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 25, maxLength: 25 }), (list) => {
        const groups = fifths(list)
        for (let fifth = 1; fifth <= 5; fifth++) expect(groups.filter((group) => group === fifth)).toHaveLength(5)
      }),
    ))
  it('never name a group 0, for any number of areas and groups', () => {
    for (let n = 1; n <= 120; n++)
      for (const k of [3, 4, 5, 7, 10])
        expect(
          Math.min(
            ...quantileGroups(
              Float64Array.from({ length: n }, (_, i) => i),
              k,
            ),
          ),
        ).toBe(1)
  })
  it('refuse part of a group', () => expect(() => quantileGroups([1], 2.5)).toThrow(/whole number/))
})
