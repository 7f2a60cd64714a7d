import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawNormal, drawPoisson } from '../../../src/statistics/draws'
import { random } from '../../../src/statistics/random'
import {
  assuranceOf,
  movingRanges,
  pointsMeeting,
  processLimits,
  processSignals,
  RULE_SETS,
  signalsByChance,
} from '../../../src/statistics/trend'

/** The series of the NHS-R community’s note on screened ranges (NHSRplotthedots, “Deviations”), which prints 4.6, 1.94, −0.72. */
const published = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
const months = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 40 })

describe('process limits', () => {
  it('are those printed for a published series, ranges screened', () => {
    const found = processLimits(published)
    expect(found.mean).toBeCloseTo(1.94, 2)
    expect(found.upper).toBeCloseTo(4.6, 2)
    expect(found.lower).toBeCloseTo(-0.71, 1)
    const plain = processLimits(published, { screen: false })
    expect(plain.upper).toBeCloseTo(35 / 18 + (3 * 32) / 17 / 1.1283791670955126, 9)
  })
  it('use the textbooks’ factors', () => {
    const { mean, upper, meanRange, rangeLimit } = processLimits([1, 3, 2, 4, 3], { screen: false })
    expect((upper - mean) / meanRange).toBeCloseTo(2.6587, 4)
    expect(rangeLimit / meanRange).toBeCloseTo(3.267, 3)
  })
  it('move with the values, grow with the unit, and are the same read backwards', () => {
    fc.assert(
      fc.property(months, fc.double({ min: 0.1, max: 50, noNaN: true }), (values, unit) => {
        const one = processLimits(values, { screen: false })
        const other = processLimits(values.map((v) => 7 + v * unit).reverse(), { screen: false })
        expect(other.mean).toBeCloseTo(7 + one.mean * unit, 8)
        expect(other.upper).toBeCloseTo(7 + one.upper * unit, 8)
        expect(one.lower <= one.mean && one.mean <= one.upper).toBe(true)
      }),
    )
  })
  it('estimate the standard deviation of independent values', () => {
    const chance = random(8)
    const values = Array.from({ length: 20_000 }, () => 50 + 3 * drawNormal(chance))
    expect(processLimits(values, { screen: false }).sigma).toBeCloseTo(3, 1)
  })
  it('take no range over a gap, rest on a baseline, and stay within bounds', () => {
    expect(movingRanges([1, NaN, 5, 7])).toEqual(Float64Array.of(NaN, NaN, NaN, 2))
    expect(processLimits([1, NaN, 5, 7]).meanRange).toBe(2)
    expect(processLimits([1, 2, 1, 2, 90, 95], { baseline: { from: 0, to: 3 } })).toMatchObject({ mean: 1.5, points: 4, provisional: true }) // prettier-ignore
    expect(processLimits([0.1, 0.9, 0.2, 0.8], { bounds: { least: 0, most: 1 } })).toMatchObject({ lower: 0, upper: 1 })
  })
  it('a still series has no width, and no signal', () => {
    const still = Array.from({ length: 20 }, () => 0.1)
    const limits = processLimits(still)
    expect(limits).toMatchObject({ lower: 0.1, upper: 0.1, sigma: 0 })
    expect(processSignals(still, limits)).toEqual([])
  })
  it('refuse a single value and a baseline elsewhere', () => {
    expect(() => processLimits([1])).toThrow(/expected two in a row/)
    expect(() => processLimits([1, NaN, 2])).toThrow(/expected two in a row/)
    expect(() => processLimits([])).toThrow(/baseline/)
    expect(() => processLimits([1, 2], { baseline: { from: 1, to: 5 } })).toThrow(/1 to 5 of 2/)
  })
})

