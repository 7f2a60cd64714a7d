import type { CellKeys } from './keys'
import { stridesOf } from './tables'
import type { TableShape } from './tables'

/** Equations in compressed rows, the margin first in each. */
export interface Rows {
  rowStart: Int32Array
  rowCell: Int32Array
  rowSign: Int8Array
  /** The axis along which each row sums. */
  rowAxis: readonly string[]
}

/** A sum on one axis: positions of the margin and of its parts. */
interface AxisSum {
  axis: number
  total: number
  parts: readonly number[]
}

/** margin = Σ parts, for each axis and level of each table and each member of its other axes. Repeated rows once. */
export function collectRows(shapes: readonly TableShape[], cellOf: readonly Int32Array[], keys: CellKeys): Rows {
  const start: number[] = [0]
  const cells: number[] = []
  const rowAxis: string[] = []
  const seen = shapes.length > 1 ? new Set<string>() : null
  shapes.forEach((shape, at) => {
    const sums = sumsOf(shape, at, shapes, keys)
    for (const sum of sums)
      for (const base of lines(shape, sum.axis))
        if (addRow(start, cells, seen, rowOf(shape, cellOf[at]!, sum, base))) rowAxis.push(shape.axes[sum.axis]!.name)
  })
  const rowCell = Int32Array.from(cells)
  const rowStart = Int32Array.from(start)
  const rowSign = new Int8Array(cells.length).fill(1)
  for (let row = 0; row + 1 < rowStart.length; row++) rowSign[rowStart[row]!] = -1
  return { rowStart, rowCell, rowSign, rowAxis }
}

function sumsOf(shape: TableShape, at: number, shapes: readonly TableShape[], keys: CellKeys): AxisSum[] {
  return shape.axes.flatMap(({ members }, axis) => {
    const position = new Map(members.map(({ code }, k) => [code, k]))
    const declared = members.flatMap(({ parts }, total) =>
      parts?.length ? [{ axis, total, parts: parts.map((code) => position.get(code)!) }] : [],
    )
    return shapes.length > 1 ? [...declared, ...impliedSums(keys.covers[at]![axis]!.atoms, axis, declared)] : declared
  })
}

/** Sums that nobody declared but the atoms show: a member that is the disjoint union of smaller ones. */
function impliedSums(atoms: readonly Int32Array[], axis: number, declared: readonly AxisSum[]): AxisSum[] {
  return atoms.flatMap((own, total) => {
    if (own.length < 2 || declared.some((sum) => sum.total === total)) return []
    const parts = disjointUnion(new Set(own), atoms, own.length)
    return parts ? [{ axis, total, parts }] : []
  })
}

function disjointUnion(left: Set<number>, atoms: readonly Int32Array[], below: number): number[] | null {
  const sized = atoms.map((set, at) => ({ set, at })).filter(({ set }) => set.length < below && set.length > 0)
  const parts: number[] = []
  for (const { set, at } of sized.sort((a, b) => b.set.length - a.set.length || a.at - b.at)) {
    if (!set.every((atom) => left.has(atom))) continue
    set.forEach((atom) => left.delete(atom))
    parts.push(at)
  }
  return left.size === 0 ? parts : null
}

/** Index of the first cell of every line along an axis. */
function* lines(shape: TableShape, axis: number): Generator<number> {
  const inner = stridesOf(shape)[axis]!
  const block = inner * shape.axes[axis]!.members.length
  const outer = shape.axes.slice(0, axis).reduce((product, { members }) => product * members.length, 1)
  for (let high = 0; high < outer; high++) for (let low = 0; low < inner; low++) yield high * block + low
}

function rowOf(shape: TableShape, cellOf: Int32Array, { axis, total, parts }: AxisSum, base: number): number[] {
  const stride = stridesOf(shape)[axis]!
  return [cellOf[base + total * stride]!, ...parts.map((part) => cellOf[base + part * stride]!)]
}

function addRow(start: number[], cells: number[], seen: Set<string> | null, row: readonly number[]): boolean {
  if (row.length === 2 && row[0] === row[1]) return false
  if (seen) {
    const key = `${row[0]}=${row.slice(1).sort((a, b) => a - b)}`
    if (seen.has(key)) return false
    seen.add(key)
  }
  for (const cell of row) cells.push(cell)
  start.push(cells.length)
  return true
}
