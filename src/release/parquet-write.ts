import {
  Dictionary,
  Field,
  Float64,
  Int32,
  Int8,
  makeBuilder,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
} from 'apache-arrow'
import type { Data, DataType, Vector } from 'apache-arrow'
import type * as ParquetWasm from 'parquet-wasm'

/** A column to be written; all columns of a file are equally long. */
export type WriteColumn =
  /** Codes that repeat: `members[index[row]]`; −1 is null. */
  | { name: string; kind: 'key'; members: readonly string[]; index: Int32Array }
  /** Whole numbers; null where `nulls` is 1. */
  | { name: string; kind: 'count'; values: Int32Array; nulls: Uint8Array }
  | { name: string; kind: 'status'; values: Uint8Array }
  /** NaN is written as null. */
  | { name: string; kind: 'number'; values: Float64Array }
  | { name: string; kind: 'text'; values: readonly (string | null)[] }

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
  return wasm.writeParquet(wasm.Table.fromIPCStream(toArrow(columns)), builder.build())
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

/** Arrow IPC stream of one batch. Made by hand, since apache-arrow's conveniences need `new Function`. */
function toArrow(columns: readonly WriteColumn[]): Uint8Array {
  const data = columns.map(arrowData)
  const length = data[0]?.length ?? 0
  const fields = columns.map(({ name, kind }, at) => new Field(name, (data[at] as Data).type, kind !== 'status'))
  const rows = makeData({ type: new Struct(fields), length, nullCount: 0, children: data })
  return tableToIPC(new Table(new Schema(fields), [new RecordBatch(new Schema(fields), rows)]), 'stream')
}

function arrowData(column: WriteColumn, at: number): Data<DataType> {
  switch (column.kind) {
    case 'key':
      return keyData(column.members, column.index, at)
    case 'count':
      return makeData({
        type: new Int32(),
        data: column.values,
        ...valid(column.values.length, (i) => !column.nulls[i]),
      })
    case 'status':
      return makeData({
        type: new Int8(),
        data: new Int8Array(column.values),
        length: column.values.length,
        nullCount: 0,
      })
    case 'number': {
      const { values } = column
      return makeData({
        type: new Float64(),
        data: values.map(zeroForBlank),
        ...valid(values.length, (i) => !Number.isNaN(values[i])),
      })
    }
    case 'text':
      return textVector(column.values).data[0] as Data
  }
}

function keyData(members: readonly string[], index: Int32Array, id: number): Data<DataType> {
  const type = new Dictionary(new Utf8(), new Int32(), id)
  return makeData({
    type,
    data: index.map((member) => Math.max(member, 0)),
    dictionary: textVector(members.length ? members : ['']),
    ...valid(index.length, (i) => (index[i] as number) >= 0),
  })
}

function textVector(values: readonly (string | null)[]): Vector<Utf8> {
  // Naming null values would make Arrow compile a function, which the Content-Security-Policy forbids.
  const builder = makeBuilder({ type: new Utf8(), nullValues: [] })
  values.forEach((value, row) => (value === null ? builder.setValid(row, false) : builder.set(row, value)))
  return builder.finish().toVector()
}

/** Arrow's validity bits. The bytes beneath a null are never written to Parquet, but zero them all the same. */
function valid(
  length: number,
  is: (row: number) => boolean,
): { length: number; nullCount: number; nullBitmap?: Uint8Array } {
  const nullBitmap = new Uint8Array(Math.ceil(length / 64) * 8)
  let nullCount = 0
  for (let row = 0; row < length; row++)
    if (is(row)) nullBitmap[row >> 3] = (nullBitmap[row >> 3] as number) | (1 << (row & 7))
    else nullCount++
  return nullCount ? { length, nullCount, nullBitmap } : { length, nullCount }
}

const zeroForBlank = (value: number): number => (Number.isNaN(value) ? 0 : value)
