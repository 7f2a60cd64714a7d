import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chiSquareQuantile, derSimonianLaird, flaggedByChance, heterogeneity } from '../../src/statistics'
import { caseNamed, numbers, readValues } from '../values/read'

const file = readValues('heterogeneity')

describe('heterogeneity', () => {
  it.each(['nc_sids_1979', 'auckland_infant', 'synthetic_152_areas'])('Q is the χ² of %s, with R’s p', (name) => {
    const one = caseNamed(file, name)
    const [o, e] = [numbers(one.inputs.O) as number[], numbers(one.inputs.E) as number[]]
    const found = heterogeneity({
      values: o.map((count, i) => count / e[i]!),
      variances: e.map((expected) => 1 / expected),
    })
    expect(Math.abs(found.q / (one.expected.T as number) - 1)).toBeLessThan(1e-9)
    const p = one.expected.p_df_k_minus_1 as number
    if (p > 0) expect(Math.abs(found.p / p - 1)).toBeLessThan(1e-8)
    else expect(found.p).toBeLessThan(1e-300)
  })
  it('Paule–Mandel solves its own equation, and the interval its own', () => {
    const spread = { values: [1, 1.4, 0.7, 1.1, 0.9], variances: [0.01, 0.02, 0.01, 0.03, 0.005] }
    const { tau2, interval95, df } = heterogeneity(spread)
    const q = (extra: number) =>
      heterogeneity({ values: spread.values, variances: spread.variances.map((v) => v + extra) }).q
    expect(q(tau2)).toBeCloseTo(df, 9)
    expect(q(interval95.lower)).toBeCloseTo(chiSquareQuantile(0.975, df), 8)
    expect(q(interval95.upper)).toBeCloseTo(chiSquareQuantile(0.025, df), 8)
  })
  it('with equal variances both estimators are the plain variance less chance', () => {
    const spread = { values: [1, 2, 3, 4, 5], variances: [0.5, 0.5, 0.5, 0.5, 0.5] }
    expect(heterogeneity(spread).tau2).toBeCloseTo(2.5 - 0.5, 10)
    expect(derSimonianLaird(spread)).toBeCloseTo(2.5 - 0.5, 12)
  })
  const spreads = fc.array(
    fc.record({
      value: fc.double({ min: 0.1, max: 3, noNaN: true }),
      variance: fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
    }),
    { minLength: 2, maxLength: 60 },
  )
  const columns = (list: { value: number; variance: number }[]) => ({
    values: list.map((one) => one.value),
    variances: list.map((one) => one.variance),
  })
  it('the interval holds the estimate; nothing is NaN or negative', () => {
    fc.assert(
      fc.property(spreads, (list) => {
        const { q, p, tau2, interval95 } = heterogeneity(columns(list))
        expect(q >= 0 && p >= 0 && p <= 1 && tau2 >= 0).toBe(true)
        expect(interval95.lower <= tau2 && tau2 <= interval95.upper).toBe(true)
        expect(derSimonianLaird(columns(list))).toBeGreaterThanOrEqual(0)
      }),
    )
  })
  it('grows with the square of the unit; p does not change', () => {
    fc.assert(
      fc.property(spreads, fc.double({ min: 0.01, max: 100, noNaN: true }), (list, unit) => {
        const one = heterogeneity(columns(list))
        const other = heterogeneity(
          columns(list.map(({ value, variance }) => ({ value: value * unit, variance: variance * unit * unit }))),
        )
        expect(other.p).toBeCloseTo(one.p, 8)
        expect(other.tau2 / unit / unit).toBeCloseTo(one.tau2, 8)
      }),
    )
  })
  it('is blind to the order of areas', () => {
    fc.assert(
      fc.property(spreads, (list) => {
        expect(heterogeneity(columns([...list].reverse())).tau2).toBeCloseTo(heterogeneity(columns(list)).tau2, 9)
      }),
    )
  })
  it('values all alike vary no more than chance', () => {
    const found = heterogeneity({ values: [2, 2, 2], variances: [0.1, 0.2, 0.3] })
    expect(found).toMatchObject({ q: 0, p: 1, tau2: 0 })
    expect(found.interval95.lower).toBe(0)
  })
  it('refuses what cannot be', () => {
    expect(() => heterogeneity({ values: [1], variances: [1] })).toThrow(/expected two pairs/)
    expect(() => heterogeneity({ values: [1, 2], variances: [1, 0] })).toThrow(/expected above 0/)
    expect(() => heterogeneity({ values: [1, NaN], variances: [1, 1] })).toThrow(/expected above 0/)
  })
  it.each([
    // One area in twenty, where the comparator is far larger; R: 2 * pnorm(-qnorm(0.975) / sqrt(variance)).
    [100, { size: Infinity, nested: false }, 0.05],
    [100, { size: 100, nested: false }, 0.16576],
    [100, { size: 400, nested: true }, 0.023625],
    [100, { size: 100, nested: true }, 0],
    [400, { size: 100, nested: false }, 0.38074],
  ])('chance flags an area of size %i against %o with probability %f', (size, against, p) => {
    expect(flaggedByChance(size, against)).toBeCloseTo(p, 4)
  })
})
