import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Indicator } from '../../src/domain'
import { CalculationError } from '../../src/domain'
import type { Cells, Figures, PublishedCells } from '../../src/indicators'
import { FOUND, KINDS, WHY, publishedFigures, recompute, totals } from '../../src/indicators'
import { tinyIndicator } from '../spec/tiny'

/** One stratum a row of numbers: weight, counts, people. */
function cells(
  strata: readonly (readonly [number, readonly number[], readonly number[]])[],
  found?: readonly number[],
): Cells {
  const places = strata[0]![1].length
  return {
    places,
    strata: strata.map(([weight, count, population]) => ({
      weight,
      count: Float64Array.from(count),
      population: Float64Array.from(population),
    })),
    found: Uint8Array.from(found ?? Array<number>(places).fill(FOUND.shown)),
  }
}

/** Life expectancy needs ages one after the other: it has a test of its own. */
const kinds = Object.values(KINDS).filter(({ id }) => id !== 'life-expectancy')
const indicatorOf = (kind: Indicator['kind'], changes: Partial<Indicator> = {}) =>
  tinyIndicator({ kind, multiplier: 1000, ...changes })

function estimate(kind: keyof typeof KINDS, made: Cells, changes: Partial<Indicator> = {}): Figures {
  const reference = cells(made.strata.map(({ weight }) => [weight, [5], [100]] as const))
  return KINDS[kind].figures(made, indicatorOf(kind, changes), reference)
}

describe.each(kinds.map((kind) => [kind.id, kind] as const))('kind %s', (id, kind) => {
  const key = id as keyof typeof KINDS
  it('is filed under its own name, with methods and a size', () => {
    expect(KINDS[key]).toBe(kind)
    expect(kind.methods.every(({ name, source }) => name && source)).toBe(true)
    expect(kind.sizeLabel(indicatorOf(id))).toMatch(/people|falls/)
  })
  it('gives nothing for what is hidden or not there, and says why', () => {
    const out = estimate(key, cells([[1, [20, 20, 20], [100, 100, 100]]], [FOUND.hidden, FOUND.nothing, FOUND.rounded]))
    expect([out.value[0], out.value[1], out.count[0], out.size[0]]).toEqual([NaN, NaN, NaN, NaN])
    expect(out.status).toEqual(['hidden', 'missing', 'rounded'])
    expect(out.why).toEqual([WHY.hidden, WHY.nothing, null])
    expect(out.value[2]).toBeGreaterThan(0)
  })
  it('gives nothing among nobody', () => {
    const out = estimate(key, cells([[1, [0], [0]]]))
    expect(out.value[0]).toBeNaN()
    expect(out.why[0]).toBe(WHY.nobody)
  })
  it('limits hold the value at any count, and none is NaN', () => {
    const place = fc
      .integer({ min: 20, max: 1e6 })
      .chain((people) => fc.tuple(fc.integer({ min: 0, max: people }), fc.constant(people)))
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 8 }),
        fc.double({ min: 1, max: 5, noNaN: true }),
        (places, dispersion) => {
          const made = cells([[1, places.map(([x]) => x), places.map(([, n]) => n)]])
          const out = estimate(key, made, { dispersion })
          places.forEach((_, i) => {
            if (out.why[i] !== null || id === 'mean') return
            expect(out.lower998[i]! <= out.lower95[i]! && out.lower95[i]! <= out.value[i]!).toBe(true)
            expect(out.value[i]! <= out.upper95[i]! * (1 + 1e-12) && out.upper95[i]! <= out.upper998[i]!).toBe(true)
            expect(out.size[i]).toBeGreaterThan(0)
          })
        },
      ),
      { numRuns: 60 },
    )
  })
  it('prints in units of its multiplier', () => {
    const made = cells([[1, [50], [1000]]])
    const [one, thousand] = [estimate(key, made, { multiplier: 1 }), estimate(key, made, { multiplier: 1000 })]
    expect(thousand.value[0]! / one.value[0]!).toBeCloseTo(1000, 8)
    if (id !== 'mean') expect(thousand.upper95[0]! / one.upper95[0]!).toBeCloseTo(1000, 8)
    expect(thousand.size[0]).toBe(one.size[0])
  })
})

