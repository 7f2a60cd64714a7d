import { makeBuilder, makeVector, Table, tableFromIPC, tableToIPC, Utf8 } from 'apache-arrow'
import type { Vector } from 'apache-arrow'
import { QueryError } from '../../domain'
import type { Bindings, Connection } from './bindings'

/** Columns of one type each; all of one length. */
export type Column = Int32Array | Float64Array | Uint8Array | Uint16Array

/** What may be inserted: numbers, or texts with their nulls. */
export type Given = Column | readonly (string | null)[]

/** A private, empty database in memory that can reach nothing outside itself. */
export interface Database {
  /** Result columns by name. Throws `QueryError` with the SQL. */
  query(sql: string): Record<string, Column>
  /** Makes a table; throws `QueryError` unless as many rows arrive as were sent. */
  insert(name: string, columns: Readonly<Record<string, Given>>): void
  drop(name: string): void
  close(): void
}

/** Opens an empty database and shuts every door: no extension is fetched or loaded, no file or address is read. */
export function openDatabase(bindings: Bindings, settings: readonly string[] = SUMMING): Database {
  bindings.open({ path: ':memory:', maximumThreads: 1, query: { castBigIntToDouble: false } })
  const connection = bindings.connect()
  for (const setting of [...settings, ...SHUT]) run(connection, `SET ${setting}`)
  return {
    query: (sql) => columnsOf(run(connection, sql)),
    insert: (name, columns) => insert(bindings, connection, name, columns),
    drop: (name) => void run(connection, `DROP TABLE IF EXISTS ${name}`),
    close() {
      connection.close()
      bindings.reset()
    },
  }
}

/** Sums come in any order. */
const SUMMING = ['preserve_insertion_order = false']

/** Parquet, JSON and ICU would be fetched from a foreign host on first use; `lock_configuration` comes last. */
const SHUT = [
  'autoload_known_extensions = false',
  'autoinstall_known_extensions = false',
  'enable_external_access = false',
  'lock_configuration = true',
]

function run(connection: Connection, sql: string): Uint8Array {
  try {
    return connection.useUnsafe((raw, id) => raw.runQuery(id, sql))
  } catch (error) {
    throw new QueryError(`DuckDB: ${error instanceof Error ? error.message : String(error)}`, sql)
  }
}

/** A fresh connection for each insert, and a count after it: some failures of DuckDB-WASM insert nothing and say nothing. */
function insert(bindings: Bindings, reader: Connection, name: string, columns: Readonly<Record<string, Given>>): void {
  const sent = Object.values(columns)[0]?.length ?? 0
  const writer = bindings.connect()
  try {
    const bytes = toStream(columns)
    writer.useUnsafe((raw, id) => raw.insertArrowFromIPCStream(id, bytes, { name, create: true }))
  } finally {
    writer.close()
  }
  const sql = `SELECT count(*)::INTEGER AS n FROM ${name}`
  const arrived = columnsOf(run(reader, sql)).n?.[0]
  if (arrived !== sent) throw new QueryError(`DuckDB took ${arrived} of ${sent} rows into ${name}`, sql)
}

/**
 * Arrow's IPC *stream* format with its end marker: DuckDB-WASM takes in nothing of the file format. Columns that share
 * memory are copied apart, because apache-arrow writes them as one, and DuckDB takes in nothing of that either.
 */
function toStream(columns: Readonly<Record<string, Given>>): Uint8Array {
  const seen = new Set<ArrayBufferLike>()
  const vectors = Object.entries(columns).map(([name, values]) => {
    if (!ArrayBuffer.isView(values)) return [name, textVector(values)] as const
    const own = seen.has(values.buffer) ? values.slice() : values
    seen.add(values.buffer)
    return [name, makeVector(own)] as const
  })
  return tableToIPC(new Table(Object.fromEntries(vectors)), 'stream')
}

/** Not `vectorFromArray`, which compiles a function; the Content-Security-Policy forbids that. */
function textVector(values: readonly (string | null)[]): Vector<Utf8> {
  const builder = makeBuilder({ type: new Utf8(), nullValues: [] })
  values.forEach((value, row) => (value === null ? builder.setValid(row, false) : builder.set(row, value)))
  return builder.finish().toVector()
}

function columnsOf(bytes: Uint8Array): Record<string, Column> {
  const table = tableFromIPC(bytes)
  const columns: Record<string, Column> = {}
  for (const field of table.schema.fields) columns[field.name] = table.getChild(field.name)!.toArray() as Column
  return columns
}
