import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawGamma, drawNormal, drawPoisson } from '../../../src/statistics/draws'
import { heterogeneity } from '../../../src/statistics/heterogeneity'
import { random } from '../../../src/statistics/random'
import {
  cochranArmitage,
  fingertipsTrend,
  poissonTrend,
  rateChange,
  recentTrend,
  slopeWithinError,
  variationTrend,
  weightedRegression,
} from '../../../src/statistics/trend'

const series = fc
  .array(fc.record({ count: fc.integer({ min: 1, max: 1e6 }), more: fc.integer({ min: 0, max: 1e9 }) }), {
    minLength: 3,
    maxLength: 12,
  })
  .map((list) => ({
    times: list.map((_, i) => 2015 + i),
    counts: list.map(({ count }) => count),
    denominators: list.map(({ count, more }) => count + more),
  }))

describe('tests for a trend in counts', () => {
  it('are blind to where time begins and what it is counted in, and turn with it', () => {
    fc.assert(
      fc.property(series, (one) => {
        for (const test of [cochranArmitage, poissonTrend]) {
          const found = test(one)
          expect(found.chiSquare >= 0 && found.p >= 0 && found.p <= 1).toBe(true)
          const other = test({ ...one, times: one.times.map((t) => -12 * (t - 2000)) })
          expect(other.chiSquare).toBeCloseTo(
            found.chiSquare,
            Math.max(0, 6 - Math.ceil(Math.log10(1 + found.chiSquare))),
          )
          if (found.chiSquare > 1e-6) expect(other.direction).toBe(-found.direction)
        }
      }),
    )
  })
  it('at two times Cochran–Armitage is Pearson’s χ² of the four-fold table', () => {
    const [a, n, b, m] = [30, 200, 55, 250]
    const found = cochranArmitage({ times: [0, 1], counts: [a, b], denominators: [n, m] })
    const [p, q] = [(a + b) / (n + m), 1 - (a + b) / (n + m)]
    const pearson = [[a, n, p], [n - a, n, q], [b, m, p], [m - b, m, q]].reduce((sum, [x, size, share]) => sum + (x! - size! * share!) ** 2 / (size! * share!), 0) // prettier-ignore
    expect(found.chiSquare).toBeCloseTo(pearson, 10)
  })
  it('without any events, or with everybody counted, there is none', () => {
    const none = { times: [1, 2, 3], counts: [0, 0, 0], denominators: [5, 6, 7] }
    const nothing = { chiSquare: 0, p: 1, direction: 0 }
    expect(cochranArmitage(none)).toEqual(nothing)
    expect(poissonTrend(none)).toEqual(nothing)
    expect(cochranArmitage({ ...none, counts: [5, 6, 7] })).toEqual(nothing)
  })
  it('hold their nominal rate under no trend', () => {
    const chance = random(11)
    let alarms = 0
    for (let run = 0; run < 1000; run++) {
      const denominators = [900, 1100, 1000, 950, 1050]
      const counts = denominators.map((n) => drawPoisson(chance, n * 0.06))
      if (poissonTrend({ times: [0, 1, 2, 3, 4], counts, denominators }).p < 0.05) alarms++
    }
    // Four standard errors of 1,000 runs.
    expect(Math.abs(alarms / 1000 - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 1000))
  })
  it.each([
    [{ times: [1, 2], counts: [1, NaN], denominators: [5, 5] }, /NaN of 5/],
    [{ times: [1, 2], counts: [1, 9], denominators: [5, 5] }, /9 cases among 5/],
    [{ times: [1, 1], counts: [1, 2], denominators: [5, 5] }, /at 1 times/],
    [{ times: [1, 2], counts: [1, 0], denominators: [5, 0] }, /at 1 times/],
    [{ times: [1, 2], counts: [1, 1], denominators: [5, 0] }, /1 of 0/],
    [{ times: [1], counts: [1, 1], denominators: [5, 5] }, /1, 2, 2 figures/],
    [{ times: [1, 2], counts: [1, 1], denominators: [5, 5], errors: [1] }, /2, 1 figures/],
    [{ times: [1, 2], counts: [1, 1], denominators: [5, 5], errors: [1, NaN] }, /error NaN at 2/],
    [{ times: [1, 2], counts: [1, 1], denominators: [5, 5], errors: [-1, 1] }, /error -1 at 1/],
  ])('refuse %o', (one, message) => expect(() => cochranArmitage(one)).toThrow(message))
})

