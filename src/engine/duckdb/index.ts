import { checkRows, checkSum, checkTable, tableNamed } from '../check'
import type { DenseTable, Engine, RowQuery, Rows, SumQuery, Sums } from '../port'
import type { Bindings } from './bindings'
import { openDatabase } from './database'
import type { Database } from './database'
import { columnsOf, layOut } from './layout'
import type { Layout } from './layout'
import { rowsOf, rowsSql } from './rows'
import { sumSql, sumsOf } from './sum'

export type { Bindings, Connection } from './bindings'

/** DuckDB on blocking bindings: it answers at once where it runs, so that one thread needs no promises inside. */
export interface DuckdbEngine extends Engine {
  readonly name: 'duckdb'
  add(table: DenseTable): void
  sum(query: SumQuery): Sums
  rows(query: RowQuery): Rows
  close(): void
}

/**
 * Sums with DuckDB-WASM: same port, same results as `columns` (counts exact; sums of floats to 1e-12).
 * Give it bindings of its own (`nodeBindings`, `browserBindings`). Throws `QueryError`, with the SQL where DuckDB spoke.
 */
export function duckdbEngine(bindings: Bindings): DuckdbEngine {
  const database = openDatabase(bindings)
  const tables = new Map<string, Held>()
  const maps = new Maps(database)
  let made = 0
  return {
    name: 'duckdb',
    has: (id) => tables.has(id),
    add(table) {
      checkTable(table)
      const layout = layOut(table, `t${made++}`)
      database.insert(layout.name, columnsOf(table, layout))
      const old = tables.get(table.id)
      tables.set(table.id, { shape: shapeOf(table), layout })
      if (old) database.drop(old.layout.name)
    },
    sum(query) {
      const { shape, layout } = tableNamed(tables, query.table, query)
      checkSum(query, shape)
      const sql = sumSql(query, layout, (members, slots) => maps.put(members, slots))
      const sums = sumsOf(query, layout, database.query(sql))
      maps.trim()
      return sums
    },
    rows(query) {
      const { shape, layout } = tableNamed(tables, query.table, query)
      checkRows(query, shape)
      const sql = rowsSql(query, layout, (members) => maps.put(members, members))
      const rows = rowsOf(query, database.query(sql.rows), Number(database.query(sql.total).n![0]))
      maps.trim()
      return rows
    },
    close: () => database.close(),
  }
}

/** What is remembered of a table once its numbers are in DuckDB: its axes and the names of its measures. */
interface Held {
  shape: DenseTable
  layout: Layout
}

function shapeOf({ id, axes, measures }: DenseTable): DenseTable {
  const empty = { values: new Int32Array(0), status: null }
  return { id, axes, measures: Object.fromEntries(Object.keys(measures).map((name) => [name, empty])) }
}

/** Small tables of members and slots, kept for the next query that groups the same way. */
class Maps {
  readonly #names = new Map<string, string>()
  #made = 0
  constructor(readonly database: Database) {}

  put(members: Int32Array, slots: Int32Array): string {
    const key = `${members.join()}:${slots.join()}`
    const known = this.#names.get(key)
    this.#names.delete(key)
    const name = known ?? this.#insert(members, slots)
    this.#names.set(key, name)
    return name
  }

  #insert(k: Int32Array, v: Int32Array): string {
    const name = `g${this.#made++}`
    this.database.insert(name, { k, v })
    return name
  }

  /** Lets go of the maps that have not been used for longest. Call it between queries only. */
  trim(): void {
    for (const [key, name] of this.#names) {
      if (this.#names.size <= MAPS_KEPT) return
      this.database.drop(name)
      this.#names.delete(key)
    }
  }
}

const MAPS_KEPT = 32
