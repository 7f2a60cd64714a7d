import { describe, expect, it } from 'vitest'
import { overview, overviewLater } from '../../src/analysis/answer'
import type { Indicator, OverviewQuestion } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import type { Cell, TinyTable } from '../spec/tiny'
import { denseTable, tinyIndicator, tinyRelease } from '../spec/tiny'

const LA = ['A', 'B', 'C']
const people = [1000, 1000, 1000]
const question: OverviewQuestion = {
  release: 'tiny',
  areaType: 'la',
  within: null,
  comparator: { kind: 'area', code: 'N' },
  rule: 'overlap',
  chosen: [],
}

function made(rows: readonly [id: string, changes: Partial<Indicator>, table: Omit<TinyTable, 'id'>][]) {
  const tables = rows.map(([id, , table]) => ({ id, ...table }))
  const release = tinyRelease(
    rows.map(([id, changes]) => tinyIndicator({ id, tables: [id], ...changes })),
    tables,
  )
  const engine = columnsEngine()
  tables.forEach((table) => engine.add(denseTable(table)))
  return { release, engine }
}
const table = (count: readonly Cell[], period = ['2022']) => ({
  axes: { period, area: LA },
  cells: { count, population: period.flatMap(() => people) },
})

describe('overview', () => {
  const { release, engine } = made([
    ['alike', {}, table([100, 100, 100])],
    ['hidden', {}, table(['hidden', 'hidden', 'hidden'])],
    ['wide', {}, table([50, 100, 400])],
    ['rare', {}, table([1, 0, 3])],
    ['some', {}, table([80, 100, 130])],
    ['practices', {}, { axes: { period: ['2022'], area: ['P1'] }, cells: { count: [1], population: [10] } }],
    ['older', {}, table([60, 100, 200, 'absent', 'absent', 'absent'], ['2021', '2022'])],
  ])
  const found = overview(question, release, engine)
  it('ranks by variation beyond chance, those without a figure last with the reason', () => {
    expect(found.rows.map(({ indicator }) => indicator.id)).toEqual([
      'wide',
      'older',
      'some',
      'alike',
      'hidden',
      'rare',
    ])
    expect(found.rows.map(({ variation }) => variation !== null)).toEqual([true, true, true, true, false, false])
    expect(found.rows.map(({ why }) => why)).toEqual([
      null,
      null,
      null,
      null,
      'fewer than two areas have a value',
      'fewer than 5 events are expected in more than a fifth of the areas',
    ])
  })
  it('takes each indicator’s own latest period that holds figures', () => {
    expect(found.rows.map(({ periodLabel }) => periodLabel)).toEqual(['2022', '2021', '2022', '2022', '2022', '2022'])
    expect(found.rows[0]!.selectionLabel).toBe('people, all ages')
  })
  it('says where it looks, and with what', () => {
    expect(found.context).toMatchObject({ placeLabel: 'the North', comparatorLabel: 'the North' })
    expect(found.engine).toBe('columns')
    expect(found.rows[0]!.comparator.value).toBeCloseTo(55 / 3, 10)
    expect(found.rows[0]!.estimates.map(({ verdict }) => verdict)).toEqual(['lower', 'lower', 'higher'])
  })
  it('judges every row by the rule that is asked for', () => {
    // Published with a narrower interval than 20 of 100 gives; limits around 25 at that size are 16.5 to 33.5.
    const blank = { lower998: [NaN, NaN], upper998: [NaN, NaN] }
    const cells = { value: [25, 20], lower95: [24, 17], upper95: [26, 23], count: [1000, 20], denominator: [4000, 100], ...blank } // prettier-ignore
    const one = made([
      ['shares', { kind: 'published', recompute: 'proportion' }, { shape: 'published', axes: { period: ['2022'], area: ['N', 'A'] }, cells }],
    ]) // prettier-ignore
    const judged = (rule: OverviewQuestion['rule']) => overview({ ...question, rule }, one.release, one.engine).rows[0]!.estimates[0]!.verdict // prettier-ignore
    expect([judged('overlap'), judged('limits')]).toEqual(['lower', 'similar'])
  })
  it('is the same later', async () => {
    expect(await overviewLater(question, release, engine)).toEqual(found)
  })
  it('one indicator that cannot be compared leaves the others', () => {
    const chosen = { ...question, comparator: { kind: 'chosen' } as const, chosen: ['B'] }
    const two = made([
      ['with', {}, table([50, 100, 400])],
      ['without', {}, { axes: { period: ['2022'], area: ['A', 'C'] }, cells: { count: [1, 2], population: [10, 10] } }],
    ])
    const rows = overview(chosen, two.release, two.engine).rows
    expect(rows.map(({ indicator }) => indicator.id)).toEqual(['with', 'without'])
    expect(rows[0]!.comparator.name).toBe('Brent')
    expect(rows[1]).toMatchObject({ variation: null, estimates: [] })
    expect(rows[1]!.why).toMatch(/nothing to compare with/)
  })
})

describe('variation beyond chance', () => {
  it('is the spread of areas over the comparator’s value', () => {
    // Very many people, so that chance is nothing: the standard deviation of 10, 20 and 30 % over 20 %.
    const many = [1e8, 1e8, 1e8]
    const { release, engine } = made([
      ['x', {}, { axes: { period: ['2022'], area: LA }, cells: { count: [1e7, 2e7, 3e7], population: many } }],
    ])
    const { variation } = overview(question, release, engine).rows[0]!
    expect(variation!.beyondChance).toBeCloseTo(0.5, 5)
    expect(variation!.p).toBe(0)
    expect(variation).toMatchObject({ areas: 3, highest: { area: 'C', value: 30 }, lowest: { area: 'A', value: 10 } })
    expect(variation!.interval95.lower).toBeLessThan(0.5)
    expect(variation!.interval95.upper).toBeGreaterThan(0.5)
  })
  it('dispersion leaves less beyond chance', () => {
    const rows = [1, 4].map((dispersion) => {
      const { release, engine } = made([['x', { kind: 'rate', dispersion }, table([80, 100, 130])]])
      return overview(question, release, engine).rows[0]!.variation!
    })
    expect(rows[1]!.beyondChance).toBeLessThan(rows[0]!.beyondChance)
    expect(rows[1]!.p).toBeGreaterThan(rows[0]!.p)
  })
})