describe('change of a rate', () => {
  it('is where the score is 0, by bisection, and as sure as the curve is bent there', () => {
    fc.assert(
      fc.property(series, (one) => {
        const { logSlope, error } = rateChange(one)
        const [events, middle] = [one.counts.reduce((a, b) => a + b, 0), 2015 + (one.times.length - 1) / 2]
        const score = (b: number) => {
          const w = one.denominators.map((n, i) => n * Math.exp(b * (one.times[i]! - middle)))
          const total = w.reduce((a, c) => a + c, 0)
          return one.counts.reduce((sum, x, i) => sum + (one.times[i]! - middle) * (x - (events * w[i]!) / total), 0)
        }
        let [low, high] = [logSlope - 1, logSlope + 1]
        for (let step = 0; step < 60; step++) {
          const at = (low + high) / 2
          if (score(at) > 0) low = at
          else high = at
        }
        expect(Math.abs(logSlope - low)).toBeLessThan(1e-7 * Math.max(1, Math.abs(low)))
        const h = 1e-4
        expect(1 / Math.sqrt((score(logSlope - h) - score(logSlope + h)) / (2 * h)) / error).toBeCloseTo(1, 3)
      }),
      { numRuns: 60 },
    )
  })
  it('finds an exact yearly growth, and none where rates are equal', () => {
    const denominators = [1e6, 2e6, 1e6, 3e6]
    const growing = denominators.map((n, i) => n * 0.001 * 1.07 ** i)
    const found = rateChange({ times: [2001, 2002, 2003, 2004], counts: growing, denominators })
    expect(found.change).toBeCloseTo(7, 9)
    expect(found.dispersion).toBeCloseTo(0, 9)
    expect(found.interval95.lower < 7 && found.interval95.upper > 7).toBe(true)
    const flat = rateChange({ times: [1, 2, 3], counts: [1, 2, 3], denominators: [10, 20, 30] })
    expect(flat.change).toBeCloseTo(0, 12)
    expect(flat.p).toBeCloseTo(1, 6)
  })
  it('stays a number where nearly all events are at one end', () => {
    const found = rateChange({
      times: [2015, 2016, 2017],
      counts: [948938, 14, 1],
      denominators: [948949, 23, 203619578],
    })
    for (const figure of [found.logSlope, found.error, found.p, found.likelihoodRatio])
      expect(Number.isFinite(figure)).toBe(true)
    const idle = rateChange({ times: [-900, 0, 1, 2, 900], counts: [0, 5, 6, 9, 0], denominators: [0, 10, 10, 10, 0] })
    expect(idle).toEqual(rateChange({ times: [0, 1, 2], counts: [5, 6, 9], denominators: [10, 10, 10] }))
  })
  it('is blind to the unit of people; in decades it is ten years’ change', () => {
    fc.assert(
      fc.property(series, (one) => {
        const { logSlope } = rateChange(one)
        const other = rateChange({
          ...one,
          times: one.times.map((t) => t / 10),
          denominators: one.denominators.map((n) => n * 1e5),
        })
        expect(other.logSlope / 10).toBeCloseTo(logSlope, 8)
      }),
    )
  })
  it('widens its interval where the line does not fit', () => {
    const years = { times: [1, 2, 3, 4, 5], denominators: [1, 1, 1, 1, 1] }
    const rough = rateChange({ ...years, counts: [100, 300, 80, 350, 120] })
    expect(rough.dispersion!).toBeGreaterThan(10)
    expect(Math.log1p(rough.interval95.upper / 100) - rough.logSlope).toBeCloseTo(1.959964 * rough.error * Math.sqrt(rough.dispersion!), 5) // prettier-ignore
    expect(rateChange({ times: [1, 2], counts: [5, 8], denominators: [1, 1] }).dispersion).toBeNull()
  })
  it('refuses what no finite change fits', () => {
    const at = (counts: number[]) => () => rateChange({ times: [1, 2, 3], counts, denominators: [5, 5, 5] })
    expect(at([0, 0, 0])).toThrow(/0 events/)
    expect(at([4, 0, 0])).toThrow(/4 at the first time/)
    expect(at([0, 0, 4])).toThrow(/4 at the last/)
    expect(at([0, 4, 0])().change).toBeCloseTo(0, 9)
    expect(at([1, 1e9, 1e9])().change).toBeGreaterThan(0)
  })
})

