// From hyparquet's own files: its front door also brings filters, plans and indexes, a third of its weight, to a first chart.
import { readColumn } from 'hyparquet/src/column.js'
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { parquetMetadata, parquetSchema } from 'hyparquet/src/metadata.js'
import { getTreePath } from 'hyparquet/src/schema.js'
import type { ColumnMetaData, DecodedArray, FileMetaData } from 'hyparquet'
import { ReleaseError } from '../domain'

/** What stands in a Parquet file, before any column of it is decoded. */
export interface ParquetFile {
  rows: number
  columns: readonly string[]
  /**
   * Hands over the named columns piece by piece: `from` is the first row of the piece.
   * Throws `ReleaseError` where a column is missing or damaged.
   */
  read(columns: readonly string[], onPiece: OnPiece): void
}

export type OnPiece = (column: string, values: DecodedArray, from: number) => void

/** Opens Parquet bytes. `name` is the path, for messages. */
export function openParquet(bytes: Uint8Array, name: string): ParquetFile {
  const metadata = guarded(name, () => parquetMetadata(bytes))
  const rows = Number(metadata.num_rows)
  // The first element of the schema is its root.
  const columns = metadata.schema.slice(1).map((element) => element.name)
  return {
    rows,
    columns,
    read(wanted, onPiece) {
      for (const column of wanted) {
        if (!columns.includes(column)) throw noColumn(name, column, columns)
        const pieces = guarded(name, () => piecesOf(bytes, metadata, column))
        // Pages with fewer or more rows than the file says would leave cells unread.
        const found = pieces.reduce((sum, { values }) => sum + values.length, 0)
        if (found !== rows) throw damaged(name, new Error(`${found} of ${rows} rows in column ${column}`))
        for (const { values, from } of pieces) onPiece(column, values, from)
      }
    },
  }
}

interface Piece {
  values: DecodedArray
  from: number
}

/** One column, row group after row group. */
function piecesOf(bytes: Uint8Array, metadata: FileMetaData, column: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { columns } of metadata.row_groups) {
    const chunk = columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === column)?.meta_data
    for (const values of chunk ? chunkOf(bytes, metadata, chunk) : []) {
      pieces.push({ values, from })
      from += values.length
    }
  }
  return pieces
}

function chunkOf(bytes: Uint8Array, metadata: FileMetaData, chunk: ColumnMetaData): DecodedArray[] {
  const { path_in_schema: pathInSchema, dictionary_page_offset, data_page_offset, total_compressed_size } = chunk
  const schemaPath = getTreePath(parquetSchema(metadata), pathInSchema)
  const element = schemaPath.at(-1)?.element ?? { name: '' }
  const start = Number(dictionary_page_offset ?? data_page_offset)
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, Number(total_compressed_size))
  const all = {
    groupStart: 0,
    groupRows: Number(chunk.num_values),
    selectStart: 0,
    selectEnd: Number(chunk.num_values),
  }
  return readColumn({ view, offset: 0 }, all, { ...chunk, pathInSchema, element, schemaPath, parsers: DEFAULT_PARSERS })
    .data
}

/** Text columns as arrays, one entry a row; null stays null. */
export function readTexts(file: ParquetFile, columns: readonly string[]): Record<string, (string | null)[]> {
  const texts = Object.fromEntries(columns.map((column) => [column, new Array<string | null>(file.rows).fill(null)]))
  file.read(columns, (column, values, from) => {
    const target = texts[column] as (string | null)[]
    for (let i = 0; i < values.length; i++) target[from + i] = (values[i] as string | null | undefined) ?? null
  })
  return texts
}

/** Columns of fractions as arrays, NaN where null. */
export function readNumbers(file: ParquetFile, columns: readonly string[]): Record<string, Float64Array> {
  const numbers = Object.fromEntries(columns.map((column) => [column, new Float64Array(file.rows).fill(NaN)]))
  file.read(columns, (column, values, from) => copyNumbers(values, numbers[column] as Float64Array, from, NaN))
  return numbers
}

/** Copies a piece into a typed array, with `blank` where null. */
export function copyNumbers(
  values: DecodedArray,
  target: Int32Array | Float64Array | Uint8Array,
  from: number,
  blank: number,
): void {
  // A column without a null comes typed, and is copied whole.
  if (ArrayBuffer.isView(values) && !(values instanceof BigInt64Array || values instanceof BigUint64Array)) {
    target.set(values as ArrayLike<number>, from)
    return
  }
  for (let i = 0; i < values.length; i++) target[from + i] = (values[i] as number | null | undefined) ?? blank
}

function guarded<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw damaged(name, cause)
  }
}

function damaged(name: string, cause: unknown): ReleaseError {
  return new ReleaseError(`${name} is not whole Parquet.`, {
    where: name,
    found: cause instanceof Error ? cause.message : String(cause),
    expected: 'a Parquet file, compressed with Snappy or not at all',
    todo: 'Ask for a whole copy of the release.',
  })
}

function noColumn(name: string, column: string, columns: readonly string[]): ReleaseError {
  return new ReleaseError(`${name} has no column called ${column}.`, {
    where: name,
    found: columns.join(', '),
    expected: column,
    todo: 'Ask whoever made the release to make it again.',
  })
}
