import type { DenseTable, SumQuery } from '../port'

/** Where cells come from and where they go: rows of the last axis, and the members kept along it. */
export interface Plan {
  /** Sizes of the grouped axes, in the table's order. */
  sizes: number[]
  /** How many slots the result has. */
  slots: number
  /** For each kept combination of the outer axes: its first cell, and its first slot. */
  starts: Int32Array
  targets: Int32Array
  /** Members kept along the last axis, and the slot each adds. */
  members: Int32Array
  offsets: Int32Array
  /** True where the members are consecutive, and so are their slots: the loop then needs no lookup. */
  run: boolean
  /** For each row, 1 where no row before it has the same target. */
  fresh: Uint8Array
}

interface Kept {
  members: Int32Array
  /** Slot × stride in the result. */
  offsets: Int32Array
}

/** Lays out a checked query over its table. Cost: the number of rows of the last axis, not of cells. */
export function planSum(query: SumQuery, table: DenseTable): Plan {
  const groupings = table.axes.map((axis) => query.groupings.find((grouping) => grouping.axis === axis.name))
  const kept: Kept[] = []
  let stride = 1
  for (let a = table.axes.length - 1; a >= 0; a--) {
    kept.unshift(keptMembers(table.axes[a]!.size, groupings[a]?.slots, stride))
    stride *= groupings[a]?.size ?? 1
  }
  const last = kept.pop() ?? keptMembers(1, undefined, 1)
  const sizes = groupings.flatMap((grouping) => (grouping ? [grouping.size] : []))
  const rows = rowsOf(table, kept)
  const run = isRun(last.members) && isRun(last.offsets)
  return { sizes, slots: stride, ...rows, ...last, run, fresh: firstOf(rows.targets) }
}

function firstOf(targets: Int32Array): Uint8Array {
  const seen = new Set<number>()
  return Uint8Array.from(targets, (target) => (seen.has(target) ? 0 : (seen.add(target), 1)))
}

function keptMembers(size: number, slots: Int32Array | undefined, stride: number): Kept {
  let count = size
  if (slots) for (let i = 0; i < size; i++) if (slots[i]! < 0) count--
  const members = new Int32Array(count)
  const offsets = new Int32Array(count)
  for (let i = 0, k = 0; i < size; i++) {
    const slot = slots ? slots[i]! : 0
    if (slot < 0) continue
    members[k] = i
    offsets[k++] = slot * stride
  }
  return { members, offsets }
}

/** Combines the kept members of the outer axes, slowest first, so that cells are read in the order they lie. */
function rowsOf(table: DenseTable, outer: readonly Kept[]): { starts: Int32Array; targets: Int32Array } {
  let starts = new Int32Array(1)
  let targets = new Int32Array(1)
  outer.forEach(({ members, offsets }, a) => {
    const cells = table.axes.slice(a + 1).reduce((product, axis) => product * axis.size, 1)
    const nextStarts = new Int32Array(starts.length * members.length)
    const nextTargets = new Int32Array(nextStarts.length)
    for (let row = 0, k = 0; row < starts.length; row++)
      for (let m = 0; m < members.length; m++, k++) {
        nextStarts[k] = starts[row]! + members[m]! * cells
        nextTargets[k] = targets[row]! + offsets[m]!
      }
    starts = nextStarts
    targets = nextTargets
  })
  return { starts, targets }
}

function isRun(numbers: Int32Array): boolean {
  for (let i = 1; i < numbers.length; i++) if (numbers[i] !== numbers[0]! + i) return false
  return true
}
