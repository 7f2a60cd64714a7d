import type { Made, Work } from './making'
import type { Scene } from './scene'
import type { Target } from './suppress'
import type { System } from './system'
import { NOT_COLLECTED } from './tables'

/** Zeros that readers must not take for none at all, so that no sum is known to lie in one category. */
export interface OpenedZeros {
  /** 1 for those that are hidden to begin with. */
  hidden: Uint8Array
  /** 1 for all that may be hidden: where enough people live for a small count to be possible. */
  free: Uint8Array
  /** What must stay possible of each. */
  targets: readonly Target[]
}

/**
 * Sums in which somebody is, and of which whoever reads what is published knows the category: everybody can be in one alone. Found with the
 * truth at hand, so also where a reader does not know whether anybody is in the sum, as whoever knows one of them does.
 */
export function certainRows(
  { system, outer, status, caps }: Scene,
  counts: Int32Array,
  places: readonly string[],
): number[] {
  const found: number[] = []
  for (let row = 0; row < system.rows; row++) {
    if (places.includes(system.rowAxis[row]!) || counts[system.rowCell[system.rowStart[row]!]!] === 0) continue
    const parts = partsOf(system, row).filter((cell) => status[cell] !== NOT_COLLECTED && caps[cell] !== 0)
    if (parts.length > 1 && parts.filter((cell) => outer.high[cell]! > 0).length === 1) found.push(row)
  }
  return found
}

const partsOf = ({ rowStart, rowCell }: System, row: number) => rowCell.subarray(rowStart[row]! + 1, rowStart[row + 1]!)

/**
 * Opens one zero of each row: those first that stand in most of the rows, and of these those that have fewest sums of nothing beside
 * them, since these would have to be hidden too; then the lower cell. `before`: those that are open already.
 */
export function openZeros(
  { system, counts, policy }: Work,
  { status }: Pick<Made, 'status'>,
  free: Uint8Array,
  rows: readonly number[],
  before: OpenedZeros | null,
): OpenedZeros {
  const opened = new Set(before?.targets.map(({ cell }) => cell))
  const useful = usefulZeros(system, counts, rows, (cell) => openable(system, free, status, cell))
  const left = new Set(rows)
  for (const cell of inOrder(useful, (cell) => emptySums(system, counts, cell))) {
    const own = useful.get(cell)!.filter((row) => left.has(row))
    if (own.length === 0 || opened.has(cell)) continue
    opened.add(cell)
    for (const row of own) left.delete(row)
  }
  const targets = [...opened].sort((a, b) => a - b).map((cell) => ({ cell, need: policy.leastValues }))
  const hidden = new Uint8Array(system.cells)
  for (const { cell } of targets) if (free[cell]) hidden[cell] = 1
  return { hidden, free, targets }
}

/** Which of the rows each zero would help. */
function usefulZeros(
  system: System,
  counts: Int32Array,
  rows: readonly number[],
  openable: (cell: number) => number,
): Map<number, number[]> {
  const useful = new Map<number, number[]>()
  for (const row of rows)
    for (const part of partsOf(system, row)) {
      const cell = counts[part] === 0 ? openable(part) : -1
      if (cell >= 0) useful.set(cell, [...(useful.get(cell) ?? []), row])
    }
  return useful
}

/** The zero itself, or where it is published only as a sum one of its parts; −1 where nothing can be hidden. */
function openable(system: System, free: Uint8Array, status: Uint8Array, cell: number): number {
  if (free[cell] === 1 || (!system.published[cell] && status[cell] !== NOT_COLLECTED)) return cell
  for (let k = system.cellStart[cell]!; k < system.cellStart[cell + 1]!; k++) {
    const row = system.cellRow[k]!
    if (system.rowCell[system.rowStart[row]!] !== cell) continue
    const part = partsOf(system, row).find((one) => free[one] === 1)
    if (part !== undefined) return part
  }
  return -1
}

function inOrder(useful: ReadonlyMap<number, readonly number[]>, emptySums: (cell: number) => number): number[] {
  const rank = new Map([...useful].map(([cell, rows]) => [cell, 2 * rows.length - emptySums(cell)]))
  return [...useful.keys()].sort((a, b) => rank.get(b)! - rank.get(a)! || a - b)
}

/** Sums of nothing in which a cell stands. */
function emptySums({ cellStart, cellRow, rowStart, rowCell }: System, counts: Int32Array, cell: number): number {
  let sums = 0
  for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++) {
    const whole = rowCell[rowStart[cellRow[k]!]!]!
    if (whole !== cell && counts[whole] === 0) sums++
  }
  return sums
}
