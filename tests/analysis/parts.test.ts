import { describe, expect, it } from 'vitest'
import { sameAnswer } from '../../src/analysis/agree'
import { answer } from '../../src/analysis/answer'
import { ancestors, areasOf, commonAncestor } from '../../src/analysis/areas'
import { ageLabel, placeName, sexLabel } from '../../src/analysis/labels'
import { limitsAt, judge, yardstick } from '../../src/analysis/yardstick'
import { columnsEngine } from '../../src/engine/columns'
import type { AgeBand } from '../../src/domain'
import { AREAS, ask, denseTable, tinyIndicator, tinyRelease } from '../spec/tiny'

const band = (start: number, end: number | null): AgeBand => ({ code: `${start}-${end}`, label: '', start, end })

describe('labels', () => {
  it.each([
    [[], 'all ages'],
    [[band(0, null)], 'all ages'],
    [[band(0, 64), band(65, null)], 'all ages'],
    [[band(65, 84)], 'aged 65 to 84'],
    [[band(65, 74), band(75, 84)], 'aged 65 to 84'],
    [[band(75, 84), band(65, 74)], 'aged 65 to 84'],
    [[band(90, null)], 'aged 90 and over'],
    [[band(0, 4)], 'aged under 5'],
    [[band(0, 0)], 'aged under 1'],
    [[band(5, 5)], 'aged 5'],
    [[band(0, 4), band(85, null)], 'aged under 5, and 85 and over'],
  ])('ages %#', (bands, label) => expect(ageLabel(bands)).toBe(label))
  it.each([
    ['persons', [], true, 'women and men'],
    ['persons', [], false, 'people'],
    ['persons', [band(0, 17)], true, 'girls and boys'],
    ['persons', [band(0, 15)], false, 'children'],
    ['female', [], true, 'women'],
    ['female', [band(12, 13)], true, 'girls'],
    ['male', [band(0, null)], true, 'men'],
    ['other', [], true, 'as stored'],
  ])('sex %s %#', (sex, bands, apart, label) => expect(sexLabel(sex, bands, apart, 'as stored')).toBe(label))
  it.each([
    ['North West', 'the North West'],
    ['North', 'the North'],
    ['East of England', 'the East of England'],
    ['North East and North Cumbria', 'the North East and North Cumbria'],
    ['West Midlands', 'the West Midlands'],
    ['North West Coast', 'the North West Coast'],
    ['North West NHS Region', 'the North West NHS Region'],
    ['England', 'England'],
    ['North Tyneside', 'North Tyneside'],
    ['Greater Manchester', 'Greater Manchester'],
    ['North East Lincolnshire', 'North East Lincolnshire'],
    ['West Lancashire', 'West Lancashire'],
  ])('%s', (name, said) => expect(placeName({ name })).toBe(said))
})

describe('areas', () => {
  const release = tinyRelease([], [])
  it('are part of their parents’ parents', () => {
    expect([...ancestors(release, 'A')]).toEqual(['E', 'N'])
    expect(ancestors(release, 'nowhere').size).toBe(0)
  })
  it('circles end', () => {
    const circle = tinyRelease(
      [],
      [],
      [
        { ...AREAS[0]!, code: 'X', parents: ['Y'] },
        { ...AREAS[0]!, code: 'Y', parents: ['X'] },
      ],
    )
    expect([...ancestors(circle, 'X')]).toEqual(['Y'])
  })
  it('lie within the smallest area that holds them all', () => {
    const of = (codes: string[]) =>
      commonAncestor(
        release,
        AREAS.filter(({ code }) => codes.includes(code)),
      )?.code ?? null
    expect(of(['A', 'B'])).toBe('E')
    expect(of(['A', 'C'])).toBe('N')
    expect(of(['A', 'P1'])).toBeNull()
    expect(of([])).toBeNull()
  })
  it('of a type are listed in the release’s order', () => {
    expect(areasOf(release, 'la', null, '2022').map(({ code }) => code)).toEqual(['A', 'B', 'C', 'D'])
    expect(areasOf(release, 'la', 'W', '2023').map(({ code }) => code)).toEqual(['C', 'D2'])
    expect(() => areasOf(release, 'moon', null, '2022')).toThrow(/No area type/)
  })
})