describe('recent trend', () => {
  const rising = { values: [10, 11, 12, 13, 14, 15], errors: [0.2, 0.2, 0.2, 0.2, 0.2, 0.2] }
  const limits = { lower: rising.values.map((v) => v - 0.392), upper: rising.values.map((v) => v + 0.392) }
  const years = [2018, 2019, 2020, 2021, 2022, 2023]
  it('by both rules is the same over five years in a row', () => {
    const [ours, theirs] = [recentTrend({ times: years, ...rising }), fingertipsTrend({ ...rising, ...limits })]
    expect(ours.marker).toBe('rising')
    expect(theirs.marker).toBe('rising')
    expect(ours.points).toEqual([1, 2, 3, 4, 5])
    expect(ours.slope).toBeCloseTo(theirs.slope!, 9)
    expect(ours.chiSquare).toBeCloseTo(theirs.chiSquare!, 6)
  })
  it('a gap ends our run, and is closed up by Fingertips', () => {
    const values = [10, 11, NaN, 13, 14, 15]
    const gap = { values, lower: values.map((v) => v - 0.392), upper: values.map((v) => v + 0.392) }
    expect(fingertipsTrend(gap)).toMatchObject({ marker: 'rising', points: [0, 1, 3, 4, 5] })
    const ours = recentTrend({ times: years, values, errors: rising.errors })
    expect(ours).toMatchObject({ marker: 'not given', slope: null, why: 'only 3 of 5 points in a row have a value' })
    const missing = recentTrend({ times: [2010, ...years.slice(1)], ...rising, values: [0, ...rising.values.slice(1)] })
    expect(missing.marker).toBe('rising')
    expect(recentTrend({ times: [2010, 2011, 2020, 2021, 2022, 2023], ...rising }).marker).toBe('not given')
    expect(recentTrend({ times: years, ...rising, values: [...rising.values.slice(0, 5), NaN] }).why).toMatch(/only 0/)
  })
  it('counts real years: a step of three years is a slope per year', () => {
    const every3 = [2008, 2011, 2014, 2017, 2020, 2023]
    expect(recentTrend({ times: every3, ...rising }, 3).slope).toBeCloseTo(1 / 3, 9)
  })
  it('does not call a trend that hangs on one point', () => {
    const values = [10, 10.1, 9.9, 10, 30]
    const found = recentTrend({ times: years.slice(1), values, errors: [0.1, 0.1, 0.1, 0.1, 1] })
    expect(found.oneSign).toBe(false)
    expect(found.marker).toBe('no change')
  })
  it('calls nothing without errors, at 100 %, or from equal values', () => {
    expect(recentTrend({ times: years, ...rising, errors: [0, 0, 0, 0, 0, 0] }).why).toMatch(/no error/)
    const counts = [5, 5, 5, 5, 5, 9]
    expect(fingertipsTrend({ ...rising, ...limits, counts, denominators: [9, 9, 9, 9, 9, 9] }).why).toMatch(/everybody/)
    expect(recentTrend({ times: years, values: [3, 3, 3, 3, 3, 3], errors: rising.errors })).toMatchObject({
      marker: 'no change',
      chiSquare: 0,
      p: 1,
    })
  })
  it('grows with the unit; turned over, it falls', () => {
    const tenths = (most: number) => fc.integer({ min: 1, max: most }).map((n) => n / 10)
    const points = fc.array(fc.tuple(tenths(500), tenths(50)), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(points, fc.double({ min: 0.1, max: 1000, noNaN: true }), (list, unit) => {
        const [values, errors] = [list.map(([v]) => v), list.map(([, e]) => e)]
        const one = recentTrend({ times: [1, 2, 3, 4, 5], values, errors })
        const other = recentTrend({
          times: [1, 2, 3, 4, 5],
          values: values.map((v) => -v * unit),
          errors: errors.map((e) => e * unit),
        })
        expect(Math.abs(other.chiSquare! - one.chiSquare!)).toBeLessThan(1e-6 * Math.max(1, one.chiSquare!))
        const turned = { rising: 'falling', falling: 'rising', 'no change': 'no change', 'not given': 'not given' }
        if (Math.abs(one.chiSquare! - 9.5495) > 1e-3) expect(other.marker).toBe(turned[one.marker])
      }),
    )
  })
  it('raises false alarms in fewer than 0.2 % of flat series', () => {
    const chance = random(2)
    let alarms = 0
    for (let run = 0; run < 4000; run++) {
      const values = [0, 0, 0, 0, 0].map(() => drawNormal(chance))
      if (recentTrend({ times: [1, 2, 3, 4, 5], values, errors: [1, 1, 1, 1, 1] }).marker !== 'no change') alarms++
    }
    expect(alarms / 4000).toBeLessThan(0.002 + 4 * Math.sqrt((0.002 * 0.998) / 4000))
  })
  it('refuses times that do not rise and errors below 0', () => {
    expect(() => recentTrend({ times: [1, 1], values: [1, 2], errors: [1, 1] })).toThrow(/rising times/)
    expect(() => recentTrend({ times: [1, 2], values: [1, 2], errors: [1, -1] })).toThrow(/error -1/)
    expect(() => fingertipsTrend({ values: [1], lower: [1, 2], upper: [1] })).toThrow(/1, 2, 1/)
  })
})

