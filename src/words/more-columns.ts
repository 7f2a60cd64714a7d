import type { Answer, Estimate } from '../domain'
import { giveOrTake, saySureness } from './sureness'
import type { AnswerTable, TableColumn } from './table'

/** A column that a view adds to the answer's table: what its chart says beside the values. */
export interface MoreColumn {
  id: string
  header: string
  cell(estimate: Estimate): string
  /** What it is sorted by, where that is a number. */
  raw?(estimate: Estimate): number | null
}

export type WiderTable = Omit<AnswerTable, 'columns'> & {
  columns: readonly (Omit<TableColumn, 'id'> & { id: string })[]
}

/** How sure each value is, as the map's stripes and spoken names say it. */
export const sureColumn: MoreColumn = { id: 'sure', header: 'How sure', cell: saySureness, raw: giveOrTake }

/** The table with more columns at its end, in the same order of rows. */
export function withColumns(table: AnswerTable, answer: Answer, more: readonly MoreColumn[]): WiderTable {
  const byArea = new Map(answer.estimates.map((estimate) => [estimate.area, estimate]))
  return {
    ...table,
    columns: [...table.columns, ...more.map(({ id, header }) => ({ id, header, align: 'start' as const }))],
    rows: table.rows.map((row) => {
      const estimate = row.comparator ? answer.comparator : byArea.get(row.key)
      const cells = more.map(({ cell }) => (estimate ? cell(estimate) : ''))
      const raw = more.map((column, at) => (column.raw && estimate ? column.raw(estimate) : cells[at] || null))
      return { ...row, cells: [...row.cells, ...cells], raw: [...row.raw, ...raw] }
    }),
  }
}
