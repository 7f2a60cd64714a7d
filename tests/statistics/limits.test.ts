import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CalculationError } from '../../src/domain'
import {
  beyondLimits,
  exactPoisson,
  poissonLimits,
  proportionLimits,
  valueLimits,
  wilson,
  wilsonLimits,
} from '../../src/statistics'
import { caseNamed, largestError, numbers, readValues } from '../values/read'

const file = readValues('control-limits')
const COVERAGES = [
  ['95', 0.95],
  ['998', 0.998],
] as const

/** Fingertips' words for a side and how sure. */
function significance(side: (coverage: number) => -1 | 0 | 1): string {
  for (const [coverage, p] of [
    [0.998, '0.001'],
    [0.95, '0.025'],
  ] as const)
    if (side(coverage) !== 0) return `${side(coverage) > 0 ? 'High' : 'Low'} (${p})`
  return 'Not significant'
}

describe('control limits of a proportion', () => {
  const points = caseNamed(file, 'nc_sids_proportion_at_points')
  const average = points.expected.average as number
  const [x, n] = [numbers(points.inputs.x) as number[], numbers(points.inputs.n) as number[]]
  it.each(COVERAGES)('are PHEindicatormethods’ at %s', (digits, coverage) => {
    const found = n.map((people) => proportionLimits(average, people, coverage))
    expect(
      largestError(
        found.map((both) => both.lower * 100),
        numbers(points.expected[`lower${digits}`]),
        1e-14,
      ),
    ).toBeLessThan(1e-9)
    expect(
      largestError(
        found.map((both) => both.upper * 100),
        numbers(points.expected[`upper${digits}`]),
      ),
    ).toBeLessThan(1e-9)
  })
  it.each(COVERAGES)('along the whole curve, at %s', (digits, coverage) => {
    const curve = caseNamed(file, 'nc_sids_proportion_curve')
    const found = (numbers(curve.expected.population) as number[]).map((people) =>
      proportionLimits(average, people, coverage),
    )
    expect(
      largestError(
        found.map((both) => both.upper * 100),
        numbers(curve.expected[`upper${digits}`]),
      ),
    ).toBeLessThan(1e-9)
    expect(
      largestError(
        found.map((both) => both.lower * 100),
        numbers(curve.expected[`lower${digits}`]),
        1e-12,
      ),
    ).toBeLessThan(1e-9)
  })
  it('flag the areas that Fingertips flags', () => {
    const found = n.map((people, i) =>
      significance((coverage) => beyondLimits('binomial', x[i]! / people, average, people, coverage)),
    )
    expect(found).toEqual(points.expected.significance)
  })
  it('say the same as the area’s own Wilson interval', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (people, share, target) => {
          const cases = Math.round(share * people)
          const own = wilson(cases, people)
          const edge = Math.min(Math.abs(own.lower - target), Math.abs(own.upper - target))
          fc.pre(edge > 1e-9)
          const side = beyondLimits('binomial', cases / people, target, people)
          expect(side).toBe(target < own.lower ? 1 : target > own.upper ? -1 : 0)
        },
      ),
    )
  })
  it('close in on the target as people grow, within 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e8 }), fc.double({ min: 0, max: 1, noNaN: true }), (people, target) => {
        const [few, many] = [proportionLimits(target, people), proportionLimits(target, people * 2)]
        expect(few.lower >= 0 && few.lower <= target && target <= few.upper && few.upper <= 1).toBe(true)
        expect(many.upper - many.lower).toBeLessThanOrEqual(few.upper - few.lower)
      }),
    )
  })
  it('the other official form is Wilson’s interval of the target', () => {
    expect(wilsonLimits(0.2, 100)).toEqual(wilson(20, 100))
  })
})