describe('what single kinds do', () => {
  it('a proportion refuses more cases than people, naming itself', () => {
    expect(() => estimate('proportion', cells([[0, [11], [10]]]))).toThrow(CalculationError)
    expect(() => estimate('proportion', cells([[0, [11], [10]]]))).toThrow(/falls: 11 cases among 10 people/)
  })
  it('a rate allows more events than people', () => {
    expect(estimate('rate', cells([[0, [30], [10]]])).value[0]).toBe(3000)
  })
  it('a standardised rate needs ten events, and people where events are', () => {
    const out = estimate(
      'dsr',
      cells([
        [1, [9, 10, 20], [100, 100, 100]],
        [1, [0, 0, 5], [100, 100, 0]],
      ]),
    )
    expect(out.status).toEqual(['unreliable', 'shown', 'missing'])
    expect(out.why).toEqual([WHY.fewEvents, null, WHY.eventsWithoutPeople])
    expect(out.count[0]).toBe(9)
  })
  it('a ratio of the comparator to itself is one', () => {
    const made = cells([
      [0, [10, 3], [50, 50]],
      [0, [30, 9], [60, 60]],
    ])
    const first = cells([
      [0, [10], [50]],
      [0, [30], [60]],
    ])
    expect(KINDS.ratio.figures(made, indicatorOf('ratio', { multiplier: 100 }), first).value[0]).toBeCloseTo(100, 12)
  })
  it('a ratio is not given where the comparator lacks somebody or is hidden', () => {
    const made = cells([
      [0, [10], [50]],
      [0, [30], [60]],
    ])
    const lacking = cells([
      [0, [10], [50]],
      [0, [0], [0]],
    ])
    expect(KINDS.ratio.figures(made, indicatorOf('ratio'), lacking).why[0]).toBe(WHY.noReference)
    const hidden = cells(
      [
        [0, [10], [50]],
        [0, [1], [6]],
      ],
      [FOUND.hidden],
    )
    expect(KINDS.ratio.figures(made, indicatorOf('ratio'), hidden).why[0]).toMatch(/compared with/)
    const none = cells([
      [0, [0], [50]],
      [0, [0], [60]],
    ])
    expect(KINDS.ratio.figures(made, indicatorOf('ratio'), none).why[0]).toBe(WHY.noExpected)
  })
  it('totals add strata up', () => {
    expect([
      ...totals(
        cells([
          [0, [1, 2], [3, 4]],
          [0, [5, 6], [7, 8]],
        ]),
      ).count,
    ]).toEqual([6, 8])
  })
})

describe('published', () => {
  const blank = [NaN, NaN, NaN]
  function published(changes: Partial<Record<keyof PublishedCells, readonly number[]>>): PublishedCells {
    const column = (name: keyof PublishedCells) => Float64Array.from((changes[name] as number[] | undefined) ?? blank)
    return {
      places: 3,
      found: Uint8Array.from((changes.found as number[] | undefined) ?? [0, 0, 0]),
      value: column('value'),
      lower95: column('lower95'),
      upper95: column('upper95'),
      lower998: column('lower998'),
      upper998: column('upper998'),
      count: column('count'),
      denominator: column('denominator'),
    }
  }
  const made = published({
    value: [20, NaN, 5],
    lower95: [13, NaN, 4],
    upper95: [29, NaN, 6],
    count: [20, 3, NaN],
    denominator: [100, 50, NaN],
  })
  it('values are untouched, blanks stay blank', () => {
    const out = publishedFigures(made, indicatorOf('published', { recompute: 'proportion', multiplier: 100 }))
    expect([...out.value]).toEqual([20, NaN, 5])
    expect([...out.lower95]).toEqual([13, NaN, 4])
    expect(out.status).toEqual(['shown', 'missing', 'shown'])
    expect([...out.size]).toEqual([100, 50, NaN])
  })
  it('each method recomputes from count and denominator, and only where both are there', () => {
    for (const [kind, upper] of [
      ['proportion', 28.882916559316],
      ['rate', 30.889880369197],
      ['ratio', 30.889880369197],
    ] as const) {
      const again = recompute(made, indicatorOf('published', { recompute: kind, multiplier: 100 }))!
      expect(again.value[0]).toBe(20)
      expect(again.upper95[0]).toBeCloseTo(upper, 9)
      expect(again.value[2]).toBeNaN()
    }
    expect(recompute(made, indicatorOf('published'))).toBeNull()
  })
  it('a share above all is not recomputed', () => {
    const odd = published({ value: [120, 1, 1], count: [12, 1, 1], denominator: [10, 0, -5] })
    const again = recompute(odd, indicatorOf('published', { recompute: 'proportion', multiplier: 100 }))!
    expect([...again.value]).toEqual([NaN, NaN, NaN])
  })
  it('without a method the size is that of a plain rate with as many events', () => {
    const rates = published({ value: [50, 0, 10], count: [100, 0, NaN], denominator: [9, 8, NaN] })
    expect([...publishedFigures(rates, indicatorOf('published')).size]).toEqual([2000, 8, NaN])
  })
})
