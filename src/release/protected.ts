import { isProtected } from '../disclosure/protected'
import type { Protected, ProtectedTable, ProtectedTables } from '../disclosure/protected'
import { ReleaseError } from '../domain'
import type { Protection } from '../domain'
import { rowsOf } from './check-draft'
import { markSafe } from './draft'
import type { DecodedMeasure, DraftTable, ReleaseDraft, SafeDraft } from './draft'

/** A release but for its counts, which come from `protect` alone. Tables of counts may hold public populations. */
export interface ProtectedOutline extends Omit<ReleaseDraft, 'protection'> {
  protection: Extract<Protection, { kind: 'protected' }>
}

/**
 * Puts protected counts into a release. Each table of the shape `counts` finds its counts under its id; with `ownPopulation`
 * and no population of its own also its population, from the protected table's axis `among`.
 * @throws ReleaseError where the tables did not come from `protect`, or a table of counts has none or other members.
 */
export function protectedDraft(outline: ProtectedOutline, made: readonly Protected<ProtectedTables>[]): SafeDraft {
  if (!made.every(isProtected))
    throw new ReleaseError('These counts were not made safe to show, so no release is made of them.', {
      where: outline.id,
      found: 'counts that the disclosure rules have not passed',
      expected: 'counts that they have',
    })
  const byId = new Map(made.flatMap(({ tables }) => tables.map((table) => [table.shape.id, table] as const)))
  const tables = outline.tables.map((table) => (table.shape === 'counts' ? filled(table, byId) : table))
  return markSafe({ ...outline, tables })
}

function filled(table: DraftTable, made: ReadonlyMap<string, ProtectedTable>): DraftTable {
  const found = made.get(table.id)
  if (!found || table.measures['count'])
    throw new ReleaseError(`Table ${table.id} has counts from elsewhere than the disclosure rules.`, {
      where: table.id,
      found: found ? 'counts that came with the outline' : 'no protected counts',
      expected: 'protected counts, and no others',
    })
  const measures = { ...table.measures, count: planeOf(table, found, 'counted') }
  const own = table.ownPopulation && !table.measures['population']
  return { ...table, measures: own ? { ...measures, population: planeOf(table, found, 'all') } : measures }
}

/** The table's own members out of a protected table that may have more; `among` picks the counted or all. */
function planeOf(table: DraftTable, { shape, values, status }: ProtectedTable, among: string): DecodedMeasure {
  const strides = shape.axes.map((_, at) => shape.axes.slice(at + 1).reduce((n, { members }) => n * members.length, 1))
  const at = (name: string, code: string) => {
    const axis = shape.axes.findIndex((one) => one.name === name)
    const member = shape.axes[axis]?.members.findIndex((one) => one.code === code) ?? -1
    if (member < 0) throw unlike(table, `${name} ${code}`)
    return member * (strides[axis] ?? 0)
  }
  const extra = shape.axes.filter(({ name }) => !table.axes.some((axis) => axis.name === name))
  if (extra.some(({ name }) => name !== 'among')) throw unlike(table, extra.map(({ name }) => name).join(', '))
  const first = extra.length > 0 ? at('among', among) : 0
  const steps = table.axes.map(({ name, members }) => members.map((code) => at(name, code)))
  const own: DecodedMeasure = { values: new Int32Array(rowsOf(table)), status: new Uint8Array(rowsOf(table)) }
  const walk = (depth: number, row: number, from: number): void => {
    const axis = steps[depth]
    if (!axis) {
      own.values[row] = values[from] ?? 0
      if (own.status) own.status[row] = status[from] ?? 0
      return
    }
    for (const [k, step] of axis.entries()) walk(depth + 1, row * axis.length + k, from + step)
  }
  walk(0, 0, first)
  return own
}

const unlike = ({ id }: DraftTable, found: string) =>
  new ReleaseError(`The protected counts of ${id} are laid out otherwise than the table.`, {
    where: id,
    found,
    expected: 'each member of each of the table’s axes',
  })
