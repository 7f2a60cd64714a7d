import { DataType, TimeUnit, type Vector } from 'apache-arrow'

/** A cell as a reader gets it: a number where a double holds it exactly, else DuckDB's own way of writing it; null is NULL. */
export type Cell = string | number | null

/** Up to so many digits a whole number is one; longer ones are written out. */
const SAFE = 999_999_999_999n

/** DuckDB's word for a type of Arrow, and whether its cells are numbers. */
export function typeOf(type: DataType): { type: string; figures: boolean } {
  const figures = DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type) || isHuge(type)
  return { type: wordOf(type), figures }
}

function wordOf(type: DataType): string {
  if (DataType.isInt(type)) return `${type.isSigned ? '' : 'U'}${INTEGERS[type.bitWidth]}`
  if (DataType.isFloat(type)) return type.precision === 1 ? 'FLOAT' : 'DOUBLE'
  if (DataType.isDecimal(type)) return type.scale === 0 ? 'HUGEINT' : `DECIMAL(${type.precision},${type.scale})`
  if (isHuge(type)) return 'UHUGEINT'
  if (DataType.isBool(type)) return 'BOOLEAN'
  if (DataType.isDate(type)) return 'DATE'
  if (DataType.isTime(type)) return 'TIME'
  if (DataType.isTimestamp(type)) return type.timezone ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP'
  if (DataType.isInterval(type)) return 'INTERVAL'
  if (DataType.isBinary(type)) return 'BLOB'
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) return `${wordOf(type.valueType)}[]`
  if (DataType.isMap(type)) return 'MAP'
  if (DataType.isStruct(type)) return 'STRUCT'
  return DataType.isDictionary(type) ? 'ENUM' : 'VARCHAR'
}

const INTEGERS: Readonly<Record<number, string>> = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }

/** DuckDB hands a UHUGEINT over as sixteen bytes, lowest first. */
const isHuge = (type: DataType): boolean => DataType.isFixedSizeBinary(type) && type.byteWidth === 16

/** The first cells of a column. */
export function cellsOf(column: Vector | null, rows: number): Cell[] {
  if (!column) return new Array<null>(rows).fill(null)
  return Array.from({ length: rows }, (_, row) => cell(column.get(row), column.type))
}

function cell(value: unknown, type: DataType): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' && DataType.isInt(type)) return value
  if (DataType.isFloat(type)) return Number.isFinite(value) ? single(Number(value), type.precision === 1) : words(value)
  if (typeof value === 'bigint' && DataType.isInt(type)) return whole(value)
  if (DataType.isDecimal(type)) return decimal(value as { [Symbol.toPrimitive](hint: string): unknown }, type.scale)
  if (isHuge(type)) return whole((value as Uint8Array).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n))
  return words(written(value, type))
}

/** The shortest number that the same float stands for, not the digits that a double adds to it. */
const single = (value: number, isFloat: boolean) => (isFloat ? Number(value.toPrecision(7)) : value)

const whole = (value: bigint): Cell => (value <= SAFE && value >= -SAFE ? Number(value) : String(value))

/** Digits as they are: a decimal has no double that says the same. */
function decimal(value: { [Symbol.toPrimitive](hint: string): unknown }, scale: number): Cell {
  const digits = BigInt(String(value))
  if (scale === 0) return whole(digits)
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
  return `${digits < 0n ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`
}

const words = (value: unknown): string =>
  typeof value === 'number' ? (Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity') : String(value)

/** As DuckDB writes it. */
function written(value: unknown, type: DataType): string {
  if (DataType.isDate(type)) return moment(Number(value), 1).slice(0, 10)
  if (DataType.isTimestamp(type)) return moment(Number(value), type.unit) + (type.timezone ? '+00' : '')
  if (DataType.isTime(type)) return moment(Number(value) / PER_MILLISECOND[type.unit]!, type.unit).slice(11)
  if (DataType.isInterval(type)) return interval(value as Int32Array)
  if (DataType.isBinary(type)) return blob(value as Uint8Array)
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) return list(value as Vector)
  if (DataType.isMap(type)) return `{${pairs(value, type.children[0]!.type.children[1]!.type, '=').join(', ')}}`
  if (DataType.isStruct(type))
    return `{${type.children.map(({ name, type: inner }) => `'${name}': ${nested((value as Record<string, unknown>)[name], inner)}`).join(', ')}}`
  return String(value)
}

const PER_MILLISECOND: Readonly<Record<number, number>> = {
  [TimeUnit.SECOND]: 1 / 1000,
  [TimeUnit.MILLISECOND]: 1,
  [TimeUnit.MICROSECOND]: 1000,
  [TimeUnit.NANOSECOND]: 1_000_000,
}

/** `2020-01-02 03:04:05.123456`, without digits behind the seconds where they are nought; Arrow gives milliseconds and their fractions. */
function moment(milliseconds: number, unit: TimeUnit): string {
  const micro = Math.round((milliseconds - Math.floor(milliseconds / 1000) * 1000) * 1000)
  const seconds = new Date(Math.floor(milliseconds / 1000) * 1000)
  if (Number.isNaN(seconds.getTime())) return milliseconds > 0 ? 'infinity' : '-infinity'
  const text = seconds.toISOString().slice(0, -5).replace('T', ' ')
  const rest = unit === TimeUnit.SECOND ? '' : String(micro).padStart(6, '0').replace(/0+$/, '')
  return rest ? `${text}.${rest}` : text
}

/** Months, days, and nanoseconds in two halves. */
function interval([months = 0, days = 0, low = 0, high = 0]: Int32Array): string {
  const nano = BigInt(high) * 4_294_967_296n + BigInt(low >>> 0)
  const parts = [
    ...(months ? [`${months} ${Math.abs(months) === 1 ? 'month' : 'months'}`] : []),
    ...(days ? [`${days} ${Math.abs(days) === 1 ? 'day' : 'days'}`] : []),
    ...(nano ? [`${Number(nano) / 1e9} seconds`] : []),
  ]
  return parts.join(' ') || '0 seconds'
}

const blob = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')

const list = (vector: Vector): string =>
  `[${Array.from({ length: vector.length }, (_, at) => nested(vector.get(at), vector.type)).join(', ')}]`

const pairs = (value: unknown, type: DataType, sign: string): string[] =>
  [...(value as Iterable<[unknown, unknown]>)].map(([key, inner]) => `${String(key)}${sign}${nested(inner, type)}`)

function nested(value: unknown, type: DataType): string {
  return String(cell(value, type) ?? 'NULL')
}
