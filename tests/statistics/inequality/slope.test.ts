import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  errorsFromLimits,
  simulateSlope,
  slopeIndex,
  slopeInterval,
  slopeWeights,
  toScale,
  withinAreaSlopes,
  type UncertainGroups,
} from '../../../src/statistics/inequality'
import { random } from '../../../src/statistics/random'
import { drawNormal } from '../../../src/statistics/draws'

const groups = fc
  .array(
    fc.record({
      people: fc.integer({ min: 1, max: 1e9 }),
      value: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
      error: fc.double({ min: 0.001, max: 0.05, noNaN: true }),
    }),
    { minLength: 2, maxLength: 10 },
  )
  .map((list) => ({
    populations: list.map(({ people }) => people),
    values: list.map(({ value }) => value),
    errors: list.map(({ error }) => error),
  }))

/** The line by the normal equations, from every group's people and rank: another way to the same. */
function byNormalEquations({ populations, values }: Pick<UncertainGroups, 'populations' | 'values'>) {
  const total = Array.from(populations).reduce((a, b) => a + b, 0)
  let [passed, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0]
  for (let i = 0; i < populations.length; i++) {
    const [w, x, y] = [populations[i]! / total, (passed + populations[i]! / 2) / total, values[i]!]
    passed += populations[i]!
    ;[sx, sy, sxx, sxy] = [sx + w * x, sy + w * y, sxx + w * x * x, sxy + w * x * y]
  }
  const slope = (sxy - sx * sy) / (sxx - sx * sx)
  return { slope, intercept: sy - slope * sx }
}

describe('slope index', () => {
  it('is the line of the normal equations, on every scale', () => {
    fc.assert(
      fc.property(groups, fc.constantFrom('plain' as const, 'log' as const, 'logit' as const), (data, scale) => {
        // Ranks of a group that holds almost everybody leave the normal equations no digits.
        fc.pre(Math.max(...data.populations) / Math.min(...data.populations) < 1000)
        const { slope, intercept } = byNormalEquations({ ...data, values: data.values.map((y) => toScale(y, scale)) })
        const found = slopeIndex(data, scale)
        expect(toScale(found.mostDeprived, scale)).toBeCloseTo(intercept, 6)
        expect(toScale(found.leastDeprived, scale)).toBeCloseTo(intercept + slope, 6)
      }),
      { numRuns: 50 },
    )
  })
  it('finds the ends of a straight gradient exactly, and says who is worse off', () => {
    const populations = [100, 300, 200, 400]
    const { ranks } = slopeWeights(populations)
    const line = (at: number) => 80 - 30 * at
    const found = slopeIndex({ populations, values: ranks.map(line) })
    expect(found.slope).toBeCloseTo(-30, 12)
    expect(found.leastOverMost).toBeCloseTo(50 / 80, 12)
    expect(found.mostOverLeast).toBeCloseTo(80 / 50, 12)
    expect(found.higherIn).toBe('most deprived')
    const log = slopeIndex({ populations, values: ranks.map((at) => Math.exp(2 + at)) }, 'log')
    expect(log.mostDeprived).toBeCloseTo(Math.exp(2), 12)
    expect(log.leastOverMost).toBeCloseTo(Math.E, 12)
    expect(log.higherIn).toBe('least deprived')
  })
  it('grows with the unit, its ratio does not; people may be counted in thousands', () => {
    fc.assert(
      fc.property(groups, fc.double({ min: 0.01, max: 100, noNaN: true }), (data, unit) => {
        const [one, other] = [
          slopeIndex(data, 'log'),
          slopeIndex(
            { populations: data.populations.map((n) => n * 1000), values: data.values.map((y) => y * unit) },
            'log',
          ),
        ]
        expect(other.slope / unit).toBeCloseTo(one.slope, 8)
        expect(other.leastOverMost! / one.leastOverMost!).toBeCloseTo(1, 8)
      }),
    )
  })
  it('turned round, the slope changes its sign and the ratio turns over', () => {
    fc.assert(
      fc.property(groups, (data) => {
        const turned = { populations: [...data.populations].reverse(), values: [...data.values].reverse() }
        const [one, other] = [slopeIndex(data, 'logit'), slopeIndex(turned, 'logit')]
        expect(other.slope).toBeCloseTo(-one.slope, 8)
        expect(other.leastOverMost!).toBeCloseTo(one.mostOverLeast!, Math.abs(one.mostOverLeast!) > 100 ? 2 : 6)
      }),
    )
  })
  it('a group split in two of the same value changes the ranks of no one else', () => {
    const whole = slopeWeights([100, 200, 300])
    const split = slopeWeights([100, 50, 150, 300])
    expect(split.ranks[3]).toBeCloseTo(whole.ranks[2]!, 12)
  })
  it('equal values have no slope; a group without people has no say, whatever its value', () => {
    expect(slopeIndex({ populations: [1, 5, 9], values: [7, 7, 7] }).slope).toBeCloseTo(0, 12)
    const found = slopeIndex({ populations: [10, 0, 10, 20], values: [3, NaN, 4, 5] })
    expect(found).toEqual(slopeIndex({ populations: [10, 10, 20], values: [3, 4, 5] }))
  })
  it('gives no ratio where an end is not above 0', () => {
    expect(slopeIndex({ populations: [1, 1], values: [1, 0] }).leastOverMost).toBeNull()
    expect(slopeIndex({ populations: [1, 1], values: [0, 0] }).leastOverMost).toBeNull()
  })
  it.each([
    [{ populations: [1], values: [1] }, /1 groups with people; expected at least two/],
    [{ populations: [1, 0], values: [1, 1] }, /1 groups with people/],
    [{ populations: [1, -1], values: [1, 1] }, /population of -1/],
    [{ populations: [1, 1], values: [1, NaN] }, /group 2 has the value NaN/],
    [{ populations: [1, 1, 1], values: [1, 1] }, /2 values, 3 populations/],
  ])('refuses %o', (data, message) => expect(() => slopeIndex(data)).toThrow(message))
  it('refuses a rate of 0 on the log scale and a share of 1 on that of log odds', () => {
    expect(() => slopeIndex({ populations: [1, 1], values: [0, 1] }, 'log')).toThrow(/0; expected above 0/)
    expect(() => slopeIndex({ populations: [1, 1], values: [0.5, 1] }, 'logit')).toThrow(/below 1/)
  })
})

