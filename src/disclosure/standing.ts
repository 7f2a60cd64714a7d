import type { Program } from './solver'
import type { System } from './system'

/** Where the value of an earlier edition lies among the two that controlled rounding allows a cell. */
export const FREE = 0
export const LOWER = 1
export const UPPER = 2
/** The upper of two, where a fall may tell of a small count. */
export const UPPER_GUARDED = 3

/** Which falls of published values are allowed: first none, then those that are not guarded, then any. */
export const FALLS = ['none', 'some', 'any'] as const
export type Falls = (typeof FALLS)[number]

/** Above all that rounding pays for its distances, so that the fewest values change; within what the solver tells apart. */
const MOVE = 1_000
const FALL = 20 * MOVE
const GUARDED_FALL = 20 * FALL

export interface Standing {
  base: number
  /** Published values of the earlier edition, −1 where there are none. */
  standing: Int32Array
  caps?: Int32Array | null
  /** Counts below this are small: values that stand for them are guarded. */
  small?: number
  /** 1 for cells whose equations are guarded besides. */
  guarded?: Uint8Array | null
}

/** How each cell stands; free where its earlier value is no longer within a base of the count, or above the people there are. */
export function standsOf(
  system: System,
  counts: Int32Array,
  { base, standing, caps, small = 0, guarded }: Standing,
): Uint8Array {
  const beside = guarded && besides(system, guarded)
  return Uint8Array.from(counts, (count, cell) => {
    const value = standing[cell]!
    const cap = caps?.[cell] ?? -1
    if (value < 0 || value % base !== 0 || Math.abs(value - count) >= base || (cap >= 0 && value > cap)) return FREE
    if (value <= count) return LOWER
    return value - base + 1 < small || beside?.[cell] ? UPPER_GUARDED : UPPER
  })
}

/** The marked cells and all that share an equation with one of them. */
function besides({ cells, rows, rowStart, rowCell }: System, marked: Uint8Array): Uint8Array {
  const result = marked.slice(0, cells)
  for (let row = 0; row < rows; row++) {
    const places = rowCell.subarray(rowStart[row]!, rowStart[row + 1]!)
    if (places.some((cell) => marked[cell])) for (const cell of places) result[cell] = 1
  }
  return result
}

/**
 * A rounding program (columns 0 or 1) in which as few values as can be leave where they stand, the nearest of such solutions being
 * taken. A value that falls costs more than any that rise: to whoever presumes that late records only add, a count is then known to
 * lie between the later value and the earlier. `stands`: one a column. Where nothing stands the program is as it was.
 */
export function keeping(program: Program, stands: Uint8Array, falls: Falls): Program {
  if (stands.every((stand) => stand === FREE)) return program
  const cost = program.cost.slice()
  const low = program.low.slice()
  let offset = program.offset ?? 0
  stands.forEach((stand, at) => {
    if (stand === FREE) return
    if (stand === LOWER) cost[at]! += MOVE
    else if (isHeld(stand, falls)) low[at] = 1
    else {
      const price = stand === UPPER ? FALL : GUARDED_FALL
      offset += price
      cost[at]! -= price
    }
    if (stand !== LOWER) offset -= program.cost[at]!
  })
  return { ...program, cost, low, offset, gap: 0.95 * MOVE }
}

const isHeld = (stand: number, falls: Falls) => falls === 'none' || (falls === 'some' && stand === UPPER_GUARDED)
