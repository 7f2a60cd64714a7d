import { RecordBatchReader } from 'apache-arrow'
import type { FileBindings, StreamConnection } from '../../engine/duckdb/bindings'
import { piecesOf } from '../../engine/duckdb/pieces'
import { quietly, type Database } from '../run/database'
import { loadParquet } from './parquet'

/** Names a file for DuckDB; in a browser's worker by its handle, so that nothing of it is copied. */
export type Register = (bindings: FileBindings, name: string, file: Blob) => Promise<void> | void

/** In a browser's worker DuckDB reads a dropped file where it lies, piece by piece. */
export const byHandle: Register = (bindings, name, file) => bindings.registerFileHandle(name, file, FILE_READER, true)

/** Where no handles are, as in Node. */
export const byBytes: Register = async (bindings, name, file) =>
  bindings.registerFileBuffer(name, new Uint8Array(await file.arrayBuffer()))

/** DuckDB-WASM's number for reading a `File` synchronously. */
const FILE_READER = 2

/** The one folder that SQL reaches; nothing lies in it but what was dropped. */
export const FOLDER = 'dropped'

/** `lock_configuration` comes last. Parquet is not built in, and no extension is ever fetched. */
const SHUT = [
  `allowed_directories = ['${FOLDER}']`,
  'autoload_known_extensions = false',
  'autoinstall_known_extensions = false',
  'enable_external_access = false',
  'preserve_insertion_order = false',
  'lock_configuration = true',
]

/** An empty DuckDB-WASM that reaches the given files, by name, and nothing else. One at a time for the same bindings. */
export async function openDropped(
  bindings: FileBindings,
  files: ReadonlyMap<string, Blob>,
  register: Register,
): Promise<Database> {
  bindings.open({ path: ':memory:', maximumThreads: 1, query: { castBigIntToDouble: false } })
  for (const [name, file] of files) await register(bindings, name, file)
  const connection = bindings.connect()
  const run = (sql: string) => quietly(() => void connection.useUnsafe((raw, id) => raw.runQuery(id, sql)))
  for (const setting of SHUT) await run(`SET ${setting}`)
  let loaded = 0
  return {
    run,
    columns: (sql) => pieces(connection, sql),
    parquet: (path, wanted) =>
      loadParquet(files.get(path), wanted, `parquet_${loaded++}`, {
        insert: (name, bytes, create) => insert(bindings, name, bytes, create),
        rows: (name) => countRows(connection, name),
      }),
    close() {
      connection.close()
      bindings.dropFiles()
      // Memory is given back to the instance by opening another database in it.
      bindings.reset()
    },
  }
}

/** A fresh connection for each: an insert that failed can spoil the next. */
function insert(bindings: FileBindings, name: string, bytes: Uint8Array, create: boolean): void {
  const writer = bindings.connect()
  try {
    writer.useUnsafe((raw, id) => raw.insertArrowFromIPCStream(id, bytes, { name, create }))
  } finally {
    writer.close()
  }
}

async function countRows(connection: StreamConnection, name: string): Promise<number> {
  for await (const { n = [] } of pieces(connection, `SELECT CAST(count(*) AS INTEGER) AS n FROM ${name}`))
    return Number(n[0])
  return 0
}

/** The result in DuckDB's own pieces: only bytes cross, since its Arrow is of another version than ours. */
async function* pieces(connection: StreamConnection, sql: string): AsyncGenerator<Record<string, unknown[]>> {
  const reader = await quietly(() => RecordBatchReader.from(piecesOf(connection, sql)))
  for (;;) {
    const { done, value: batch } = await quietly(() => reader.next())
    if (done) return
    if (batch.numRows === 0) continue
    const { fields } = batch.schema
    yield Object.fromEntries(fields.map(({ name }, at) => [name, Array.from(batch.getChildAt(at) ?? []) as unknown[]]))
  }
}
