import type { Release } from '../domain'

/** `columns`: not asked to start yet; `starting`; `duckdb`: it runs; `unavailable`: it cannot, and columns do all. */
export type EngineState = 'columns' | 'starting' | 'duckdb' | 'unavailable'

/** Cells beyond which a sum would hold up the page longer than one frame, so that it is worth a message. */
const MANY_CELLS = 2_000_000

/** Cells of the tables a question needs, from their axes alone: nothing need be read. */
export function cellsOf(tables: readonly string[], release: Release): number {
  return release.tables
    .filter((table) => tables.includes(table.id))
    .reduce((cells, table) => cells + table.axes.reduce((product, axis) => product * axis.members.length, 1), 0)
}

/** Which engine answers: columns beside the chart for what a gesture changes, DuckDB in its worker for the heavy rest. */
export function routeAnswer(cells: number, state: EngineState): 'columns' | 'duckdb' {
  return state === 'duckdb' && cells > MANY_CELLS ? 'duckdb' : 'columns'
}
