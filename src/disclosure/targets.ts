import { OPEN, propagate } from './bounds'
import type { Ranges } from './bounds'
import { policyBlurs } from './policy'
import type { Policy } from './policy'
import { Reason } from './primary'
import { ROUNDED, SHOWN, UNPUBLISHED } from './ranges'
import type { Target } from './suppress'
import type { System } from './system'

/** All that decides what must be hidden; one element a cell of the system. */
export interface TargetTask {
  system: System
  counts: Int32Array
  reasons: Uint8Array
  policy: Policy
  /** The largest count that is hidden, 0 where none is. */
  limit: number
  /** Most events of one person, where some table says. */
  largest: Int32Array | null
  /** As drafted, before anything is hidden. */
  status: Uint8Array
  /** What the public would know if nothing were. */
  known: Ranges
  stored: Uint8Array
}

/** Values that must stay possible: more than the events of whoever dominates the cell. */
const needOf = ({ policy, reasons, largest }: TargetTask, cell: number) =>
  Math.max(policy.leastValues, reasons[cell]! & Reason.dominated ? (largest?.[cell] ?? 0) + 1 : 0)

/** 1 for cells that the policy hides for what they are. */
export function primaryCells(task: TargetTask): Uint8Array {
  const { policy, reasons, status, counts, stored, limit, known } = task
  const blurs = policyBlurs(policy)
  const hides = blurs ? Reason.population : ~Reason.dominated
  // Where every count is blurred by a guaranteed width, whoever dominates one is safe if that is wider than their events.
  const blurred = (cell: number) => blurs && known.high[cell]! - known.low[cell]! + 1 >= needOf(task, cell)
  return reasons.map((why, cell) => {
    if ((status[cell] !== SHOWN && status[cell] !== ROUNDED) || counts[cell] === 0 || !stored[cell]) return 0
    const few = limit > 0 && (why & Reason.few) > 0
    const dominated = (why & Reason.dominated) > 0 && !blurred(cell)
    return few || dominated || (why & hides) > 0 ? 1 : 0
  })
}

/** Cells that must keep enough possible values: the hidden ones, and those that others might narrow. */
export function targetsOf(task: TargetTask, hidden: Uint8Array): Target[] {
  const { policy, counts, status, known } = task
  // Controlled rounding guarantees its interval to all others.
  const guaranteed = policy.method === 'controlled-rounding'
  const exposed = (cell: number) => status[cell] === ROUNDED && known.low[cell]! < policy.small
  const derived = guaranteed ? () => false : derivedTargets(task, hidden)
  return [...counts.keys()]
    .filter((cell) => hidden[cell] === 1 || (!guaranteed && exposed(cell)) || derived(cell))
    .map((cell) => ({ cell, need: needOf(task, cell) }))
}

/** What nobody publishes but can be worked out: small counts, and none at all where that is not plain from shown zeros. */
function derivedTargets({ system, counts, reasons, policy, status, known }: TargetTask, hidden: Uint8Array) {
  const outer = propagate(system, {
    low: known.low.map((low, cell) => (hidden[cell] ? 0 : low)),
    high: known.high.map((high, cell) => (hidden[cell] ? OPEN : high)),
  })
  return (cell: number) =>
    status[cell] === UNPUBLISHED && (reasons[cell]! > 0 || (counts[cell]! < policy.small && outer.high[cell]! > 0))
}
