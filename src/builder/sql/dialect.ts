/** What differs between the engines that a plan is printed for. All else in a plan is SQL that both take. */
export interface Dialect {
  id: DialectId
  /** A name, quoted. */
  name(text: string): string
  /** A text, quoted. Throws `RangeError` on control characters, which no code of a recipe may hold. */
  text(value: string): string
  /** Whether a text starts with another. */
  startsWith(of: string, start: string): string
  /** Date from a text like `2024-03-31`; null where it is none. */
  date(of: string): string
  /** Whole numbers of a list, those that are null left out, one row each. */
  unfold(values: readonly string[]): { list: string; rows: (list: string) => string; first: (list: string) => string }
  /** A whole number from 0 to 2³² − 1 that follows from a text alone and is spread evenly: the first 8 hex digits of its MD5. */
  key(of: string): string
  /** Where records are read from by default. */
  source(dataset: { id: string; files: readonly string[]; format: 'csv' | 'parquet' }): string
}

export const DIALECTS = ['duckdb', 'spark'] as const
export type DialectId = (typeof DIALECTS)[number]

export const duckdb: Dialect = {
  id: 'duckdb',
  name: (text) => `"${printable(text).replaceAll('"', '""')}"`,
  text: duckdbText,
  startsWith: (of, start) => `starts_with(${of}, ${start})`,
  date: (of) => `TRY_CAST(${of} AS DATE)`,
  unfold: (values) => ({
    list: `list_filter([${values.join(', ')}], lambda x: x IS NOT NULL)`,
    rows: (list) => `unnest(${list})`,
    first: (list) => `list_extract(${list}, 1)`,
  }),
  key: (of) => `CAST(CONCAT('0x', SUBSTR(MD5(${of}), 1, 8)) AS BIGINT)`,
  source: ({ files, format }) => {
    const list = `[${files.map(duckdbText).join(', ')}]`
    return format === 'csv' ? `read_csv(${list}, all_varchar = true, header = true)` : `read_parquet(${list})`
  },
}

/** Spark SQL 3.5 and later. Records are a table or view that bears the id of the recipe's records. */
const spark: Dialect = {
  id: 'spark',
  name: sparkName,
  text: (value) => `'${printable(value).replace(/[\\'$]/g, escapeInSpark)}'`,
  startsWith: (of, start) => `startswith(${of}, ${start})`,
  date: (of) => `TRY_CAST(${of} AS DATE)`,
  unfold: (values) => ({
    list: `filter(array(${values.join(', ')}), x -> x IS NOT NULL)`,
    rows: (list) => `explode(${list})`,
    first: (list) => `element_at(${list}, 1)`,
  }),
  key: (of) => `CAST(CONV(SUBSTR(MD5(${of}), 1, 8), 16, 10) AS BIGINT)`,
  source: ({ id }) => sparkName(id),
}

export const dialects: Readonly<Record<DialectId, Dialect>> = { duckdb, spark }

function duckdbText(value: string): string {
  return `'${printable(value).replaceAll("'", "''")}'`
}

/** Spark puts variables in place of `${…}` before it parses, names included. */
function sparkName(text: string): string {
  if (text.includes('${')) throw new RangeError('A name with ${ in it cannot be written safely in Spark SQL')
  return `\`${printable(text).replaceAll('`', '``')}\``
}

/** Spark reads backslashes as escapes, joins adjacent literals, and puts variables in place of `${…}`. */
const escapeInSpark = (sign: string) => (sign === '$' ? '\\u0024' : `\\${sign}`)

function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(text)) throw new RangeError('A text with control characters cannot stand in SQL')
  return text
}
