import { QueryError, SqlError } from '../../domain'
import { pivotOf, readingStatement, type ReadingStatement } from '../sql/statement'
import type { FileBindings, StreamConnection } from './bindings'
import { openDatabase, type Given } from './database'
import { piecesOf } from './pieces'
import { resultOf, type QueryResult } from './result'

/** A database that is filled by us and only read by whoever writes SQL. */
export interface Reading {
  /** Runs SQL of our own making, which may write. */
  run(sql: string): void
  insert(name: string, columns: Readonly<Record<string, Given>>): void
  /**
   * Runs a reader's query, which can write, fetch and open nothing. `rows`: how many to list; `kept`: after how many to stop.
   * Throws `SqlError`.
   */
  read(sql: string, limits: { rows: number; kept: number }): QueryResult
  close(): void
}

/**
 * Four locks, one behind the other: the words of the query (`readingStatement`); DuckDB's own parser, which must find one
 * statement that still parses behind `SELECT * FROM (`; a transaction that DuckDB opened as read-only; and a database without
 * files, extensions or network (`openDatabase`). The text runs as it was written, so that its columns keep their names.
 */
export function openReading(bindings: FileBindings): Reading {
  const database = openDatabase(bindings, READING)
  return {
    run: (sql) => void database.query(sql),
    insert: (name, columns) => database.insert(name, columns),
    read(sql, limits) {
      const statement = readingStatement(sql)
      const { text, inner } = statement
      const connection = bindings.connect()
      try {
        prepareWhole(connection, statement)
        proveReading(connection, inner)
        run(connection, 'BEGIN TRANSACTION READ ONLY')
        return guarded(text, 0, () => resultOf(piecesOf(connection, text), limits))
      } finally {
        // Also where the transaction has failed or was never begun; the connection goes anyway.
        ignoring(() => run(connection, 'ROLLBACK'))
        connection.close()
      }
    },
    close: () => database.close(),
  }
}

/** Rows come in the order in which a query leaves them; what does not fit into memory is told before the tab dies of it. */
const READING = ['preserve_insertion_order = true', "memory_limit = '1500MB'"]

/** What parses as one statement that begins with SELECT writes nothing, by DuckDB's grammar. */
function proveReading(connection: StreamConnection, inner: string): void {
  try {
    prepare(connection, `SELECT * FROM (\n${inner}\n)`, 1)
  } catch (error) {
    if (!(error instanceof SqlError)) throw error
    throw new SqlError('This is not a query that only reads.', {
      found: error.message,
      expected: 'one statement that could stand behind SELECT * FROM ( … )',
      line: error.details.line,
      column: error.details.column,
    })
  }
}

/**
 * DuckDB takes a PIVOT that names no values for two statements: one that makes a type of the values it finds, which would write, and
 * the query itself. As one statement stands there by its words, nothing else can be meant.
 */
function prepareWhole(connection: StreamConnection, { text, words }: ReadingStatement): void {
  try {
    prepare(connection, text, 0)
  } catch (error) {
    const pivot = error instanceof SqlError && /multiple statements/i.test(error.message) ? pivotOf(text, words) : null
    throw pivot ?? error
  }
}

function prepare(connection: StreamConnection, sql: string, linesBefore: number): void {
  guarded(sql, linesBefore, () => connection.useUnsafe((raw, id) => raw.closePrepared(id, raw.createPrepared(id, sql))))
}

function run(connection: StreamConnection, sql: string): void {
  connection.useUnsafe((raw, id) => void raw.runQuery(id, sql))
}

function guarded<T>(sql: string, linesBefore: number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof SqlError || error instanceof QueryError) throw error
    throw saidBy(error instanceof Error ? error.message : String(error), sql, linesBefore)
  }
}

/** DuckDB's message without its drawing of the place, which is given as line and column instead. */
function saidBy(said: string, sql: string, linesBefore: number): SqlError {
  const drawn = /\n\s*LINE (\d+): (.*)\n( *)\^/.exec(said)
  const message = said.split(/\n\s*LINE \d+: /)[0]!.trim()
  const line = drawn ? Number(drawn[1]) - linesBefore : undefined
  const lines = sql.split('\n').length - 2 * linesBefore
  if (line === undefined || line > lines) return new SqlError(message)
  return new SqlError(message, { line, column: columnOf(drawn!, sql.split('\n')[line - 1 + linesBefore] ?? '') })
}

/** DuckDB cuts long lines at both ends, so the place is found again in the line itself. */
function columnOf([, number = '', shown = '', spaces = '']: RegExpExecArray, line: string): number {
  const caret = spaces.length - `LINE ${number}: `.length
  const cut = shown.startsWith('...') ? 3 : 0
  const start = cut ? line.indexOf(shown.slice(3).replace(/\.\.\.$/, '')) : 0
  return Math.max(1, Math.max(0, start) + caret - cut + 1)
}

function ignoring(work: () => void): void {
  try {
    work()
  } catch {
    return
  }
}
