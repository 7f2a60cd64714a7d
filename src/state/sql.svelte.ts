import { SqlError } from '../domain'
import type { Analysis } from '../analysis/client'
import { openSql, sqlExamples, sqlTables, SqlStopped, type SqlDesk, type SqlTables, type Step, type TimedResult } from '../analysis/sql/client' // prettier-ignore

export { LIMITS, LONGEST_QUERY } from '../analysis/sql/client'
export type { Cell, QueryResult, ResultColumn, SqlColumn, SqlExample, SqlTable, SqlTables, Step } from '../analysis/sql/client' // prettier-ignore

/** Why a query gave nothing: what happened, and where in the text. */
export type SqlFailure = Pick<SqlError, 'message' | 'details'>

/** What a reader writes and gets in SQL on one open release. Outlives the view, so that nothing typed is lost on the way. */
export class SqlSession {
  /** What stands in the editor. */
  text = $state('')
  /** How far the running query is; null while none runs. */
  step = $state.raw<Step | null>(null)
  /** The last result, and the query that gave it. */
  result = $state.raw<{ sql: string; found: TimedResult } | null>(null)
  failure = $state.raw<SqlFailure | null>(null)
  /** True after a query was stopped, until the next. */
  stopped = $state(false)
  readonly tables: SqlTables
  readonly desk: SqlDesk
  #turn = 0

  constructor(readonly analysis: Analysis) {
    this.tables = sqlTables(analysis.release)
    this.desk = openSql(analysis.open)
  }

  /** Examples about an indicator of the release. */
  examples(indicator: string) {
    const { release } = this.analysis
    return sqlExamples(
      release,
      this.tables,
      release.indicators.find(({ id }) => id === indicator),
    )
  }

  /** Runs a query; a running one is stopped. Never rejects: what happened stands in `result` or `failure`. */
  async run(sql: string): Promise<void> {
    if (this.step) this.desk.stop()
    const turn = ++this.#turn
    this.failure = null
    this.stopped = false
    try {
      const found = await this.desk.run(sql, (step) => turn === this.#turn && (this.step = step))
      if (turn === this.#turn) this.result = { sql, found }
    } catch (thrown) {
      if (turn === this.#turn) this.#tell(thrown)
    } finally {
      if (turn === this.#turn) this.step = null
    }
  }

  stop(): void {
    this.desk.stop()
  }

  #tell(thrown: unknown): void {
    // What stands in the editor gave nothing; what another query gave would be taken for it.
    this.result = null
    this.stopped = thrown instanceof SqlStopped
    if (this.stopped) return
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    this.failure = { message, details: thrown instanceof SqlError ? thrown.details : {} }
  }
}

const sessions = new WeakMap<Analysis, SqlSession>()

/** The one whose worker may be running. */
let latest: SqlSession | null = null

/** The session of an open release: one, however often the view is opened. That of another release lets go of its worker. */
export function sqlSession(analysis: Analysis): SqlSession {
  const known = sessions.get(analysis) ?? new SqlSession(analysis)
  sessions.set(analysis, known)
  if (latest !== known) latest?.stop()
  latest = known
  return known
}
