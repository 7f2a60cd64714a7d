import { blurCells } from './blur'
import { noiseOf } from './cellkey'
import type { OpenedZeros } from './groups'
import type { NoiseLadder } from './ladder'
import { hiddenTo } from './policy'
import type { Policy } from './policy'
import { gatherOptional } from './primary'
import type { PrimaryOptions } from './primary'
import { HIDDEN, ROUNDED, SHOWN, UNPUBLISHED, hiddenLow, nearest, publicRanges } from './ranges'
import { roundApart } from './apart'
import { primaryCells, targetsOf } from './targets'
import type { Rounded } from './rounding'
import type { Solver } from './solver'
import { suppress } from './suppress'
import type { System } from './system'
import { NOT_COLLECTED, ownCells } from './tables'
import type { CountTable } from './tables'

export interface ProtectOptions extends PrimaryOptions {
  /** Values that an earlier edition published, by table; −1 where it did not. As few as can be change, and fewest of all fall. */
  standing?: readonly (Int32Array | null)[]
  /** Marks of cells, by table, that the two editions together gave away: values of equations with them fall, or rise, last of all. */
  guarded?: readonly (Uint8Array | null)[]
  /** For cell keys: the steps of noise to try; absent: all from what the policy asks. */
  noise?: NoiseLadder
}

/** Tables to be made safe, as one system. */
export interface Work {
  system: System
  tables: readonly CountTable[]
  counts: Int32Array
  reasons: Uint8Array
  policy: Policy
  solver: Solver
  options: ProtectOptions
}

/** What is published of each cell of the system, and what it took. */
export interface Made {
  values: Int32Array
  status: Uint8Array
  secondaries: number
  rounding: Rounded | null
  /** True where some of the hidden are none at all. */
  zerosHidden: boolean
}

/** Values and statuses before anything is hidden. */
export function draft({ system, tables, counts, policy, solver, options }: Work): Made {
  const collected = collectedCells(system, tables)
  const status = Uint8Array.from(collected, (is, cell) =>
    !is ? NOT_COLLECTED : !system.published[cell] ? UNPUBLISHED : policy.method === 'suppression' ? SHOWN : ROUNDED,
  )
  const made = { status, secondaries: 0, rounding: null, zerosHidden: false }
  if (policy.method === 'suppression') return { ...made, values: counts.slice() }
  if (policy.method === 'cell-key') return { ...made, values: blurCells(system, tables, counts, noiseOf(policy)) }
  if (policy.method === 'hide-and-round')
    return {
      ...made,
      values: counts.map((count) => nearest(count, policy.base!)),
      status: status.map((one, cell) => (one === ROUNDED && counts[cell] === 0 ? SHOWN : one)),
    }
  const caps = gatherOptional(system, tables, 'population')
  const standing = options.standing ? gatherStanding(system, options.standing) : null
  const guarded = options.guarded ? gatherGuarded(system, options.guarded) : null
  const { base, small } = policy
  const rounding = roundApart({ system, tables, counts, solver }, { base: base!, caps, standing, guarded, small })
  return { ...made, values: rounding.values, rounding }
}

export const reachOf = ({ rounding }: Made) => (rounding && rounding.relaxed > 0 ? 2 : 1)

/** What of a cell the policy decides before anything is hidden for another's sake. */
export function taskOf(
  { system, tables, counts, reasons, policy, options }: Work,
  drafted: Made,
  zerosHidden: boolean,
) {
  const limit = hiddenTo(policy, options.classes)
  const rules = { ...policy, hideTo: limit > 0 ? limit : null, reach: reachOf(drafted), zerosHidden }
  const caps = gatherOptional(system, tables, 'population')
  const known = publicRanges(system, rules, drafted.values, drafted.status, caps)
  const largest = gatherOptional(system, tables, 'largest')
  const stored = storedCells(system, tables)
  return { system, counts, reasons, policy, limit, largest, status: drafted.status, known, stored, caps, rules }
}

/** Hides what the policy hides and the zeros that must not be read, and with it whatever would give them away. */
export function hide(work: Work, drafted: Made, zeros: OpenedZeros | null): Made {
  const { system, counts, policy, solver } = work
  const task = taskOf(work, drafted, zeros !== null)
  const { known, stored, status } = task
  const hidden = primaryCells(task).map((is, cell) => (is || zeros?.hidden[cell] ? 1 : 0))
  const shown = (cell: number) => policy.zerosShown && counts[cell] === 0 && !zeros?.free[cell]
  const { hidden: all, secondaries } = suppress(system, counts, solver, {
    hiddenLow: hiddenLow(task.rules),
    known,
    hidden,
    fixed: status.map((one, cell) => (one === NOT_COLLECTED || !stored[cell] || shown(cell) ? 1 : 0)),
    targets: [...targetsOf(task, hidden), ...(zeros?.targets ?? [])],
    derived: stored.map((is, cell) => (is || !system.published[cell] ? 0 : 1)),
    insiders: true,
    small: policy.small,
    beside: policy.leastValues,
    thorough: policy.method === 'suppression',
  })
  if (!all.includes(1)) return drafted
  return {
    ...drafted,
    values: drafted.values.map((value, cell) => (all[cell] ? 0 : value)),
    status: status.map((one, cell) => (all[cell] ? HIDDEN : one)),
    secondaries,
    zerosHidden: zeros !== null,
  }
}

/** 1 where some table has the cell itself: only there can it be hidden. Sums are hidden by hiding their parts. */
function storedCells(system: System, tables: readonly CountTable[]): Uint8Array {
  const stored = new Uint8Array(system.cells)
  tables.forEach((table, at) => {
    const own = ownCells(table)
    system.cellOf[at]!.forEach((cell, index) => (stored[cell]! |= own[index]!))
  })
  return stored
}

function collectedCells(system: System, tables: readonly CountTable[]): Uint8Array {
  const collected = new Uint8Array(system.cells)
  tables.forEach(({ status }, at) =>
    system.cellOf[at]!.forEach((cell, index) => {
      if (status?.[index] !== NOT_COLLECTED) collected[cell] = 1
    }),
  )
  return collected
}

function gatherGuarded(system: System, guarded: readonly (Uint8Array | null)[]): Uint8Array {
  const result = new Uint8Array(system.cells)
  guarded.forEach((marks, at) => marks?.forEach((mark, index) => (result[system.cellOf[at]![index]!]! |= mark)))
  return result
}

function gatherStanding(system: System, standing: readonly (Int32Array | null)[]): Int32Array {
  const result = new Int32Array(system.cells).fill(-1)
  standing.forEach((values, at) =>
    values?.forEach((value, index) => {
      if (value >= 0) result[system.cellOf[at]![index]!] = value
    }),
  )
  return result
}
