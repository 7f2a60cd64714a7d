import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalView, formatView, PAGES, parseView, START, type View } from '../../src/view'
import { formatAreas, parseAreas } from '../../src/view/area-list'

const official = fc
  .tuple(fc.constantFrom('E06', 'E07', 'E08', 'E02', 'W01'), fc.integer({ min: 0, max: 400 }))
  .map(([prefix, number]) => prefix + String(number).padStart(6, '0'))
const practice = fc.integer({ min: 0, max: 99999 }).map((number) => `A${String(number).padStart(5, '0')}`)
const odd = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '')
const code = fc.oneof(
  official,
  practice,
  fc.constantFrom('CR-GM', 'NORTH', '123', '1-3', '~1', 'E08.1', 'E0800001-3', '.'),
  odd,
)
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })

const view: fc.Arbitrary<View> = fc
  .record({
    page: fc.constantFrom(...PAGES),
    release: maybe(odd),
    pin: maybe(fc.constantFrom('0123abcd', 'ffffffff')),
    indicator: maybe(fc.oneof(fc.constantFrom('copd-admissions', 'a&b=c#d'), odd)),
    type: maybe(fc.constantFrom('ltla', 'sub-icb')),
    within: maybe(code),
    areas: fc.array(code, { maxLength: 40 }),
    period: maybe(fc.constantFrom('2023', '2023-24', '2018/19')),
    sex: maybe(fc.constantFrom('female', 'male', 'persons')),
    ages: fc.array(fc.oneof(fc.constantFrom('0-4', '90+', '65-84'), odd), { maxLength: 5 }),
    category: maybe(fc.record({ type: odd, member: odd })),
    by: maybe(fc.oneof(fc.constantFrom('sex', 'age', 'deprivation'), odd)),
    against: maybe(fc.oneof(fc.constant('chosen'), code)),
    rule: maybe(fc.constantFrom('overlap' as const, 'limits' as const)),
    map: maybe(fc.constantFrom('areas' as const, 'hexagons' as const)),
    shows: maybe(fc.constantFrom('verdict' as const, 'value' as const)),
    find: maybe(odd),
    part: maybe(fc.constantFrom('checks', 'attack')),
    of: maybe(code),
    and: maybe(odd),
    cells: maybe(fc.constantFrom('verdict' as const, 'fifth' as const)),
    sort: maybe(fc.oneof(fc.constantFrom('name', '-name', '-flags', '-copd-admissions'), odd)),
  })
  .map((raw) => canonicalView(raw))

describe('link', () => {
  it('gives back each of 10,000 views exactly, and the same text for the same view', () => {
    fc.assert(
      fc.property(view, (original) => {
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
