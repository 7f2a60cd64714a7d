import { checkRows, checkSum, checkTable, measureNamed, tableNamed } from '../check'
import type { DenseTable, RowQuery, Rows, SyncEngine } from '../port'
import { planSum } from './plan'
import { rowsFrom } from './rows'
import { sumPlan } from './sum'

/**
 * Sums dense columns in plain TypeScript: the reference that DuckDB is checked against, the first painter, and the
 * fallback where WebAssembly is blocked. Holds the caller's arrays as they are (no copy): do not write to them after.
 * Throws `QueryError` naming the table, axis or measure that is unknown or does not fit.
 */
export function columnsEngine(): SyncEngine & { rows(query: RowQuery): Rows } {
  const tables = new Map<string, DenseTable>()
  return {
    name: 'columns',
    has: (id) => tables.has(id),
    add(table) {
      checkTable(table)
      tables.set(table.id, table)
    },
    sum(query) {
      const table = tableNamed(tables, query.table, query)
      checkSum(query, table)
      const measures = Object.fromEntries(query.measures.map((name) => [name, measureNamed(table, name, query)]))
      return sumPlan(planSum(query, table), measures)
    },
    rows(query) {
      const table = tableNamed(tables, query.table, query)
      checkRows(query, table)
      return rowsFrom(query, table)
    },
    close: () => tables.clear(),
  }
}
