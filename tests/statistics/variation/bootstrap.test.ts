import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heterogeneityTests, systematicComponent, variationBootstrap } from '../../../src/statistics/variation'
import { confidenceCurve } from '../../../src/statistics/variation/confidence-curve'
import { makeAreas } from '../../simulation/made-areas'

const DRAWS = { seed: 1, draws: 400 }
const truth = (left: number, base: number | null = null) => ({ areas: 40, events: 50, left, deprivation: 0, base })

describe('the bootstrap of variation', () => {
  it('gives the same digits for the same seed, and nearly the same for another', () => {
    const areas = makeAreas(truth(0.05), 7)
    const once = variationBootstrap(areas, { seed: 1 })
    expect(variationBootstrap(areas, { seed: 1 })).toEqual(once)
    const other = variationBootstrap(areas, { seed: 2 })
    expect(other.scv.value).toBe(once.scv.value)
    expect(other.scv.interval95).not.toEqual(once.scv.interval95)
    for (const end of ['lower', 'upper'] as const) {
      const [a, b] = [once.empiricalBayes.interval95[end], other.empiricalBayes.interval95[end]]
      expect(Math.abs(a - b)).toBeLessThan(0.2 * b)
    }
  })
  it('holds its own estimates and gives those of the plain functions', () => {
    const areas = makeAreas(truth(0.05), 8)
    const found = variationBootstrap(areas, DRAWS)
    const scale = areas.observed.reduce((a, b) => a + b) / areas.expected.reduce((a, b) => a + b)
    const given = { observed: areas.observed, expected: areas.expected.map((e) => e * scale) }
    expect(found.tests.chiSquare.value).toBeCloseTo(heterogeneityTests(given).chiSquare, 8)
    expect(found.scv.value).toBeCloseTo(systematicComponent(given).diehr, 12)
    for (const { value, interval95 } of [found.scv, found.empiricalBayes]) {
      expect(value).toBeGreaterThan(interval95.lower)
      expect(value).toBeLessThan(interval95.upper)
    }
    for (const { beneath, interval95 } of Object.values(found.values)) {
      expect(beneath).toBeGreaterThanOrEqual(interval95.lower)
      expect(beneath).toBeLessThanOrEqual(interval95.upper)
    }
    // Chance makes areas look more different than they are.
    expect(found.values.quotient.beneath).toBeLessThan(found.values.quotient.value)
  })
  it('p falls to the least that draws can tell for great variation, and p of χ² is near the textbook’s without rounding', () => {
    expect(variationBootstrap(makeAreas(truth(0.3), 9), DRAWS).tests.chiSquare.p).toBe(1 / 401)
    const areas = makeAreas(truth(0), 10)
    const { tests } = variationBootstrap(areas, { seed: 3, draws: 2000 })
    const scale = areas.observed.reduce((a, b) => a + b) / areas.expected.reduce((a, b) => a + b)
    const exact = heterogeneityTests({ observed: areas.observed, expected: areas.expected.map((e) => e * scale) })
    expect(Math.abs(tests.chiSquare.p - exact.p)).toBeLessThan(0.04)
  })
  it('does not take rounding for variation', () => {
    let [plain, aware] = [0, 0]
    for (let seed = 1; seed <= 60; seed++) {
      const areas = makeAreas({ ...truth(0, 10), events: 20 }, seed, 4)
      plain += Number(heterogeneityTests(areas).p <= 0.05)
      aware += Number(variationBootstrap({ ...areas, base: 10 }, { seed, draws: 200 }).tests.chiSquare.p <= 0.05)
    }
    expect(plain).toBeGreaterThan(15)
    expect(aware).toBeLessThanOrEqual(8)
  })
  it.each([
    ['three areas', { observed: [3, 4, 5], expected: [4, 4, 4] }],
    ['all alike', { observed: [9, 9, 9, 9], expected: [9, 9, 9, 9] }],
    ['all but one 0', { observed: [0, 0, 0, 12], expected: [3, 3, 3, 3] }],
    ['counts of a thousand million', { observed: [1e9, 1.01e9, 9.9e8, 1e9], expected: [1e9, 1e9, 1e9, 1e9] }],
    ['cases among people', { observed: [30, 42, 18, 55], expected: [50, 60, 30, 80], people: [50, 60, 30, 80] }],
    ['all are cases', { observed: [30, 42, 18], expected: [30, 42, 18], people: [30, 42, 18] }],
    ['repeat events', { observed: [30, 42, 18, 55], expected: [36, 36, 36, 36], dispersion: 2.5 }],
    ['noise that is no rounding', { observed: [3, 0, 8, 5], expected: [4, 4, 4, 4], noise: [2, 2, 0, 2], base: null }],
  ])('is defined for %s', (_, model) => {
    const found = variationBootstrap(model, { seed: 5, draws: 200 })
    const figures = [found.scv, found.empiricalBayes, ...Object.values(found.values)].flatMap((one) => [
      one.p,
      one.interval95.lower,
      one.interval95.upper,
    ])
    expect(figures.some(Number.isNaN)).toBe(false)
    const tests = Object.values(found.tests)
    expect(tests.length).toBeGreaterThan(0)
    for (const { p } of tests) expect(p > 0 && p <= 1).toBe(true)
    expect(found.scv.interval95.lower).toBeLessThanOrEqual(found.scv.interval95.upper)
  })
  it('refuses what cannot be', () => {
    expect(() => variationBootstrap({ observed: [1, 2], expected: [1, 2] }, DRAWS)).toThrow(/at least 3/)
    expect(() => variationBootstrap({ observed: [0, 0, 0], expected: [1, 1, 1] }, DRAWS)).toThrow(/no events/)
    expect(() => variationBootstrap({ observed: [1, 2, 3], expected: [1, 1, 1] }, { seed: 1, draws: 20 })).toThrow(
      /200/,
    )
    const people = [1, 1, 1]
    expect(() => variationBootstrap({ observed: [1, 2, 1], expected: [1, 1, 1], people }, DRAWS)).toThrow(/no more/)
  })
})

