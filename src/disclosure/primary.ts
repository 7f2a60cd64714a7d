import { hiddenTo } from './policy'
import type { Policy } from './policy'
import { gather } from './system'
import type { System } from './system'
import { coordinatesOf } from './tables'
import type { CountTable } from './tables'

/** Why a cell is sensitive; bits, since several may hold. */
export const Reason = { few: 1, dominated: 2, group: 4, complement: 8, population: 16 } as const

export interface PrimaryOptions {
  /** Sensitive classes of what is counted. */
  classes?: readonly string[]
  /** Type and number of people of an area, for minimum populations. */
  areas?: ReadonlyMap<string, { type: string; population: number }>
  /** Axes that do not describe a person, so that one category alone tells nothing. */
  places?: readonly string[]
}

/** For each cell of the system, why it is sensitive: 0, or a sum of `Reason`s. */
export function primaryReasons(
  system: System,
  tables: readonly CountTable[],
  counts: Int32Array,
  policy: Policy,
  options: PrimaryOptions = {},
): Uint8Array {
  const reasons = new Uint8Array(system.cells)
  const limit = Math.max(hiddenTo(policy, options.classes), policy.hideTo === null ? policy.small - 1 : 0)
  const persons = gatherOptional(system, tables, 'persons')
  const largest = gatherOptional(system, tables, 'largest')
  const second = gatherOptional(system, tables, 'second')
  const population = gatherOptional(system, tables, 'population')
  counts.forEach((count, cell) => {
    const people = persons && persons[cell]! >= 0 ? persons[cell]! : count
    if (count > 0 && people <= limit) reasons[cell]! |= Reason.few
    if (dominated(policy, count, largest?.[cell] ?? -1, second?.[cell] ?? -1)) reasons[cell]! |= Reason.dominated
    if (complementSmall(count, people, population?.[cell] ?? -1, limit)) reasons[cell]! |= Reason.complement
  })
  if (!policy.groupDisclosureApproved) markGroups(system, counts, options.places ?? ['area', 'period'], reasons)
  markSmallAreas(system, tables, policy, options, reasons)
  return reasons
}

/**
 * One table may know what another only sums up: of persons the sum counts some twice, of the largest contribution it misses those
 * who come in several parts.
 */
const SETTLED = { persons: Math.min, largest: Math.max, second: Math.max, population: null } as const

/** −1 where no table says. */
export function gatherOptional(
  system: System,
  tables: readonly CountTable[],
  what: 'persons' | 'largest' | 'second' | 'population',
): Int32Array | null {
  const given = tables.map((table) => table[what])
  return given.some(Boolean) ? gather(system, given, what, -1, SETTLED[what]) : null
}

/** One person's share of a count of events, the (n, k) rule and the p % rule. (Handbook on SDC, ch. 4.2.) */
function dominated({ dominance }: Policy, count: number, largest: number, second: number): boolean {
  if (count <= 0 || largest <= 1) return false
  if (dominance.share !== null && largest > dominance.share * count) return true
  const { nk } = dominance
  if (nk && largest + (nk.n === 2 ? Math.max(0, second) : 0) > nk.k * count) return true
  return dominance.pPercent !== null && second >= 0 && count - largest - second < (dominance.pPercent / 100) * largest
}

/** Nearly everybody has it: as telling as nearly nobody. Only where each person counts once. */
function complementSmall(count: number, people: number, population: number, limit: number): boolean {
  return population > 0 && people === count && count > 0 && population - count <= limit
}

/** Rows in which one category alone has anybody: whoever is known to be in the margin is in it. */
function markGroups(system: System, counts: Int32Array, places: readonly string[], reasons: Uint8Array): void {
  for (let row = 0; row < system.rows; row++) {
    if (places.includes(system.rowAxis[row]!)) continue
    const parts = system.rowCell.subarray(system.rowStart[row]! + 1, system.rowStart[row + 1]!)
    const total = counts[system.rowCell[system.rowStart[row]!]!]!
    if (total === 0 || parts.length < 2) continue
    const only = parts.find((cell) => counts[cell] === total)
    if (only !== undefined) reasons[only]! |= Reason.group
  }
}

function markSmallAreas(
  system: System,
  tables: readonly CountTable[],
  policy: Policy,
  { areas }: PrimaryOptions,
  reasons: Uint8Array,
): void {
  if (!areas) return
  tables.forEach((table, at) => {
    const axis = table.axes.findIndex(({ name }) => name === 'area')
    if (axis < 0) return
    const small = table.axes[axis]!.members.map(({ code }) => {
      const area = areas.get(code)
      return area !== undefined && area.population < (policy.minimumPopulation[area.type] ?? 0)
    })
    if (!small.includes(true)) return
    system.cellOf[at]!.forEach((cell, index) => {
      if (small[coordinatesOf(table, index)[axis]!]) reasons[cell]! |= Reason.population
    })
  })
}
