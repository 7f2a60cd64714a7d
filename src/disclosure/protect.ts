import { checkPolicy } from './check-policy'
import { reachOf } from './making'
import type { Made, ProtectOptions, Work } from './making'
import type { Policy } from './policy'
import { markProtected } from './protected'
import type { Protected, ProtectedTable, ProtectedTables, ProtectionReport } from './protected'
import { Reason, primaryReasons } from './primary'
import { HIDDEN, ROUNDED, SHOWN, UNPUBLISHED } from './ranges'
import { repaired } from './repair'
import type { Rounded } from './rounding'
import type { Solver } from './solver'
import { buildSystem, gatherCounts } from './system'
import type { System } from './system'
import type { CountTable } from './tables'

export type { ProtectOptions } from './making'

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
  const work: Work = { system, tables, counts, reasons, policy, solver, options }
  const { made, noise } = repaired(work)
  return markProtected({ tables: cut(system, tables, made), report: { ...reportOf(work, made), noise } })
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

function reportOf({ system, policy, reasons }: Work, made: Made): Omit<ProtectionReport, 'noise'> {
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
    zerosHidden: made.zerosHidden,
    rounding: made.rounding ? (rounding as Omit<Rounded, 'values'>) : null,
  }
}
