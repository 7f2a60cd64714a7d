import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Stratum } from '../../src/statistics'
import {
  directlyStandardised,
  dobson,
  dobsonColumns,
  espWeight,
  expectedEvents,
  ratioInterval,
  standardisedRate,
} from '../../src/statistics'
import { caseNamed, groups, largestError, numbers, readValues } from '../values/read'
import type { ValueCase } from '../values/read'

const values = readValues('direct-standardisation')
const column = (one: ValueCase, key: string) => numbers(one.inputs[key]) as number[]

function strataByArea(one: ValueCase): Stratum[][] {
  const [x, n, std] = [column(one, 'x'), column(one, 'n'), column(one, 'std')]
  const rows = [...groups(one.inputs.area!).values()]
  return rows.map((list) => list.map((row) => ({ weight: std[row]!, count: x[row]!, population: n[row]! })))
}

/** The same strata as columns over the areas. */
function asColumns(areas: readonly (readonly Stratum[])[]) {
  return areas[0]!.map(({ weight }, s) => ({
    weight,
    count: Float64Array.from(areas, (strata) => strata[s]!.count),
    population: Float64Array.from(areas, (strata) => strata[s]!.population),
  }))
}

describe('European Standard Population 2013', () => {
  it('has 100,000 persons however it is cut', () => {
    expect(espWeight(0, null)).toBe(100_000)
    const bands = [...Array.from({ length: 18 }, (_, i) => espWeight(i * 5, i * 5 + 4)), espWeight(90, null)]
    expect(bands).toEqual([
      5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000,
    ])
  })
  it('adds bands up, and shares a band evenly among its years', () => {
    expect(espWeight(0, 64)).toBe(80_500)
    expect(espWeight(65, null)).toBe(19_500)
    expect(espWeight(85, null)).toBe(2500)
    expect(espWeight(0, 0)).toBe(1000)
    expect(espWeight(1, 4)).toBe(4000)
    expect(espWeight(18, 19)).toBeCloseTo(2200, 10)
    expect(espWeight(95, null)).toBe(200)
  })
  it('is additive at any age', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 30 }), (start, years) => {
        const split = start + Math.floor(years / 2)
        expect(espWeight(start, split) + espWeight(split + 1, start + years + 1)).toBeCloseTo(
          espWeight(start, start + years + 1),
          8,
        )
      }),
    )
  })
  it('does not cut its open band', () => {
    expect(() => espWeight(95, 99)).toThrow(/open band/)
    expect(() => espWeight(100, null)).toThrow(/open band/)
    expect(() => espWeight(10, 5)).toThrow(/rising/)
  })
})

describe.each(['denmark_mortality_esp2013', 'synthetic_60_areas_19_bands'])(
  'directly standardised rate: %s',
  (name) => {
    const one = caseNamed(values, name)
    const areas = strataByArea(one)
    const rates = areas.map(standardisedRate)
    it('rate and variance are PHEindicatormethods’', () => {
      expect(
        largestError(
          rates.map((rate) => rate.value * 1e5),
          numbers(one.expected.value),
        ),
      ).toBeLessThan(1e-10)
      expect(
        largestError(
          rates.map((rate) => rate.variance),
          numbers(one.expected.vardsr),
        ),
      ).toBeLessThan(1e-10)
      expect(rates.map((rate) => rate.count)).toEqual(numbers(one.expected.total_count))
    })
    it.each([
      ['95', 0.95],
      ['998', 0.998],
    ] as const)('Dobson’s limits too, at %s', (digits, coverage) => {
      const limits = rates.map((rate) => dobson(rate, coverage)!)
      expect(
        largestError(
          limits.map((both) => both.lower * 1e5),
          numbers(one.expected[`lower${digits}`]),
        ),
      ).toBeLessThan(1e-10)
      expect(
        largestError(
          limits.map((both) => both.upper * 1e5),
          numbers(one.expected[`upper${digits}`]),
        ),
      ).toBeLessThan(1e-10)
    })
    it('columns give the same as one area at a time, to the bit', () => {
      const all = directlyStandardised(asColumns(areas), areas.length)
      expect([...all.value]).toEqual(rates.map((rate) => rate.value))
      expect([...all.variance]).toEqual(rates.map((rate) => rate.variance))
      expect([...all.count]).toEqual(rates.map((rate) => rate.count))
    })
  },
)

