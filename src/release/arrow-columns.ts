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
  Utf8,
} from 'apache-arrow'
import type { Data, DataType, Vector } from 'apache-arrow'

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

/** An Arrow table of one batch. Made by hand, since apache-arrow's conveniences need `new Function`. */
export function arrowTable(columns: readonly WriteColumn[], metadata?: Map<string, string>): Table {
  const data = columns.map(arrowData)
  const length = data[0]?.length ?? 0
  const fields = columns.map(({ name, kind }, at) => new Field(name, (data[at] as Data).type, kind !== 'status'))
  const rows = makeData({ type: new Struct(fields), length, nullCount: 0, children: data })
  const schema = new Schema(fields, metadata)
  return new Table(schema, [new RecordBatch(schema, rows)])
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
