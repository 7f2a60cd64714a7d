import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publicRules } from '../../src/disclosure/policy'
import { preset } from '../../src/disclosure/presets'
import type { FacilityRules } from '../../src/domain'
import {
  cellNoise,
  countInterval,
  flaggedByChance,
  hiddenVariance,
  shrunkTo,
  tiedCells,
  tiedCellsAtMost,
  valueLimits,
  beyondLimits,
  widen,
  wilson,
} from '../../src/statistics'

const rules = (changes: Partial<FacilityRules>): FacilityRules => ({
  ...publicRules(preset('controlled-5'), 'f'),
  ...changes,
})

describe('the noise of protected cells', () => {
  it('of rounding to the nearest is uniform, of controlled rounding between that and triangular', () => {
    const nearest = cellNoise(rules({ method: 'hide-and-round', hideTo: 9 }), 'x')
    expect(nearest).toEqual({ variance: 2, most: 2, tied: false, hideTo: 9, hideFrom: 1 })
    const controlled = cellNoise(rules({}), 'x')
    expect(controlled.variance).toBeGreaterThan(2)
    expect(controlled.variance).toBeLessThan(4)
    expect(controlled).toMatchObject({ most: 4, tied: true, hideTo: 0 })
    expect(cellNoise(rules({ base: 10, reach: 2 }), 'x').most).toBe(19)
    expect(cellNoise(rules({ method: 'suppression', base: null, hideTo: 4 }), 'x')).toMatchObject({
      variance: 0,
      most: 0,
    })
  })
  it('follows an indicator’s own threshold', () =>
    expect(cellNoise(rules({ method: 'hide-and-round', hideTo: 7, thresholds: { x: 9 } }), 'x').hideTo).toBe(9))
  it('of a hidden count is that of a uniform one, from 0 where zeros are hidden too', () => {
    expect(hiddenVariance({ hideTo: 9, hideFrom: 1 })).toBeCloseTo(80 / 12)
    expect(hiddenVariance({ hideTo: 9, hideFrom: 0 })).toBeCloseTo(99 / 12)
    const zeros = rules({ method: 'hide-and-round', hideTo: 9, zerosHidden: ['x'] })
    expect([cellNoise(zeros, 'x').hideFrom, cellNoise(zeros, 'y').hideFrom]).toEqual([0, 1])
  })
  it('of a kept sum is that of one cell, whole or left out', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (of) => {
        expect(tiedCells(1, of)).toBe(1)
        expect(tiedCells(of, of)).toBe(1)
        for (let taken = 1; taken <= of; taken++) {
          expect(tiedCells(taken, of)).toBeLessThanOrEqual(tiedCellsAtMost(taken, of) + 1e-12)
          expect(tiedCells(taken, of)).toBeGreaterThanOrEqual(1 - 1e-12)
        }
      }),
    ))
})

describe('limits widened by an error', () => {
  const reach = fc.double({ min: 0, max: 50, noNaN: true })
  it('are what they were without one, wider with more, never crossed, never below 0', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), reach, reach, (count, one, more) => {
        const bare = countInterval(count)
        expect(widen(bare, count, 0)).toEqual(bare)
        const some = widen(bare, count, one)
        const wide = widen(bare, count, one + more)
        expect(some.lower <= bare.lower && some.upper >= bare.upper).toBe(true)
        expect(wide.lower <= some.lower && wide.upper >= some.upper).toBe(true)
        expect(some.lower >= 0 && some.lower <= count && some.upper >= count).toBe(true)
      }),
    ))
  it('rise with the count', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), reach, (count, error) => {
        const [low, high] = [count, count + 1].map((x) => widen(countInterval(x), x, error))
        expect(high!.lower).toBeGreaterThanOrEqual(low!.lower - 1e-9)
        expect(high!.upper).toBeGreaterThanOrEqual(low!.upper - 1e-9)
      }),
    ))
  it('of a share stay within 0 and 1', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.nat(400),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, x, error) => {
          const cases = Math.min(x, n)
          const { lower, upper } = widen(wilson(cases, n), cases / n, error, 0, 1)
          expect(lower >= 0 && upper <= 1 && lower <= cases / n && upper >= cases / n).toBe(true)
        },
      ),
    ))
  it('flag the same values as bringing the value nearer', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (count, expected, error) => {
          const size = 1000
          const [value, target, reached] = [count / size, expected / size, error / size]
          const { lower, upper } = widen(valueLimits('poisson', target, size), target, reached, -Infinity)
          const side = beyondLimits('poisson', shrunkTo(target, value, reached), target, size)
          // On the line itself the last digit decides.
          if (Math.abs(value - lower) > 1e-9 && Math.abs(value - upper) > 1e-9)
            expect(side).toBe(value > upper ? 1 : value < lower ? -1 : 0)
        },
      ),
    ))
})

it('chance flags what rounding added at the nominal rate, however large the comparator’s part', () => {
  const nested = { size: 200, nested: true }
  expect(flaggedByChance(100, nested, 0.95, 0)).toBeCloseTo(flaggedByChance(100, nested))
  expect(flaggedByChance(100, nested, 0.95, 1)).toBeCloseTo(0.05)
  expect(flaggedByChance(100, nested, 0.95, 0.3)).toBeGreaterThan(flaggedByChance(100, nested))
})