describe('weighted regression', () => {
  it('agrees with R: summary(lm(y ~ t, weights = 1/s^2)), worked by hand', () => {
    // Equal errors of 2: slope 1.1, residual squares 0.7; se √(0.7∕3∕10), t 7.2008…, two-sided p of t₃ by its closed form.
    const found = weightedRegression({ times: [1, 2, 3, 4, 5], values: [1, 2.5, 3, 4.5, 5.5], errors: [2, 2, 2, 2, 2] })
    expect(found.slope).toBeCloseTo(1.1, 12)
    expect(found.intercept).toBeCloseTo(0, 12)
    expect(found.errorKnown).toBeCloseTo(2 / Math.sqrt(10), 12)
    const squares = [-0.1, 0.3, -0.3, 0.1, 0].reduce((sum, r) => sum + r * r, 0)
    expect(found.errorFromScatter).toBeCloseTo(Math.sqrt(squares / 3 / 10), 12)
    const t = 1.1 / Math.sqrt(squares / 3 / 10)
    const x = t / Math.sqrt(3)
    expect(found.p!).toBeCloseTo(1 - (2 / Math.PI) * (x / (1 + x * x) + Math.atan(x)), 12)
    expect(found.df).toBe(3)
  })
  it('has no scatter to go by at two points, or where all lie on the line', () => {
    const two = weightedRegression({ times: [1, 2], values: [1, 3], errors: [1, 1] })
    expect(two).toMatchObject({ slope: 2, t: null, p: null, scatter: null })
    const exact = weightedRegression({ times: [1, 2, 3], values: [1, 2, 3], errors: [1, 1, 1] })
    expect(exact).toMatchObject({ slope: 1, scatter: 0, t: null, p: null })
  })
  it('refuses a hidden value, an error of 0 and a single time', () => {
    expect(() => weightedRegression({ times: [1, 2], values: [1, NaN], errors: [1, 1] })).toThrow(/value NaN/)
    expect(() => weightedRegression({ times: [1, 2], values: [1, 2], errors: [1, 0] })).toThrow(/error 0/)
    expect(() => weightedRegression({ times: [1, 1], values: [1, 2], errors: [1, 1] })).toThrow(/different times/)
  })
})

describe('the slope with the wider of its errors', () => {
  const times = [0, 1, 2, 3]
  const errors = [1, 1, 1, 1]
  it('has Student’s quantile of the scatter where years scatter more than their errors', () => {
    const line = weightedRegression({ times, values: [0, 20, 0, 20], errors })
    const { interval95, p } = slopeWithinError(line)
    // t of two degrees of freedom: 4.302653.
    expect(interval95.upper - line.slope).toBeCloseTo(4.3026527 * line.errorFromScatter!, 5)
    expect(p).toBe(line.p)
  })
  it('has the normal one of the errors where they scatter less, or cannot be seen to', () => {
    for (const values of [
      [0, 2, 4, 6],
      [0, 2.1, 3.9, 6],
    ]) {
      const line = weightedRegression({ times, values, errors })
      const { interval95, p } = slopeWithinError(line)
      expect(line.slope - interval95.lower).toBeCloseTo(1.959964 * line.errorKnown, 6)
      expect(p).toBe(Math.max(line.pKnown, line.p ?? 0))
    }
    const two = weightedRegression({ times: [0, 1], values: [1, 9], errors: [1, 1] })
    expect(slopeWithinError(two).p).toBe(two.pKnown)
  })
})

