import { ReleaseError } from '../domain'
import type { Table } from '../domain'
import { NUMBERLESS, rowsOf } from './check-draft'
import { columnsOf, measuresOf } from './columns'
import type { DecodedMeasure } from './draft'
import { copyNumbers, openParquet, readTexts } from './parquet-read'
import type { ParquetFile } from './parquet-read'
import { refusePersonal, refuseRecords, SAMPLE } from './records'

/** A table's numbers, position being the key: structurally the engine's `DenseTable`. */
export interface DecodedTable {
  id: string
  /** First axis slowest, last (`area`) fastest. */
  axes: { name: string; size: number }[]
  measures: Record<string, DecodedMeasure>
}

/** Decodes the measures of a table's file, never its keys. Throws `ReleaseError` where it is not the table described. */
export function decodeTable(table: Table, bytes: Uint8Array): DecodedTable {
  const file = openParquet(bytes, table.path)
  refuseStrangers(table, file)
  checkRows(table, file)
  const columns = readColumns(table, file)
  const measures: Record<string, DecodedMeasure> = {}
  for (const { name, status } of measuresOf(table)) {
    const marks = columns[status] as Uint8Array
    measures[name] = { values: columns[name] as DecodedMeasure['values'], status: marks.some(Boolean) ? marks : null }
    checkMeasure(table, name, measures[name])
  }
  return { id: table.id, axes: table.axes.map(({ name, members }) => ({ name, size: members.length })), measures }
}

/** What the source says about each cell of a published table, row by row. */
export function decodeCellNotes(table: Table, bytes: Uint8Array): (string | null)[] {
  const file = openParquet(bytes, table.path)
  if (!file.columns.includes('note')) return new Array<null>(file.rows).fill(null)
  return readTexts(file, ['note']).note ?? []
}

function readColumns(table: Table, file: ParquetFile): Record<string, DecodedMeasure['values'] | Uint8Array> {
  const columns: Record<string, DecodedMeasure['values'] | Uint8Array> = {}
  for (const { name, kind, status } of measuresOf(table)) {
    columns[name] = kind === 'count' ? new Int32Array(file.rows) : new Float64Array(file.rows).fill(NaN)
    // 255 is no status, so a blank one is found below.
    columns[status] ??= new Uint8Array(file.rows).fill(255)
  }
  file.read(Object.keys(columns), (name, values, from) => {
    const target = columns[name] as DecodedMeasure['values'] | Uint8Array
    const blank = target instanceof Float64Array ? NaN : target instanceof Uint8Array ? 255 : BLANK
    copyNumbers(values, target, from, blank)
  })
  return columns
}

/** Stands for null until the status is known; no count is below nought. */
const BLANK = -1

/** A number must stand exactly where the status says so; blanks become 0, as the engines expect. */
function checkMeasure(table: Table, name: string, { values, status }: DecodedMeasure): void {
  for (let row = 0; row < values.length; row++) {
    const mark = status ? (status[row] as number) : 0
    if (mark > 3) throw fault(table, `status ${mark} of ${name} in row ${row + 1}`, '0, 1, 2 or 3')
    const value = values[row] as number
    if (values instanceof Float64Array) {
      if (mark >= NUMBERLESS && !Number.isNaN(value))
        throw fault(table, `${name} in row ${row + 1}, which is hidden`, 'no number')
    } else if (mark >= NUMBERLESS !== (value === BLANK) || value < BLANK) {
      throw fault(
        table,
        `${value === BLANK ? 'no number' : 'a number'} for ${name} in row ${row + 1}, status ${mark}`,
        RULE,
      )
    } else if (value === BLANK) values[row] = 0
  }
}

const RULE = 'a number of 0 or more where the status is 0 or 1, none where it is 2 or 3'

function checkRows(table: Table, { rows }: ParquetFile): void {
  const expected = rowsOf(table)
  if (rows === expected) return
  const product = table.axes.map(({ name, members }) => `${members.length} × ${name}`).join(', ')
  throw fault(table, `${rows} rows`, `${expected} rows: ${product}`)
}

/** Columns that the format does not know are not used, but looked through; so is the text beside each cell. */
function refuseStrangers(table: Table, file: ParquetFile): void {
  refuseRecords(table.path, file.columns, [])
  const known = columnsOf(table).map(({ name }) => name)
  const strangers = file.columns.filter((name) => !known.includes(name))
  const looked = [...strangers, ...(file.columns.includes('note') ? ['note'] : [])]
  if (!looked.length) return
  const columns = new Map(looked.map((name): [string, unknown[]] => [name, []]))
  file.read(looked, (column, values) => {
    const all = columns.get(column)
    for (let i = 0; i < values.length; i++) if (values[i] != null) all?.push(values[i])
  })
  for (const [column, values] of columns) refusePersonal(table.path, column, values)
  const sample = strangers.map((name) => columns.get(name)?.slice(0, SAMPLE) ?? [])
  const rows = Array.from({ length: Math.max(0, ...sample.map(({ length }) => length)) }, (_, row) =>
    sample.map((values) => values[row]),
  )
  refuseRecords(table.path, strangers, rows, { places: strangers })
}

function fault({ id, path }: Table, found: string, expected: string): ReleaseError {
  return new ReleaseError(`The table ${id} is not as described: it has ${found}.`, {
    where: path,
    found,
    expected,
    todo: 'Ask whoever made the release to make it again.',
  })
}
