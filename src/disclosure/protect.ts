import { blurCells } from './blur'
import { checkPolicy, hiddenTo } from './policy'
import type { Policy } from './policy'
import { markProtected } from './protected'
import type { Protected, ProtectedTable, ProtectedTables, ProtectionReport } from './protected'
import { Reason, gatherOptional, primaryReasons } from './primary'
import type { PrimaryOptions } from './primary'
import { HIDDEN, ROUNDED, SHOWN, UNPUBLISHED, nearest, publicRanges } from './ranges'
import { roundApart } from './apart'
import { primaryCells, targetsOf } from './targets'
import type { Rounded } from './rounding'
import type { Solver } from './solver'
import { suppress } from './suppress'
import { buildSystem, gatherCounts } from './system'
import type { System } from './system'
import { NOT_COLLECTED, ownCells } from './tables'
import type { CountTable } from './tables'

export interface ProtectOptions extends PrimaryOptions {
  /** Published values that stand from an earlier release, by table; −1 where free. Unchanged cells keep their rounding. */
  standing?: readonly (Int32Array | null)[]
}

/**
 * Makes tables safe by a policy. Deterministic: same tables, same policy, same result.
 * @throws PolicyError where the policy cannot be followed, DisclosureError where the tables contradict themselves.
 */
export function protect(
  tables: readonly CountTable[],
  policy: Policy,
  solver: Solver,
  options: ProtectOptions = {},
): Protected<ProtectedTables> {
  checkPolicy(policy, options.classes)
  const system = buildSystem(tables)
  const counts = gatherCounts(system, tables)
  const reasons = primaryReasons(system, tables, counts, policy, options)
  const work = { system, tables, counts, reasons, policy, solver, options }
  const made = hide(work, draft(work))
  const result = { tables: cut(system, tables, made), report: reportOf(system, policy, reasons, made) }
  return markProtected(result)
}

interface Work {
  system: System
  tables: readonly CountTable[]
  counts: Int32Array
  reasons: Uint8Array
  policy: Policy
  solver: Solver
  options: ProtectOptions
}

interface Made {
  values: Int32Array
  status: Uint8Array
  secondaries: number
  rounding: Rounded | null
}

/** Values and statuses before anything is hidden. */
function draft({ system, tables, counts, policy, solver, options }: Work): Made {
  const collected = collectedCells(system, tables)
  const status = Uint8Array.from(collected, (is, cell) =>
    !is ? NOT_COLLECTED : !system.published[cell] ? UNPUBLISHED : policy.method === 'suppression' ? SHOWN : ROUNDED,
  )
  const made = { status, secondaries: 0, rounding: null }
  if (policy.method === 'suppression') return { ...made, values: counts.slice() }
  if (policy.method === 'cell-key') return { ...made, values: blurCells(system, tables, counts, policy.leastValues) }
  if (policy.method === 'hide-and-round')
    return {
      ...made,
      values: counts.map((count) => nearest(count, policy.base!)),
      status: status.map((one, cell) => (one === ROUNDED && counts[cell] === 0 ? SHOWN : one)),
    }
  const caps = gatherOptional(system, tables, 'population')
  const standing = options.standing ? gatherStanding(system, options.standing) : null
  const rounding = roundApart({ system, tables, counts, solver }, { base: policy.base!, caps, standing })
  return { ...made, values: rounding.values, rounding }
}

const reachOf = ({ rounding }: Made) => (rounding && rounding.relaxed > 0 ? 2 : 1)

/** Hides what the policy hides, and with it whatever would give it away. */
function hide({ system, tables, counts, reasons, policy, solver, options }: Work, drafted: Made): Made {
  const limit = hiddenTo(policy, options.classes)
  const rules = { ...policy, hideTo: limit > 0 ? limit : null, reach: reachOf(drafted) }
  const caps = gatherOptional(system, tables, 'population')
  const known = publicRanges(system, rules, drafted.values, drafted.status, caps)
  const largest = gatherOptional(system, tables, 'largest')
  const stored = storedCells(system, tables)
  const { status } = drafted
  const task = { system, counts, reasons, policy, limit, largest, status, known, stored }
  const hidden = primaryCells(task)
  const { hidden: all, secondaries } = suppress(system, counts, solver, {
    hiddenLow: policy.zerosShown ? 1 : 0,
    known,
    hidden,
    fixed: status.map((one, cell) =>
      one === NOT_COLLECTED || !stored[cell] || (policy.zerosShown && counts[cell] === 0) ? 1 : 0,
    ),
    targets: targetsOf(task, hidden),
    derived: stored.map((is, cell) => (is || !system.published[cell] ? 0 : 1)),
    insiders: true,
    small: policy.small,
    thorough: policy.method === 'suppression',
  })
  if (!all.includes(1)) return drafted
  return {
    ...drafted,
    values: drafted.values.map((value, cell) => (all[cell] ? 0 : value)),
    status: status.map((one, cell) => (all[cell] ? HIDDEN : one)),
    secondaries,
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

function gatherStanding(system: System, standing: readonly (Int32Array | null)[]): Int32Array {
  const result = new Int32Array(system.cells).fill(-1)
  standing.forEach((values, at) =>
    values?.forEach((value, index) => {
      if (value >= 0) result[system.cellOf[at]![index]!] = value
    }),
  )
  return result
}

function cut(system: System, tables: readonly CountTable[], { values, status }: Made): ProtectedTable[] {
  return tables.map(({ id, of, axes, within }, at) => {
    const cellOf = system.cellOf[at]!
    const own = Uint8Array.from(cellOf, (cell) => (status[cell] === UNPUBLISHED ? HIDDEN : status[cell]!))
    return {
      shape: { id, of, axes, within },
      values: Int32Array.from(cellOf, (cell, index) =>
        own[index] === SHOWN || own[index] === ROUNDED ? values[cell]! : 0,
      ),
      status: own,
    }
  })
}

function reportOf(system: System, policy: Policy, reasons: Uint8Array, made: Made): ProtectionReport {
  const count = (bit: number) => reasons.reduce((sum, why) => sum + (why & bit ? 1 : 0), 0)
  const statuses = (status: number) => made.status.reduce((sum, one) => sum + (one === status ? 1 : 0), 0)
  const { values: _, ...rounding } = made.rounding ?? { values: null }
  return {
    policy: { id: policy.id, version: policy.version, label: policy.label },
    cells: system.cells,
    sensitive: Object.fromEntries(
      Object.entries(Reason).map(([name, bit]) => [name, count(bit)]),
    ) as ProtectionReport['sensitive'],
    shown: statuses(SHOWN),
    rounded: statuses(ROUNDED),
    hidden: statuses(HIDDEN),
    secondaries: made.secondaries,
    reach: reachOf(made),
    rounding: made.rounding ? (rounding as Omit<Rounded, 'values'>) : null,
  }
}
