import { ExportError } from '../domain/errors'
import { listed } from '../words/grammar'
import { sourceLine } from '../words/title'
import { rounded } from './digits'
import type { Export, Listing } from './file'
import { contentsSheet, CONTENTS, COVER, coverSheet, leadsTo, MADE_UP, NOTES, notesSheet, said, titleOf } from './office/front-sheets' // prettier-ignore
import { headers, sheetNames, tableName } from './office/sheet-names'
import { isShorthand, shorthandOf, type Shorthand } from './office/shorthand'
import { formatFor, type Style } from './office/styles'
import { workbook, type Cell, type Sheet } from './office/workbook'
import { storable } from './office/xml'

/** Rows that a worksheet of Excel has. */
const MOST_ROWS = 1_048_576

/**
 * Excel as the Government Analysis Function’s checklist for accessible spreadsheets has it: cover, notes, one marked-up table a
 * sheet, nothing merged, hidden, frozen, filtered or blank. Figures to 12 significant digits. Throws `ExportError` where there
 * are more rows than a sheet holds.
 */
export const xlsx: Export = {
  id: 'xlsx',
  label: 'Excel',
  extension: 'xlsx',
  type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  write: (listing) => xlsxBook([listing]),
}

/** The same of several tables of one release, a sheet each, with a list of contents; the first names the book. */
export function xlsxBook(listings: readonly [Listing, ...Listing[]]): Uint8Array {
  const [first] = listings
  const { release } = first
  const titles = listings.map(({ short, title }) => short ?? title)
  const names = sheetNames(titles, [COVER, CONTENTS, NOTES])
  const data = listings.map((listing, at) =>
    dataSheet(listing, names[at]!, listings.length > 1 ? `Data${at + 1}` : 'Data'),
  )
  const used = new Set(data.flatMap(({ shorthand }) => [...shorthand]))
  const sheets = [
    coverSheet(first, names),
    ...(names.length > 1 ? [contentsSheet(listings, names)] : []),
    notesSheet(listings, names, used),
    ...data.map(({ sheet }) => sheet),
  ]
  return workbook(sheets, {
    title: titleOf(first),
    subject: sourceLine(release),
    description: `${release.synthetic ? `${MADE_UP} ` : ''}${release.protection.label}`,
    creator: listed(release.facilities) || release.title,
    date: release.date,
  })
}

interface DataSheet {
  sheet: Sheet
  /** What stands in cells without a figure. */
  shorthand: ReadonlySet<Shorthand>
}

function dataSheet(listing: Listing, name: string, prefix: string): DataSheet {
  const columns = headers(listing.columns)
  // Excel refuses a table of a header alone.
  const rows = listing.rows.length > 0 ? listing.rows : [['no rows']]
  const kinds = kindsOf(columns, rows)
  const shorthand = new Set<Shorthand>()
  const body = rows.map((row) => rowOf(row, columns, kinds, shorthand))
  const above = linesAbove(listing, shorthand.size > 0)
  checkRows(above.length + 1 + body.length)
  const header = columns.map((value, at): Cell => ({ value, style: kinds[at] === 'text' ? 'header' : 'headerOfFigures' })) // prettier-ignore
  const table = { name: tableName(prefix, name), alt: titleOf(listing), at: above.length, columns }
  const widths = columns.map((column, at) => widthOf(column, body.map((cells) => cells[at]!))) // prettier-ignore
  return { sheet: { name, widths, rows: [...above, header, ...body], table }, shorthand }
}

function checkRows(rows: number): void {
  if (rows <= MOST_ROWS) return
  throw new ExportError('The table has more rows than a worksheet of Excel holds', {
    found: rows.toLocaleString('en-GB'),
    expected: `at most ${MOST_ROWS.toLocaleString('en-GB')}`,
    todo: 'take it away as CSV or Parquet',
  })
}

/** Its cells, none of them empty; adds the shorthand that it needs. */
function rowOf(
  row: Listing['rows'][number],
  columns: readonly string[],
  kinds: readonly Style[],
  used: Set<Shorthand>,
): Cell[] {
  const mark = shorthandOf(row, columns)
  return kinds.map((kind, at): Cell => {
    const empty = (): Cell => ({ value: mark(kind !== 'text'), style: kind === 'text' ? 'text' : 'shorthand' })
    const cell = cellOf(row[at] ?? null, kind) ?? empty()
    if (isShorthand(cell.value)) used.add(cell.value)
    return cell
  })
}

/** What stands over the table; its lines run on over the empty cells beside them. */
function linesAbove(listing: Listing, shorthand: boolean): Cell[][] {
  const marks = ' Some cells hold shorthand in square brackets, which the worksheet Notes explains.'
  return [
    [said(titleOf(listing), 'heading1')],
    [said(`This worksheet contains one table.${shorthand ? marks : ''}`, 'overflow')],
    [said(sourceLine(listing.release), 'overflow')],
    [leadsTo(NOTES, 'linkOverflow')],
  ]
}

/** Header of a limit, which is printed as the value before it. */
const LIMIT = /^[\d.]+ % (from|to)$/

/** The look of each column: words, or figures in one format, the same for a value and its limits. One with nothing in it lacks figures. */
function kindsOf(columns: readonly string[], rows: Listing['rows']): Style[] {
  const figures = columns.map((_, at) => rows.flatMap((row) => (isFigure(row[at]) ? [row[at]] : [])))
  const heads = columns.map((column, at) => (LIMIT.test(column) ? columns.findLastIndex((one, before) => before < at && !LIMIT.test(one)) : at)) // prettier-ignore
  const shared = (head: number) => figures.flatMap((own, at) => (heads[at] === head ? own : []))
  const worded = columns.map((_, at) => rows.some((row) => row[at] !== null && row[at] !== undefined))
  return figures.map((own, at) => (own.length === 0 && worded[at] ? 'text' : formatFor(shared(heads[at]!))))
}

const isFigure = (cell: Listing['rows'][number][number] | undefined): cell is number =>
  typeof cell === 'number' && Number.isFinite(cell)

/** A cell with something in it; null where there is nothing. An infinite figure becomes a word, as in every file of Cairn. */
function cellOf(value: string | number | null, kind: Style): Cell | null {
  if (isFigure(value)) return { value: rounded(value), style: kind }
  if (value === null || Number.isNaN(value) || storable(String(value)).trim() === '') return null
  return said(String(value), 'text')
}

/** In characters: what figures show, the longest word of the header, and up to 40 of a text, which then wraps. */
function widthOf(header: string, cells: readonly Cell[]): number {
  const shown = cells.reduce((most, cell) => Math.max(most, shownLength(cell)), 0)
  const word = header.split(' ').reduce((most, { length }) => Math.max(most, length), 0)
  return Math.min(60, Math.max(12, word + 3, Math.ceil(header.length / 2) + 3, shown + 3))
}

function shownLength({ value, style }: Cell): number {
  if (typeof value !== 'number') return Math.min(40, String(value).length)
  return style === 'General' ? String(value).length : Math.round(Math.abs(value)).toLocaleString('en-GB').length + 5
}
