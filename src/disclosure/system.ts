import { DisclosureError } from './errors'
import { CellKeys } from './keys'
import type { AxisCover, AxisLimit } from './keys'
import { collectRows } from './rows'
import { NOT_COLLECTED, nameCell } from './tables'
import type { CountTable, TableShape } from './tables'

/**
 * All tables as one sparse system Mz = 0. A cell is a set of records: cells of several tables that cover the same
 * records are one. Row k is Σ rowSign · z[rowCell] = 0 over rowStart[k] … rowStart[k + 1]; a margin has sign −1, its parts +1.
 */
export interface System {
  shapes: readonly TableShape[]
  /** For each table, each of its cells' place in the system. */
  cellOf: readonly Int32Array[]
  cells: number
  rows: number
  rowStart: Int32Array
  rowCell: Int32Array
  rowSign: Int8Array
  /** The axis along which each row sums. */
  rowAxis: readonly string[]
  /** The same matrix by cell: the rows in which each cell stands. */
  cellStart: Int32Array
  cellRow: Int32Array
  /** 1 where some table publishes the cell. */
  published: Uint8Array
  /** Connected component of each cell: nothing known in one says anything about another. */
  component: Int32Array
  components: number
  /** For each table and axis, which atoms each member covers. */
  covers: readonly (readonly AxisCover[])[]
  /** For each table, the atoms to which it is limited on axes that it does not divide by. */
  limits: readonly (readonly AxisLimit[])[]
}

/** Builds the system of some tables. Throws DisclosureError where a table contradicts itself. */
export function buildSystem(shapes: readonly TableShape[]): System {
  const keys = new CellKeys(shapes)
  const cellOf = shapes.map((shape, at) => keys.number(shape, at))
  const rows = collectRows(shapes, cellOf, keys)
  const cells = keys.size
  const { cellStart, cellRow } = byCell(cells, rows.rowStart, rows.rowCell)
  return {
    shapes,
    cellOf,
    cells,
    rows: rows.rowStart.length - 1,
    ...rows,
    cellStart,
    cellRow,
    published: keys.published(cellOf),
    ...connect(cells, rows.rowStart, rows.rowCell),
    covers: keys.covers,
    limits: shapes.map((shape) => keys.limits(shape)),
  }
}

function byCell(cells: number, rowStart: Int32Array, rowCell: Int32Array) {
  const cellStart = new Int32Array(cells + 1)
  for (const cell of rowCell) cellStart[cell + 1]!++
  for (let cell = 0; cell < cells; cell++) cellStart[cell + 1]! += cellStart[cell]!
  const next = cellStart.slice()
  const cellRow = new Int32Array(rowCell.length)
  for (let row = 0; row + 1 < rowStart.length; row++)
    for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) cellRow[next[rowCell[k]!]!++] = row
  return { cellStart, cellRow }
}

/** Components by union-find, numbered in the order of their first cell. `skip`: cells that connect nothing. */
export function connect(cells: number, rowStart: Int32Array, rowCell: Int32Array, skip?: Uint8Array) {
  const parent = Int32Array.from({ length: cells }, (_, cell) => cell)
  const find = (cell: number) => {
    while (parent[cell] !== cell) cell = parent[cell] = parent[parent[cell]!]!
    return cell
  }
  for (let row = 0; row + 1 < rowStart.length; row++) {
    let first = -1
    for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) {
      if (skip?.[rowCell[k]!]) continue
      const root = find(rowCell[k]!)
      if (first < 0) first = root
      else if (root < first) first = parent[first] = root
      else parent[root] = first
    }
  }
  const component = new Int32Array(cells).fill(-1)
  let components = 0
  for (let cell = 0; cell < cells; cell++) {
    const root = find(cell)
    if (component[root]! < 0) component[root] = components++
    component[cell] = component[root]!
  }
  return { component, components }
}

/** One number a cell from the tables; throws where two tables disagree about a shared cell, unless `settle` says which holds. */
export function gather(
  system: System,
  values: readonly (ArrayLike<number> | null | undefined)[],
  what: string,
  absent = 0,
  settle: ((a: number, b: number) => number) | null = null,
) {
  const result = new Int32Array(system.cells).fill(absent)
  const known = new Uint8Array(system.cells)
  system.cellOf.forEach((cellOf, table) => {
    const given = values[table]
    if (!given) return
    if (given.length !== cellOf.length)
      throw new DisclosureError(`A table has too few or too many ${what}.`, {
        where: system.shapes[table]!.id,
        found: `${given.length}`,
        expected: `${cellOf.length}, one a cell`,
      })
    cellOf.forEach((cell, index) => {
      if (known[cell] && settle) {
        result[cell] = settle(result[cell]!, given[index]!)
        return
      }
      if (known[cell] && result[cell] !== given[index])
        throw new DisclosureError(`Two tables disagree about the ${what} of the same records.`, {
          where: nameCell(system.shapes[table]!, index),
        })
      known[cell] = 1
      result[cell] = given[index]!
    })
  })
  return result
}

/** The true counts of all cells. Throws where a count is negative, or a margin is not the sum of its parts. */
export function gatherCounts(system: System, tables: readonly CountTable[]): Int32Array {
  const counts = gather(
    system,
    tables.map((table) => table.counts),
    'counts',
  )
  const bad = counts.findIndex((count) => count < 0)
  if (bad >= 0) throw new DisclosureError('A count is negative.', { where: whereIs(system, bad) })
  for (const [at, table] of tables.entries())
    table.status?.forEach((status, index) => {
      if (status === NOT_COLLECTED && counts[system.cellOf[at]![index]!] !== 0)
        throw new DisclosureError('A cell that is not collected has a count.', { where: nameCell(table, index) })
    })
  const row = firstBroken(system, counts)
  if (row >= 0)
    throw new DisclosureError('A margin is not the sum of its parts.', {
      where: whereIs(system, system.rowCell[system.rowStart[row]!]!),
    })
  return counts
}

/** The first row with Σ ≠ 0, or −1. */
export function firstBroken(system: System, values: ArrayLike<number>): number {
  for (let row = 0; row < system.rows; row++) {
    let sum = 0
    for (let k = system.rowStart[row]!; k < system.rowStart[row + 1]!; k++)
      sum += system.rowSign[k]! * values[system.rowCell[k]!]!
    if (sum !== 0) return row
  }
  return -1
}

/** Name of a cell by the first table that holds it. */
export function whereIs(system: System, cell: number): string {
  for (const [table, cellOf] of system.cellOf.entries()) {
    const index = cellOf.indexOf(cell)
    if (index >= 0) return nameCell(system.shapes[table]!, index)
  }
  return `cell ${cell}`
}
