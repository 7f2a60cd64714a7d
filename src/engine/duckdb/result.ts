import { RecordBatchReader } from 'apache-arrow'
import { cellsOf, typeOf, type Cell } from './cells'

/** A column of a result; `figures`: its cells are numbers, if perhaps written out. */
export interface ResultColumn {
  name: string
  /** DuckDB's word for it, such as `INTEGER` or `VARCHAR[]`. */
  type: string
  figures: boolean
}

/** What a query gave. */
export interface QueryResult {
  columns: readonly ResultColumn[]
  /** The first rows, cell by cell. */
  rows: readonly (readonly Cell[])[]
  /** How many rows are kept in `stream`. */
  kept: number
  /** Whether the query has more rows than are kept. */
  more: boolean
  /** All rows that are kept, as an Arrow IPC stream. */
  stream: Uint8Array
}

/** Reads DuckDB's pieces (schema first) until there are no more, or more rows than are to be kept. */
export function resultOf(pieces: Iterable<Uint8Array>, limits: { rows: number; kept: number }): QueryResult {
  const parts: Uint8Array[] = []
  let kept = 0
  let more = false
  for (const piece of pieces) {
    if (kept >= limits.kept) {
      more = true
      break
    }
    parts.push(piece)
    if (parts.length > 1) kept += batchRows(parts[0]!, piece)
  }
  const stream = joined([...parts, END])
  return { ...decoded(stream, limits.rows), kept, more, stream }
}

/** The end of an Arrow IPC stream. */
const END = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0)

function batchRows(schema: Uint8Array, piece: Uint8Array): number {
  let rows = 0
  for (const batch of RecordBatchReader.from(joined([schema, piece, END]))) rows += batch.numRows
  return rows
}

/** Columns and the first rows of an Arrow IPC stream; all of them where no number is given. */
export function decoded(stream: Uint8Array, most = Infinity): Pick<QueryResult, 'columns' | 'rows'> {
  const reader = RecordBatchReader.from(stream).open()
  const columns = reader.schema.fields.map(({ name, type }) => ({ name, ...typeOf(type) }))
  const rows: Cell[][] = []
  for (const batch of reader) {
    const wanted = Math.min(batch.numRows, most - rows.length)
    if (wanted <= 0) break
    const cells = columns.map((_, at) => cellsOf(batch.getChildAt(at), wanted))
    for (let row = 0; row < wanted; row++) rows.push(cells.map((column) => column[row] ?? null))
  }
  return { columns, rows }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
