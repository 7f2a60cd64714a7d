import { OPEN, propagate } from './bounds'
import { noiseTable, perturb } from './cellkey'
import { DisclosureError } from './errors'
import { checkPolicy, hiddenTo } from './policy'
import type { Policy } from './policy'
import { markProtected } from './protected'
import type { Protected, ProtectedTable, ProtectedTables, ProtectionReport } from './protected'
import { Reason, gatherOptional, primaryReasons } from './primary'
import type { PrimaryOptions } from './primary'
import { HIDDEN, ROUNDED, SHOWN, UNPUBLISHED, nearest, publicRanges } from './ranges'
import { roundApart } from './apart'
import type { Rounded } from './rounding'
import type { Solver } from './solver'
import { suppress } from './suppress'
import { buildSystem, gatherCounts } from './system'
import type { System } from './system'
import { NOT_COLLECTED, coordinatesOf } from './tables'
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
  const made = apply({ system, tables, counts, reasons, policy, solver, options })
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

function apply(work: Work): Made {
  const { policy } = work
  if (policy.method === 'cell-key') return byCellKey(work)
  const drafted = draft(work)
  return hide(work, drafted)
}

/** Values and statuses before anything is hidden. */
function draft({ system, tables, counts, policy, solver, options }: Work): Made {
  const collected = collectedCells(system, tables)
  const status = Uint8Array.from(collected, (is, cell) =>
    !is ? NOT_COLLECTED : !system.published[cell] ? UNPUBLISHED : policy.base === null ? SHOWN : ROUNDED,
  )
  if (policy.method === 'suppression') return { values: counts.slice(), status, secondaries: 0, rounding: null }
  if (policy.method === 'hide-and-round') {
    const values = counts.map((count) => nearest(count, policy.base!))
    return {
      values,
      status: status.map((one, cell) => (one === ROUNDED && counts[cell] === 0 ? SHOWN : one)),
      secondaries: 0,
      rounding: null,
    }
  }
  const caps = gatherOptional(system, tables, 'population')
  const standing = options.standing ? gatherStanding(system, options.standing) : null
  const rounding = roundApart({ system, tables, counts, solver }, { base: policy.base!, caps, standing })
  return { values: rounding.values, status, secondaries: 0, rounding }
}

const reachOf = ({ rounding }: Made) => (rounding && rounding.relaxed > 0 ? 2 : 1)

/** Hides what the policy hides, and with it whatever would give it away. */
function hide({ system, tables, counts, reasons, policy, solver, options }: Work, drafted: Made): Made {
  const limit = hiddenTo(policy, options.classes)
  const largest = gatherOptional(system, tables, 'largest')
  const hides = policy.method === 'controlled-rounding' ? Reason.dominated | Reason.population : ~0
  const rules = { ...policy, reach: reachOf(drafted) }
  const known = publicRanges(
    system,
    rules,
    drafted.values,
    drafted.status,
    gatherOptional(system, tables, 'population'),
  )
  const needOf = (cell: number) =>
    Math.max(policy.leastValues, reasons[cell]! & Reason.dominated ? (largest?.[cell] ?? 0) + 1 : 0)
  // Controlled rounding guarantees its interval: whoever dominates a count is safe where it is wider than their events.
  const blurred = (cell: number) =>
    policy.method === 'controlled-rounding' && known.high[cell]! - known.low[cell]! + 1 >= needOf(cell)
  const stored = storedCells(system, tables)
  const hidden = Uint8Array.from(reasons, (why, cell) => {
    const status = drafted.status[cell]!
    if ((status !== SHOWN && status !== ROUNDED) || counts[cell] === 0 || !stored[cell]) return 0
    const few = limit > 0 && (why & Reason.few) > 0
    const dominated = (why & hides & Reason.dominated) > 0 && !blurred(cell)
    return few || dominated || (why & hides & ~Reason.dominated) > 0 ? 1 : 0
  })
  // A count that is rounded alone can be narrowed by its neighbours; controlled rounding guarantees that it is not.
  const exposed = (cell: number) =>
    policy.method === 'hide-and-round' && drafted.status[cell] === ROUNDED && known.low[cell]! < policy.small
  const outer = propagate(system, {
    low: known.low.map((low, cell) => (hidden[cell] ? 0 : low)),
    high: known.high.map((high, cell) => (hidden[cell] ? OPEN : high)),
  })
  // What can be worked out: small counts, and none at all where that is not plain from shown zeros.
  const derived = (cell: number) =>
    policy.method !== 'controlled-rounding' &&
    drafted.status[cell] === UNPUBLISHED &&
    (reasons[cell]! > 0 || (counts[cell]! < policy.small && outer.high[cell]! > 0))
  const targets = [...counts.keys()]
    .filter((cell) => hidden[cell] === 1 || exposed(cell) || derived(cell))
    .map((cell) => ({
      cell,
      need: needOf(cell),
    }))
  const fixed = drafted.status.map((status, cell) =>
    status === NOT_COLLECTED || !stored[cell] || (policy.zerosShown && counts[cell] === 0) ? 1 : 0,
  )
  const hiddenLow = policy.zerosShown ? 1 : 0
  const { hidden: all, secondaries } = suppress(system, counts, solver, {
    hiddenLow,
    known,
    hidden,
    fixed,
    targets,
    derived: stored.map((is, cell) => (is || !system.published[cell] ? 0 : 1)),
    insiders: true,
    small: policy.small,
    thorough: policy.method === 'suppression',
  })
  if (!all.includes(1)) return drafted
  return {
    ...drafted,
    values: drafted.values.map((value, cell) => (all[cell] ? 0 : value)),
    status: drafted.status.map((status, cell) => (all[cell] ? HIDDEN : status)),
    secondaries,
  }
}

function byCellKey({ system, tables, counts, policy }: Work): Made {
  const noise = noiseTable(policy.leastValues, policy.leastValues / 2)
  const values = new Int32Array(system.cells)
  const status = new Uint8Array(system.cells).fill(ROUNDED)
  tables.forEach((table, at) => {
    if (!table.keys)
      throw new DisclosureError('Cell keys need the sum of its records’ keys for every cell.', {
        where: table.id,
        found: 'none',
        expected: 'one a cell',
      })
    const cellOf = system.cellOf[at]!
    const blurred = perturb(
      Int32Array.from(cellOf, (cell) => counts[cell]!),
      table.keys,
      noise,
    )
    cellOf.forEach((cell, index) => {
      values[cell] = blurred[index]!
      if (table.status?.[index] === NOT_COLLECTED) status[cell] = NOT_COLLECTED
    })
  })
  return { values, status, secondaries: 0, rounding: null }
}

/** 1 where some table has the cell itself: only there can it be hidden. Sums are hidden by hiding their parts. */
function storedCells(system: System, tables: readonly CountTable[]): Uint8Array {
  const stored = new Uint8Array(system.cells)
  tables.forEach((table, at) => {
    const own = table.axes.map(({ members }) => members.map((member) => !member.derived && !member.unpublished))
    system.cellOf[at]!.forEach((cell, index) => {
      if (coordinatesOf(table, index).every((member, axis) => own[axis]![member])) stored[cell] = 1
    })
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