describe('a confidence curve', () => {
  it('finds where draws pass 2.5 % and 97.5 %, and rises', () =>
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.2, noNaN: true }), (middle) => {
        // Draws reach the value with probability Φ(4 ln((v + c) ∕ (middle + c))), here laid out evenly instead of drawn.
        const c = 0.02
        const variance = Float64Array.from(
          { length: 3000 },
          (_, i) => Math.exp(Math.log(c) + (i / 3000) * Math.log(60)) - c,
        )
        const curve = confidenceCurve(
          {
            variance,
            reached: variance.map((v, i) => Number(4 * Math.log((v + c) / (middle + c)) > QUANTILES[(i * 7) % 20]!)),
          },
          c,
        )
        const limit = (z: number) => Math.max(0, (middle + c) * Math.exp(z / 4) - c)
        expect(Math.abs(curve.varianceAt(0.5) - middle)).toBeLessThan(0.1 * (middle + c))
        expect(Math.abs(curve.varianceAt(0.975) - limit(1.96))).toBeLessThan(0.2 * (limit(1.96) + c))
        let before = 0
        for (let p = 0.01; p < 1; p += 0.01) {
          expect(curve.varianceAt(p)).toBeGreaterThanOrEqual(before)
          before = curve.varianceAt(p)
        }
      }),
      { numRuns: 20 },
    ))
})

/** Twenty even quantiles of the standard normal. */
const QUANTILES = [-1.96, -1.44, -1.15, -0.93, -0.76, -0.6, -0.45, -0.32, -0.19, -0.06, 0.06, 0.19, 0.32, 0.45, 0.6, 0.76, 0.93, 1.15, 1.44, 1.96] // prettier-ignore
