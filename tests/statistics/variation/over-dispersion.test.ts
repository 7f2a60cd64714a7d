import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FunnelScale } from '../../../src/statistics/variation'
import { derSimonianLaird, zOf } from '../../../src/statistics'
import { funnelScores, overDispersedLimits, overDispersion } from '../../../src/statistics/variation'

const SCALES: FunnelScale[] = ['log ratio', 'root ratio', 'ratio of counts', 'arcsine proportion', 'logit proportion']
const lists = fc.array(
  fc.integer({ min: 2, max: 400 }).chain((n) => fc.tuple(fc.integer({ min: 1, max: n - 1 }), fc.constant(n))),
  { minLength: 6, maxLength: 30 },
)

describe.each(SCALES)('a funnel on the scale of the %s', (scale) => {
  it('has finite scores, blind to order, and a τ² that is 0 or more', () =>
    fc.assert(
      fc.property(lists, (list) => {
        const [o, n] = [list.map(([x]) => x), list.map(([, m]) => m)]
        const scores = funnelScores(o, n, scale)
        expect([...scores.z, ...scores.s].every(Number.isFinite)).toBe(true)
        const { phi, tau2, used } = overDispersion(scores)
        expect(phi >= 0 && tau2 >= 0 && used === list.length).toBe(true)
        const other = overDispersion(funnelScores([...o].reverse(), [...n].reverse(), scale))
        expect(other.phi).toBeCloseTo(phi, 8)
        expect(other.tau2).toBeCloseTo(tau2, 8)
      }),
    ))
  it('has limits that hold the target, narrow with size, and widen with over-dispersion', () =>
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 1e6 }), fc.double({ min: 0, max: 0.3, noNaN: true }), (size, tau2) => {
        const at = (n: number, spread: number) =>
          overDispersedLimits(scale, n, { target: 0.4, tau2: spread, z: zOf(0.95) })
        const [own, larger, wider] = [at(size, tau2), at(size * 4, tau2), at(size, tau2 + 0.1)]
        expect(own.lower).toBeLessThan(0.4)
        expect(own.upper).toBeGreaterThan(0.4)
        expect(larger.lower).toBeGreaterThanOrEqual(own.lower)
        expect(larger.upper).toBeLessThanOrEqual(own.upper)
        expect(wider.lower).toBeLessThanOrEqual(own.lower)
        expect(wider.upper).toBeGreaterThanOrEqual(own.upper)
        if (scale.endsWith('proportion')) expect(own.lower >= 0 && own.upper <= 1).toBe(true)
      }),
    ))
})

describe('over-dispersion', () => {
  it('is DerSimonian and Laird’s around a known target where nothing is trimmed', () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.1, max: 2, noNaN: true }), { minLength: 3, maxLength: 20 }), (errors) => {
        // Scores whose weighted mean is exactly 0, so that target and mean agree.
        const s = Float64Array.from([...errors, ...errors])
        const z = Float64Array.from(s, (_, i) => (i < errors.length ? 3 : -3))
        const values = Float64Array.from(z, (score, i) => score * s[i]!)
        const { tau2 } = overDispersion({ z, s }, 'none')
        expect(tau2).toBeCloseTo(derSimonianLaird({ values, variances: s.map((e) => e * e) }), 9)
      }),
    ))
  it('trimming never raises φ by drawing in', () =>
    fc.assert(
      fc.property(lists, (list) => {
        const scores = funnelScores(
          list.map(([x]) => x),
          list.map(([, n]) => n),
          'root ratio',
        )
        const plain = overDispersion(scores, 'none')
        const drawn = overDispersion(scores, 'winsorised')
        const span = (z: Float64Array) => Math.max(...z) - Math.min(...z)
        expect(span(drawn.z)).toBeLessThanOrEqual(span(plain.z))
        expect(overDispersion(scores, 'truncated').used).toBeGreaterThanOrEqual(
          list.length - 2 * Math.floor(list.length / 10),
        )
      }),
    ))
  it('takes none and all, where a scale would be infinite', () => {
    expect(funnelScores([0, 5], [3, 5], 'log ratio').z.every(Number.isFinite)).toBe(true)
    expect(funnelScores([0, 5], [3, 5], 'logit proportion').z.every(Number.isFinite)).toBe(true)
  })
  it('refuses what cannot be', () => {
    expect(() => funnelScores([1], [1], 'log ratio')).toThrow(/at least two/)
    expect(() => funnelScores([3, 1], [2, 2], 'logit proportion')).toThrow(/expected 0 or more/)
    expect(() => funnelScores([0, 0], [2, 2], 'arcsine proportion')).toThrow(/some and not all/)
    expect(() => overDispersion({ z: Float64Array.of(1), s: Float64Array.of(1) })).toThrow(/at least two/)
  })
})
