import { cellCount, strides } from '../check'
import { STATUS } from '../port'
import type { DenseTable } from '../port'
import type { Column } from './database'

/**
 * How a table lies in DuckDB. Names of people's making never reach SQL: tables are `t0`, `t1`, …; axes `a0`, …;
 * measures `m0`, …; their statuses `s0`, … (only where something is not shown).
 */
export interface Layout {
  name: string
  axes: DenseTable['axes']
  measures: ReadonlyMap<string, { values: string; status: string | null }>
}

export function layOut(table: DenseTable, name: string): Layout {
  const columns = Object.values(table.measures).flatMap(({ status }) => status ?? [])
  const measures = Object.entries(table.measures).map(([measure, { status }], i) => {
    // Measures that share one column of statuses share it in DuckDB too.
    return [measure, { values: `m${i}`, status: status ? `s${columns.indexOf(status)}` : null }] as const
  })
  return { name, axes: table.axes.map(({ name, size }) => ({ name, size })), measures: new Map(measures) }
}

/** The columns to insert: the members of each axis as small integers, then measures and statuses as they are. */
export function columnsOf(table: DenseTable, layout: Layout): Record<string, Column> {
  const columns: Record<string, Column> = {}
  const cells = cellCount(table)
  strides(table.axes).forEach((stride, a) => (columns[`a${a}`] = keyColumn(cells, table.axes[a]!.size, stride)))
  for (const [name, { values, status }] of layout.measures) {
    const measure = table.measures[name]!
    columns[values] = measure.values
    if (status) columns[status] = measure.status!
  }
  return columns
}

function keyColumn(cells: number, size: number, stride: number): Column {
  const keys = size <= 256 ? new Uint8Array(cells) : size <= 65_536 ? new Uint16Array(cells) : new Int32Array(cells)
  for (let from = 0, member = 0; from < cells; from += stride, member = (member + 1) % size)
    keys.fill(member, from, from + stride)
  return keys
}

/** SQL for a cell's number: NULL where the cell is hidden or absent. */
export function numberIn({ values, status }: { values: string; status: string | null }): string {
  return status ? `CASE WHEN ${status} <= ${STATUS.rounded} THEN ${values} END` : values
}

/** SQL for a cell's position in its table. */
export function positionIn(layout: Layout): string {
  const terms = strides(layout.axes).map((stride, a) => `a${a}::INTEGER * ${stride}`)
  return terms.length === 0 ? '0' : terms.join(' + ')
}
