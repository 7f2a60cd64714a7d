import {
  columnNumber,
  letters,
  readWorkbook,
  tableRows,
  type ReadSheet,
  type ReadTable,
  type ReadWorkbook,
} from './read-workbook'
import { all, one, type Node } from './read-xml'

/**
 * The Government Analysis Function’s “Making spreadsheets accessible: a brief checklist of the basics” and its guidance “Releasing
 * statistics in spreadsheets”, point by point, of a file’s XML. What only a person can judge (spelling, plain words) is left out.
 * Gives what is wrong, the point first; nothing where all is well.
 */
export function checklist(bytes: Uint8Array, { synthetic }: { synthetic: boolean }): string[] {
  const book = readWorkbook(bytes)
  const data = book.sheets.filter(({ name }) => !['Cover', 'Contents', 'Notes'].includes(name))
  return [
    ...structure(book, data),
    ...information(book),
    ...formatting(book),
    ...book.sheets.flatMap((sheet) => sheetProblems(sheet, book).map((problem) => `${sheet.name}: ${problem}`)),
    ...data.flatMap((sheet) => shorthandProblems(sheet, book)),
    ...(synthetic ? [book.sheets[0]!, ...data].flatMap((sheet) => (titleOf(sheet).startsWith('SYNTHETIC') ? [] : [`${sheet.name}: SYNTHETIC is not first`])) : []), // prettier-ignore
  ]
}

const when = (wrong: boolean, problem: string): string[] => (wrong ? [problem] : [])
const titleOf = ({ cells }: ReadSheet): string => String(cells.get('A1')?.value ?? '')

function structure({ sheets, files, workbook }: ReadWorkbook, data: readonly ReadSheet[]): string[] {
  const names = sheets.map(({ name }) => name)
  const tables = sheets.flatMap((sheet) => sheet.tables.map(({ name }) => name))
  const once = (list: readonly string[]) => new Set(list.map((name) => name.toLowerCase())).size === list.length
  return [
    ...when(!once(names), `worksheets: names are not unique: ${names.join(', ')}`),
    ...names.flatMap((name) => when(!/^[^[\]:*?/\\']{1,31}$/.test(name.replace(/(?<=.)'(?=.)/g, '’')), `worksheets: Excel refuses the name ${name}`)), // prettier-ignore
    ...when(names[0] !== 'Cover' || !names.includes('Notes'), 'worksheets: cover or notes are missing'),
    ...when(names.includes('Contents') !== data.length > 1, 'worksheets: contents are listed where there are several tables, and only then'), // prettier-ignore
    ...when(all(workbook, 'sheet').some(({ attributes }) => attributes.state !== undefined), 'worksheets: some are hidden'), // prettier-ignore
    ...when(!once(tables), 'tables: names are not unique'),
    ...tables.flatMap((name) => when(!/^[A-Za-z]\w{1,254}$/.test(name) || /^([A-Z]{1,3}\d+|R\d*C\d*)$/i.test(name), `tables: Excel refuses the name ${name}`)), // prettier-ignore
    ...when(
      Object.keys(files).some((path) => /vba|media|drawing/i.test(path)),
      'macros, pictures or floating boxes',
    ),
  ]
}

function information({ core, workbook, sheets }: ReadWorkbook): string[] {
  const said = (name: string) => all(core, name)[0]?.text ?? ''
  const view = one(workbook, 'workbookView').attributes
  const selected = sheets.map(({ xml }) => one(xml, 'sheetView'))
  return [
    ...['dc:title', 'dc:creator', 'dc:subject'].flatMap((name) => when(said(name).trim() === '', `document information: no ${name}`)), // prettier-ignore
    ...when(said('dc:language') !== 'en-GB', 'document information: no language'),
    ...when((view.activeTab ?? '0') !== '0', 'cursor: another sheet than the first is open'),
    ...when(selected[0]!.attributes.tabSelected !== '1' || selected.slice(1).some(({ attributes }) => attributes.tabSelected === '1'), 'cursor: the first sheet alone is to be selected'), // prettier-ignore
    ...selected.flatMap((view, at) => when(all(view, 'selection')[0]?.attributes.activeCell !== 'A1', `cursor: not in A1 of sheet ${at + 1}`)), // prettier-ignore
  ]
}

