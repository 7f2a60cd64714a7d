import { SqlError, type Release } from '../../domain'
import type { FileBindings } from '../../engine/duckdb/bindings'
import { openReading, type Reading } from '../../engine/duckdb/reading'
import { decoded, type QueryResult } from '../../engine/duckdb/result'
import { sqlWords } from '../../engine/sql/words'
import type { SqlList } from './lists'
import { fillShell, makeShells, type LoadedCells } from './shells'
import { sqlTables } from './tables'

/** How far a query is. */
export type SqlStep = { doing: 'reading'; table: string } | { doing: 'running' }

/** What came of a query. Errors cross from a worker as plain data. */
export type SqlOutcome =
  | { result: QueryResult; milliseconds: number }
  | { error: { message: string; details: SqlError['details'] }; fatal: boolean }

/** What a worker does for SQL. It holds nothing that cannot be had again. */
export interface SqlService {
  /** Starts DuckDB on the bytes of its WebAssembly. */
  openSql(wasm: ArrayBuffer): Promise<void>
  /** The release that is asked; `load` is asked for a table when a query first names it. */
  useSql(release: Release, load: (table: string) => Promise<LoadedCells>): Promise<void>
  runSql(sql: string, limits: SqlLimits, tell: (step: SqlStep) => void): Promise<SqlOutcome>
  /** All rows of a result that was given before. */
  rowsOf(stream: Uint8Array): Promise<QueryResult['rows']>
}

/** `rows`: how many to list at once; `kept`: how many to hold for files. */
export interface SqlLimits {
  rows: number
  kept: number
}

/** The service on bindings that `bindingsFrom` makes of the bytes: the browser's in a worker, Node's on the command line. */
export function sqlService(bindingsFrom: (wasm: ArrayBuffer) => Promise<FileBindings>): SqlService {
  let reading: Reading | null = null
  let fill: (sql: string, tell: (step: SqlStep) => void) => Promise<void> = async () => undefined
  const open = () => {
    if (!reading) throw new TypeError('SQL was asked for before its engine was open')
    return reading
  }
  return {
    async openSql(wasm) {
      reading = openReading(await bindingsFrom(wasm))
    },
    async useSql(release, load) {
      fill = filling(open(), release, load)
    },
    async runSql(sql, limits, tell) {
      try {
        await fill(sql, tell)
        tell({ doing: 'running' })
        const begun = performance.now()
        const result = open().read(sql, limits)
        return { result, milliseconds: performance.now() - begun }
      } catch (thrown) {
        return failed(thrown)
      }
    },
    rowsOf: async (stream) => decoded(stream).rows,
  }
}

/** What a query cannot cause by itself spoils the engine: it is started anew. */
function failed(thrown: unknown): SqlOutcome {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const details = thrown instanceof SqlError ? thrown.details : {}
  const usual = thrown instanceof SqlError && !/^(INTERNAL|FATAL|Out of Memory)/.test(message)
  return { error: { message, details }, fatal: !usual }
}

/** Lists at once, and shells of the tables so that they can be listed; cells when a query names them. */
function filling(reading: Reading, release: Release, load: (table: string) => Promise<LoadedCells>) {
  const { cells, lists } = sqlTables(release)
  reading.run('CREATE SCHEMA stored')
  for (const list of lists) insertList(reading, list)
  const shells = makeShells(reading, release, cells)
  const filled = new Set<string>()
  return async (sql: string, tell: (step: SqlStep) => void): Promise<void> => {
    const named = new Set(sqlWords(sql).map(({ text }) => text.toLowerCase()))
    for (const shell of shells) {
      const { name, table } = shell.of
      if (!named.has(name) || filled.has(name)) continue
      tell({ doing: 'reading', table: name })
      fillShell(reading, shell, await load(table.id))
      filled.add(name)
    }
  }
}

/** Texts become what their columns are. */
function insertList(reading: Reading, { name, columns, texts }: SqlList): void {
  reading.insert('given', texts)
  const made = columns.map((column) => {
    const text = column.type === 'VARCHAR[]' ? `CASE WHEN ${column.name} = '' THEN [] ELSE string_split(${column.name}, chr(10)) END` : column.name // prettier-ignore
    return `CAST(${text} AS ${column.type}) AS ${column.name}`
  })
  reading.run(`CREATE TABLE ${name} AS SELECT ${made.join(', ')} FROM given`)
  reading.run('DROP TABLE given')
}
