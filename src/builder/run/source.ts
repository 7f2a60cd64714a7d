import type { RecordsPlan } from '../plan/plan'
import { duckdb } from '../sql/dialect'
import { printTrimmed } from '../sql/print'
import type { SourceSql } from '../sql/statement'

/** A file that can be read, with the columns of its header in order. */
export interface ReadableFile {
  path: string
  columns: readonly string[]
  /** What SQL reads it by, where that is not its path alone. */
  relation?: string
}

/** Longest line that is read, in bytes; longer ones are counted and left out. */
const LONGEST_LINE = 4_000_000

/** What is wrong with a line, in words, by DuckDB's name for it. */
export const UNREADABLE: Readonly<Record<string, string>> = {
  'MISSING COLUMNS': 'too few columns',
  'TOO MANY COLUMNS': 'too many columns',
  'UNQUOTED VALUE': 'a quotation mark that is not closed, or text after it; lines that follow may be lost with it',
  'LINE SIZE OVER MAXIMUM': `longer than ${LONGEST_LINE / 1e6} million bytes`,
  'INVALID ENCODING': 'bytes that are no text in the encoding that the recipe says',
  'INVALID STATE': 'something other than rows of text',
}

/** Table in which DuckDB lists the lines of a file that it could not read, by the run and the file's number in it. */
export const rejectsTable = (run: string, file: number) => `rejects_${run}_${file}`

/**
 * All files of a set of records as one relation. Columns go by their place in each file's own header, so that files may
 * order them differently, and a name in a file never becomes part of SQL.
 */
export function sourceOf(records: RecordsPlan, files: readonly ReadableFile[], run = 'all'): SourceSql {
  const wanted = [...new Set(records.columns.map(({ source }) => source))]
  const columnOf = (source: string) => `s${wanted.indexOf(source)}`
  const parts = files.map((file, at) => {
    const columns = wanted.map((source) => `${columnIn(records, file, source)} AS ${columnOf(source)}`)
    return `SELECT ${columns.join(', ')} FROM ${readerOf(records, file, rejectsTable(run, at))}`
  })
  return { from: `(\n  ${parts.join('\n  UNION ALL\n  ')}\n) AS files`, columnOf }
}

/** Number of the pass that a record's person falls to. */
export function partOf({ columns }: RecordsPlan, { columnOf }: SourceSql, passes: number): string {
  const person = columns.find(({ name }) => name === 'person')
  if (!person) throw new RangeError('Records without a number of persons cannot be dealt by person')
  return `hash(COALESCE(${printTrimmed(`CAST(${columnOf(person.source)} AS STRING)`)}, '')) % ${passes}`
}

/** Whether a person's records can be summed without everybody else's. */
export const canPass = ({ columns, duplicates }: RecordsPlan) =>
  columns.some(({ name }) => name === 'person') && (duplicates === null || duplicates.by.includes('person'))

/** What SQL reads a Parquet file by. */
export const parquetOf = ({ path, relation }: ReadableFile) => relation ?? `read_parquet(${duckdb.text(path)})`

const columnIn = ({ format }: RecordsPlan, { columns }: ReadableFile, source: string) =>
  format === 'csv' ? `c${columns.indexOf(source)}` : duckdb.name(source)

function readerOf({ format, delimiter, encoding }: RecordsPlan, file: ReadableFile, rejects: string): string {
  if (format === 'parquet') return parquetOf(file)
  const { path, columns } = file
  const options = [
    'auto_detect = false',
    'header = true',
    `delim = '${delimiter}'`,
    `quote = '"'`,
    `escape = '"'`,
    `encoding = '${encoding}'`,
    `columns = {${columns.map((_, n) => `'c${n}': 'VARCHAR'`).join(', ')}}`,
    `max_line_size = ${LONGEST_LINE}`,
    'ignore_errors = true',
    'store_rejects = true',
    `rejects_table = '${rejects}'`,
    `rejects_scan = '${rejects}_scan'`,
  ]
  return `read_csv(${duckdb.text(path)}, ${options.join(', ')})`
}
