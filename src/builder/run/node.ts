import { rmSync } from 'node:fs'
import { mkdir, open, readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { QueryError, ReleaseError } from '../../domain'
import { duckdb } from '../sql/dialect'
import { NOT_PARQUET, quietly, type Database, type ParquetRelation, type Place } from './database'
import { HEAD_BYTES } from './files'
import { patternOf } from './names'
import { overflowFolder } from './temp/node'

export type { Database } from './database'

export interface DatabaseOptions {
  /** What DuckDB may hold in memory before it writes to `temp`. The process needs about half a gigabyte more. */
  memory?: string
  threads?: number
  /** Folder in which what does not fit into memory gets a folder of its own, removed at the end; the machine's own where absent. */
  temp?: string
}

const SIZE = /^\d+(\.\d+)?\s*[KMGT]i?B$/i

/**
 * Opens native DuckDB. Throws `ReleaseError` where `memory` is no size; queries throw `QueryError` without anything of the data.
 */
export async function openDatabase(
  folders: readonly string[],
  { memory = '3GB', threads = availableParallelism(), temp: base }: DatabaseOptions = {},
): Promise<Database> {
  if (!SIZE.test(memory))
    throw new ReleaseError('This is no size of memory.', {
      where: 'memory',
      found: memory,
      expected: 'a size like 3GB',
    })
  if (base !== undefined) await mkdir(base, { recursive: true })
  const temp = overflowFolder(base)
  const aside = resolve(temp, 'aside')
  await mkdir(aside)
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'false',
    memory_limit: memory,
    threads: String(threads),
    temp_directory: temp,
  })
  const connection = await instance.connect()
  const allowed = [...folders, aside].map((folder) => `'${resolve(folder).replaceAll("'", "''")}'`).join(', ')
  for (const setting of [
    `SET allowed_directories = [${allowed}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ])
    await connection.run(setting)
  return {
    run: (sql) => quietly(async () => void (await connection.run(sql))),
    columns: (sql) => pieces(connection, sql),
    parquet: (path) => parquetRelation(connection, path),
    aside,
    close: () => {
      connection.closeSync()
      instance.closeSync()
      rmSync(temp, { recursive: true, force: true })
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

async function parquetRelation(
  connection: DuckDBConnection,
  path: string,
): Promise<ParquetRelation | { refused: string }> {
  const relation = `read_parquet(${duckdb.text(path)})`
  try {
    const columns: string[] = []
    for await (const rows of pieces(connection, `DESCRIBE SELECT * FROM ${relation}`))
      columns.push(...(rows.column_name ?? []).map(String))
    return { columns, relation }
  } catch (error) {
    if (error instanceof QueryError) return { refused: NOT_PARQUET }
    throw error
  }
}

/** A folder of records; `folders` may be reached too. */
export function folderPlace(dir: string, options: DatabaseOptions = {}, folders: readonly string[] = []): Place {
  return {
    named: (names) => filesNamed(names, dir),
    path: (name) => join(dir, name),
    head: headOf,
    open: () => openDatabase([dir, ...folders], options),
  }
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
  const pattern = patternOf(basename(path))
  const entries = await readdir(dirname(path), { withFileTypes: true }).catch(() => [])
  const names = entries
    .filter((entry) => entry.isDirectory() === folders && pattern.test(entry.name))
    .map(({ name }) => name)
  return names.sort().map((name) => join(dirname(path), name))
}

/** First bytes of a file. */
async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r')
  try {
    const bytes = new Uint8Array(HEAD_BYTES)
    const { bytesRead } = await handle.read(bytes, 0, HEAD_BYTES, 0)
    return bytes.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
