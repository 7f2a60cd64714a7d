import { describe, expect, it } from 'vitest'
import type { Overview, Release } from '../../src/domain'
import { pairOf, parseView, profiled, showsAll, START } from '../../src/view'
import { tinyIndicator, tinyRelease } from '../spec/tiny'

const release: Release = tinyRelease(
  [
    tinyIndicator({ id: 'admissions', kind: 'dsr', polarity: 'neither' }),
    tinyIndicator({ id: 'prevalence', kind: 'proportion', polarity: 'neither', repeats: 'persons' }),
    tinyIndicator({ id: 'checks', kind: 'proportion', polarity: 'high-is-good' }),
    tinyIndicator({ id: 'vaccines', kind: 'proportion', polarity: 'high-is-good' }),
  ],
  [],
)
const of = (view: { indicator?: string; and?: string }, from = release) => {
  const pair = pairOf({ ...START, ...view }, from)
  return pair && `${pair.need.id} ${pair.care.id}`
}

describe('two indicators of a view', () => {
  it('are those that it names', () => expect(of({ indicator: 'checks', and: 'admissions' })).toBe('checks admissions'))

  it('are else how many have something, and something of which more is good', () => {
    expect(of({})).toBe('prevalence checks')
    expect(of({ indicator: 'admissions' })).toBe('admissions checks')
    expect(of({ and: 'prevalence' })).toBe('admissions prevalence')
    expect(of({ indicator: 'gone', and: 'gone' })).toBe('prevalence checks')
  })

  it('are never the same', () => {
    expect(of({ indicator: 'checks', and: 'checks' })).toBe('checks vaccines')
    expect(of({ indicator: 'checks' })).toBe('checks vaccines')
    const two = { ...release, indicators: release.indicators.slice(2) }
    expect(of({}, two)).toBe('vaccines checks')
  })

  it('are of two topics where they can be, and both comparable', () => {
    const two = [
      tinyIndicator({ id: 'diabetes', kind: 'published', recompute: 'proportion', polarity: 'neither', repeats: 'persons', topic: 'Diabetes' }), // prettier-ignore
      tinyIndicator({ id: 'feet', kind: 'proportion', polarity: 'high-is-good', topic: 'Diabetes' }),
      tinyIndicator({ id: 'jabs', kind: 'proportion', polarity: 'high-is-good', topic: 'Vaccination' }),
      tinyIndicator({ id: 'carers', kind: 'rate', polarity: 'neither', topic: 'Social care' }),
    ]
    const from = { ...release, indicators: two }
    expect(of({}, from)).toBe('diabetes jabs')
    const rows = two.map((indicator) => ({ indicator, estimates: [{ verdict: 'none' }, { verdict: indicator.id === 'jabs' ? 'none' : 'similar' }] })) // prettier-ignore
    const pair = pairOf(START, from, { rows } as unknown as Overview)!
    expect([pair.need.id, pair.care.id]).toEqual(['diabetes', 'carers'])
    const named = pairOf({ ...START, and: 'jabs' }, from, { rows } as unknown as Overview)!
    expect(named.care.id).toBe('jabs')
  })

  it('need two', () => {
    expect(of({}, { ...release, indicators: release.indicators.slice(0, 1) })).toBeNull()
    expect(of({}, { ...release, indicators: [] })).toBeNull()
  })
})

describe('pages of all indicators', () => {
  it('are known by their links, as are their choices', () => {
    const { view, problems } = parseView('#v=1&view=heat&cells=fifth&sort=-copd')
    expect([view.page, view.cells, view.sort, problems]).toEqual(['heat', 'fifth', '-copd', []])
    expect(['front', 'profile', 'heat', 'need', 'compare'].map((page) => showsAll(page as 'front'))).toEqual([true, true, true, true, false]) // prettier-ignore
    expect(parseView('#cells=red').problems).toHaveLength(1)
  })

  it('a profile is of the area named among the marked, else of the first', () => {
    expect([profiled('B', ['A', 'B']), profiled('C', ['A', 'B']), profiled(undefined, ['A']), profiled('A', [])]).toEqual(['B', 'A', 'A', undefined]) // prettier-ignore
  })
})
