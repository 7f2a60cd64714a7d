import { proxy, transfer, wrap } from 'comlink'
import { SqlError, type Release } from '../../domain'
import type { QueryResult } from '../../engine/duckdb/result'
import { readingStatement } from '../../engine/sql/statement'
import { readWasm } from '../../engine/duckdb/wasm'
import type { OpenRelease } from '../../release/read'
import { appSource } from '../../release/source'
import { parquetWriter } from '../parquet-writer'
import type { SqlLimits, SqlService, SqlStep } from './service'
import type { LoadedCells } from './shells'

export { LONGEST_QUERY } from '../../engine/sql/statement'
export type { Cell } from '../../engine/duckdb/cells'
export type { QueryResult, ResultColumn } from '../../engine/duckdb/result'
export { sqlExamples, type SqlExample } from './examples'
export { sqlTables, type SqlColumn, type SqlTable, type SqlTables } from './tables'

/** Rows of a result that the page lists, and rows that are kept for files. */
export const LIMITS: SqlLimits = { rows: 1000, kept: 500_000 }

export type Step = SqlStep | { doing: 'starting' }

/** Whoever asked stopped the query. */
export class SqlStopped extends Error {
  override readonly name = 'SqlStopped'
}

/** `milliseconds`: what DuckDB took for the query, without its start and the reading of tables. */
export type TimedResult = QueryResult & { milliseconds: number }

/** Runs SQL over one release in a worker of its own, so that whatever a query does can be ended. */
export interface SqlDesk {
  /** One at a time. Rejects with `SqlError`, with `SqlStopped`, or where no engine can be had. */
  run(sql: string, tell: (step: Step) => void): Promise<TimedResult>
  /** Ends a running query with its worker; the next query starts another. */
  stop(): void
  /** All rows of a result, for files. */
  rows(result: QueryResult): Promise<QueryResult['rows']>
  /** A result as Parquet, with its own types. Throws where one of them has no place in Parquet. */
  parquet(result: QueryResult, metadata: ReadonlyMap<string, string>): Promise<Uint8Array>
}

interface Running {
  service: SqlService
  /** Rejects when the worker dies or is ended. */
  ended: Promise<never>
  end(why: Error): void
}

export function openSql(open: OpenRelease): SqlDesk {
  let running: Promise<Running> | null = null
  const started = () => {
    const starting = (running ??= spawn(open))
    starting.catch(() => (running = null))
    return starting
  }
  const end = (why: Error) => {
    void running?.then((worker) => worker.end(why)).catch(() => undefined)
    running = null
  }
  return {
    async run(sql, tell) {
      // What its words alone refuse need not wait for DuckDB.
      readingStatement(sql)
      tell({ doing: 'starting' })
      const { service, ended } = await started()
      const outcome = await Promise.race([service.runSql(sql, LIMITS, proxy(tell)), ended])
      if ('result' in outcome) return { ...outcome.result, milliseconds: outcome.milliseconds }
      const { message, details } = outcome.error
      const error = new SqlError(message, details)
      if (outcome.fatal) end(error)
      throw error
    },
    stop: () => end(new SqlStopped('The query was stopped.')),
    async rows(result) {
      if (result.rows.length === result.kept) return result.rows
      const { service, ended } = await started()
      return Promise.race([service.rowsOf(result.stream), ended])
    },
    async parquet(result, metadata) {
      const [{ parquetOfStream }, wasm] = await Promise.all([import('../../release/parquet-stream'), parquetWriter()])
      return parquetOfStream(result.stream, metadata, wasm)
    },
  }
}

/** The engine's worker, a second time: a classic script in a Blob, so that it starts from a USB stick too. */
async function spawn(open: OpenRelease): Promise<Running> {
  const wasm = await readWasm(__DUCKDB_WASM__, (path) => appSource().read(path))
  const { default: EngineWorker } = await import('../worker?worker&inline')
  const worker = new EngineWorker({ name: 'cairn-sql' })
  let fail = (_: Error): void => {}
  const ended = new Promise<never>((_, reject) => (fail = reject))
  ended.catch(() => undefined)
  worker.addEventListener('error', ({ message }) => fail(new Error(message || 'The engine’s script was refused.')))
  const end = (why: Error) => {
    worker.terminate()
    fail(why)
  }
  const service = wrap<SqlService>(worker) as unknown as SqlService
  try {
    await Promise.race([service.openSql(transfer(wasm, [wasm])), ended])
    await service.useSql(open.release, proxy(cellsOf(open)))
    return { service, ended, end }
  } catch (error) {
    worker.terminate()
    throw error
  }
}

/** A table as it was read, checked by its hash; what its source says of each cell where it is published as it came. */
export function cellsOf(open: OpenRelease): (table: string) => Promise<LoadedCells> {
  return async (table) => ({
    cells: await open.table(table),
    notes: isPublished(open.release, table) ? await open.cellNotes(table) : null,
  })
}

const isPublished = ({ tables }: Release, id: string): boolean =>
  tables.some((table) => table.id === id && table.shape === 'published')
