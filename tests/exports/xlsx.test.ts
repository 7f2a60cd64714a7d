import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../src/domain'
import { answerListing, studyListing, studyTables, type Listing } from '../../src/exports'
import { xlsx, xlsxBook } from '../../src/exports/xlsx'
import { demoAnswer } from './demo-answers'
import { checklist } from './excel-checklist'
import { readWorkbook, tableRows } from './read-workbook'

const release = {
  id: 'demo',
  title: 'Demo',
  date: '2026-11-01',
  synthetic: true,
  protection: { kind: 'already-public' as const, by: 'demo', label: 'Made up, so nothing to protect' },
  facilities: ['Greater Manchester'],
}

const listingOf = (rows: Listing['rows'], more: Partial<Listing> = {}): Listing => ({
  title: 'COPD admissions, 2023',
  columns: ['Area', 'Per 100,000 people', '95 % to'],
  rows,
  release,
  link: 'https://example.org/#v=1&view=data',
  notes: ['Read with care, please'],
  ...more,
})

const written = (listing: Listing): Uint8Array => xlsxBook([listing])
const read = (listing: Listing) => readWorkbook(written(listing)).sheets.at(-1)!
const twelve = (value: number) => Number(value.toPrecision(12)) + 0

describe('an Excel file', () => {
  it('meets every point of the checklist and says where it came from', () => {
    const bytes = written(listingOf([['Salford', 369.25, 390]]))
    expect(checklist(bytes, release)).toEqual([])
    const { sheets } = readWorkbook(bytes)
    expect(sheets.map(({ name }) => name)).toEqual(['Cover', 'Notes', 'COPD admissions, 2023'])
    const cover = [...sheets[0]!.cells.values()].map(({ value }) => value)
    expect(cover.slice(0, 2)).toEqual(['SYNTHETIC: COPD admissions, 2023', 'SYNTHETIC: areas bear real names; every number is made up.']) // prettier-ignore
    for (const line of ['SYNTHETIC. Source: Demo from Greater Manchester', 'Release demo of 1 November 2026', 'Made up, so nothing to protect']) expect(cover).toContain(line) // prettier-ignore
    expect([...sheets[0]!.links.values()][0]).toBe('https://example.org/#v=1&view=data')
    expect(tableRows(sheets[1]!)[1]).toEqual(['note 2', 'Read with care, please'])
  })

  it('is the same bytes for the same figures', () => {
    const listing = listingOf([['Salford', 369.25, 390]])
    expect(written(listing)).toEqual(written(listing))
  })

  it('leaves no cell empty and explains its shorthand', () => {
    const columns = ['Area', 'Rate', 'Against', 'Status']
    const rows = [
      ['A', null, null, 'too few to show safely'],
      ['B', null, null, 'too few events to give a reliable value'],
      ['C', null, null, 'no figure'],
      ['D', 3, 'higher', 'shown'],
    ]
    const bytes = written(listingOf(rows, { columns }))
    expect(checklist(bytes, release)).toEqual([])
    const { sheets } = readWorkbook(bytes)
    expect(tableRows(sheets[2]!).map((row) => row.slice(1, 3))).toEqual([['[c]', '[c]'], ['[u]', '[u]'], ['[x]', '[z]'], [3, 'higher']]) // prettier-ignore
    expect(tableRows(sheets[1]!).map(([mark]) => mark)).toEqual(['note 1', 'note 2', '[c]', '[u]', '[x]', '[z]'])
  })

  it('gives a sheet to each table and lists them, with each note once', () => {
    const one = listingOf([['Salford', 1, 2]], { short: 'Values' })
    const other = listingOf([['Wigan', 3, null]], { short: 'VALUES', notes: ['Read with care, please', 'Another'] })
    const bytes = xlsxBook([one, other])
    expect(checklist(bytes, release)).toEqual([])
    const { sheets } = readWorkbook(bytes)
    expect(sheets.map(({ name }) => name)).toEqual(['Cover', 'Contents', 'Notes', 'Values', 'VALUES 2'])
    expect(tableRows(sheets[2]!).slice(1, 3)).toEqual([['note 2', 'Read with care, please', 'All'], ['note 3', 'Another', 'VALUES 2']]) // prettier-ignore
  })

  it('stands where there are no rows, no notes and no link', () => {
    const bytes = written(listingOf([], { notes: [], link: null, release: { ...release, synthetic: false } }))
    expect(checklist(bytes, { synthetic: false })).toEqual([])
    expect(tableRows(readWorkbook(bytes).sheets[2]!)).toEqual([['no rows', '[x]', '[x]']])
  })

  it('links to web addresses alone, and not to those too long for Excel', () => {
    for (const link of [
      '#v=1',
      'file:///C:/a.html',
      'javascript:alert(1)',
      `https://example.org/#${'a'.repeat(2100)}`,
    ]) {
      const cover = readWorkbook(written(listingOf([['A', 1, 2]], { link }))).sheets[0]!
      expect([...cover.links.values()].every((target) => target.endsWith('!A1'))).toBe(true)
      expect([...cover.cells.values()].some(({ value }) => String(value).includes(link))).toBe(true)
    }
  })

  it('refuses more rows than Excel has', () => {
    const rows = Array.from({ length: 1_048_576 }, () => ['a'])
    expect(() => written(listingOf(rows, { columns: ['Area'] }))).toThrow('more rows than a worksheet')
  }, 60_000)
})

