import { tableFromIPC } from 'apache-arrow'
import { ParquetFile } from 'parquet-wasm'
import { NOT_PARQUET, type ParquetRelation } from '../run/database'

/** What takes in Arrow's IPC streams. */
export interface Sink {
  insert(table: string, stream: Uint8Array, create: boolean): void
  rows(table: string): Promise<number>
}

/** Rows that are decoded at a time. */
const ROWS = 131_072

/**
 * Puts the wanted columns of a Parquet file into a table: DuckDB-WASM has no Parquet reader, so another one decodes the file,
 * piece by piece, and only Arrow's bytes cross. Counts rows after each piece: some failures insert nothing and say nothing.
 */
export async function loadParquet(
  file: Blob | undefined,
  wanted: readonly string[],
  table: string,
  sink: Sink,
): Promise<ParquetRelation | { refused: string }> {
  const opened = file ? await ParquetFile.fromFile(file).catch(() => null) : null
  if (!opened) return { refused: NOT_PARQUET }
  try {
    const columns = namesIn(opened)
    const read = columns.filter((name) => wanted.includes(name))
    // A file that lacks columns is refused by whoever asked; nothing of it needs to be read.
    if (read.length < wanted.length) return { columns, relation: table }
    const rows = opened.metadata().fileMetadata().numRows()
    if (rows === 0) return { refused: 'it has no rows' }
    for (let offset = 0; offset < rows; offset += ROWS) {
      const stream = (await opened.read({ columns: read, offset, limit: ROWS, batchSize: ROWS })).intoIPCStream()
      sink.insert(table, stream, offset === 0)
      if ((await sink.rows(table)) !== Math.min(rows, offset + ROWS)) return { refused: NOT_PARQUET }
    }
    return { columns, relation: table }
  } catch {
    return { refused: NOT_PARQUET }
  } finally {
    opened.free()
  }
}

const namesIn = (file: ParquetFile): string[] =>
  tableFromIPC(file.schema().intoIPCStream()).schema.fields.map(({ name }) => name)
