import type { Program } from './solver'
import type { System } from './system'

/** Where the value of an earlier edition lies among the two that controlled rounding allows a cell. */
export const FREE = 0
const LOWER = 1
const UPPER = 2
/** The upper of two, where a fall may tell of a small count. */
const UPPER_GUARDED = 3
/** The lower of two, where a rise has told of a small count to whoever presumes that records were only taken away. */
const LOWER_GUARDED = 4

/** In the marks of cells that two editions gave away together: whether falls are guarded, or rises, in their equations. */
export const GUARD_FALLS = 1
export const GUARD_RISES = 2

/** Which falls of published values, and guarded rises, are allowed: first none, then falls that are not guarded, then any. */
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
  /** For cells whose equations are guarded besides: GUARD_FALLS, GUARD_RISES or both; else 0. */
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
    const marks = beside?.[cell] ?? 0
    if (value <= count) return marks & GUARD_RISES ? LOWER_GUARDED : LOWER
    return value - base + 1 < small || marks & GUARD_FALLS ? UPPER_GUARDED : UPPER
  })
}

/** The marks of each cell and of all that share an equation with it. */
function besides({ cells, rows, rowStart, rowCell }: System, marked: Uint8Array): Uint8Array {
  const result = marked.slice(0, cells)
  for (let row = 0; row < rows; row++) {
    const places = rowCell.subarray(rowStart[row]!, rowStart[row + 1]!)
    const marks = places.reduce((all, cell) => all | marked[cell]!, 0)
    if (marks > 0) for (const cell of places) result[cell]! |= marks
  }
  return result
}

/**
 * A rounding program (columns 0 or 1) in which as few values as can be leave where they stand, the nearest of such solutions being
 * taken. A value that falls costs more than any that rise: to whoever presumes that late records only add, a count is then known to
 * lie between the later value and the earlier; so does one that rises to whoever presumes that they were only taken away, which is
 * guarded where it has told. `stands`: one a column. Where nothing stands the program is as it was.
 */
export function keeping(program: Program, stands: Uint8Array, falls: Falls): Program {
  if (stands.every((stand) => stand === FREE)) return program
  const cost = program.cost.slice()
  const [low, high] = [program.low.slice(), program.high.slice()]
  let offset = program.offset ?? 0
  stands.forEach((stand, at) => {
    if (stand === FREE) return
    const held = isHeld(stand, falls)
    if (stand === LOWER || stand === LOWER_GUARDED) {
      if (held) high[at] = 0
      else cost[at]! += stand === LOWER ? MOVE : GUARDED_FALL
      return
    }
    offset -= program.cost[at]!
    if (held) low[at] = 1
    else {
      const price = stand === UPPER ? FALL : GUARDED_FALL
      offset += price
      cost[at]! -= price
    }
  })
  return { ...program, cost, low, high, offset, gap: 0.95 * MOVE }
}

const isHeld = (stand: number, falls: Falls) =>
  stand !== LOWER && (falls === 'none' || (falls === 'some' && stand !== UPPER))
