import { OFFICE, packed, type Part, type Properties, type Relation } from './package'
import { indentOf, lineHeight, relativeWidth, styleNumber, stylesXml, wraps, type Style } from './styles'
import { element, escaped, spreadsheetText, xmlDocument } from './xml'

/** A value with its look. Text is always text: nothing that it says can run as a formula. */
export interface Cell {
  value: string | number | null
  style?: Style
  /** A sum over other cells, written by Cairn alone; `value` is what it gives. */
  formula?: string
  /** Where the cell leads: a web address, or a sheet of the same book. */
  link?: { address: string } | { sheet: string }
}

/** A marked-up table (a ListObject): its header is row `at` (from 0), and it goes down to the sheet's last row. */
export interface SheetTable {
  /** Letters, digits and underscores. */
  name: string
  /** Read aloud by screen readers. */
  alt: string
  at: number
  /** As in the header row; each once whatever its capitals. */
  columns: readonly string[]
}

export interface Sheet {
  name: string
  /** In characters, one a column. */
  widths: readonly number[]
  rows: readonly (readonly Cell[])[]
  table?: SheetTable
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** `A`, `Z`, `AA`: a column's letters, counted from 0. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

/** An Excel workbook: no macros, nothing hidden, nothing merged, the cursor in A1 of the first sheet. */
export function workbook(sheets: readonly Sheet[], properties: Properties): Uint8Array {
  const texts = new Map<string, number>()
  const tables = sheets.flatMap((sheet) => (sheet.table ? [sheet] : []))
  const parts = sheets.map((sheet, at) => sheetPart(sheet, at, { texts, table: tables.indexOf(sheet) + 1 }))
  const main: Part = {
    path: 'xl/workbook.xml',
    content: workbookXml(sheets),
    type: `${TYPE}.sheet.main+xml`,
    relations: [
      ...sheets.map((_, at): Relation => ({ id: `rId${at + 1}`, type: 'worksheet', target: `/xl/worksheets/sheet${at + 1}.xml` })), // prettier-ignore
      { id: 'rIdStyles', type: 'styles', target: '/xl/styles.xml' },
      { id: 'rIdTexts', type: 'sharedStrings', target: '/xl/sharedStrings.xml' },
    ],
  }
  const rest: Part[] = [
    { path: 'xl/styles.xml', content: stylesXml(), type: `${TYPE}.styles+xml` },
    // After the sheets, which fill the list of texts.
    { path: 'xl/sharedStrings.xml', content: textsXml(texts), type: `${TYPE}.sharedStrings+xml` },
    ...tables.map((sheet, at): Part => ({ path: `xl/tables/table${at + 1}.xml`, content: tableXml(sheet, at + 1), type: `${TYPE}.table+xml` })), // prettier-ignore
  ]
  return packed([main, ...parts, ...rest], main.path, properties)
}

function workbookXml(sheets: readonly Sheet[]): string {
  const names = sheets.map(({ name }, at) => element('sheet', { name, sheetId: at + 1, 'r:id': `rId${at + 1}` }))
  return xmlDocument(
    element(
      'workbook',
      { xmlns: MAIN, 'xmlns:r': `${OFFICE}/relationships` },
      element('bookViews', {}, element('workbookView', { firstSheet: 0, activeTab: 0 })),
      element('sheets', {}, ...names),
    ),
  )
}

function textsXml(texts: ReadonlyMap<string, number>): string {
  const one = (text: string) => element('si', {}, element('t', { 'xml:space': 'preserve' }, escaped(text)))
  return xmlDocument(element('sst', { xmlns: MAIN, uniqueCount: texts.size }, ...[...texts.keys()].map(one)))
}

function tableXml({ table, rows }: Sheet, id: number): string {
  const { name = '', alt = '', at = 0, columns = [] } = table ?? {}
  const extension = element(
    'ext',
    { uri: '{504A1905-F514-4f6f-8877-14C23A59335A}', 'xmlns:x14': 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main' }, // prettier-ignore
    element('x14:table', { altTextSummary: spreadsheetText(alt) }),
  )
  return xmlDocument(
    element(
      'table',
      { xmlns: MAIN, id, name, displayName: name, ref: `A${at + 1}:${columnLetters(columns.length - 1)}${rows.length}`, totalsRowShown: 0 }, // prettier-ignore
      element(
        'tableColumns',
        { count: columns.length },
        ...columns.map((column, place) => element('tableColumn', { id: place + 1, name: spreadsheetText(column) })),
      ),
      element('tableStyleInfo', { name: 'TableStyleLight1', showFirstColumn: 0, showLastColumn: 0, showRowStripes: 0, showColumnStripes: 0 }), // prettier-ignore
      element('extLst', {}, extension),
    ),
  )
}

function sheetPart(sheet: Sheet, at: number, { texts, table }: { texts: Map<string, number>; table: number }): Part {
  const links = sheet.rows.flatMap((cells, row) => cells.flatMap((cell, column) => (cell.link ? [{ cell, link: cell.link, ref: `${columnLetters(column)}${row + 1}` }] : []))) // prettier-ignore
  const addresses = links.flatMap(({ link }) => ('address' in link ? [link.address] : []))
  const relations: Relation[] = [
    ...addresses.map((target, n): Relation => ({ id: `rIdLink${n}`, type: 'hyperlink', target, external: true })),
    ...(table > 0 ? [{ id: 'rIdTable', type: 'table', target: `/xl/tables/table${table}.xml` }] : []),
  ]
  let next = 0
  const hyperlinks = links.map(
    ({ link, ref, cell }) =>
    'address' in link
      ? element('hyperlink', { ref, 'r:id': `rIdLink${next++}`, display: spreadsheetText(String(cell.value)) })
      : element('hyperlink', { ref, location: `'${link.sheet.replace(/'/g, "''")}'!A1`, display: spreadsheetText(String(cell.value)) }), // prettier-ignore
  )
  const content = element(
    'worksheet',
    { xmlns: MAIN, 'xmlns:r': `${OFFICE}/relationships` },
    element('sheetPr', {}, element('pageSetUpPr', { fitToPage: 1 })),
    element('sheetViews', {}, element('sheetView', { tabSelected: at === 0 ? 1 : undefined, workbookViewId: 0 }, element('selection', { activeCell: 'A1', sqref: 'A1' }))), // prettier-ignore
    element('sheetFormatPr', { defaultRowHeight: lineHeight('normal') }),
    element('cols', {}, ...sheet.widths.map((width, n) => element('col', { min: n + 1, max: n + 1, width, customWidth: 1 }))), // prettier-ignore
    element('sheetData', {}, ...sheet.rows.map((cells, row) => rowXml(cells, row, { texts, widths: sheet.widths }))),
    hyperlinks.length > 0 ? element('hyperlinks', {}, ...hyperlinks) : '',
    element('pageSetup', { paperSize: 9, orientation: 'landscape', fitToHeight: 0 }),
    table > 0 ? element('tableParts', { count: 1 }, element('tablePart', { 'r:id': 'rIdTable' })) : '',
  )
  return { path: `xl/worksheets/sheet${at + 1}.xml`, content: xmlDocument(content), type: `${TYPE}.worksheet+xml`, relations } // prettier-ignore
}

interface Page {
  texts: Map<string, number>
  widths: readonly number[]
}

function rowXml(cells: readonly Cell[], row: number, { texts, widths }: Page): string {
  const written = cells.map((cell, column) => cellXml(cell, `${columnLetters(column)}${row + 1}`, texts))
  return element('row', { r: row + 1, ht: heightOf(cells, widths) }, ...written)
}

/** Letters of Arial for each figure that a column is wide, and for its bold ones; a little fewer than there are. */
const LETTERS = 1.03

/** Points that a row needs so that all of its text is seen. */
function heightOf(cells: readonly Cell[], widths: readonly number[]): number {
  const heights = cells.map(({ value, style = 'normal' }, column) => {
    const lines =
      typeof value === 'string' && wraps(style)
        ? linesOf(value, (((widths[column] ?? 10) - indentOf(style)) * LETTERS) / relativeWidth(style))
        : 1
    return lines * lineHeight(style)
  })
  // Excel has no higher row.
  return Math.min(409, Math.max(lineHeight('normal'), ...heights))
}

/** Lines that a text takes in a column, word by word. */
function linesOf(text: string, width: number): number {
  return text.split('\n').reduce((lines, line) => lines + linesOfOne(line, width), 0)
}

function linesOfOne(line: string, width: number): number {
  let [lines, used] = [1, 0]
  for (const { length } of line.split(' ')) {
    if (used > 0 && used + 1 + length > width) [lines, used] = [lines + 1, 0]
    lines += Math.floor(length / (width + 1))
    used += (used > 0 ? 1 : 0) + (length % (width + 1))
  }
  return lines
}

function cellXml({ value, style = 'normal', formula }: Cell, r: string, texts: Map<string, number>): string {
  const s = styleNumber(style)
  if (value === null) return ''
  if (typeof value === 'number')
    return element('c', { r, s }, formula ? element('f', {}, escaped(formula)) : '', element('v', {}, String(value)))
  const text = spreadsheetText(value)
  const place = texts.get(text) ?? texts.size
  texts.set(text, place)
  return element('c', { r, s, t: 's' }, element('v', {}, String(place)))
}
