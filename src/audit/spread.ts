import { HIDDEN, NOT_COLLECTED, UNPUBLISHED } from '../disclosure'
import type { SystemAxis, TableShape } from '../disclosure'

/** Cells of one measure in the order of some axes. */
export interface Plane {
  values: Int32Array
  status: Uint8Array
}

/**
 * The stored cells of a table laid out over the axes of its shape, sums included: a published sum is the sum of the published
 * parts, since everybody knows that they were made together; where a part is hidden, nobody can read the sum.
 */
export function spread({ axes }: Pick<TableShape, 'axes'>, stored: readonly number[], plane: Plane): Plane {
  return axes.reduce<Plane>((now, axis, at) => {
    const outer = axes.slice(0, at).reduce((product, { members }) => product * members.length, 1)
    const inner = stored.slice(at + 1).reduce((product, size) => product * size, 1)
    return widen(now, axis, { outer, inner, stored: stored[at]! })
  }, plane)
}

function widen(
  plane: Plane,
  { members }: SystemAxis,
  { outer, inner, stored }: Record<'outer' | 'inner' | 'stored', number>,
): Plane {
  if (members.length === stored) return plane
  const place = new Map(members.map(({ code }, at) => [code, at]))
  const size = outer * members.length * inner
  const wide: Plane = { values: new Int32Array(size), status: new Uint8Array(size) }
  for (let block = 0; block < outer; block++) {
    const to = block * members.length * inner
    const from = block * stored * inner
    wide.values.set(plane.values.subarray(from, from + stored * inner), to)
    wide.status.set(plane.status.subarray(from, from + stored * inner), to)
    for (let member = stored; member < members.length; member++) {
      const { parts = [], unpublished } = members[member]!
      const bases = parts.map((code) => to + place.get(code)! * inner)
      for (let cell = 0; cell < inner; cell++) sum(wide, to + member * inner + cell, unpublished ? [] : bases, cell)
    }
  }
  return wide
}

function sum({ values, status }: Plane, at: number, bases: readonly number[], cell: number): void {
  let [total, most, collected] = [0, 0, 0]
  for (const base of bases) {
    const mark = status[base + cell]!
    if (mark === NOT_COLLECTED) continue
    collected++
    total += values[base + cell]!
    most = Math.max(most, mark)
  }
  const open = bases.length === 0 || (collected > 0 && most >= HIDDEN)
  status[at] = open ? UNPUBLISHED : collected === 0 ? NOT_COLLECTED : most
  values[at] = status[at] < HIDDEN ? total : 0
}

/** Sums of values that were not rounded together are nobody's values: where regions share a table, each keeps its own rules. */
export function unkept(
  plane: Plane,
  { axes }: Pick<TableShape, 'axes'>,
  stored: readonly number[],
  controlled: (cell: number) => boolean,
): Plane {
  const strides = axes.map((_, at) => axes.slice(at + 1).reduce((product, { members }) => product * members.length, 1))
  plane.status.forEach((mark, cell) => {
    if (mark >= HIDDEN || controlled(cell)) return
    if (axes.every(({ members }, at) => Math.floor(cell / strides[at]!) % members.length < stored[at]!)) return
    plane.status[cell] = UNPUBLISHED
    plane.values[cell] = 0
  })
  return plane
}

/** The same for numbers of people: −1 where any part is not known. */
export function spreadCaps(
  { axes }: Pick<TableShape, 'axes'>,
  stored: readonly number[],
  caps: Int32Array,
): Int32Array {
  const status = Uint8Array.from(caps, (cap) => (cap < 0 ? HIDDEN : 0))
  const open = axes.map((axis) => ({
    ...axis,
    members: axis.members.map((member) => ({ ...member, unpublished: false })),
  }))
  const { values, status: known } = spread({ axes: open }, stored, {
    values: caps.map((cap) => Math.max(0, cap)),
    status,
  })
  return values.map((value, cell) => (known[cell] === 0 ? value : -1))
}
