import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitBootstrap, splitOfSpread } from '../../../src/statistics/variation'
import { splitColumns, splitOfValues } from '../../../src/statistics/variation/split'
import { makeAreas } from '../../simulation/made-areas'

const model = (
  seed: number,
  truth = { areas: 40, events: 80, left: 0.03, deprivation: 0.15, base: null as number | null },
) => {
  const { size, score, expected, observed, noise, mean } = makeAreas(truth, seed)
  return { size, deprivation: score, expected, observed, noise, base: truth.base, mean }
}
const parts = ({ chance, age, deprivation, left }: ReturnType<typeof splitOfSpread>) => [chance, age, deprivation, left]

describe('the split of the spread', () => {
  it('adds up, and does not depend on units or on the order of areas', () =>
    fc.assert(
      fc.property(fc.nat(1000), fc.double({ min: 0.01, max: 100, noNaN: true }), (seed, unit) => {
        const one = model(seed)
        const split = splitOfSpread(one)
        expect(parts(split).reduce((sum, part) => sum + part, 0)).toBeCloseTo(split.total, 10)
        const turned = (column: Float64Array, by = 1) => column.map((value) => value * by).reverse()
        const other = splitOfSpread({
          observed: turned(one.observed),
          expected: turned(one.expected, unit),
          size: turned(one.size, unit),
          deprivation: turned(one.deprivation, unit).map((d) => d + 3),
        })
        parts(other).forEach((part, k) => expect(part).toBeCloseTo(parts(split)[k]!, 9))
      }),
    ))
  it('gives all to what is at work alone', () => {
    const one = model(3)
    const columns = splitColumns(one)
    const byAge = splitOfValues(columns, columns.age, null)
    expect(byAge.left).toBeCloseTo(0, 12)
    const plain = splitColumns({ ...one, expected: one.size })
    const byScore = splitOfValues(
      plain,
      plain.deprivation!.map((d) => 1 + 0.1 * d),
      null,
    )
    expect(byScore.left).toBeCloseTo(0, 12)
    expect(byScore.age).toBeCloseTo(0, 12)
    expect(byScore.deprivation).toBeCloseTo(byScore.total, 12)
  })
  it('is free of bias: over many makings of the same areas the parts come out as they truly are', () => {
    const truth = { areas: 30, events: 60, left: 0.02, deprivation: 0.1, base: 5 as number | null }
    const sums = [0, 0, 0]
    const truths = [0, 0, 0]
    for (let seed = 1; seed <= 300; seed++) {
      const one = model(seed, truth)
      const found = splitOfSpread(one)
      const columns = splitColumns({ ...one, observed: one.mean })
      const real = splitOfValues(columns, columns.value, null)
      ;[found.age, found.deprivation, found.left].forEach((part, k) => (sums[k]! += part / 300))
      ;[real.age, real.deprivation, real.left].forEach((part, k) => (truths[k]! += part / 300))
    }
    sums.forEach((part, k) => expect(Math.abs(part - truths[k]!)).toBeLessThan(0.002))
  })
  it('goes without deprivation', () => {
    const found = splitBootstrap({ ...model(4), deprivation: null }, { seed: 1, draws: 200 })
    expect(found.deprivation).toBeNull()
    const shares = [found.chance, found.age, found.left].map(({ share }) => share)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
  })
})

