import { gzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { mayBePlain } from '../../../src/imports/plain'
import { readTable } from '../../../src/imports/plain/table'
import { download } from '../download'
import { bytes } from './bring'

const CSV = 'Area,Year,Rate\nYnys Môn,2022,1.5\nSalford,2022,2.5\n'
const header = ['Area', 'Year', 'Rate']

function utf16(text: string, { little = true, mark = true } = {}): Uint8Array {
  const codes = [...(mark ? '\ufeff' : ''), ...text].map((letter) => letter.charCodeAt(0))
  return new Uint8Array(codes.flatMap((code) => (little ? [code & 255, code >> 8] : [code >> 8, code & 255])))
}

describe('a plain table', () => {
  it.each([
    ['UTF-8', bytes(CSV), 'UTF-8'],
    ['UTF-8 with a mark', bytes(`\ufeff${CSV}`), 'UTF-8'],
    ['UTF-16 little', utf16(CSV), 'UTF-16'],
    ['UTF-16 big', utf16(CSV, { little: false }), 'UTF-16'],
    ['UTF-16 without a mark', utf16(CSV, { mark: false }), 'UTF-16'],
    ['Windows-1252', new Uint8Array([...CSV].map((letter) => letter.charCodeAt(0))), 'Windows-1252'],
    ['gzip', gzipSync(bytes(CSV)), 'UTF-8'],
  ])('is read as %s', (_, file, encoding) => {
    const table = readTable('a.csv', file)
    expect(table).toMatchObject({ header, encoding, rows: [['Ynys Môn', '2022', '1.5'], ['Salford', '2022', '2.5']] }) // prettier-ignore
  })

  it.each([',', ';', '\t', '|'])('is divided by “%s”', (delimiter) => {
    const table = readTable('a.csv', bytes(CSV.replaceAll(',', delimiter)))
    expect(table).toMatchObject({ header, delimiter })
    expect(table.rows).toHaveLength(2)
  })

  it('may stand below a title and above notes, all of which are told', () => {
    const table = readTable('a.csv', bytes(`Table 3: Rates\n"Source: X, 2022"\n\n${CSV}\nNotes\n1. Provisional.,,\n`))
    expect(table).toMatchObject({ header, preamble: ['Table 3: Rates', 'Source: X, 2022'] })
    expect(table.rows).toHaveLength(2)
    expect(table.notes.map(({ text }) => text)).toEqual(['Notes', '1. Provisional.'])
    expect(table.lines).toEqual([5, 6])
    expect(table.blank).toEqual([7])
  })

  it('keeps rows with too many fields apart, by line', () => {
    const many = Array.from({ length: 70 }, (_, i) => `Area ${i},2022,1\n`).join('')
    const table = readTable('a.csv', bytes(`Area,Year,Rate\n${many}Wigan,2022,1,234\n`))
    expect(table.rows).toHaveLength(70)
    expect(table.ragged).toEqual([72])
  })

  it.each([
    ['words alone', bytes('Dear all,\n\nplease find the figures attached.\n'), /not a table|nothing/],
    ['nothing', bytes(''), /not a table/],
    ['one line', bytes('Area,Year,Rate\n'), /not a table/],
    ['figures without names', bytes('1,2,3\n4,5,6\n'), /not a table/],
    [
      'a picture',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 1, 2, 3]),
      /cannot be read as text/,
    ],
    ['damaged gzip', new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]), /could not be unpacked|too large/],
    ['a cut-off gzip', new Uint8Array([0x1f, 0x8b]), /could not be unpacked/],
    [
      'a gzip that says it is 4 GB',
      new Uint8Array([...gzipSync(bytes(CSV)).slice(0, -4), 255, 255, 255, 255]),
      /too large/,
    ],
  ] as const)('is not %s', (_, file, why) => {
    expect(() => readTable('a.csv', file)).toThrow(expect.objectContaining({ name: 'ReleaseError', message: expect.stringMatching(why), details: expect.objectContaining({ found: expect.any(String), expected: expect.any(String) }) })) // prettier-ignore
  })

  it('is told from a Fingertips download, a release and a spreadsheet, packed or not', () => {
    const named = (name: string, file: Uint8Array) => mayBePlain([{ name, bytes: file }])
    expect(named('a.csv', bytes(CSV))).toBe(true)
    expect(named('a.csv', bytes(download([{}])))).toBe(false)
    expect(named('a.csv.gz', gzipSync(bytes(download([{}]))))).toBe(false)
    expect(named('a.csv.gz', gzipSync(bytes(CSV)))).toBe(true)
    expect(named('a.zip', new Uint8Array([0x50, 0x4b, 3, 4]))).toBe(false)
    expect(named('datapackage.json', bytes('{"profile":"data-package"}'))).toBe(false)
    expect(named('a.geojson', bytes('{"features":[],"type":"FeatureCollection"}'))).toBe(true)
    expect(named('a.mapping.json', bytes('{"columns":[]}'))).toBe(true)
    // Refused there with advice.
    expect(named('a.xlsx', new Uint8Array([0x50, 0x4b, 3, 4]))).toBe(true)
  })
})