describe('interval of the slope index', () => {
  const data = { populations: [120, 80, 150, 90, 110], values: [70, 74, 73, 78, 80], errors: [1, 1.2, 0.8, 1.1, 0.9] }
  it('in closed form is what 100,000 draws give, for the slope within half a per cent of its width', () => {
    const closed = slopeInterval(data)
    const drawn = simulateSlope(data, { scatter: 'plain', fit: 'plain', seed: [1], draws: 100_000 })
    const near = (one: number, other: number, width: number) =>
      expect(Math.abs(one - other) / width).toBeLessThan(0.0125)
    const width = closed.slope.upper - closed.slope.lower
    near(drawn.slope.interval95.lower, closed.slope.lower, width)
    near(drawn.slope.interval95.upper, closed.slope.upper, width)
    const ratio = closed.leastOverMost!
    near(drawn.leastOverMost!.interval95.lower, ratio.lower, ratio.upper - ratio.lower)
    near(drawn.leastOverMost!.interval95.upper, ratio.upper, ratio.upper - ratio.lower)
  })
  it('agrees with errors from the covariance of a fit to perturbed values', () => {
    const chance = random(3)
    const slopes = Array.from({ length: 20_000 }, () => {
      const values = data.values.map((y, i) => y + data.errors[i]! * drawNormal(chance))
      return byNormalEquations({ ...data, values }).slope
    })
    const mean = slopes.reduce((a, b) => a + b) / slopes.length
    const sd = Math.sqrt(slopes.reduce((a, b) => a + (b - mean) ** 2, 0) / slopes.length)
    expect(slopeInterval(data).error / sd).toBeCloseTo(1, 1)
  })
  it('holds the slope, is wider at 99.8 %, and shrinks to nothing with the errors', () => {
    fc.assert(
      fc.property(groups, (one) => {
        const { slope } = slopeIndex(one)
        const [narrow, wide] = [slopeInterval(one), slopeInterval(one, 0.998)]
        expect(narrow.slope.lower <= slope && slope <= narrow.slope.upper).toBe(true)
        expect(wide.slope.lower < narrow.slope.lower && wide.slope.upper > narrow.slope.upper).toBe(true)
        const certain = slopeInterval({ ...one, errors: one.errors.map(() => 0) })
        expect(certain.slope.lower).toBe(certain.slope.upper)
      }),
    )
  })
  it('gives no ratio where the most deprived end cannot be told from 0', () => {
    expect(slopeInterval({ populations: [1, 1], values: [0.1, 5], errors: [1, 1] }).leastOverMost).toBeNull()
  })
  it('from draws is the same for the same seed and another for another', () => {
    const options = { scatter: 'log', fit: 'plain', draws: 10_000 } as const
    const rates = { ...data, errors: [0.1, 0.1, 0.2, 0.1, 0.1] }
    const one = simulateSlope(rates, { ...options, seed: [5, 2] })
    expect(simulateSlope(rates, { ...options, seed: [5, 2] })).toEqual(one)
    expect(simulateSlope(rates, { ...options, seed: [5, 3] })).not.toEqual(one)
    expect(one.slope.interval998.lower).toBeLessThan(one.slope.interval95.lower)
  })
  it('of a ratio fitted to logarithms is that of the normal slope', () => {
    const rates = { populations: [3, 4, 5], values: [10, 12, 20], errors: [0.1, 0.2, 0.15] }
    const logs = slopeInterval({ ...rates, values: rates.values.map(Math.log) })
    const drawn = simulateSlope(rates, { scatter: 'log', fit: 'log', seed: [4], draws: 100_000 })
    expect(Math.log(drawn.leastOverMost!.interval95.lower)).toBeCloseTo(logs.slope.lower, 1)
    expect(Math.log(drawn.leastOverMost!.interval95.upper)).toBeCloseTo(logs.slope.upper, 1)
  })
  it('gives no ratio from draws that reach 0', () => {
    const weak = { populations: [1, 1], values: [1, 1], errors: [1, 1] }
    expect(simulateSlope(weak, { scatter: 'plain', fit: 'plain', seed: [1] }).leastOverMost).toBeNull()
  })
  it('refuses too few draws, mixed scales, errors and limits that cannot be', () => {
    const options = { scatter: 'log', fit: 'log', seed: [1] } as const
    expect(() => simulateSlope(data, { ...options, draws: 100 })).toThrow(/at least 10,000/)
    expect(() => simulateSlope(data, { ...options, fit: 'logit' })).toThrow(/plain or the same/)
    expect(() => slopeInterval({ ...data, errors: [1, 1, -1, 1, 1] })).toThrow(/standard error -1/)
    expect(() => errorsFromLimits({ lower: [2], upper: [1] })).toThrow(/rising limits/)
    expect(() => errorsFromLimits({ lower: [0], upper: [1] }, 'log')).toThrow(/above 0 for a logarithm/)
  })
})

