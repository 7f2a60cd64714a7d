import { mkdir, open, readdir } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { QueryError, ReleaseError } from '../../domain'
import { HEAD_BYTES } from './files'

export interface DatabaseOptions {
  /** What DuckDB may hold in memory before it writes to `temp`. The process needs about half a gigabyte more. */
  memory?: string
  threads?: number
  /** Folder for what does not fit into memory; emptied at the end. */
  temp?: string
}

/** A database in memory that reaches the given folders and nothing else: no network, no extension. */
export interface Database {
  run(sql: string): Promise<void>
  /** Rows of a query in pieces, a list a column. */
  columns(sql: string): AsyncGenerator<Record<string, unknown[]>>
  close(): void
}

/** Opens native DuckDB. Throws `QueryError` without anything of the data where a query fails. */
export async function openDatabase(
  folders: readonly string[],
  {
    memory = '3GB',
    threads = availableParallelism(),
    temp = join(tmpdir(), `cairn-${process.pid}`),
  }: DatabaseOptions = {},
): Promise<Database> {
  await mkdir(temp, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'false',
    memory_limit: memory,
    threads: String(threads),
    temp_directory: temp,
  })
  const connection = await instance.connect()
  const allowed = folders.map((folder) => `'${resolve(folder).replaceAll("'", "''")}'`).join(', ')
  for (const setting of [
    `SET allowed_directories = [${allowed}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ])
    await connection.run(setting)
  return {
    run: (sql) => quietly(async () => void (await connection.run(sql))),
    columns: (sql) => pieces(connection, sql),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function* pieces(connection: DuckDBConnection, sql: string): AsyncGenerator<Record<string, unknown[]>> {
  const result = await quietly(() => connection.stream(sql))
  const names = result.columnNames()
  for (;;) {
    const chunk = await quietly(() => result.fetchChunk())
    if (!chunk || chunk.rowCount === 0) return
    const columns = chunk.getColumns()
    yield Object.fromEntries(names.map((name, at) => [name, columns[at] ?? []]))
  }
}

/** What DuckDB says of a failure may quote the file: only its kind is passed on. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new QueryError(`The aggregation failed: ${kindOf(cause)}.`)
  }
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^out of memory/i, 'it needs more memory or room on disk than it was given'],
  [/^io error/i, 'a file could not be read or written'],
  [/^permission error/i, 'a file outside the folder of records was asked for'],
  [/^(invalid input|conversion|out of range) error/i, 'a file is not what its name and the recipe say'],
  [/^(binder|parser|catalog) error/i, 'the plan does not fit the files’ columns; this is a fault of Cairn'],
]

function kindOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : ''
  return KINDS.find(([pattern]) => pattern.test(message))?.[1] ?? 'for a reason that DuckDB does not name'
}

/** Files of a folder that a recipe's names mean, in order. Throws `ReleaseError` where a name means none. */
export async function filesNamed(names: readonly string[], dir: string): Promise<string[]> {
  const found = await Promise.all(names.map((name) => matching(join(dir, name))))
  const none = names.find((_, at) => found[at]?.length === 0)
  if (none !== undefined)
    throw new ReleaseError(`There is no file ${none}.`, { where: dir, expected: 'the files that the recipe names' })
  return [...new Set(found.flat())]
}

/** Names with `*`, which stands for any part of a file's or a folder's name. */
async function matching(path: string): Promise<string[]> {
  if (path !== dirname(path) && dirname(path).includes('*')) {
    const folders = await entriesLike(dirname(path), true)
    return (await Promise.all(folders.map((folder) => entriesLike(join(folder, basename(path)), false)))).flat()
  }
  return entriesLike(path, false)
}

async function entriesLike(path: string, folders: boolean): Promise<string[]> {
  const pattern = new RegExp(`^${basename(path).split('*').map(literal).join('[^/]*')}$`)
  const entries = await readdir(dirname(path), { withFileTypes: true }).catch(() => [])
  const names = entries
    .filter((entry) => entry.isDirectory() === folders && pattern.test(entry.name))
    .map(({ name }) => name)
  return names.sort().map((name) => join(dirname(path), name))
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** First bytes of a file. */
export async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r')
  try {
    const bytes = new Uint8Array(HEAD_BYTES)
    const { bytesRead } = await handle.read(bytes, 0, HEAD_BYTES, 0)
    return bytes.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
