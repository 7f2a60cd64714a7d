import { describe, expect, it } from 'vitest'
import type { Overview } from '../../src/domain'
import { overviewFinding, overviewRowWords } from '../../src/words/overview'
import { anAnswer, anEstimate, anIndicator, manyGiven } from '../charts/answers'

describe('overview', () => {
  const answer = anAnswer(manyGiven(20), { synthetic: true })
  const row = (shortName: string, beyondChance: number, p: number): Overview['rows'][number] => ({
    indicator: anIndicator({ id: shortName, shortName }),
    periodLabel: '2023',
    selectionLabel: 'women and men, all ages',
    comparator: anEstimate({ code: 'N', name: 'the North', value: 281 }, null),
    estimates: answer.estimates,
    variation: {
      areas: 20,
      beyondChance,
      interval95: { lower: p < 0.05 ? beyondChance * 0.8 : 0, upper: beyondChance * 1.3 },
      p,
      highest: null,
      lowest: null,
    },
    why: null,
  })
  const overview: Overview = {
    question: {
      release: 'demo',
      areaType: 'ltla',
      within: null,
      comparator: { kind: 'chosen' },
      rule: 'overlap',
      chosen: ['A00001'],
    },
    context: answer.context,
    rows: [
      row('epilepsy admissions', 0.3, 0.0001),
      row('stroke', 0.01, 0.6),
      { ...row('falls', 0, 1), variation: null, why: 'fewer than 3 areas have a value' },
    ],
    engine: 'columns',
  }

  it('counts what varies and names the widest', () => {
    const found = overviewFinding(overview)
    expect(found.headline).toBe('1 of 3 indicators varies more than chance explains; epilepsy admissions most')
    expect(found.detail).toContain(
      'Epilepsy admissions in 2023: authorities differ by about 30 % of the North’s value, more than chance explains (24 to 39 %).',
    )
  })

  it('calls none the widest where the interval of another reaches its own', () => {
    const near = (found: number) => [...overview.rows.slice(0, 1), row('asthma', found, 0.0001)]
    const found = overviewFinding({ ...overview, rows: near(0.25) })
    expect(found.headline).toBe('2 of 2 indicators vary more than chance explains')
    expect(found.detail).toMatch(/\(24 to 39 %\)\. One other may vary as much\.$/)
    expect(overviewFinding({ ...overview, rows: near(0.1) }).headline).toMatch(/; epilepsy admissions most$/)
  })

  it('where nothing can be measured, says that and not that nothing varies', () => {
    const rows = overview.rows.map((each) => ({ ...each, variation: null, why: 'fewer than two areas have a value' }))
    expect(overviewFinding({ ...overview, rows }).headline).toBe('How far authorities differ cannot be measured here')
  })

  it('without a value of the comparator, a spread is a share of the areas’ own average', () => {
    const rows = overview.rows.map((each) => ({ ...each, comparator: { ...each.comparator, value: null } }))
    expect(overviewFinding({ ...overview, rows }).detail).toContain('differ by about 30 % of their average, more')
  })

  it('words each row', () => {
    const [first, second, third] = overview.rows.map((each) => overviewRowWords(each, overview))
    expect(first).toMatchObject({ size: '30 %', interval: '24 to 39 %', sure: 'more than chance' })
    expect(second?.sure).toBe('cannot be told from chance')
    expect(third).toMatchObject({ size: null, sure: 'fewer than 3 areas have a value' })
    expect(first?.chosen[0]?.text).toMatch(/than the North\.$|from the North\.$/)
  })

  it('has words for nothing', () => {
    expect(overviewFinding({ ...overview, rows: [] }).headline).toMatch(/holds no indicators/)
    expect(overviewFinding({ ...overview, rows: overview.rows.slice(1) }).headline).toBe(
      'No indicator can be told to vary by more than chance',
    )
  })
})
