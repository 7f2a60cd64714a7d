import type { Release } from '../../domain'
import type { Cell, QueryResult, ResultColumn } from '../../state/sql.svelte'
import type { GridTable } from '../Grid.svelte'

/** A query's rows as a table: figures as they are, sorted as numbers; NULL is said, since an empty text is something else. */
export function resultGrid({ columns, rows }: QueryResult, release: Release): GridTable {
  return {
    caption: `${release.synthetic ? 'SYNTHETIC: ' : ''}Result of the query on ${release.title}, ${release.date}`,
    columns: columns.map(({ name, figures }, at) => ({ id: `${at}`, header: name, align: figures ? 'end' : 'start' })),
    rows: rows.map((row, at) => ({
      key: `${at}`,
      cells: row.map(printed),
      raw: row.map((value, column) => sortable(value, columns[column]!)),
    })),
  }
}

/** Twelve significant digits, as in files: what lies beyond is the machine's. */
function printed(value: Cell): string {
  if (value === null) return 'NULL'
  return typeof value === 'number' ? String(Number(value.toPrecision(12))) : value
}

/** Numbers that are written out, because no double holds them, still sort as numbers. */
function sortable(value: Cell, { figures }: ResultColumn): Cell {
  return figures && typeof value === 'string' ? Number(value) : value
}
