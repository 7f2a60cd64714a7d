import { tableToIPC } from 'apache-arrow'
import type * as ParquetWasm from 'parquet-wasm'
import { arrowTable, type WriteColumn } from './arrow-columns'

export type { WriteColumn } from './arrow-columns'

/** Rows in a row group, never more. */
export const ROW_GROUP = 1 << 20
const CREATED_BY = 'cairn release 1'

/**
 * Parquet bytes of the columns: the same columns give the same bytes on every machine. Snappy, so that hyparquet alone
 * reads it; no statistics (they would be one more thing to leak). Only encodings that pyarrow 15 and DuckDB 1.0 read:
 * byte streams of whole numbers would be a third smaller, but DuckDB 1.4 refuses them.
 */
export async function encodeParquet(columns: readonly WriteColumn[]): Promise<Uint8Array> {
  const wasm = await loadParquet()
  const { Compression, EnabledStatistics, Encoding, WriterVersion } = wasm
  let builder = new wasm.WriterPropertiesBuilder()
    .setWriterVersion(WriterVersion.V1)
    .setCreatedBy(CREATED_BY)
    .setCompression(Compression.SNAPPY)
    .setStatisticsEnabled(EnabledStatistics.None)
    .setMaxRowGroupSize(ROW_GROUP)
    .setDataPageSizeLimit(1 << 23)
  for (const column of columns) {
    const different = 'values' in column ? new Set<unknown>(column.values).size : 0
    if (column.kind === 'count' && dictionaryBytes(different, column.values.length) > deltaBytes(column.values))
      builder = builder
        .setColumnDictionaryEnabled(column.name, false)
        .setColumnEncoding(column.name, Encoding.DELTA_BINARY_PACKED)
    // A dictionary of values that hardly repeat is a second copy of them.
    if (column.kind === 'number' && different * 2 > column.values.length)
      builder = builder.setColumnDictionaryEnabled(column.name, false)
  }
  return wasm.writeParquet(wasm.Table.fromIPCStream(tableToIPC(arrowTable(columns), 'stream')), builder.build())
}

/** About how long a dictionary of so many different numbers and the references to it are. */
const dictionaryBytes = (different: number, rows: number) =>
  4 * different + (rows * Math.ceil(Math.log2(different + 1))) / 8

/** About how long DELTA_BINARY_PACKED is: blocks of 128 differences from their least, in fours of one width each. */
function deltaBytes(values: Int32Array): number {
  let bits = 0
  for (let block = 1; block < values.length; block += 128) {
    const end = Math.min(block + 128, values.length)
    let least = Infinity
    for (let at = block; at < end; at += 1) least = Math.min(least, values[at]! - values[at - 1]!)
    for (let start = block; start < end; start += 32) {
      let most = 0
      for (let at = start; at < Math.min(start + 32, end); at += 1)
        most = Math.max(most, values[at]! - values[at - 1]! - least)
      bits += 32 * Math.ceil(Math.log2(most + 1)) + 16
    }
  }
  return bits / 8
}

/** In Node the module is ready at once; a browser has to start it with its bytes, once, which is the default export there. */
export async function loadParquet(bytes?: ArrayBuffer): Promise<typeof ParquetWasm> {
  const wasm = await import('parquet-wasm')
  const start: unknown = wasm.default
  if (typeof start === 'function')
    await (start as (options?: object) => Promise<unknown>)(bytes && { module_or_path: bytes })
  return wasm
}
