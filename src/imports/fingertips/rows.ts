import Papa from 'papaparse'
import { ReleaseError } from '../../domain'
import { Ledger } from './ledger'

/** Figures of a row, under the names that they have in a release. */
export const figures = {
  value: 'Value',
  lower95: 'Lower CI 95.0 limit',
  upper95: 'Upper CI 95.0 limit',
  lower998: 'Lower CI 99.8 limit',
  upper998: 'Upper CI 99.8 limit',
  count: 'Count',
  denominator: 'Denominator',
} as const
export type Figure = keyof typeof figures
export const figureNames = Object.keys(figures) as Figure[]

const texts = {
  indicator: 'Indicator ID',
  indicatorName: 'Indicator Name',
  parent: 'Parent Code',
  parentName: 'Parent Name',
  area: 'Area Code',
  areaName: 'Area Name',
  areaType: 'Area Type',
  sex: 'Sex',
  age: 'Age',
  categoryType: 'Category Type',
  category: 'Category',
  periodLabel: 'Time period',
  note: 'Value note',
  trend: 'Recent Trend',
  sortable: 'Time period Sortable',
} as const
type Text = keyof typeof texts

/** A row of a Fingertips download: texts trimmed, figures as numbers, NaN where blank. */
export interface SourceRow extends Record<Text, string>, Record<Figure, number> {
  /** Line of the file, the header being line 1 (rows that span lines count as one). */
  line: number
  /** What makes two rows speak of the same thing, in the source's own words. */
  key: string
  /** The figures as they were written, in the order of `figureNames`. */
  written: readonly string[]
  /** 1 to 4 where rows of one year were told apart as quarters, else 0. */
  quarter: number
}

/** Whether a row gives no figure at all. */
export const isBlank = (row: SourceRow) => figureNames.every((name) => Number.isNaN(row[name]))

/** Columns without which a file is no Fingertips download. */
export const fingertipsColumns: readonly string[] = [
  'Indicator ID', 'Indicator Name', 'Area Code', 'Area Name', 'Area Type', 'Sex', 'Age', 'Time period', 'Value',
] // prettier-ignore

/** Whether these are the column names of a Fingertips download. */
export const isFingertipsHeader = (header: readonly string[]) => missingColumns(header).length === 0

const missingColumns = (header: readonly string[]) => fingertipsColumns.filter((name) => !header.includes(name))
const withoutMark = (text: string) => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)

/**
 * Rows of a Fingertips download; rows that cannot be read are set aside in the ledger.
 * Throws ReleaseError where the columns are not those of a Fingertips download.
 */
export function readRows(csv: string): { rows: SourceRow[]; ledger: Ledger; notCarried: Record<string, number> } {
  const { data } = Papa.parse<string[]>(withoutMark(csv), { skipEmptyLines: true })
  const header = (data[0] ?? []).map((name) => name.trim())
  const missing = missingColumns(header)
  if (missing.length > 0)
    throw new ReleaseError('This is not a Fingertips CSV download', {
      found: header.length > 0 ? `columns ${header.slice(0, 12).join(', ')}` : 'an empty file',
      expected: `columns ${fingertipsColumns.join(', ')}`,
    })
  const columns = columnsOf(header)
  const ledger = new Ledger(data.length - 1)
  const rows: SourceRow[] = []
  for (let i = 1; i < data.length; i++) {
    const row = readRow(data[i] ?? [], i + 1, columns, ledger)
    if (row) rows.push(row)
  }
  return { rows, ledger, notCarried: countNotCarried(data, header) }
}

/** Where each text and figure stands in a row; -1 where the download lacks the column. */
interface Columns {
  width: number
  textAt: Record<Text, number>
  figureAt: readonly number[]
}

function columnsOf(header: readonly string[]): Columns {
  const textAt = Object.entries(texts).map(([key, name]) => [key, header.indexOf(name)])
  return {
    width: header.length,
    textAt: Object.fromEntries(textAt) as Record<Text, number>,
    figureAt: figureNames.map((name) => header.indexOf(figures[name])),
  }
}

function readRow(fields: readonly string[], line: number, columns: Columns, ledger: Ledger): SourceRow | null {
  const written = columns.figureAt.map((i) => (fields[i] ?? '').trim())
  const numbers = written.map(readNumber)
  const row = rowOf(fields, line, columns.textAt, written, numbers)
  if (fields.length !== columns.width || !row.indicator || !row.area || !row.periodLabel) {
    ledger.setAside(line, 'malformed', row.indicator, row.key)
    return null
  }
  if (!numbers.includes(null)) return row
  const bad = written.filter((_, i) => numbers[i] === null).join('”, “')
  ledger.setAside(line, 'number not understood', row.indicator, `${row.key}: “${bad}”`)
  return null
}

/** Written out and not made from entries: rows of one shape are several times faster to go through. */
function rowOf(
  fields: readonly string[],
  line: number,
  at: Record<Text, number>,
  written: readonly string[],
  numbers: readonly (number | null)[],
): SourceRow {
  const text = (i: number) => (fields[i] ?? '').trim()
  const [value, lower95, upper95, lower998, upper998, count, denominator] = numbers.map((number) => number ?? NaN)
  const row = {
    line,
    key: '',
    quarter: 0,
    written,
    indicator: text(at.indicator),
    indicatorName: text(at.indicatorName),
    parent: text(at.parent),
    parentName: text(at.parentName),
    area: text(at.area),
    areaName: text(at.areaName),
    areaType: text(at.areaType),
    sex: text(at.sex),
    age: text(at.age),
    categoryType: text(at.categoryType),
    category: text(at.category),
    periodLabel: text(at.periodLabel),
    note: text(at.note),
    trend: text(at.trend),
    sortable: text(at.sortable),
    value: value ?? NaN,
    lower95: lower95 ?? NaN,
    upper95: upper95 ?? NaN,
    lower998: lower998 ?? NaN,
    upper998: upper998 ?? NaN,
    count: count ?? NaN,
    denominator: denominator ?? NaN,
  }
  const parts = [row.indicator, row.area, row.sex, row.age, row.categoryType, row.category, row.periodLabel]
  return { ...row, key: parts.join(' | ') }
}

/** NaN for a blank, null for what is not a number. Thousands separators are not guessed at. */
function readNumber(text: string): number | null {
  if (text === '') return NaN
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text)) ? Number(text) : null
}

/** Columns that a release has no place for, with how many rows say something there. */
function countNotCarried(data: readonly string[][], header: readonly string[]): Record<string, number> {
  const carried = new Set<string>([...Object.values(texts), ...Object.values(figures)])
  const result: Record<string, number> = {}
  header.forEach((name, i) => {
    if (carried.has(name)) return
    result[name] = data.reduce((sum, row, j) => sum + (j > 0 && (row[i] ?? '').trim() !== '' ? 1 : 0), 0)
  })
  return result
}