describe('slopes within areas', () => {
  const area = (slope: number, level: number, error = 0.5) => ({
    populations: [10, 10, 10, 10, 10],
    values: [0.1, 0.3, 0.5, 0.7, 0.9].map((rank) => level + slope * rank),
    errors: [error, error, error, error, error],
  })
  it('are blind to the levels of the areas', () => {
    const found = withinAreaSlopes([area(3, 10), area(3, 90), area(3, 500)])
    expect(found.areas.map((one) => one!.slope)).toEqual([3, 3, 3].map((slope) => expect.closeTo(slope, 9)))
    expect(found.mean!.slope).toBeCloseTo(3, 9)
    expect(found.spread!.q).toBeCloseTo(0, 9)
  })
  it('differ beyond chance where they do', () => {
    const found = withinAreaSlopes([area(3, 0, 0.01), area(9, 0, 0.01), area(-4, 0, 0.01)])
    expect(found.spread!.p).toBeLessThan(1e-6)
    expect(found.mean!.slope).toBeCloseTo(8 / 3, 3)
    // With a spread so far beyond chance the mean is that of three figures: t's variance over three.
    const interval = found.mean!.interval
    expect((interval.upper - interval.lower) / 3.92).toBeCloseTo(Math.sqrt(42.333 / 3), 2)
  })
  it('are not given for an area with a hidden group or too few of them', () => {
    const hidden = { ...area(1, 0), values: [1, NaN, 1, 1, 1] }
    const few = { populations: [1, 0, 1], values: [1, 2, 3], errors: [1, 1, 1] }
    const found = withinAreaSlopes([hidden, few])
    expect(found).toEqual({ areas: [null, null], mean: null, spread: null })
    expect(withinAreaSlopes([area(2, 0), few]).mean!.slope).toBeCloseTo(2, 9)
    expect(() => withinAreaSlopes([])).toThrow(/no areas/)
  })
  it('of areas without error count alike', () => {
    const found = withinAreaSlopes([area(1, 0, 0), area(3, 0, 0)])
    expect(found.spread).toBeNull()
    expect(found.mean!.slope).toBeCloseTo(2, 9)
  })
})