const INKS = new Set(['FF0B0C0C', 'FF12436D'])

function formatting({ styles }: ReadWorkbook): string[] {
  const fills = all(styles, 'patternFill').map(({ attributes }) => attributes.patternType)
  const sizes = all(one(styles, 'fonts'), 'sz').map(({ attributes }) => Number(attributes.val))
  return [
    ...when(
      fills.some((fill) => fill !== 'none' && fill !== 'gray125'),
      'formatting: cells are filled',
    ),
    ...when(all(one(styles, 'fonts'), 'color').some(({ attributes }) => !INKS.has(attributes.rgb!)), 'formatting: colour that is neither ink nor a link'), // prettier-ignore
    ...when(
      sizes.some((size) => size < 12),
      'formatting: text under 12 points',
    ),
    ...when(all(styles, 'vertAlign').length > 0, 'notes: superscript'),
    ...when(all(styles, 'i').length > 0, 'formatting: italics'),
  ]
}

/** Parts of a sheet that the checklist forbids. */
const FORBIDDEN = { mergeCells: 'merged cells', pane: 'frozen panes', autoFilter: 'filters', headerFooter: 'headers and footers', drawing: 'floating boxes', legacyDrawing: 'floating boxes', conditionalFormatting: 'colour by rule' } // prettier-ignore

function sheetProblems(sheet: ReadSheet, book: ReadWorkbook): string[] {
  const { xml, cells, tables, rows } = sheet
  const heading = styleName(cells.get('A1')?.style ?? -1, book)
  const tabled = sheet.name !== 'Cover'
  return [
    ...Object.entries(FORBIDDEN).flatMap(([name, what]) => when([xml, ...tables.map((one) => one.xml)].some((node) => all(node, name).length > 0), what)), // prettier-ignore
    ...when([...all(xml, 'row'), ...all(xml, 'col')].some(({ attributes }) => attributes.hidden), 'hidden rows or columns'), // prettier-ignore
    ...when(titleOf(sheet).trim() === '' || heading !== 'Heading 1', `title: A1 is not a heading but ${heading}`),
    ...when(tables.length !== (tabled ? 1 : 0), `tables: ${tables.length} are marked up`),
    ...when(tabled && !String(cells.get('A2')?.value).startsWith('This worksheet contains one table.'), 'title: A2 does not say how many tables there are'), // prettier-ignore
    ...when(
      [...cells.values()].some(({ formula }) => formula !== null),
      'a formula',
    ),
    ...Array.from({ length: rows }, (_, row) => row + 1).flatMap((row) => when(!cells.has(`A${row}`), `column A is empty in row ${row}`)), // prettier-ignore
    ...tables.flatMap((table) => tableProblems(table, sheet)),
    ...linkProblems(sheet, book),
    ...textProblems(sheet, book),
  ]
}

function styleName(style: number, { styles }: ReadWorkbook): string {
  const xf = one(styles, 'cellXfs').children[style]?.attributes.xfId
  return all(styles, 'cellStyle').find(({ attributes }) => attributes.xfId === xf)?.attributes.name ?? 'no style'
}

