import { tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { csv, type Listing } from '../../src/exports'
import { arrow } from '../../src/exports/arrow'
import { json } from '../../src/exports/json'
import { parquetWith } from '../../src/exports/parquet'
import { tableListing } from '../../src/exports/table-listing'
import { readTable } from '../journeys/read-table'

const release = {
  id: 'demo',
  title: 'Demo',
  date: '2026-11-01',
  synthetic: true,
  protection: { kind: 'already-public' as const, by: 'demo', label: 'Made up, so nothing to protect' },
  facilities: ['Greater Manchester'],
}

const listingOf = (columns: readonly string[], rows: Listing['rows']): Listing => ({ title: 'SYNTHETIC: Rates', columns, rows, release, link: 'https://example.org/#v=1&view=data', notes: ['Read “with” care, please'], data: { answer: { value: 1 / 3, most: Infinity } } }) // prettier-ignore

/** Names as people, spreadsheets and other alphabets make them. */
const awkward = fc.oneof(
  fc.constantFrom('St Helens', 'Bath, "NE"\nSomerset', '=1+1', '-', '+44', '@sum', 'Ynys Môn', '北部', '__proto__', 'constructor', "'quoted'", ' padded ', '1e5', 'NULL', 'é\u0301\r\n', '\u202e'), // prettier-ignore
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => !/[\0\ufeff\ud800-\udfff]/.test(text)),
)
const figure = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(0, -0, 1e-300, 0.1 + 0.2),
)
const tables = fc.array(fc.record({ name: awkward, place: awkward, value: fc.option(figure), upper: fc.option(figure) }), { minLength: 1, maxLength: 12 }) // prettier-ignore
const COLUMNS = ['Area code', 'Area', 'Per 100,000 people, “crude”', '95 % to']
const rowsOf = (made: { name: string; place: string; value: number | null; upper: number | null }[]) =>
  made.map(({ name, place, value, upper }) => [name, place, value, upper])

const twelve = (cell: unknown) => (typeof cell === 'number' ? Number(cell.toPrecision(12)) + 0 : (cell ?? null))
const expected = (rows: Listing['rows']) => rows.map((row) => row.map(twelve))
/** What a spreadsheet may not run stands behind a quote mark. */
const disarmed = (text: string) => (/^[\s]*[=+\-@\t\r＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text) // prettier-ignore

describe('every format, read back, has the figures of the listing to 12 digits', () => {
  it('CSV', () => {
    fc.assert(
      fc.property(tables, (made) => {
        const rows = rowsOf(made)
        const { header, rows: found, notes } = readTable(Buffer.from(csv.write(listingOf(COLUMNS, rows))))
        expect(header).toEqual(COLUMNS)
        expect(notes[0]).toBe('SYNTHETIC: Rates')
        const read = found.map(([name, place, ...figures]) => [name, place, ...figures.map((text) => (text === '' ? null : Number(text)))]) // prettier-ignore
        expect(read).toEqual(expected(rows).map(([name, place, ...figures]) => [disarmed(String(name)), disarmed(String(place)), ...figures])) // prettier-ignore
      }),
      { numRuns: 200 },
    )
  })

  it('Arrow', () => {
    fc.assert(
      fc.property(tables, (made) => {
        const rows = rowsOf(made)
        const table = tableFromIPC(arrow.write(listingOf(COLUMNS, rows)))
        expect(table.schema.fields.map(({ name }) => name)).toEqual(COLUMNS)
        expect(table.schema.metadata.get('synthetic')).toBe('true')
        const columns = COLUMNS.map((_, at) => [...table.getChildAt(at)!])
        expect(rows.map((_, row) => columns.map((column) => twelve(column[row])))).toEqual(expected(rows))
      }),
      { numRuns: 200 },
    )
  })

  it('Parquet', async () => {
    const parquet = parquetWith(() => Promise.resolve(undefined))
    await fc.assert(
      fc.asyncProperty(tables, async (made) => {
        const rows = rowsOf(made)
        const bytes = new Uint8Array(await parquet.write(listingOf(COLUMNS, rows)))
        const read = await parquetReadObjects({ file: bytes.buffer })
        expect(read.map((row) => COLUMNS.map((name) => twelve(row[name])))).toEqual(expected(rows))
        const said = (parquetMetadata(bytes.buffer).key_value_metadata ?? []).map(({ key, value }) => [key, value])
        expect(said).toContainEqual(['link', 'https://example.org/#v=1&view=data'])
        expect(said).toContainEqual(['synthetic', 'true'])
      }),
      { numRuns: 60 },
    )
  })

  it('JSON, with what the rows were made from', () => {
    fc.assert(
      fc.property(tables, (made) => {
        const rows = rowsOf(made)
        const read = JSON.parse(new TextDecoder().decode(json.write(listingOf(COLUMNS, rows)))) as Record<string, unknown> // prettier-ignore
        expect(read).toMatchObject({ view: 'v=1&view=data', columns: COLUMNS, answer: { value: 0.333333333333, most: 'Infinity' } }) // prettier-ignore
        expect(read.release).toMatchObject({ synthetic: true })
        expect((read.rows as Listing['rows']).map((row) => row.map(twelve))).toEqual(expected(rows))
      }),
      { numRuns: 200 },
    )
  })

  it('tells no text from a figure by its look, and keeps columns of one name apart', async () => {
    const about = { release, link: null, notes: [] }
    const column = (id: string, header: string, parts?: string[]) => ({ id, header, parts })
    const listing = tableListing(
      {
        caption: 'Two of a name',
        columns: [column('a', 'Value'), column('b', 'Value'), column('c', '95 % interval', ['from', 'to'])],
        rows: [
          { key: 'x@2023', code: 'x', raw: ['007', 7, 1], parts: { c: [1, 2] } },
          { key: 'y', raw: ['8', null] },
        ],
      },
      about,
    )
    expect(listing.columns).toEqual(['Area code', 'Value', 'Value (2)', 'from', 'to'])
    expect(listing.rows).toEqual([
      ['x', '007', 7, 1, 2],
      ['y', '8', null, null, null],
    ])
    const bytes = new Uint8Array(await parquetWith(() => Promise.resolve(undefined)).write(listing))
    const [first] = await parquetReadObjects({ file: bytes.buffer })
    expect(first).toMatchObject({ Value: '007', 'Value (2)': 7, from: 1, to: 2 })
  })
})