describe('its intervals', () => {
  it('are the same for the same seed and in order', () => {
    const one = model(5)
    const found = splitBootstrap(one, { seed: 1, draws: 300 })
    expect(splitBootstrap(one, { seed: 1, draws: 300 })).toEqual(found)
    for (const part of [found.chance, found.age, found.deprivation!, found.left]) {
      expect(part.share95.lower).toBeLessThanOrEqual(part.share95.upper)
      expect(part.deviation95.lower).toBeGreaterThanOrEqual(0)
      expect(part.deviation95.lower).toBeLessThanOrEqual(part.deviation95.upper)
    }
  })
  it.each([10, 15, 30])('hold their figures at %i areas, which add up and leave nothing below 0 over', (areas) => {
    let negative = 0
    for (let seed = 1; seed <= 40; seed++) {
      const one = model(seed, { areas, events: 100, left: 0, deprivation: 0.1, base: null })
      const found = splitBootstrap(one, { seed, draws: 300 })
      const held = [found.chance, found.age, found.deprivation!, found.left]
      for (const { share, share95, deviation, deviation95 } of held) {
        expect(share95.lower <= share && share <= share95.upper).toBe(true)
        expect(deviation95.lower <= deviation && deviation <= deviation95.upper).toBe(true)
      }
      expect(held.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10)
      expect(found.left.share).toBeGreaterThanOrEqual(0)
      negative += Number(found.leftUnbounded < 0)
    }
    // By moments it lies below 0 about as often as not where nothing is left.
    expect(negative).toBeGreaterThan(10)
  })
  it('and figures are nearer the truth than moments are, in small sets and large', () => {
    for (const [areas, left] of [
      [10, 0],
      [20, 0.02],
      [60, 0.02],
    ] as const) {
      const off = { figures: 0, moments: 0 }
      for (let seed = 1; seed <= 30; seed++) {
        const one = model(seed, { areas, events: 100, left, deprivation: 0.1, base: null })
        const found = splitBootstrap(one, { seed, draws: 200 })
        const moments = splitOfSpread(one)
        const columns = splitColumns({ ...one, observed: one.mean })
        const real = splitOfValues(columns, columns.value, null)
        for (const part of ['age', 'deprivation', 'left'] as const) {
          off.figures += Math.abs(found[part]!.deviation ** 2 - Math.max(0, real[part]))
          off.moments += Math.abs(moments[part] - real[part])
        }
      }
      expect(off.figures, `${areas}`).toBeLessThan(off.moments * 1.02)
    }
  })
  it('start at 0 where nothing is at work but chance', () => {
    let [left, score] = [0, 0]
    for (let seed = 1; seed <= 40; seed++) {
      const found = splitBootstrap(model(seed, { areas: 30, events: 60, left: 0, deprivation: 0, base: 5 }), {
        seed,
        draws: 200,
      })
      left += Number(found.left.share95.lower === 0)
      score += Number(found.deprivation!.share95.lower <= 0)
    }
    // 97.5 % and 95 % of forty, less three standard errors.
    expect(left).toBeGreaterThanOrEqual(36)
    expect(score).toBeGreaterThanOrEqual(33)
  })
  it.each([
    [
      'all alike',
      { observed: [9, 9, 9, 9, 9], expected: [9, 9, 9, 9, 9], size: [1, 1, 1, 1, 1], deprivation: [1, 2, 3, 4, 5] },
    ],
    [
      'equal scores',
      { observed: [9, 7, 5, 9, 2], expected: [9, 8, 7, 9, 5], size: [1, 1, 1, 1, 1], deprivation: [2, 2, 2, 2, 2] },
    ],
    [
      'mostly none',
      { observed: [0, 0, 0, 0, 7], expected: [1, 1, 1, 1, 1], size: [5, 5, 5, 5, 5], deprivation: [1, 2, 3, 4, 5] },
    ],
    [
      'huge counts',
      {
        observed: [1e9, 1e9, 2e9, 1e9, 1e9],
        expected: [1e9, 1e9, 1e9, 1e9, 1e9],
        size: [1, 1, 1, 1, 1],
        deprivation: null,
      },
    ],
    [
      'cases',
      {
        observed: [9, 8, 7, 9, 5],
        expected: [9, 8, 7, 9, 5],
        people: [10, 9, 9, 10, 9],
        size: [10, 9, 9, 10, 9],
        deprivation: null,
      },
    ],
  ])('are defined for %s', (_, areas) => {
    const found = splitBootstrap(areas, { seed: 2, draws: 200 })
    const given = [found.chance, found.age, found.left].flatMap(({ deviation, deviation95, share, share95 }) => [
      deviation,
      deviation95.lower,
      deviation95.upper,
      share,
      share95.lower,
      share95.upper,
    ])
    expect(given.every(Number.isFinite)).toBe(true)
  })
  it('refuse what cannot be', () => {
    const five = [1, 2, 3, 4, 5]
    const areas = { observed: five, expected: five, size: five, deprivation: five }
    expect(() => splitOfSpread({ ...areas, observed: [1], expected: [1] })).toThrow(/at least 5/)
    expect(() => splitOfSpread({ ...areas, size: [1, 2, 3, 4, 0] })).toThrow(/expected above 0/)
    expect(() => splitOfSpread({ ...areas, deprivation: [1, 2, 3, 4, NaN] })).toThrow(/expected a number/)
    expect(() => splitOfSpread({ ...areas, observed: [0, 0, 0, 0, 0] })).toThrow(/no events/)
  })
})
