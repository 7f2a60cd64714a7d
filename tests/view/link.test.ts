import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalView, formatView, PAGES, parseView, START } from '../../src/view'
import { formatAreas, parseAreas } from '../../src/view/area-list'
import { groupName, LONGEST_NAME, MOST_GROUPS } from '../../src/view/group-list'
import { anyView } from './any-view'

describe('link', () => {
  it('gives back each of 10,000 views exactly, and the same text for the same view', () => {
    fc.assert(
      fc.property(anyView, (original) => {
        const text = formatView(original)
        const read = parseView(`#${text}`)
        expect(read.problems).toEqual([])
        expect(read.view).toEqual(original)
        expect(formatView(read.view)).toBe(text)
        expect(text).not.toMatch(/[\s#"<>`]/)
      }),
      { numRuns: 10_000, seed: 20261122 },
    )
  }, 60_000)

  it('never throws on a damaged link, and what it understood survives another round', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (garbage) => {
        const { view: read } = parseView(garbage)
        expect(parseView(formatView(read)).view).toEqual(read)
      }),
      { numRuns: 2_000, seed: 7 },
    )
  })

  it('divides by one word and chooses a group by two, and says neither twice', () => {
    const read = (fragment: string) => parseView(fragment).view
    expect(read('view=inequality&by=sex')).toEqual({ ...START, page: 'inequality', by: 'sex' })
    expect(read('view=compare&by=deprivation.q1').category).toEqual({ type: 'deprivation', member: 'q1' })
    const group = { type: 'deprivation', member: 'q1' }
    expect(formatView({ ...START, page: 'inequality', category: group, by: 'sex' })).toBe('v=1&view=inequality&by=sex')
    expect(formatView({ ...START, page: 'inequality', category: group })).toBe('v=1&view=inequality&by=deprivation.q1')
    expect(formatView({ ...START, page: 'compare', by: 'sex' })).toBe('v=1&view=compare')
  })

  it('keeps which limits a funnel draws, and says where it knows none such', () => {
    expect(parseView('view=variation').view.limits).toBeUndefined()
    expect(parseView('view=variation&limits=usual')).toEqual({ view: { ...START, page: 'variation', limits: 'usual' }, problems: [] }) // prettier-ignore
    const { view: read, problems } = parseView('view=variation&limits=all')
    expect(read.limits).toBeUndefined()
    expect(problems).toEqual(['“all” is not a limits that Cairn knows; it knows chance, usual'])
  })

  it('holds how a map is drawn, how sure it shows itself and how close; links from before still mean the same', () => {
    const map = { ...START, page: 'map' as const }
    expect(parseView('v=1&view=map&map=symbols&sure=1&zoom=4').view).toEqual({ ...map, map: 'symbols', sure: true, zoom: '4' }) // prettier-ignore
    expect(formatView({ ...map, map: 'symbols', sure: true, zoom: '4' })).toBe('v=1&view=map&map=symbols&sure=1&zoom=4')
    expect(parseView('v=1&view=map&map=hexagons&shows=value')).toEqual({ view: { ...map, map: 'hexagons', shows: 'value' }, problems: [] }) // prettier-ignore
    expect(parseView('v=1&view=map&zoom=3').problems).toEqual(['“3” is not a zoom that Cairn knows; it knows 2, 4, 8'])
    expect(parseView('v=1&view=map&sure=0').view.sure).toBeUndefined()
  })

  it('holds chosen peers and the reader’s own groups; links from before have neither', () => {
    const read = (fragment: string) => parseView(`v=1&view=compare&${fragment}`)
    const view = { ...START, page: 'compare' as const }
    expect(read('areas=E08000006')).toEqual({ view: { ...view, areas: ['E08000006'] }, problems: [] })
    expect(read('peers=E08000003.7').view.peers).toEqual({ kind: 'areas', codes: ['E08000003', 'E08000007'] })
    expect(read('peers=of:region').view.peers).toEqual({ kind: 'within', type: 'region' })
    expect(read('peers=group:Coast').view.peers).toEqual({ kind: 'group', name: 'Coast' })
    const coast = { name: 'Coast & hills', codes: ['E06000009', 'E08000012'] }
    expect(read('group=Coast%20%26%20hills~E06000009.E08000012').view.groups).toEqual([coast])
    expect(formatView({ ...view, groups: [coast], against: 'group:Coast & hills' })).toBe('v=1&view=compare&against=group:Coast%20%26%20hills&group=Coast%20%26%20hills~E06000009.E08000012') // prettier-ignore
    expect(read('peers=').view.peers).toBeUndefined()
    expect(read('peers=of:%E0%A4%A').problems).toEqual(['“of:%E0%A4%A” is not an area code'])
    expect(read('group=%E0%A4%A~E08000006').view.groups).toBeUndefined()
  })

  it('takes names of any script, without what could fool a reader, and no more than four groups', () => {
    expect(groupName('  Küste \u0000 海\n ')).toBe('Küste 海')
    expect(groupName('a\u202Egpj.b')).toBe('a gpj.b')
    expect([...groupName('x'.repeat(90))]).toHaveLength(LONGEST_NAME)
    expect(groupName('\uD800')).toBe('')
    const named = (name: string) => ({ name, codes: ['A1', 'A1'] })
    const { groups } = canonicalView({ ...START, groups: ['a', '', 'a ', 'b', 'c', 'd', 'e'].map(named) })
    expect(groups).toEqual(['a', 'b', 'c', 'd'].map((name) => ({ name, codes: ['A1'] })))
    expect(groups).toHaveLength(MOST_GROUPS)
  })

  it('is the one that the documents show', () => {
    const shown = 'v=1&release=2026-11.nwc&view=compare&indicator=copd-admissions&areas=E06000009.E08000011&period=2023'
    const { view: read, problems } = parseView(`#${shown}`)
    expect(problems).toEqual([])
    expect(read).toEqual({
      ...START,
      page: 'compare',
      release: '2026-11.nwc',
      indicator: 'copd-admissions',
      areas: ['E06000009', 'E08000011'],
      period: '2023',
    })
    expect(formatView(read)).toBe(shown)
  })

  it('keeps ordinary views under 150 characters, all 35 authorities of a region chosen included', () => {
    const areas = [6, 7, 8, 9, 49, 50, 63, 64].map((n) => `E06${String(n).padStart(6, '0')}`)
    for (let n = 117; n <= 128; n += 1) areas.push(`E07${String(n).padStart(6, '0')}`)
    for (let n = 1; n <= 15; n += 1) areas.push(`E08${String(n).padStart(6, '0')}`)
    const text = formatView({
      ...START,
      page: 'compare',
      release: 'north-west',
      indicator: 'diabetes-prevalence',
      areas,
      period: '2023-24',
    })
    expect(text).toContain('areas=E06000006-9.49.50.63.64.E07000117-128.E08000001-15')
    expect(text.length).toBeLessThan(150)
  })

  it('says what it did not understand', () => {
    expect(parseView('#v=1&view=globe').problems).toEqual([
      `“globe” is not a view that Cairn knows; it knows ${PAGES.join(', ')}`,
    ])
    expect(parseView('#v=9').problems[0]).toMatch(/newer Cairn/)
    expect(parseView('#v=x').problems[0]).toMatch(/not a version/)
    expect(parseView('#indicator=%E0%A4%A').problems).toEqual(['“indicator” in the link is damaged'])
    expect(parseView('#colour=red').problems).toEqual(['“colour” in the link is not known'])
    expect(parseView('#areas=E08000009-3').problems).toEqual(['“E08000009-3” is not an area code'])
  })

  it('takes an old link through each later version in turn', () => {
    const rename = (from: string, to: string) => (parts: Map<string, string>) =>
      new Map([...parts].map(([key, value]) => [key === from ? to : key, value] as const))
    const migrations = [rename('measure', 'topic'), rename('topic', 'indicator')]
    expect(parseView('#v=1&measure=falls', migrations).view.indicator).toBe('falls')
    expect(parseView('#v=2&topic=falls', migrations).view.indicator).toBe('falls')
    expect(parseView('#v=3&indicator=falls', migrations).view.indicator).toBe('falls')
    expect(parseView('#v=3&topic=falls', migrations).problems).toEqual(['“topic” in the link is not known'])
  })
})

describe('a list of areas', () => {
  it('does not unroll an absurd run', () => {
    expect(parseAreas('E02000000-99999999').broken).toEqual(['E02000000-99999999'])
    expect(parseAreas('E02000001-999999').broken).toEqual(['E02000001-999999'])
  })

  it('writes runs of three and more', () => {
    expect(formatAreas(['E08000001', 'E08000002'])).toBe('E08000001.2')
    expect(formatAreas(['E08000001', 'E08000002', 'E08000003'])).toBe('E08000001-3')
  })
})