describe('rules', () => {
  const at = (value: number, size: number, lower: number, upper: number) => ({
    value,
    size,
    interval95: { lower, upper },
    interval998: { lower: lower - 1, upper: upper + 1 },
  })
  it('overlap reads the interval, limits the size', () => {
    const yard = yardstick(tinyIndicator({ kind: 'rate', multiplier: 1000 }), 10)
    expect(judge(at(20, 100, 11, 40), yard, 'overlap')).toEqual({
      verdicts: { overlap: 'higher', limits: 'similar' },
      verdict: 'higher',
      verdict998: 'similar',
    })
    expect(judge(at(20, 10_000, 9, 40), yard, 'limits')).toEqual({
      verdicts: { overlap: 'similar', limits: 'higher' },
      verdict: 'higher',
      verdict998: 'higher',
    })
    expect(judge(at(10, 100, 10, 12), yard, 'overlap').verdict).toBe('similar')
  })
  it('without a target or a law there are no limits', () => {
    expect(limitsAt(yardstick(tinyIndicator({ kind: 'rate' }), null), 100, 0.95)).toBeNull()
    expect(limitsAt(yardstick(tinyIndicator({ kind: 'mean' }), 5), 100, 0.95)).toBeNull()
    expect(limitsAt(yardstick(tinyIndicator({ kind: 'proportion', multiplier: 100 }), 101), 100, 0.95)).toBeNull()
  })
})

describe('an answer', () => {
  const counts = Array.from({ length: 4 }, (_, i) => 100 * (i + 1))
  const table = {
    id: 't',
    axes: { period: ['2022'], area: ['A', 'B', 'C', 'D'] },
    cells: { count: counts.map((n) => n / 10), population: counts },
  }
  const ofKind = (kind: 'proportion' | 'rate') => {
    const engine = columnsEngine()
    engine.add(denseTable(table))
    return answer(ask({ rule: 'limits' }), tinyRelease([tinyIndicator({ kind })], [table]), engine)
  }
  it.each(['proportion', 'rate'] as const)('draws its limits over the sizes of its areas: %s', (kind) => {
    const { limits, comparator, estimates } = ofKind(kind)
    expect(limits.length).toBe(60)
    expect([limits[0]!.size, limits.at(-1)!.size]).toEqual([100, 400])
    limits.forEach((point, i) => {
      expect(point.lower998 <= point.lower95 && point.lower95 <= comparator.value!).toBe(true)
      expect(comparator.value! <= point.upper95 && point.upper95 <= point.upper998).toBe(true)
      if (i > 0) expect(point.size > limits[i - 1]!.size && point.upper95 < limits[i - 1]!.upper95).toBe(true)
    })
    expect(estimates.every(({ verdict }) => verdict === 'similar')).toBe(true)
  })
  it('is the same as itself but for twelve digits', () => {
    const one = ofKind('rate')
    const changed = (value: number) => ({ ...one, comparator: { ...one.comparator, value } })
    expect(sameAnswer(one, { ...one, engine: 'duckdb' }).same).toBe(true)
    expect(sameAnswer(one, changed(one.comparator.value! * (1 + 1e-13))).same).toBe(true)
    const { same, differences } = sameAnswer(one, changed(one.comparator.value! * (1 + 1e-10)))
    expect(same).toBe(false)
    expect(differences).toHaveLength(1)
    expect(differences[0]).toMatch(/^answer\.comparator\.value: /)
    expect(sameAnswer(one, { ...one, notes: ['another'] }).differences).toEqual([
      'answer.notes.0: The North is the sum of its 4 authorities in this release. and another',
    ])
  })
  it('refuses an unknown indicator, and an area to look within that is not there', () => {
    const engine = columnsEngine()
    expect(() => answer(ask({ indicator: 'x' }), tinyRelease([], []), engine)).toThrow(/no indicator/)
    expect(() => answer(ask({ within: 'X' }), tinyRelease([tinyIndicator()], [table]), engine)).toThrow(
      /no area “X” to look within/,
    )
  })
})
