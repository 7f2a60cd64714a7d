import { describe, expect, it } from 'vitest'
import { CalculationError } from '../../../src/domain/errors'
import { wilson } from '../../../src/statistics'
import { concentrationIndex, concentrationInterval, groupDifference, groupRatio, meanOfGroups } from '../../../src/statistics/inequality' // prettier-ignore
import { steady } from '../../charts/answers'

const share = (count: number, of: number) => ({ value: count / of, ...wilson(count, of, 0.95) })

describe('groups held against each other', () => {
  it('differ with the interval that Newcombe prints (1998, table II, method 10)', () => {
    const at = (a: number, m: number, b: number, n: number) => groupDifference(share(a, m), share(b, n))
    const one = at(56, 70, 48, 80)
    expect([one.value, one.lower, one.upper].map((value) => value.toFixed(4))).toEqual(['0.2000', '0.0524', '0.3339'])
    const two = at(9, 10, 3, 10)
    expect([two.lower, two.upper].map((value) => value.toFixed(4))).toEqual(['0.1705', '0.8090'])
    const three = at(10, 10, 0, 20)
    expect([three.lower, three.upper].map((value) => value.toFixed(4))).toEqual(['0.6791', '1.0000'])
  })

  it('have a ratio that turns over with its sides, and that of log-normal values', () => {
    const [a, b] = [{ value: 30, lower: 24, upper: 37.5 }, { value: 20, lower: 16, upper: 25 }] // prettier-ignore
    const [ratio, turned] = [groupRatio(a, b)!, groupRatio(b, a)!]
    expect(ratio.value * turned.value).toBeCloseTo(1, 12)
    expect(ratio.lower * turned.upper).toBeCloseTo(1, 12)
    // Limits evenly about the logarithm: the errors add up as squares.
    expect(Math.log(ratio.upper / ratio.value)).toBeCloseTo(Math.SQRT2 * Math.log(1.25), 12)
  })

  it('have an open end where a lower limit is 0, and no ratio where a value is', () => {
    const zero = { value: 0, lower: 0, upper: 3 }
    const rare = { value: 1, lower: 0, upper: 4 }
    const plain = { value: 2, lower: 1, upper: 4 }
    expect(groupRatio(rare, plain)!.lower).toBe(0)
    expect(groupRatio(plain, rare)!.upper).toBe(Infinity)
    expect(groupRatio(zero, plain)).toBeNull()
    expect(groupRatio(plain, zero)).toBeNull()
  })

  it('are taken together by their weights, which are people', () => {
    const groups = [{ value: 10, lower: 7, upper: 16 }, { value: 20, lower: 16, upper: 28 }] // prettier-ignore
    expect(meanOfGroups(groups, [1, 1])).toEqual({ value: 15, lower: 12.5, upper: 20 })
    expect(meanOfGroups(groups, [3, 0])).toEqual(groups[0])
    expect(() => meanOfGroups(groups, [0, 0])).toThrow(CalculationError)
    expect(() => meanOfGroups([{ value: NaN, lower: 0, upper: 1 }], [1])).toThrow(CalculationError)
  })
})

describe('the interval of a concentration index', () => {
  const data = { ranking: [1, 2, 3, 4, 5, 6], values: [90, 70, 65, 60, 40, 42], weights: [5, 8, 3, 9, 4, 6] }
  const errors = [6, 4, 7, 3, 5, 4]

  it('is what values drawn with these errors give', () => {
    const random = steady(11)
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const drawn = Array.from({ length: 20_000 }, () => {
      const values = data.values.map((value, i) => value + errors[i]! * normal())
      return concentrationIndex({ ...data, values }, { least: -Infinity, most: Infinity }).relative!
    })
    const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length
    const spread = Math.sqrt(drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / drawn.length)
    const { lower, upper } = concentrationInterval(data, errors)!
    expect((upper - lower) / 2 / 1.959964).toBeCloseTo(spread, 3)
    expect((lower + upper) / 2).toBeCloseTo(concentrationIndex(data, { least: 0, most: Infinity }).relative!, 12)
  })

  it('has no width without errors, is not given without a mean, and refuses what cannot be', () => {
    const { lower, upper } = concentrationInterval(data, data.values.map(() => 0))! // prettier-ignore
    expect(upper).toBe(lower)
    expect(
      concentrationInterval({ ...data, values: [1, -1, 0, 0, 0, 0], weights: [1, 1, 1, 1, 1, 1] }, errors),
    ).toBeNull()
    expect(() => concentrationInterval(data, [NaN, 1, 1, 1, 1, 1])).toThrow(CalculationError)
    expect(() => concentrationInterval(data, [-1, 1, 1, 1, 1, 1])).toThrow(CalculationError)
  })
})