describe('run rules', () => {
  const limits = { ...processLimits([0, 1]), mean: 0, sigma: 1, lower: -3, upper: 3 }
  const rulesOf = (values: number[], rules = RULE_SETS.makingDataCount as Parameters<typeof processSignals>[2]) =>
    processSignals(values, limits, rules).map(({ rule, from, to, side }) => `${rule} ${from}–${to} ${side}`)
  it('see a point outside', () => {
    expect(rulesOf([0, 3.1, -0.5, -4])).toEqual(['outside 1–1 above', 'outside 3–3 below'])
    expect(rulesOf([0, 3, -3])).toEqual([])
  })
  it('see seven on one side, not six, and tell a longer run once', () => {
    expect(rulesOf([1, 0.5, 1, 0.5, 1, 0.5])).toEqual([])
    expect(rulesOf([-1, 1, 0.5, 1, 0.5, 1, 0.5, 1, 0.5])).toEqual(['shift 1–8 above'])
  })
  it('a point on the mean or a gap ends a run', () => {
    expect(rulesOf([1, 0.5, 1, 0, 1, 0.5, 1, 0.5])).toEqual([])
    expect(rulesOf([1, 0.5, 1, 0.5, NaN, 0.5, 1, 0.5, 1])).toEqual([])
  })
  it('a rounded value within half a step of the mean counts as on it', () => {
    const rounded = { ...limits, step: 1.2 }
    expect(processSignals([1, 1, 1, 1, 1, 1, 1], rounded).map(({ rule }) => rule)).toEqual(['shift'])
    expect(processSignals([1, 1, 1, 0.6, 1, 1, 1], rounded)).toEqual([])
  })
  it('see seven rising or falling; equals end it', () => {
    const rise = [-1.5, -1, -0.5, 0.1, 0.6, 1.1, 1.6]
    expect(rulesOf(rise)).toEqual(['trend 0–6 above'])
    expect(rulesOf(rise.map((v) => -v))).toEqual(['trend 0–6 below'])
    expect(rulesOf(rise.slice(0, 6))).toEqual([])
    expect(rulesOf([-1.5, -1, -0.5, -0.5, 0.6, 1.1, 1.6])).toEqual([])
    expect(rulesOf(rise.slice(0, 6), RULE_SETS.nelson)).toEqual(['trend 0–5 above'])
  })
  it('see two of three near a limit, on one side alone', () => {
    expect(rulesOf([0, 2.5, -0.5, 2.1, -1])).toEqual(['zone 1–3 above'])
    expect(rulesOf([0, 2.5, -2.5, 0.1])).toEqual([])
    expect(rulesOf([0, 2.5, NaN, 2.1, 0])).toEqual([])
    expect(rulesOf([0, -1.5, -1.2, 0.3, -1.1, -1.4], RULE_SETS.westernElectric)).toEqual(['zone 1–5 below'])
  })
  it('turned over, the signals change sides and nothing else', () => {
    const any = fc.array(fc.oneof(fc.double({ min: -4, max: 4, noNaN: true }), fc.constant(NaN)), { maxLength: 60 })
    fc.assert(
      fc.property(any, fc.constantFrom(...Object.values(RULE_SETS)), (values, rules) => {
        const turn = (line: string) => (line.includes('above') ? line.replace('above', 'below') : line.replace('below', 'above')) // prettier-ignore
        const other = rulesOf(
          values.map((v) => -v),
          rules,
        )
        expect(other.map(turn).sort()).toEqual(rulesOf(values, rules).sort())
      }),
    )
  })
  it('agree with looking at every window of seven', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 7, maxLength: 50 }), (values) => {
        const marked = new Set<number>()
        for (let i = 0; i + 7 <= values.length; i++) {
          const window = values.slice(i, i + 7)
          if (window.every((v) => v > 0) || window.every((v) => v < 0)) window.forEach((_, at) => marked.add(i + at))
        }
        const found = new Set<number>()
        for (const { rule, from, to } of processSignals(values, limits))
          if (rule === 'shift') for (let i = from; i <= to; i++) found.add(i)
        expect([...found].sort()).toEqual([...marked].sort())
      }),
    )
  })
  it('refuse a rule that asks for more than it looks at', () => {
    const odd = { name: 'odd', shift: 1, trend: null, zones: [] }
    expect(() => processSignals([1], limits, odd)).toThrow(/odd looks at 1/)
    const zones = [{ least: 4, of: 3, sigmas: 2 }]
    expect(() => processSignals([1], limits, { ...odd, shift: null, zones })).toThrow(/4 of 3/)
  })
})

