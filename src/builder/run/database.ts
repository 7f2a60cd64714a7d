import { QueryError } from '../../domain'

/** A database in memory that reaches the given files and nothing else: no network, no extension. */
export interface Database {
  run(sql: string): Promise<void>
  /** Rows of a query in pieces, a list a column. */
  columns(sql: string): AsyncGenerator<Record<string, unknown[]>>
  /** What a Parquet file holds, and how SQL reads the wanted columns of it. Never throws for what stands in the file. */
  parquet(path: string, wanted: readonly string[]): Promise<ParquetRelation | { refused: string }>
  /** Folder on disk for records on their way, gone when the database closes; absent in a browser. */
  aside?: string
  close(): void
}

export interface ParquetRelation {
  columns: readonly string[]
  /** What stands after `FROM`. */
  relation: string
}

/** Where a recipe’s files lie: a folder of the machine, or what was dropped onto a page. */
export interface Place {
  /** Paths of the files that a recipe’s names mean, in order. Throws `ReleaseError` where a name means none. */
  named(names: readonly string[]): Promise<string[]>
  /** Path of one public file beside the records, as `Database` takes it. */
  path(name: string): string
  /** First bytes of a file; rejects where there is none. */
  head(path: string): Promise<Uint8Array>
  /** A database that reaches these files. */
  open(): Promise<Database>
}

export const NOT_PARQUET = 'it is not a Parquet file that can be read'

/** The last part of a path: what reports call a file. */
export const fileName = (path: string) => path.replace(/^.*[/\\]/, '')

/** What DuckDB says of a failure may quote the file: only its kind is passed on. */
export async function quietly<T>(work: () => Promise<T> | T): Promise<T> {
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
