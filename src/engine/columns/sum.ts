import type { Measure, MeasureSums, Sums } from '../port'
import { STATUS } from '../port'
import type { Plan } from './plan'

/**
 * Sums each measure over a plan. Arrays of counts may be shared between measures (where nothing is hidden there
 * is one array of zeros): read them, do not write.
 */
export function sumPlan(plan: Plan, measures: Readonly<Record<string, Measure>>): Sums {
  const cells = cellsPerSlot(plan)
  const none = new Int32Array(plan.slots)
  const sums: Record<string, MeasureSums> = {}
  for (const [name, measure] of Object.entries(measures)) sums[name] = sumMeasure(plan, measure, cells, none)
  return { sizes: plan.sizes, measures: sums }
}

function sumMeasure(plan: Plan, { values, status }: Measure, cells: Int32Array, none: Int32Array): MeasureSums {
  const sum = new Float64Array(plan.slots)
  if (!status) {
    if (values instanceof Int32Array) addIntegers(plan, values, sum)
    else addFloats(plan, values, sum)
    return { sum, shown: cells, rounded: none, hidden: none, absent: none }
  }
  const tally = { rounded: none, hidden: none, absent: none }
  const others = addByStatus(plan, values, status, sum, (slot, found) => count(tally, none, slot, found))
  return { sum, shown: others ? shownOf(cells, tally) : cells, ...tally }
}

/** Plain loops, one for each kind of column: an engine that meets both kinds in one loop slows down on each. */
function addIntegers(plan: Plan, values: Int32Array, sum: Float64Array): void {
  if (plan.run)
    eachRun(plan, sum, (from, to, target, fresh) => {
      // Setting is three times as fast as adding to noughts; for floats it would tell −0 from 0.
      if (fresh) target.set(values.subarray(from, to))
      else addIntegerRun(values.subarray(from, to), target)
    })
  else {
    const { starts, targets, members, offsets } = plan
    for (let row = 0; row < starts.length; row++) {
      const from = starts[row]!
      const to = targets[row]!
      for (let k = 0; k < members.length; k++) sum[to + offsets[k]!]! += values[from + members[k]!]!
    }
  }
}

function addFloats(plan: Plan, values: Float64Array, sum: Float64Array): void {
  if (plan.run) eachRun(plan, sum, (from, to, target) => addFloatRun(values.subarray(from, to), target))
  else {
    const { starts, targets, members, offsets } = plan
    for (let row = 0; row < starts.length; row++) {
      const from = starts[row]!
      const to = targets[row]!
      for (let k = 0; k < members.length; k++) sum[to + offsets[k]!]! += values[from + members[k]!]!
    }
  }
}

/** Each row as one stretch of cells that goes to one stretch of slots. */
function eachRun(
  { starts, targets, members, offsets, fresh }: Plan,
  sum: Float64Array,
  add: (from: number, to: number, target: Float64Array, fresh: boolean) => void,
): void {
  const n = members.length
  if (n === 0) return
  for (let row = 0; row < starts.length; row++) {
    const from = starts[row]! + members[0]!
    const slot = targets[row]! + offsets[0]!
    add(from, from + n, sum.subarray(slot, slot + n), fresh[row] === 1)
  }
}

function addIntegerRun(values: Int32Array, target: Float64Array): void {
  for (let k = 0; k < target.length; k++) target[k]! += values[k]!
}

function addFloatRun(values: Float64Array, target: Float64Array): void {
  for (let k = 0; k < target.length; k++) target[k]! += values[k]!
}

/** Adds what carries a number; reports every cell that is not simply shown. Returns how many there were. */
function addByStatus(
  plan: Plan,
  values: Int32Array | Float64Array,
  status: Uint8Array,
  sum: Float64Array,
  report: (slot: number, status: number) => void,
): number {
  const { starts, targets, members, offsets } = plan
  let others = 0
  for (let row = 0; row < starts.length; row++)
    for (let k = 0; k < members.length; k++) {
      const cell = starts[row]! + members[k]!
      const slot = targets[row]! + offsets[k]!
      const found = status[cell]!
      if (found <= STATUS.rounded) sum[slot]! += values[cell]!
      if (found === STATUS.shown) continue
      others++
      report(slot, found)
    }
  return others
}

interface Tally {
  rounded: Int32Array
  hidden: Int32Array
  absent: Int32Array
}

/** Counts one cell; the array is made when its first cell is met. Unknown statuses count as absent. */
function count(tally: Tally, none: Int32Array, slot: number, found: number): void {
  const key = found === STATUS.rounded ? 'rounded' : found === STATUS.hidden ? 'hidden' : 'absent'
  if (tally[key] === none) tally[key] = new Int32Array(none.length)
  tally[key][slot]!++
}

function shownOf(cells: Int32Array, { rounded, hidden, absent }: Tally): Int32Array {
  return cells.map((all, slot) => all - rounded[slot]! - hidden[slot]! - absent[slot]!)
}

/** How many cells fall into each slot: counted along the last axis once, then over the rows. */
function cellsPerSlot({ slots, starts, targets, offsets, run }: Plan): Int32Array {
  const cells = new Int32Array(slots)
  if (starts.length === 0 || offsets.length === 0) return cells
  const first = offsets[0]!
  const along = run ? null : tallied(offsets)
  for (const [target, rows] of tallied(targets))
    if (along) for (const [offset, often] of along) cells[target + offset]! += rows * often
    else cells.fill(rows, target + first, target + first + offsets.length)
  return cells
}

/** The different numbers among these, and how often each stands. */
function tallied(numbers: Int32Array): Map<number, number> {
  const often = new Map<number, number>()
  for (let i = 0; i < numbers.length; i++) often.set(numbers[i]!, (often.get(numbers[i]!) ?? 0) + 1)
  return often
}
