import { describe, expect, it } from 'vitest'
import { sayRecords, type RecordsReport } from '../../src/builder'
import { GOOD, HEADER, RECORDS, built, tinyRecipe } from './tiny'

/** Stands in every dirty value: no message may hold it. */
const SECRET = 'Zq7secret'
const csv = (...lines: readonly string[]) => `${[HEADER, ...lines].join('\n')}\n`

async function reportOf(content: string | Uint8Array, recipe = tinyRecipe()): Promise<RecordsReport> {
  const { reports } = await built({ 'events.csv': content }, recipe)
  const [report] = reports
  if (!report) throw new Error('no report')
  expect(sayRecords(report) + JSON.stringify(report)).not.toContain(SECRET)
  return report
}

const reasons = ({ leftOut }: RecordsReport) => Object.fromEntries(leftOut.map((one) => [one.reason, one.records]))
const lines = ({ files }: RecordsReport) => files.flatMap(({ unreadable }) => unreadable).reduce((sum, one) => sum + one.lines, 0) // prettier-ignore
const notes = (report: RecordsReport) => Object.fromEntries(report.notes.map((one) => [one.note, one.records]))

describe('ten dirty files: a report, no crash, nothing leaked', () => {
  it('wrong encodings', async () => {
    const latin = new Uint8Array(Buffer.from(csv(GOOD, `${SECRET}é,A,2022-05-01,1950-01-01,F,,W01,1`), 'latin1'))
    const broken = await reportOf(latin)
    expect([broken.read, lines(broken)]).toEqual([1, 1])
    const stated = await reportOf(latin, tinyRecipe({ records: { ...RECORDS, encoding: 'latin-1' } }))
    expect([stated.read, stated.counted, lines(stated)]).toEqual([2, 2, 0])
    const wide = await reportOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv(GOOD), 'utf16le')]))
    expect(wide.refusals[0]).toContain('it is written in utf-16')
  })

  it('ragged rows', async () => {
    const report = await reportOf(csv(GOOD, `${SECRET},A`, `${GOOD},${SECRET}`, `"${SECRET}"x,A,,,,,,`))
    expect([report.read, report.counted, lines(report)]).toEqual([1, 1, 3])
    expect(report.files[0]?.unreadable.map(({ why }) => why)).toEqual(expect.arrayContaining(['too few columns', 'too many columns'])) // prettier-ignore
  })

  it('unknown, ended and split areas', async () => {
    const at = (area: string, when = '2022-05-01') => `p,${area},${when},1950-01-01,F,,W01,1`
    const report = await reportOf(csv(GOOD, at(SECRET), at(''), at('S'), at('X'), at('O')))
    expect(reasons(report)).toEqual({ 'unknown-area': 1, 'blank-area': 1, 'split-area': 1, elsewhere: 1 })
    expect(notes(report)).toMatchObject({ successor: 1 })
  })

  it('fields of 10,000 characters', async () => {
    const long = SECRET.repeat(1200)
    const report = await reportOf(csv(GOOD, `${long},${long},${long},${long},${long},${long},${long},${long}`, `p,A,2022-05-01,1950-01-01,F,${long},${long},1`)) // prettier-ignore
    expect([report.read, report.counted]).toEqual([3, 2])
    expect(reasons(report)).toEqual({ 'unreadable-date': 1 })
  })

  it('formula injection', async () => {
    const formula = `=cmd|' /C ${SECRET}'!A0`
    const report = await reportOf(csv(GOOD, `"${formula}",A,2022-05-01,1950-01-01,F,"${formula}","${formula}",1`, `p,"${formula}",2022-05-01,1950-01-01,F,,,`, `p,A,"${formula}",1950-01-01,F,,,`)) // prettier-ignore
    expect([report.read, report.counted]).toEqual([4, 2])
    expect(notes(report)).toEqual({ 'category-unknown': 1 })
  })

  it('dates before birth, in the future, impossible and blank', async () => {
    const when = (date: string, born = '1950-01-01') => `p,A,${date},${born},F,,W01,1`
    const report = await reportOf(
      csv(GOOD, when('2022-05-01', '2022-05-02'), when('2025-07-01'), when('2022-02-30'), when(''), when('2022-05-01', '1890-01-01'), when('2022-05-01', SECRET), when('2021-12-31')), // prettier-ignore
    )
    expect(reasons(report)).toEqual({ 'born-after': 1, 'future-date': 1, 'unreadable-date': 1, 'blank-date': 1, 'impossible-age': 1, 'unreadable-birth': 1, 'other-period': 1 }) // prettier-ignore
    expect(report.counted).toBe(1)
  })

  it('mixed code years', async () => {
    const file = csv('p,O,2023-06-01,1950-01-01,F,,W01,1', 'p,B,2022-06-01,1950-01-01,F,,W01,1', GOOD)
    const kept = await reportOf(file)
    expect([kept.counted, notes(kept)]).toEqual([3, { 'area-out-of-time': 2, successor: 1, 'category-unknown': 2 }])
    const strict = await reportOf(file, tinyRecipe({ records: { ...RECORDS, area: { ...RECORDS.area, outOfTime: 'drop' } } })) // prettier-ignore
    expect([strict.counted, reasons(strict)]).toEqual([1, { 'area-out-of-time': 2 }])
  })

  it('an empty file', async () => {
    expect((await reportOf('')).refusals).toEqual([
      'events.csv was not read: the file is empty',
      'No record is counted',
    ])
  })

  it('a header and nothing else', async () => {
    const report = await reportOf(`${HEADER}\n`)
    expect([report.read, report.refusals]).toEqual([0, ['No record is counted']])
  })

  it('a binary file, and a file without a header', async () => {
    const noise = Uint8Array.from({ length: 9000 }, (_, at) => 1 + ((at * 7919 + ((at * at) >> 3)) % 255))
    for (const bytes of [noise, Uint8Array.from(noise, (byte) => byte - 1)])
      expect((await reportOf(bytes)).refusals[0]).toContain('was not read')
    const behind = await reportOf(Buffer.concat([Buffer.from(csv(GOOD)), noise, Buffer.from([0, 0, 10])]))
    expect([behind.files[0]?.refused, behind.read, behind.counted]).toEqual(['it is not text', 0, 0])
    const headless = await reportOf(`${SECRET},A,2022-05-01,1950-01-01,F,,W01,1\n`)
    expect(headless.refusals[0]).toContain('its header has 8 columns and lacks “who”')
  })

  it('duplicates, and too much dirt', async () => {
    const file = csv(GOOD, GOOD, GOOD.replace('W01', 'W02'))
    const report = await reportOf(file, tinyRecipe({ records: { ...RECORDS, duplicates: { by: ['person', 'date', 'code'] }, most: 0.2 } })) // prettier-ignore
    expect([report.counted, reasons(report)]).toEqual([2, { duplicate: 1 }])
    expect(report.refusals[0]).toContain('33.3 % of the records are left out for dirt')
  })

  it('names a missing file, never its neighbours', async () => {
    await expect(built({ [`${SECRET}.csv`]: csv(GOOD) })).rejects.toThrow('There is no file events*.csv')
  })
})