describe('control limits of a count', () => {
  const ratio = caseNamed(file, 'synthetic_ratio_small_counts')
  it.each(COVERAGES)('pass through PHEindicatormethods’ closed-form curve at %s', (digits, coverage) => {
    const observed = numbers(ratio.expected.curve_observed) as number[]
    const lower = numbers(ratio.expected[`exact_curve_lower${digits}`]) as number[]
    const upper = numbers(ratio.expected[`exact_curve_upper${digits}`]) as number[]
    // A point of the curve lies at E = O ∕ ratio; there the limit is O events again.
    const back = (curve: number[], limit: 'lower' | 'upper') =>
      observed.map((o, i) => poissonLimits((o * 100) / curve[i]!, coverage)[limit])
    expect(largestError(back(lower, 'lower'), observed)).toBeLessThan(1e-9)
    expect(largestError(back(upper, 'upper'), observed)).toBeLessThan(1e-9)
  })
  it('flag the ratios that Fingertips flags', () => {
    const [o, e] = [numbers(ratio.inputs.O) as number[], numbers(ratio.inputs.E) as number[]]
    const found = o.map((count, i) =>
      significance((coverage) => beyondLimits('poisson', count / e[i]!, 1, e[i]!, coverage)),
    )
    expect(found).toEqual(ratio.expected.significance)
  })
  it('flag the rates that Fingertips flags', () => {
    const rates = caseNamed(file, 'synthetic_crude_rate_3_years')
    const [ev, pop] = [numbers(rates.inputs.ev) as number[], numbers(rates.inputs.pop) as number[]]
    const target = ev.reduce((sum, count) => sum + count, 0) / pop.reduce((sum, people) => sum + people, 0)
    const found = ev.map((count, i) =>
      significance((coverage) => beyondLimits('poisson', count / pop[i]!, target, pop[i]!, coverage)),
    )
    expect(found).toEqual(rates.expected.significance)
  })
  const mean = fc.double({ min: -2, max: 7, noNaN: true }).map((log) => 10 ** log)
  it('hold what is expected, in order, never NaN', () => {
    fc.assert(
      fc.property(mean, fc.double({ min: 1, max: 20, noNaN: true }), (expected, dispersion) => {
        const [inner, outer] = [poissonLimits(expected, 0.95, dispersion), poissonLimits(expected, 0.998, dispersion)]
        expect(0 <= outer.lower && outer.lower <= inner.lower && inner.lower <= expected).toBe(true)
        expect(expected < inner.upper && inner.upper < outer.upper).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
  it('lines and verdicts agree on either side of the line', () => {
    fc.assert(
      fc.property(
        mean,
        fc.constantFrom(0.95, 0.998),
        fc.double({ min: 1, max: 9, noNaN: true }),
        (expected, coverage, dispersion) => {
          const { lower, upper } = valueLimits('poisson', 1, expected, coverage, dispersion)
          const side = (value: number) => beyondLimits('poisson', value, 1, expected, coverage, dispersion)
          expect([side(upper * (1 + 1e-9)), side(upper * (1 - 1e-9))]).toEqual([1, 0])
          if (lower > 0) expect([side(lower * (1 - 1e-9)), side(lower * (1 + 1e-9))]).toEqual([-1, 0])
        },
      ),
      { numRuns: 60 },
    )
  })
  it('the quick decision is the exact one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 3000 }),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        fc.constantFrom(0.95, 0.998),
        (count, times, coverage) => {
          const expected = count * times
          const exact = exactPoisson(count, coverage)
          const side = exact.lower > expected ? 1 : exact.upper < expected ? -1 : 0
          expect(beyondLimits('poisson', count / expected, 1, expected, coverage)).toBe(side)
        },
      ),
      { numRuns: 300 },
    )
  })
  it('the quick decision is the exact one where Byar’s limit lies farthest off', () => {
    // Byar's lower limit at 10 events and 99.8 % is 1.5 % above the exact 2.9605.
    expect(beyondLimits('poisson', 10, 2.95, 1, 0.998)).toBe(1)
    for (const coverage of [0.95, 0.998, 0.9999])
      for (let count = 10; count < 40; count += 0.5) {
        const exact = exactPoisson(count, coverage)
        for (let off = -300; off <= 300; off += 7)
          for (const edge of [exact.lower, exact.upper]) {
            const expected = edge * (1 + off / 10_000)
            if (Math.abs(off) < 1) continue
            const side = exact.lower > expected ? 1 : exact.upper < expected ? -1 : 0
            if (beyondLimits('poisson', count, expected, 1, coverage) !== side)
              expect.fail(`${count} at ${coverage}, ${expected} expected: not ${side}`)
          }
      }
  })
  it('nothing expected is nothing allowed', () => {
    expect(poissonLimits(0)).toEqual({ lower: 0, upper: 0 })
    expect(beyondLimits('poisson', 0.1, 0, 100)).toBe(1)
    expect(beyondLimits('poisson', 0, 0, 100)).toBe(0)
  })
})

describe('limits of what cannot be', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['a share above 1', () => proportionLimits(1.5, 10), /target 1\.5.*expected 0 to 1/],
    ['the same by Wilson', () => wilsonLimits(1.5, 10), /target 1\.5.*expected 0 to 1/],
    ['nobody', () => valueLimits('poisson', 0.1, 0), /size 0.*above 0/],
    ['no number of people', () => valueLimits('binomial', 0.1, NaN), /size NaN/],
    ['no number expected', () => poissonLimits(NaN), /poissonLimits: target NaN.*expected 0 or more/],
    ['a dispersion of 0', () => poissonLimits(3, 0.95, 0), /dispersion 0/],
    ['a share that is no number', () => beyondLimits('binomial', NaN, 0.1, 100), /a value of NaN; expected a number/],
    ['a rate that is no number', () => beyondLimits('poisson', NaN, 0.1, 100), /a value of NaN; expected a number/],
    ['a coverage in per cent', () => proportionLimits(0.5, 10, 95), /coverage of 95; expected between 0 and 1/],
    ['a coverage of 1.5', () => beyondLimits('poisson', 12, 10, 1, 1.5), /coverage of 1\.5/],
  ])('%s: says what was found and expected', (_, limits, said) => {
    expect(limits).toThrow(CalculationError)
    expect(limits).toThrow(said)
  })
})
