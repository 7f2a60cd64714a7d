import { DisclosureError } from './errors'
import { roundControlled } from './rounding'
import type { Rounded, RoundingOptions } from './rounding'
import type { Solver } from './solver'
import type { System } from './system'

/** How many equations away from what did not fit cells are freed, before the whole component is. */
const STEPS = 3

/**
 * Controlled rounding in which values of an earlier edition stand, as far as the equations allow. Where nothing within a base of the
 * truth is additive with all of them, those near what did not fit become free, a step further at each try; at last all of its
 * component. What stands can so never make a value lie further from the truth, nor break a sum.
 */
export function roundStanding(system: System, counts: Int32Array, solver: Solver, options: RoundingOptions): Rounded {
  if (!options.standing) return roundControlled(system, counts, solver, options)
  const standing = fitting(counts, options)
  for (let step = 1; standing.some((value) => value >= 0); step++) {
    const { rounded, cause } = attempt(system, counts, solver, { ...options, standing })
    const misfits = misfitsOf(system, counts, standing, rounded, options.base)
    if (rounded && (misfits.length === 0 || step > STEPS)) return rounded
    if (step > STEPS) throw cause
    if (rounded) settle(system, standing, rounded.values, misfits)
    free(system, standing, misfits, step)
  }
  return roundControlled(system, counts, solver, { ...options, standing: null })
}

/** Values that a cell may keep: multiples of the base, within it of the truth, no more than the people there are. */
function fitting(counts: Int32Array, { base, caps, standing }: RoundingOptions): Int32Array {
  return counts.map((count, cell) => {
    const value = standing?.[cell] ?? -1
    const cap = caps?.[cell] ?? -1
    const fits = value >= 0 && value % base === 0 && Math.abs(value - count) < base && (cap < 0 || value <= cap)
    return fits ? value : -1
  })
}

interface Attempt {
  /** Null where nothing additive was found, with the reason. */
  rounded: Rounded | null
  cause?: DisclosureError
}

function attempt(system: System, counts: Int32Array, solver: Solver, options: RoundingOptions): Attempt {
  try {
    return { rounded: roundControlled(system, counts, solver, options) }
  } catch (cause) {
    if (cause instanceof DisclosureError) return { rounded: null, cause }
    throw cause
  }
}

/** Components in which everything fits are done: what was found for them stands from now on. */
function settle(system: System, standing: Int32Array, values: Int32Array, misfits: readonly number[]): void {
  const open = new Set(misfits.map((cell) => system.component[cell]!))
  values.forEach((value, cell) => {
    if (!open.has(system.component[cell]!)) standing[cell] = value
  })
}

/** Cells a base or more from the truth and those of sums that are broken; where nothing was found at all, every free cell. */
function misfitsOf(
  system: System,
  counts: Int32Array,
  standing: Int32Array,
  rounded: Rounded | null,
  base: number,
): number[] {
  const all = [...counts.keys()]
  if (!rounded) return all.filter((cell) => standing[cell]! < 0)
  const found = new Set(all.filter((cell) => Math.abs(rounded.values[cell]! - counts[cell]!) >= base))
  for (let row = 0; rounded.additiveRows < system.rows && row < system.rows; row++) {
    let sum = 0
    for (let k = system.rowStart[row]!; k < system.rowStart[row + 1]!; k++)
      sum += system.rowSign[k]! * rounded.values[system.rowCell[k]!]!
    if (sum !== 0) for (let k = system.rowStart[row]!; k < system.rowStart[row + 1]!; k++) found.add(system.rowCell[k]!)
  }
  return [...found]
}

/** Frees the cells within `step` equations of the misfits; from the last step on, their components. */
function free(system: System, standing: Int32Array, misfits: readonly number[], step: number): void {
  if (step < STEPS) {
    for (const cell of within(system, misfits, step)) standing[cell] = -1
    return
  }
  const components = new Set(misfits.map((cell) => system.component[cell]!))
  standing.forEach((_, cell) => {
    if (components.has(system.component[cell]!)) standing[cell] = -1
  })
}

function within(
  { cellStart, cellRow, rowStart, rowCell }: System,
  cells: readonly number[],
  steps: number,
): Set<number> {
  let reached = new Set(cells)
  for (let step = 0; step < steps; step++) {
    const wider = new Set(reached)
    for (const cell of reached)
      for (const row of cellRow.subarray(cellStart[cell]!, cellStart[cell + 1]!))
        for (const other of rowCell.subarray(rowStart[row]!, rowStart[row + 1]!)) wider.add(other)
    reached = wider
  }
  return reached
}