describe('targets', () => {
  const limits = { ...processLimits([0, 1]), lower: 10, upper: 20 }
  it.each([
    [5, 'higher', 'meets'],
    [10, 'higher', 'meets'],
    [15, 'higher', 'hit or miss'],
    [20, 'higher', 'hit or miss'],
    [21, 'higher', 'misses'],
    [21, 'lower', 'meets'],
    [15, 'lower', 'hit or miss'],
    [5, 'lower', 'misses'],
  ] as const)('%d where %s is better: %s', (target, better, expected) => {
    expect(assuranceOf(limits, target, better)).toBe(expected)
  })
  it('counts the months that met it, hidden ones aside', () => {
    expect(pointsMeeting([1, 2, NaN, 3], 2, 'higher')).toEqual({ meeting: 2, given: 3 })
    expect(pointsMeeting([1, 2, NaN, 3], 2, 'lower')).toEqual({ meeting: 2, given: 3 })
  })
  it('refuses a target that is no number', () => expect(() => assuranceOf(limits, NaN, 'lower')).toThrow(/NaN/))
})

describe('signals by chance', () => {
  it('are seeded, more frequent the longer the series, and as often as single points alone would be', () => {
    const by = (points: number) => signalsByChance({ values: new Float64Array(points) }, { seed: [3] })
    expect(by(24)).toBe(by(24))
    expect(by(48)).toBeGreaterThan(by(12))
    // With points beyond three sigmas alone, limits known: 1 − 0.9973^100 = 0.237; estimated limits bring it no further than this.
    const rules = { name: 'one point', shift: null, trend: null, zones: [] }
    const alone = signalsByChance({ values: new Float64Array(100) }, { seed: [3], rules, draws: 4000 })
    expect(alone).toBeGreaterThan(0.2)
    expect(alone).toBeLessThan(0.34)
  })
  it.each([15, 25, 40, 100])('are as many as they say on counts of %d rounded to fives', (mean) => {
    const chance = random(5, mean)
    let [fired, limited, said] = [0, 0, 0]
    for (let run = 0; run < 400; run++) {
      const values = Array.from({ length: 36 }, () => 5 * Math.round(drawPoisson(chance, mean) / 5))
      const limits = processLimits(values, { bounds: { least: 0 }, step: 5 })
      if (limits.coarse) continue
      limited++
      said += signalsByChance({ ...limits, values, bounds: { least: 0 } }, { seed: [run], draws: 20 })
      if (processSignals(values, limits).length > 0) fired++
    }
    expect(limited).toBeGreaterThan(100)
    // Three standard errors of the runs, and what a distribution that is not quite normal adds.
    expect(Math.abs(fired - said) / limited).toBeLessThan(3 * Math.sqrt((0.3 * 0.7) / limited) + 0.03)
    expect(fired / limited).toBeLessThan(0.4)
  })
  it('counts that are too small for limits once rounded are called so', () => {
    const chance = random(6)
    const coarse = (mean: number) => Array.from({ length: 100 }, () => processLimits(Array.from({ length: 36 }, () => 5 * Math.round(drawPoisson(chance, mean) / 5)), { step: 5 })).filter((limits) => limits.coarse).length // prettier-ignore
    expect(coarse(6)).toBeGreaterThan(90)
    expect(coarse(60)).toBe(0)
  })
  it('refuse a single point, no draws, and what cannot be', () => {
    expect(() => signalsByChance({ values: [1] }, { seed: [1] })).toThrow('expected two in a row')
    expect(() => signalsByChance({ values: [1, 2] }, { seed: [1], draws: 0 })).toThrow('0 draws')
    expect(() => signalsByChance({ values: [1, 2], sigma: NaN }, { seed: [1] })).toThrow('sigma NaN')
    expect(() => processLimits([1, 2], { step: -1 })).toThrow('step -1')
  })
})
