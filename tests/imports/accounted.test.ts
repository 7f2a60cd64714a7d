import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ReleaseError } from '../../src/domain'
import { importFingertips } from '../../src/imports'
import { download, england, indicators, salford, type DownloadRow } from './download'

const figure = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 9 }).map(String) },
  fc.constantFrom('', '1.2345', '1.23451', '-3', 'n/a', '1,000'),
)
const row: fc.Arbitrary<DownloadRow> = fc
  .record({
    place: fc.constantFrom<DownloadRow>(
      {},
      salford,
      england,
      { 'Area Code': 'X9', 'Area Type': '?' },
      { 'Area Code': '' },
    ),
    which: fc.constantFrom<DownloadRow>(
      {},
      { 'Indicator ID': 2, 'Indicator Name': 'Resident population' },
      { 'Indicator ID': 3, 'Indicator Name': 'Deprivation score (IMD 2019)' },
      { 'Indicator ID': 4, 'Indicator Name': 'Checks offered in the quarter' },
    ),
    group: fc.constantFrom<DownloadRow>(
      {},
      ...['4/21 geography', '4/23 geography'].flatMap((version) =>
        ['Most', 'Least'].map((word) => ({
          'Category Type': `County & UA deprivation deciles in England (IMD2019, ${version})`,
          'Category': `${word} deprived decile (IMD2019)`,
        })),
      ), // prettier-ignore
    ),
    Sex: fc.constantFrom('Persons', 'Female', 'Male', ''),
    Age: fc.constantFrom('All ages', '0-64 yrs', '65+ yrs', 'old'),
    period: fc.constantFrom('2020', '2021', '2020/21', 'then'),
    Value: figure,
    Count: figure,
    lower: figure,
    note: fc.constantFrom('', 'Value suppressed'),
  })
  .map(({ place, which, group, period, lower, note, ...rest }) => ({
    ...{ ...place, ...which, ...group, ...rest },
    ...{ 'Time period': period, 'Lower CI 95.0 limit': lower, 'Value note': note },
  }))

/** Lines of a list like `3-5, 9`. */
const linesIn = (text: string) =>
  text.split(', ').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_, i) => from + i)
  })

describe('every row is accounted for', () => {
  it('rows in = rows kept + rows listed by reason, each line once, kept rows in cells, population or scores', () => {
    let imported = 0
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), fc.boolean(), (rows, listed) => {
        const all = [{}, salford, ...rows]
        const files = { csv: download(all), ...(listed ? { indicators: indicators() } : {}) }
        let result
        try {
          result = importFingertips(files)
        } catch (error) {
          expect(error).toBeInstanceOf(ReleaseError)
          return
        }
        imported++
        const { draft, report } = result
        const listedRows = Object.values(report.setAside).reduce((sum, tally) => sum + tally.rows, 0)
        expect(report.rows.in).toBe(all.length)
        expect(report.rows.kept + listedRows).toBe(all.length)
        const lines = Object.values(report.lines).flatMap(linesIn)
        expect(new Set(lines).size).toBe(listedRows)
        expect(Math.max(0, ...lines)).toBeLessThanOrEqual(all.length + 1)
        const perIndicator = report.indicators.reduce((sum, entry) => sum + entry.kept, 0)
        expect(perIndicator).toBe(report.rows.kept)
        const scores = draft.areas.filter((area) => area.score !== null).length
        const blanks = (report.flags['no value']?.rows ?? 0) + (report.flags['hidden by the publisher']?.rows ?? 0)
        expect(cellsFilled(draft.tables) + scores + blanks).toBe(report.rows.kept)
      }),
      { numRuns: 400, seed: 1 },
    )
    expect(imported).toBeGreaterThan(300)
  })
})

type Tables = ReturnType<typeof importFingertips>['draft']['tables']

/** Cells with at least one figure. */
function cellsFilled(tables: Tables): number {
  return tables.reduce((sum, table) => {
    const columns = Object.values(table.measures)
    const size = columns[0]?.values.length ?? 0
    const filled = Array.from({ length: size }, (_, i) =>
      columns.some(({ values, status }) =>
        table.shape === 'population' ? (status?.[i] ?? 0) === 0 : !Number.isNaN(values[i]),
      ),
    )
    return sum + filled.filter(Boolean).length
  }, 0)
}
