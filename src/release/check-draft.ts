import { ReleaseError } from '../domain'
import { measuresOf } from './columns'
import type { MeasureSpec } from './columns'
import type { DecodedMeasure, DraftTable } from './draft'

/** Status from which no number stands in a cell: 2 hidden, 3 not collected. */
export const NUMBERLESS = 2

/** Rows of a complete table: the product of its axes. */
export function rowsOf({ axes }: { axes: readonly { members: readonly string[] }[] }): number {
  return axes.reduce((rows, { members }) => rows * members.length, 1)
}

/** Throws `ReleaseError` where a table's columns are not what its shape asks, above all where a hidden cell still has its number. */
export function checkDraftTable(table: DraftTable): void {
  const specs = measuresOf(table)
  const extra = Object.keys(table.measures).find((name) => !specs.some((spec) => spec.name === name))
  if (extra) throw fault(table, `a column called ${extra}`, specs.map(({ name }) => name).join(', '))
  for (const spec of specs) checkMeasure(table, spec)
  if (table.shape === 'published') checkSharedStatus(table)
  const notes = table.cellNotes
  if (notes && (table.shape !== 'published' || notes.length !== rowsOf(table)))
    throw fault(table, `${notes.length} notes of cells`, table.shape === 'published' ? `${rowsOf(table)}` : 'none')
}

function checkMeasure(table: DraftTable, { name, kind }: MeasureSpec): void {
  const measure = table.measures[name]
  if (!measure) throw fault(table, `no column called ${name}`, name)
  const rows = rowsOf(table)
  const { values, status } = measure
  const right = kind === 'count' ? values instanceof Int32Array : values instanceof Float64Array
  if (!right)
    throw fault(table, `${name} as ${values.constructor.name}`, kind === 'count' ? 'Int32Array' : 'Float64Array')
  if (values.length !== rows)
    throw fault(table, `${values.length} rows of ${name}`, `${rows}, one for each combination`)
  if (status && status.length !== rows) throw fault(table, `${status.length} statuses of ${name}`, `${rows}`)
  checkCells(table, name, kind, measure)
}

function checkCells(
  table: DraftTable,
  name: string,
  kind: MeasureSpec['kind'],
  { values, status }: DecodedMeasure,
): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number
    const mark = status?.[row] ?? 0
    if (mark > 3) throw fault(table, `status ${mark} of ${name} in row ${row}`, '0, 1, 2 or 3')
    if (mark >= NUMBERLESS && value !== 0 && !Number.isNaN(value))
      throw fault(table, `${name} keeps a number in row ${row}, which is hidden or not collected`, 'no number there')
    if (kind === 'count' && value < 0) throw fault(table, `${name} below nought in row ${row}`, 'nought or more')
    if (value === Infinity || value === -Infinity) throw fault(table, `${name} without end in row ${row}`, 'a number')
  }
}

/** Published values have one status a row, so their columns cannot differ in it. */
function checkSharedStatus(table: DraftTable): void {
  const first = table.measures['value']?.status ?? null
  for (const [name, { status }] of Object.entries(table.measures))
    if (status !== first && !(status && first && status.every((mark, row) => mark === first[row])))
      throw fault(table, `another status for ${name} than for value`, 'one status a row')
}

function fault({ id }: DraftTable, found: string, expected: string): ReleaseError {
  return new ReleaseError(`Table ${id} cannot be written: it has ${found}.`, {
    where: `table ${id}`,
    found,
    expected,
    todo: 'Correct whatever made the table.',
  })
}
