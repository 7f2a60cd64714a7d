import { describe, expect, it } from 'vitest'
import { countInterval, wilson } from '../../../src/statistics'
import { bring, cell, opened } from './bring'

describe('figures of an opened table', () => {
  it('become shares with Wilson’s limits from count and denominator alone', async () => {
    const { cells, draft, report } = await opened('Area,Year,Smokers,People asked base\nManchester,2022,30,200\nSalford,2022,"1,000","4,000"\n') // prettier-ignore
    const { lower, upper } = wilson(30, 200, 0.95)
    expect(cell(cells, 'E08000003')).toMatchObject({ value: 15, count: 30, denominator: 200 })
    expect(cell(cells, 'E08000003').lower).toBeCloseTo(100 * lower, 10)
    expect(cell(cells, 'E08000003').upper).toBeCloseTo(100 * upper, 10)
    expect(cell(cells, 'all-places')).toMatchObject({ count: 1030, denominator: 4200, value: (1030 / 4200) * 100 })
    expect(draft.indicators[0]).toMatchObject({ kind: 'published', recompute: 'proportion', unit: '%', multiplier: 100 }) // prettier-ignore
    expect(report.entries).toEqual({ in: 2, kept: 2, setAside: 0 })
  })

  it('become rates with Byar’s limits where the value is printed too', async () => {
    const { cells, draft } = await opened('Area,Year,Deaths,Population,Rate per 1000\nManchester,2022,30,2000,15.0\nSalford,2022,11,3000,3.7\n') // prettier-ignore
    const { lower, upper } = countInterval(11, 0.95)
    expect(cell(cells, 'E08000006').value).toBe(3.7)
    expect(cell(cells, 'E08000006').lower).toBeCloseTo(lower / 3, 10)
    expect(cell(cells, 'E08000006').upper).toBeCloseTo(upper / 3, 10)
    expect(draft.indicators[0]).toMatchObject({ multiplier: 1000, unit: 'per 1,000 people' })
  })

  it('get no limits where there are no counts, or values are not their quotients', async () => {
    const alone = await opened('Area,Year,Rate per 1000\nManchester,2022,15.0\nSalford,2022,3.7\n')
    expect(alone.cells.every(({ lower, upper }) => Number.isNaN(lower) && Number.isNaN(upper))).toBe(true)
    expect(alone.cells.map(({ value }) => value)).toEqual([NaN, 15, 3.7].slice(3 - alone.cells.length))
    const adjusted = await opened('Area,Year,Rate per 1000,Deaths,Population\nManchester,2022,17.1,30,2000\nSalford,2022,3.2,11,3000\n') // prettier-ignore
    expect(adjusted.cells.every(({ lower }) => Number.isNaN(lower))).toBe(true)
    // No total of the areas either: it would not be standardised.
    expect(adjusted.cells.filter(({ area, value }) => area === 'all-places' && !Number.isNaN(value))).toEqual([])
    expect(adjusted.draft.indicators[0]!.recompute).toBeNull()
  })

  it('keep the limits that are given', async () => {
    const { cells } = await opened('Area,Year,Rate,LCL,UCL,Deaths,Population\nManchester,2022,15,9,22,30,2000\nSalford,2022,4,1,9,12,3000\n') // prettier-ignore
    expect(cell(cells, 'E08000003')).toMatchObject({ value: 15, lower: 9, upper: 22 })
  })

  it('are hidden where they were suppressed, not given where nothing stands, and never nought', async () => {
    const { cells, report } = await opened('Area,Year,Count,Population\nManchester,2022,[c],2000\nSalford,2022,12,3000\nStockport,2022,0,3000\nCumberland,2022,-,100\nSt Helens,2022,*,400\n') // prettier-ignore
    for (const code of ['E08000003', 'E08000013'])
      expect(cell(cells, code)).toMatchObject({ value: NaN, count: NaN, denominator: NaN, status: 2 })
    expect(cell(cells, 'E08000003').note).toBe('Suppressed by the publisher ([c]). Denominator: 2,000.')
    expect(cell(cells, 'E06000063')).toMatchObject({ value: NaN, count: NaN })
    expect(cell(cells, 'E08000007')).toMatchObject({ value: 0, count: 0 })
    expect(report.entries.kept).toBe(5)
    // Not all of its parts are known.
    expect(cells.filter(({ area, value }) => area === 'all-places' && !Number.isNaN(value))).toEqual([])
  })

  it('stay where only their count was suppressed', async () => {
    const { cells } = await opened('Area,Year,Rate,Count,Population\nManchester,2022,1.5,*,2000\nSalford,2022,0,*,3000\nStockport,2022,3,9,3000\n') // prettier-ignore
    expect(cell(cells, 'E08000003')).toMatchObject({ value: 1.5, count: NaN, status: 0 })
    expect(cell(cells, 'E08000006')).toMatchObject({ value: NaN, status: 2 })
  })

  it('are compared with the total that the file gives itself', async () => {
    const { draft, cells } = await opened('Area,Year,Count,Population\nManchester,2022,10,100\nSalford,2022,20,100\nTotal,2022,31,201\n') // prettier-ignore
    expect(draft.comparators).toEqual(['total'])
    expect(cell(cells, 'total')).toMatchObject({ count: 31, denominator: 201 })
    expect(cells.filter(({ area }) => area === 'all-places')).toEqual([])
  })

  it('of wide tables stand under their periods, every field accounted for', async () => {
    const { cells, report } = await opened('Area,2021,2022\nManchester,1,2\nSalford,*,4\nNarnia,5,6\nStockport,7,x8\n')
    expect(cell(cells, 'E08000003', '2022').value).toBe(2)
    expect(cell(cells, 'E08000006', '2021')).toMatchObject({ value: NaN, status: 2 })
    expect(report.entries).toEqual({ in: 8, kept: 5, setAside: 3 })
    expect(report.setAside['area not recognised']).toMatchObject({ entries: 2, lines: '4' })
    expect(report.setAside['number not understood']).toMatchObject({ entries: 1, lines: '5' })
    expect(report.areas.unmatched).toEqual(['Narnia'])
  })

  it('each have the kind that their own name says where there are several', async () => {
    const csv =
      'Area,Year,Indicator,Unit,Value,Count,Denominator\nManchester,2022,Smoking,%,15,30,200\nSalford,2022,Smoking,%,25,50,200\nManchester,2022,Deaths,per 1000,15,30,2000\nSalford,2022,Deaths,per 1000,25,50,2000\n'
    const { draft, cells } = await opened(csv)
    expect(draft.indicators.map(({ id, unit }) => [id, unit])).toEqual([['smoking', '%'], ['deaths', 'per 1,000 people']]) // prettier-ignore
    const smoking = cells.find(({ indicator, area }) => indicator === 'smoking' && area === 'E08000003')!
    expect(smoking.lower).toBeCloseTo(100 * wilson(30, 200, 0.95).lower, 10)
  })

  it('are all accounted for: rows, blanks, notes and rows of too many fields', async () => {
    const many = Array.from({ length: 70 }, (_, i) => `E0700${String(1000 + i)},${2000 + (i % 3)},${i}\n`).join('')
    const { report } = await opened(
      `Area code,Year,Rate\n${many}\nE07001999,1,2,3,4\n,2022,5\nE08000003,soon,6\nNote\n`,
    )
    expect(report.file).toMatchObject({ rows: 75, withFigures: 72, blank: 1, ragged: '73', notes: ['Note'] })
    expect(report.entries).toEqual({ in: 72, kept: 70, setAside: 2 })
    expect(Object.keys(report.setAside).sort()).toEqual(['no area', 'period not understood'])
  })
})

describe('what holds people', () => {
  const rows = Array.from({ length: 40 }, (_, i) => `P${1000 + i},Manchester,${20 + (i % 50)},J4${i % 9}\n`).join('')
  it.each([
    ['NHS numbers', 'NHS Number,Area,Diagnosis\n4857773456,Manchester,J44\n'],
    ['dates of birth', 'Area,Date of Birth,Rate\nManchester,1961-02-03,5\nSalford,1971-03-04,6\n'],
    ['postcodes', 'Area,Home,Rate\nManchester,M1 1AA,5\nSalford,M5 4WT,6\nSalford,M6 8HD,6\n'],
    ['a row a person', `ref,Area,Age,Code\n${rows}`],
  ])('is refused before any mapping: %s', (_, csv) => {
    expect(() => bring(csv)).toThrow(/looks like records of patients/)
    expect(() => bring(csv)).not.toThrow(/4857773456|M1 1AA/)
  })
})