function tableProblems({ columns, from, to, width, xml }: ReadTable, { cells, rows }: ReadSheet): string[] {
  const header = Array.from({ length: width }, (_, at) => cells.get(`${letters(at + 1)}${from}`)?.value)
  const empty = Array.from({ length: to - from }, (_, row) => from + 1 + row).flatMap((row) => columns.flatMap((_, at) => (String(cells.get(`${letters(at + 1)}${row}`)?.value ?? '').trim() === '' ? [`${letters(at + 1)}${row}`] : []))) // prettier-ignore
  const beside = [...cells.keys()].some((ref) => columnNumber(ref.replace(/\d/g, '')) > width)
  return [
    ...when(columns.length !== width || xml.attributes.headerRowCount === '0', 'header: not one row of the table’s width'), // prettier-ignore
    ...when(columns.some((name, at) => header[at] !== name), `header: marked up as ${columns.join('|')}, printed as ${header.join('|')}`), // prettier-ignore
    ...when(columns.some((name) => name.trim() === '' || name.length > 255 || /\n/.test(name)), 'header: blank, too long or in lines'), // prettier-ignore
    ...when(new Set(columns.map((name) => name.toLowerCase())).size < width, 'header: names are not unique'),
    ...when(to <= from, 'table: no rows'),
    ...when(empty.length > 0, `table: empty cells ${empty.slice(0, 5).join(' ')}`),
    ...when(rows > to || beside, 'table: something stands below or beside it'),
  ]
}

function linkProblems({ links, cells }: ReadSheet, { sheets }: ReadWorkbook): string[] {
  return [...links].flatMap(([ref, target]) => {
    const words = String(cells.get(ref)?.value ?? '')
    const inside = sheets.some(({ name }) => target === `'${name.replace(/'/g, "''")}'!A1`)
    return [
      ...when(!inside && !/^https?:\/\//.test(target), `link: ${target} leads nowhere`),
      ...when(
        !sheets.some(({ name }) => name === words) && (words.trim().length < 4 || /https?:|click here/i.test(words)),
        `link: “${words}” does not say where to`,
      ),
    ]
  })
}

/** Excel writes figures of more than eleven places with a power of ten. */
const shownLength = (value: number): number =>
  Math.abs(value) < 1e12 ? Math.round(Math.abs(value)).toLocaleString('en-GB').length : 12

/** Text that its column cannot hold in one line wraps, or has only empty cells beside it. */
function textProblems({ cells, xml }: ReadSheet, { styles }: ReadWorkbook): string[] {
  const widths = all(xml, 'col').map(({ attributes }) => Number(attributes.width))
  const wrapped = one(styles, 'cellXfs').children.map((xf: Node) => all(xf, 'alignment')[0]?.attributes.wrapText === '1') // prettier-ignore
  const narrow = [...cells.values()].filter(({ ref, value, style }) => {
    const column = columnNumber(ref.replace(/\d/g, ''))
    const beside = cells.has(`${letters(column + 1)}${ref.replace(/\D/g, '')}`)
    const shown = typeof value === 'number' ? shownLength(value) : value.length
    return shown > (widths[column - 1] ?? 0) && !wrapped[style] && (beside || typeof value === 'number')
  })
  return [
    ...when(
      widths.some((width) => width < 8 || width > 100),
      `columns: widths ${widths.join(' ')}`,
    ),
    ...when(narrow.length > 0, `text is cut in ${narrow.slice(0, 3).map(({ ref }) => ref).join(' ')}`), // prettier-ignore
  ]
}

/** Every cell of shorthand is explained in the notes, and said to be. */
function shorthandProblems(sheet: ReadSheet, { sheets }: ReadWorkbook): string[] {
  const notes = sheets.find(({ name }) => name === 'Notes')
  const explained = new Set([...(notes?.cells.values() ?? [])].map(({ value }) => value))
  const marks = new Set(tableRows(sheet).flat().flatMap((value) => (/^\[[cuxz]\]$/.test(String(value)) ? [String(value)] : []))) // prettier-ignore
  const told = /shorthand/.test(String(sheet.cells.get('A2')?.value))
  return [
    ...[...marks].flatMap((mark) => when(!explained.has(mark), `${sheet.name}: ${mark} is explained nowhere`)),
    ...when(marks.size > 0 && !told, `${sheet.name}: shorthand is not announced`),
  ]
}
