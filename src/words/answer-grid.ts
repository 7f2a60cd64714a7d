import type { Answer } from '../domain'
import { formatInterval, formatNumber } from './number'
import { tableOf, type AnswerTable, type TableColumn } from './table'

/** An answer's table, perhaps with columns of its own beside those of every answer. */
export type AnswerGrid = Omit<AnswerTable, 'columns'> & {
  columns: readonly (Omit<TableColumn, 'id'> & {
    id: string
    /** What stands in files in its place, where one cell holds several figures: the headers of `parts` in its rows. */
    parts?: readonly string[]
  })[]
}

/** The answer's table; where values came as published, with what the counts give by the named method beside them. */
export function answerGrid(answer: Answer): AnswerGrid {
  const table = tableOf(answer)
  if (!answer.estimates.some(({ recomputed }) => recomputed)) return table
  const byArea = new Map([...answer.estimates, answer.comparator].map((estimate) => [estimate.area, estimate]))
  const after = table.columns.findIndex(({ id }) => id === 'upper95') + 1
  const added = [
    { id: 'recomputed', header: 'Recomputed', align: 'end' as const },
    {
      id: 'recomputed95',
      header: 'Recomputed 95 %',
      align: 'end' as const,
      parts: ['Recomputed 95 % from', 'Recomputed 95 % to'],
    },
    { id: 'difference', header: 'Largest difference', align: 'end' as const },
  ]
  return {
    caption: table.caption,
    columns: insert<AnswerGrid['columns'][number]>(table.columns, after, added),
    rows: table.rows.map((row) => {
      const estimate = byArea.get(row.key)
      const { cells, raw } = recomputedOf(estimate, answer)
      const limits = estimate?.recomputed?.interval95
      const parts = { recomputed95: [limits?.lower ?? null, limits?.upper ?? null] }
      return { ...row, cells: insert(row.cells, after, cells), raw: insert(row.raw, after, raw), parts }
    }),
  }
}

function insert<T>(list: readonly T[], at: number, items: readonly T[]): T[] {
  return [...list.slice(0, at), ...items, ...list.slice(at)]
}

function recomputedOf(
  estimate: Answer['comparator'] | undefined,
  { indicator }: Answer,
): { cells: string[]; raw: (number | null)[] } {
  const found = estimate?.recomputed
  if (!estimate || !found) return { cells: ['', '', ''], raw: [null, null, null] }
  const { value, interval95 } = found
  const gaps = [
    [estimate.value, value],
    [estimate.interval95?.lower ?? null, interval95.lower],
    [estimate.interval95?.upper ?? null, interval95.upper],
  ].flatMap(([one, other]) => (one == null || other == null ? [] : [Math.abs(one - other)]))
  const gap = gaps.length > 0 ? Math.max(...gaps) : null
  return {
    cells: [
      formatNumber(value, indicator),
      formatInterval(interval95, indicator, value),
      gap === null ? '' : small(gap),
    ],
    raw: [value, interval95.lower, gap],
  }
}

/** `0`, `0.0012`, `0.3`: two figures that say something, written out down to a millionth. */
export function small(gap: number): string {
  if (gap === 0) return '0'
  if (gap < 1e-6) return 'under 0.000001'
  return gap >= 1 ? gap.toFixed(1) : gap.toFixed(Math.min(6, 1 - Math.floor(Math.log10(gap)))).replace(/0+$/, '')
}
