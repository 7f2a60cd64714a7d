import { OPEN, propagate } from './bounds'
import type { Ranges } from './bounds'
import type { Policy } from './policy'
import type { ProtectedTable } from './protected'
import { HIDDEN, ROUNDED, SHOWN, UNPUBLISHED, rangeOf } from './ranges'
import type { PublicRules } from './ranges'
import { buildSystem, firstBroken } from './system'
import type { System } from './system'
import { NOT_COLLECTED } from './tables'

/** What the attacker reads: values and statuses, and the rules that are public. */
export type AuditRules = PublicRules &
  Pick<Policy, 'leastValues' | 'small' | 'bestGuess' | 'modelGuess' | 'groupDisclosureApproved'>

export interface ObserveOptions {
  /** Public numbers of people for each table's cells; −1 where not known. */
  populations?: readonly (Int32Array | null)[]
  /** Which of several rules each table's cells follow; absent: the first. */
  ruleAt?: readonly (Uint8Array | null)[]
  /** Tables that the release does not publish, such as totals known from elsewhere: they inform, nobody protects them. */
  outside?: ReadonlySet<number>
}

/** All that an attacker can read, laid out as one system. */
export interface Scene {
  system: System
  rules: readonly AuditRules[]
  /** Which rules each cell follows. */
  ruleAt: Uint8Array
  /** As published; of cells that nobody publishes, sums of published values where there are any. */
  values: Int32Array
  status: Uint8Array
  known: Ranges
  outer: Ranges & { contradiction: number }
  /** Cells that may be small, and are not plainly empty. */
  targets: number[]
  /** The people among whom was counted; −1 where not known. */
  caps: Int32Array
  /** Cells of which two tables say things that cannot both be. */
  clashes: number[]
}

/** Reads tables as an attacker does. What several tables say of the same records counts together. */
export function observe(
  tables: readonly ProtectedTable[],
  rules: AuditRules | readonly AuditRules[],
  options: ObserveOptions = {},
): Scene {
  const all = Array.isArray(rules) ? (rules as readonly AuditRules[]) : [rules as AuditRules]
  const system = buildSystem(tables.map(({ shape }) => shape))
  const read = readTables(system, tables, all, options)
  const clashes = [...read.low.keys()].filter((cell) => read.low[cell]! > read.high[cell]!)
  const known: Ranges = { low: read.low, high: read.high }
  const outer =
    clashes.length > 0
      ? { low: known.low, high: known.high, contradiction: system.cellRow[system.cellStart[clashes[0]!]!] ?? 0 }
      : propagate(system, known)
  const { values, status, ruleAt, caps, given } = read
  const targets = [...values.keys()].filter(
    (cell) =>
      status[cell] !== NOT_COLLECTED &&
      !given[cell] &&
      outer.high[cell]! > 0 &&
      outer.low[cell]! < all[ruleAt[cell]!]!.small,
  )
  return { system, rules: all, ruleAt, values, status, known, outer, targets, caps, clashes }
}

function readTables(
  system: System,
  tables: readonly ProtectedTable[],
  rules: readonly AuditRules[],
  { populations, ruleAt, outside }: ObserveOptions,
) {
  const { cells } = system
  const read = {
    values: new Int32Array(cells),
    status: new Uint8Array(cells).fill(UNPUBLISHED),
    ruleAt: new Uint8Array(cells).fill(NO_RULES),
    caps: new Int32Array(cells).fill(-1),
    given: new Uint8Array(cells).fill(1),
    low: new Int32Array(cells),
    high: new Int32Array(cells).fill(OPEN),
  }
  tables.forEach((table, at) => {
    const rows = ruleAt?.[at]
    system.cellOf[at]!.forEach((cell, index) => {
      if (!outside?.has(at)) {
        read.given[cell] = 0
        read.ruleAt[cell] = stricter(rules, read.ruleAt[cell]!, rows?.[index] ?? 0)
      }
      const cap = populations?.[at]?.[index] ?? -1
      if (cap >= 0) read.caps[cell] = read.caps[cell]! < 0 ? cap : Math.min(read.caps[cell]!, cap)
      const status = table.status[index]!
      const [low, high] = saidRange(rules[rows?.[index] ?? 0]!, status, table.values[index]!, cap)
      read.low[cell] = Math.max(read.low[cell]!, low)
      read.high[cell] = Math.min(read.high[cell]!, high)
      // Of two tables the first that shows the cell is taken at its word; what the other adds is in the range.
      if (outside?.has(at) || status === UNPUBLISHED || read.status[cell]! < HIDDEN) return
      read.status[cell] = status
      read.values[cell] = table.values[index]!
    })
  })
  read.ruleAt.forEach((rule, cell) => (read.ruleAt[cell] = rule === NO_RULES ? 0 : rule))
  return read
}

const NO_RULES = 255

/** A sum over two facilities owes both what each of them asks. */
function stricter(rules: readonly AuditRules[], a: number, b: number): number {
  if (a === b || a === NO_RULES) return b
  return rules[a]!.leastValues >= rules[b]!.leastValues ? a : b
}

/**
 * What a published value says of its count, the threshold counted in: where small counts are hidden, a value that is not is none of
 * them. `cap`: the people among whom was counted; −1 where not known.
 */
export function saidRange(rules: AuditRules, status: number, value: number, cap = -1): [low: number, high: number] {
  const [low, high] = rangeOf(rules, status, value, cap)
  if (status !== ROUNDED || rules.method !== 'controlled-rounding' || !rules.hideTo) return [low, high]
  return value === 0 ? [0, 0] : [Math.max(low, rules.hideTo + 1), high]
}

/**
 * A whole solution to start from: the published values, and for cells that nobody publishes the sums and differences of
 * them. Null where something is hidden, or where the published values are no solution.
 */
export function publishedPoint({ system, values, status }: Scene): Int32Array | null {
  const point = values.slice()
  const known = Uint8Array.from(status, (one) => (one === SHOWN || one === ROUNDED || one === NOT_COLLECTED ? 1 : 0))
  if (status.includes(HIDDEN)) return null
  const waiting = [...Array(system.rows).keys()]
  for (let next = 0; next < waiting.length; next++) fill(system, waiting[next]!, point, known, waiting)
  if (known.includes(0)) for (const cell of point.keys()) if (!known[cell] && !stands(system, cell)) known[cell] = 1
  return !known.includes(0) && firstBroken(system, point) < 0 ? point : null
}

const stands = (system: System, cell: number) => system.cellStart[cell]! < system.cellStart[cell + 1]!

/** Works out the one unknown cell of a row, and has the cell's other rows looked at again. */
function fill(system: System, row: number, point: Int32Array, known: Uint8Array, waiting: number[]): void {
  const { rowStart, rowCell, rowSign, cellStart, cellRow } = system
  let [unknown, sign, sum] = [-1, 0, 0]
  for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) {
    const cell = rowCell[k]!
    if (known[cell]) sum += rowSign[k]! * point[cell]!
    else if (unknown >= 0) return
    else [unknown, sign] = [cell, rowSign[k]!]
  }
  if (unknown < 0) return
  point[unknown] = -sign * sum
  known[unknown] = 1
  for (let k = cellStart[unknown]!; k < cellStart[unknown + 1]!; k++) waiting.push(cellRow[k]!)
}