describe('directly standardised rate', () => {
  const stratum = fc.record({
    weight: fc.integer({ min: 1, max: 10_000 }),
    count: fc.integer({ min: 0, max: 500 }),
    population: fc.integer({ min: 0, max: 100_000 }),
  })
  const strata = fc.array(
    stratum.map((one) => ({ ...one, count: one.population > 0 ? one.count : 0 })),
    { minLength: 1, maxLength: 38 },
  )

  it('counts repeated events as Σ f² V_f', () => {
    const one = caseNamed(values, 'synthetic_non_independent_events')
    const [x, n, std, f] = [column(one, 'x'), column(one, 'n'), column(one, 'std'), column(one, 'f')]
    const band = column(one, 'ageband')
    const found = [...groups(one.inputs.area!).values()].map((rows) => {
      const weights = new Map(rows.map((row) => [band[row]!, std[row]!]))
      const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
      let [value, variance, count] = [0, 0, 0]
      for (const row of rows) {
        count += f[row]! * x[row]!
        value += (std[row]! * f[row]! * x[row]!) / n[row]! / total
        variance += (f[row]! ** 2 * std[row]! ** 2 * x[row]!) / n[row]! ** 2 / total ** 2
      }
      return dobson({ value, variance, count, population: 0 })!
    })
    expect(
      largestError(
        found.map((limits) => limits.lower * 1e5),
        numbers(one.expected.lower95),
      ),
    ).toBeLessThan(1e-10)
    expect(
      largestError(
        found.map((limits) => limits.upper * 1e5),
        numbers(one.expected.upper95),
      ),
    ).toBeLessThan(1e-10)
  })
  it('holds its value, is never NaN, and columns agree with it', () => {
    fc.assert(
      fc.property(strata, fc.double({ min: 1, max: 9, noNaN: true }), (list, dispersion) => {
        fc.pre(list.some(({ population }) => population > 0))
        const rate = standardisedRate(list)
        expect(directlyStandardised(asColumns([list]), 1).value[0]).toBe(rate.value)
        const limits = dobson(rate, 0.95, dispersion)
        expect(limits === null).toBe(rate.count < 10)
        const columns = dobsonColumns(directlyStandardised(asColumns([list]), 1), { dispersion })
        if (limits) expect(columns.upper[0]! / limits.upper).toBeCloseTo(1, 12)
        if (limits) expect(columns.lower[0]).toBeCloseTo(limits.lower, 12)
        if (!limits) expect(columns.lower[0]).toBeNaN()
        if (limits) expect(limits.lower >= 0 && limits.lower <= rate.value && rate.value <= limits.upper).toBe(true)
      }),
    )
  })
  it('does not change when people and events grow alike in value, nor with the scale of the weights', () => {
    fc.assert(
      fc.property(strata, fc.integer({ min: 2, max: 9 }), (list, times) => {
        fc.pre(list.some(({ population }) => population > 0))
        const more = list.map((one) => ({ ...one, count: one.count * times, population: one.population * times }))
        const heavier = list.map((one) => ({ ...one, weight: one.weight * times }))
        expect(standardisedRate(more).value).toBeCloseTo(standardisedRate(list).value, 10)
        expect(standardisedRate(heavier).value).toBeCloseTo(standardisedRate(list).value, 10)
      }),
    )
  })
  it('is the plain rate where every stratum has that rate', () => {
    const list = [1, 2, 3].map((weight) => ({ weight, count: 5 * weight, population: 100 * weight }))
    expect(standardisedRate(list).value).toBeCloseTo(0.05, 15)
  })
  it('says where events stand without people', () => {
    const list = [{ weight: 1, count: 3, population: 0 }]
    expect(() => standardisedRate(list)).toThrow(/3 events among 0 people/)
    for (const wrong of [{ weight: -1 }, { count: -3 }, { population: -10 }, { count: NaN }])
      expect(() => standardisedRate([{ weight: 1, count: 3, population: 10, ...wrong }])).toThrow(/expected 0 or more/)
    expect(() => dobson({ value: 1, variance: -1, count: 20, population: 1 })).toThrow(/variance -1/)
    expect(() => expectedEvents([{ rate: -1, population: Float64Array.of(3) }], 1)).toThrow(/a rate of -1/)
    expect(directlyStandardised(asColumns([list]), 1).broken[0]).toBe(1)
  })
  it('leaves out the weight of a stratum that has neither', () => {
    const list = [
      { weight: 1, count: 10, population: 100 },
      { weight: 1, count: 0, population: 0 },
    ]
    expect(standardisedRate(list).value).toBeCloseTo(0.1, 15)
  })
  it('is NaN, not 0, for nobody', () => {
    expect(directlyStandardised(asColumns([[{ weight: 1, count: 0, population: 0 }]]), 1).value[0]).toBeNaN()
  })
})

describe.each(['denmark_mortality_internal_reference', 'synthetic_60_areas'])(
  'indirectly standardised ratio: %s',
  (name) => {
    const one = caseNamed(readValues('indirect-standardisation'), name)
    const [x, n, xref, nref] = [column(one, 'x'), column(one, 'n'), column(one, 'xref'), column(one, 'nref')]
    const rows = [...groups(one.inputs.area!).values()]
    const strata = rows[0]!.map((first, s) => ({
      rate: xref[first]! / nref[first]!,
      population: Float64Array.from(rows, (list) => n[list[s]!]!),
    }))
    const expected = expectedEvents(strata, rows.length)
    const observed = rows.map((list) => list.reduce((sum, row) => sum + x[row]!, 0))
    it('expected events are PHEindicatormethods’', () => {
      expect(largestError(expected, numbers(one.expected.expected))).toBeLessThan(1e-10)
    })
    it.each([
      ['95', 0.95],
      ['998', 0.998],
    ] as const)('limits too, at %s', (digits, coverage) => {
      const limits = observed.map((o, i) => ratioInterval(o, expected[i]!, coverage))
      expect(
        largestError(
          limits.map((both) => both.lower),
          numbers(one.expected[`lower${digits}`]),
        ),
      ).toBeLessThan(1e-9)
      expect(
        largestError(
          limits.map((both) => both.upper),
          numbers(one.expected[`upper${digits}`]),
        ),
      ).toBeLessThan(1e-9)
    })
  },
)

describe('expected events', () => {
  it('are unknown where people live in a stratum that the reference lacks', () => {
    const strata = [
      { rate: NaN, population: Float64Array.of(5, 0) },
      { rate: 0.5, population: Float64Array.of(10, 10) },
    ]
    expect([...expectedEvents(strata, 2)]).toEqual([NaN, 5])
  })
  it('refuse a ratio to nothing', () => {
    expect(() => ratioInterval(5, 0)).toThrow(/expected above 0/)
  })
})