describe('whatever names and figures there are', () => {
  const awkward = fc.oneof(
    fc.constantFrom('=1+1', '+cmd', '@SUM(A1)', '-2', "='[x]y'!A1", '\u0000\u0001\u001b', '\ud800', '\ufffe', '_x0041_', '_x005F_', 'a\r\nb', '\u202eעברית', 'مرحبا', '👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿', ' ', '', '<c/>&amp;"', ']]>', 'x'.repeat(33_000), '[c]', 'History', "O'Brien's: a/b*c?[d]\\", 'SYNTHETIC: '), // prettier-ignore
    fc.string({ unit: 'binary', maxLength: 60 }),
  )
  const cell = fc.oneof(awkward, fc.double(), fc.integer(), fc.constant(null))
  const listing = fc
    .integer({ min: 1, max: 6 })
    .chain((width) =>
      fc.record({
        title: awkward,
        short: fc.option(awkward, { nil: undefined }),
        columns: fc.array(awkward, { minLength: width, maxLength: width }),
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
        notes: fc.array(awkward, { maxLength: 3 }),
        link: fc.option(fc.oneof(fc.webUrl({ withFragments: true }), awkward)),
        synthetic: fc.boolean(),
        facilities: fc.subarray(['=1+1', 'O’Brien & "Sons" <x>', '北部']),
      }),
    )
    .map(({ synthetic, facilities, ...rest }): Listing => ({ ...rest, release: { ...release, synthetic, facilities } }))

  it('passes the checklist, keeps every figure to 12 digits, and text stays text', () => {
    fc.assert(
      fc.property(listing, (made) => {
        const bytes = written(made)
        expect(checklist(bytes, made.release)).toEqual([])
        const found = tableRows(readWorkbook(bytes).sheets.at(-1)!)
        made.rows.forEach((row, y) =>
          row.forEach((value, x) => {
            if (typeof value === 'number' && Number.isFinite(value)) expect(found[y]![x]).toBe(twelve(value))
            else expect(typeof found[y]![x]).toBe('string')
          }),
        )
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('keeps two of such tables apart', () => {
    fc.assert(
      fc.property(listing, listing, (one, other) => {
        const same = { ...other, release: one.release }
        expect(checklist(xlsxBook([one, same]), one.release)).toEqual([])
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it.each(['=1+1', "='[x]y'!A1", '_x0041_', '👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿', '\u202eעברית', 'a\r\nb'])(
    'gives %j back letter by letter',
    (text) => {
      expect(tableRows(read(listingOf([[text, 1, 2]])))).toEqual([[text, 1, 2]])
    },
  )
})

describe('an answer of the demo', () => {
  let answer: Answer
  beforeAll(async () => void (answer = await demoAnswer('indicator=liver-disease&areas=E08000006&with=spread.space')))

  it('has every figure to 12 digits and no blank, with its studies a sheet each', () => {
    const listings = [answerListing(answer, 'https://example.org/#v=1'), ...studyTables(answer).map((name) => studyListing(answer, name, null)!)] as const // prettier-ignore
    const bytes = xlsxBook(listings)
    expect(checklist(bytes, { synthetic: true })).toEqual([])
    const data = readWorkbook(bytes).sheets.slice(3)
    expect(data).toHaveLength(listings.length)
    let compared = 0
    listings.forEach(({ rows }, at) => {
      const found = tableRows(data[at]!)
      rows.forEach((row, y) => row.forEach((value, x) => {
        if (typeof value !== 'number' || !Number.isFinite(value)) return
        expect(found[y]![x]).toBe(twelve(value))
        compared += 1
      })) // prettier-ignore
    })
    expect(compared).toBeGreaterThan(500)
    const hidden = answer.estimates.filter(({ status }) => status === 'hidden')
    expect(hidden.length).toBeGreaterThan(0)
    for (const { area } of hidden) expect(tableRows(data[0]!).find(([code]) => code === area)![2]).toBe('[c]')
  })
})

describe('the checklist can fail', () => {
  const good = () => xlsxBook([listingOf([['Salford', 369.25, null]])])
  const spoilt = (path: string, from: string | RegExp, to: string): Uint8Array => {
    const files = unzipSync(good())
    const text = strFromU8(files[path]!)
    expect(text).toMatch(from)
    return zipSync({ ...files, [path]: strToU8(text.replace(from, to)) })
  }
  const SHEET = 'xl/worksheets/sheet3.xml'

  it.each([
    ['merged cells', SHEET, '<pageSetup', '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells><pageSetup'],
    ['frozen panes', SHEET, '<selection', '<pane ySplit="1" state="frozen"/><selection'],
    ['hidden rows', SHEET, '<row r="6"', '<row r="6" hidden="1"'],
    ['some are hidden', 'xl/workbook.xml', 'sheetId="2"', 'sheetId="2" state="hidden"'],
    ['empty cells B6', SHEET, /<c r="B6".*?<\/c>/, ''],
    ['column A is empty', SHEET, /<c r="A3".*?<\/c>/, ''],
    ['names are not unique', 'xl/tables/table2.xml', '95 % to', 'AREA'],
    ['printed as', 'xl/tables/table2.xml', 'Area', 'Place'],
    ['0 are marked up', SHEET, /<tableParts.*<\/tableParts>/, ''],
    ['filters', 'xl/tables/table2.xml', '<tableColumns', '<autoFilter ref="A5:C6"/><tableColumns'],
    ['not a heading', SHEET, /<c r="A1" s="\d+"/, '<c r="A1" s="0"'],
    ['a formula', SHEET, '<c r="B6"', '<c r="D6"><f>1+1</f><v>2</v></c><c r="B6"'],
    ['not in A1', SHEET, 'activeCell="A1"', 'activeCell="B2"'],
    ['no language', 'docProps/core.xml', 'en-GB', ''],
    ['no dc:title', 'docProps/core.xml', /<dc:title>.*<\/dc:title>/, '<dc:title/>'],
    ['text is cut', SHEET, /<col min="2" max="2" width="[\d.]+"/, '<col min="2" max="2" width="2"'],
    ['explained nowhere', 'xl/worksheets/sheet2.xml', /(?<cell><c r="A6"[^>]*><v>)\d+/, '$<cell>0'],
    ['SYNTHETIC is not first', 'xl/sharedStrings.xml', 'SYNTHETIC: COPD', 'COPD'],
    ['cells are filled', 'xl/styles.xml', 'patternType="none"', 'patternType="solid"'],
    ['under 12 points', 'xl/styles.xml', '<sz val="12"/>', '<sz val="9"/>'],
  ])('on %s', (problem, path, from, to) => {
    expect(checklist(good(), release)).toEqual([])
    expect(checklist(spoilt(path, from, to), release).join('\n')).toContain(problem)
  })

  it('on a link that does not say where to', () => {
    const bytes = spoilt('xl/sharedStrings.xml', 'Open this view in Cairn', 'https://example.org')
    expect(checklist(bytes, release).join()).toContain('does not say where to')
  })

  it('on XML that no reader takes', () =>
    expect(() => checklist(spoilt(SHEET, '</sheetData>', ''), release)).toThrow('closes'))
})

it('writes what its Export says', () => {
  expect(xlsx.extension).toBe('xlsx')
  expect(xlsx.write(listingOf([['A', 1, 2]]))).toEqual(written(listingOf([['A', 1, 2]])))
})