describe('trend of variation', () => {
  it('is the plain line, with the error that the spreads give it', () => {
    const found = variationTrend({ times: [2019, 2020, 2021, 2022], spreads: [0.1, 0.2, 0.3, 0.4], errors: [0.01, 0.02, 0.02, 0.01] }) // prettier-ignore
    expect(found.slope).toBeCloseTo(0.1, 12)
    expect(found.error).toBeCloseTo(Math.hypot(1.5 * 0.01, 0.5 * 0.02, 0.5 * 0.02, 1.5 * 0.01) / 5, 12)
    expect(found.marker).toBe('rising')
    expect(found.relative).toBeCloseTo(0.1 / 0.25, 12)
  })
  it('holds its nominal rate where the spread stays, and finds one that doubles', () => {
    const alarms = (growth: number) => {
      let found = 0
      for (let run = 0; run < 400; run++) {
        const chance = random(17, run)
        const years = [0, 1, 2, 3, 4, 5].map((year) => {
          const shape = 25 / (1 + growth * year) ** 2
          // Variance of relative rates of 60 areas, chance taken off; its error by the areas' own scatter.
          const parts = Array.from({ length: 60 }, () => {
            const x = drawPoisson(chance, (100 * drawGamma(chance, shape)) / shape) / 100
            return (x - 1) ** 2 - 1 / 100
          })
          const mean = parts.reduce((a, b) => a + b) / 60
          return { mean, error: Math.sqrt(parts.reduce((a, b) => a + (b - mean) ** 2, 0) / 59 / 60) }
        })
        const series = { times: [0, 1, 2, 3, 4, 5], spreads: years.map((y) => y.mean), errors: years.map((y) => y.error) } // prettier-ignore
        if (variationTrend(series).marker !== 'no change') found++
      }
      return found / 400
    }
    expect(alarms(0)).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 400))
    expect(alarms(0.3)).toBeGreaterThan(0.8)
  })
  it('keeps a year whose interval lies wholly at 0, with the error of the others', () => {
    const series = { times: [0, 1, 2, 3], spreads: [0.1, 0, 0.2, 0.1], errors: [0.03, 0, 0.04, 0.03] }
    const filled = variationTrend({ ...series, errors: [0.03, Math.sqrt((9e-4 + 16e-4 + 9e-4) / 3), 0.04, 0.03] })
    expect(variationTrend(series)).toEqual(filled)
  })
  it('covers no change where spreads scatter more than errors cut off at 0 let on', () => {
    let [held, alarms] = [0, 0]
    for (let run = 0; run < 600; run++) {
      const chance = random(31, run)
      const years = Array.from({ length: 10 }, () => {
        const values = Array.from({ length: 62 }, () => 1 + Math.hypot(0.02, 0.06) * drawNormal(chance))
        const { tau2, interval95 } = heterogeneity({ values, variances: values.map(() => 0.06 ** 2) })
        return { spread: Math.sqrt(tau2), error: (Math.sqrt(interval95.upper) - Math.sqrt(interval95.lower)) / 3.92 }
      })
      const found = variationTrend({ times: years.map((_, i) => i), spreads: years.map(({ spread }) => spread), errors: years.map(({ error }) => error) }) // prettier-ignore
      const inside = found.interval95.lower <= 0 && found.interval95.upper >= 0
      held += Number(inside)
      alarms += Number(found.p < 0.05)
      expect(found.p >= 0.05).toBe(inside)
    }
    // 95 %, less three standard errors; by those errors alone it was 88 %.
    expect(held / 600).toBeGreaterThan(0.923)
    expect(alarms).toBe(600 - held)
  })
  it('refuses two years, hidden spreads and errors that say nothing', () => {
    const spread = (spreads: number[], errors: number[]) => () =>
      variationTrend({ times: spreads.map((_, i) => i), spreads, errors })
    expect(spread([1, 2], [1, 1])).toThrow(/2 years/)
    expect(spread([1, NaN, 2], [1, 1, 1])).toThrow(/spread NaN/)
    expect(spread([1, 2, 3], [0, 0, 0])).toThrow(/no year has an error/)
  })
})
