import type { Area, Release, Table } from '../domain'
import type { Cells, Noise, RowNoise } from '../indicators'
import { MOST_ESTIMATED } from '../indicators'
import type { CellNoise } from '../statistics'
import { cellNoise, tiedCells, tiedCellsAtMost } from '../statistics'
import { areaOf, hasParts } from './areas'
import type { AxisSlots } from './holding'
import type { Plan } from './plan'

/** Which rules made each row's counts safe. */
export interface RowRules {
  /** By row; null where its facility has none. */
  noise: readonly (CellNoise | null)[]
  facility: readonly (string | null)[]
  /** 1 where others of the table's areas are part of it: it was rounded with them, and stands for itself. */
  whole: Uint8Array
}

const known = new WeakMap<readonly string[], Map<string, RowRules>>()

/** The rules of the rows that a plan reads; null where the release protects nothing. */
export function rulesOf({ release, indicator, rows }: Plan): RowRules | null {
  if (release.protection.kind !== 'protected') return null
  const { rules } = release.protection
  const found = known.get(rows) ?? new Map<string, RowRules>()
  known.set(rows, found)
  const made =
    found.get(indicator.id) ??
    makeRules(rows, release, (area) => {
      const own = rules.find(({ facility }) => facility === area?.facility)
      return own ? cellNoise(own, indicator.id) : null
    })
  found.set(indicator.id, made)
  return made
}

function makeRules(rows: readonly string[], release: Release, of: (area?: Area) => CellNoise | null): RowRules {
  const areas = rows.map((code) => areaOf(release, code))
  return {
    noise: areas.map(of),
    facility: areas.map((area) => area?.facility ?? null),
    whole: Uint8Array.from(rows, (code) => (hasParts(release, code) ? 1 : 0)),
  }
}

/** How the cells of one table that go into one stratum, and the strata, hang together. */
interface Ties {
  /** Cells of one stratum that were rounded together: how many single cells they err like, and at worst. */
  cells: number
  atMost: number
  /** The same of the strata. */
  strata: number
  strataAtMost: number
  among: number
}

function tiesOf(table: Table, slots: AxisSlots): Ties {
  const ties: Ties = { cells: 1, atMost: 1, strata: 1, strataAtMost: 1, among: 0 }
  for (const { name, members } of table.axes) {
    if (name === 'area') continue
    const of = members.length
    const lists = slots.get(name)
    const kept = table.kept.includes(name)
    const [like, atMost] = kept ? [tiedCells, tiedCellsAtMost] : [(taken: number) => taken, (taken: number) => taken]
    const each = lists ? Math.max(...lists.map((list) => list.length)) : of
    ties.cells *= like(each, of)
    ties.atMost *= atMost(each, of)
    if (!lists || lists.length < 2) continue
    ties.strata *= like(lists.length, of)
    ties.strataAtMost *= atMost(lists.length, of)
    if (kept) ties.among = of
  }
  return ties
}

/** How many of a table's areas each facility rounded together: those that no other of its areas is part of. */
function facilitySizes(table: Table, release: Release): ReadonlyMap<string | null, number> {
  let sizes = areasBy.get(table)
  if (sizes) return sizes
  areasBy.set(table, (sizes = new Map()))
  for (const code of table.axes.find(({ name }) => name === 'area')?.members ?? []) {
    const facility = areaOf(release, code)?.facility ?? null
    if (!hasParts(release, code)) sizes.set(facility, (sizes.get(facility) ?? 0) + 1)
  }
  return sizes
}
const areasBy = new WeakMap<Table, Map<string | null, number>>()

/** The errors of all rows read, before any are added up. */
export interface RowProtection {
  plan: Plan
  rules: RowRules
  rows: RowNoise
  /** Cells by row: all, and the rounded ones, of the counts and of an own denominator. */
  cells: Int32Array
  rounded: Int32Array
  people: Int32Array | null
  /** Released totals of whole rows, NaN where there is none; null where the plan reads none. */
  released: Float64Array | null
  strata: Cells['strata']
}

/** What protection adds to places that are rows, or sums of rows. */
export function noiseOf(protection: RowProtection, made: readonly (readonly number[])[] | null, places: number): Noise {
  const { plan, rows, strata } = protection
  const ties = tiesOf(plan.holding.table, plan.holding.slots)
  const column = () => new Float64Array(places)
  const noise: Noise = {
    rows,
    made,
    tied: column(),
    among: ties.among,
    strata: ties.strata,
    most: column(),
    people: column(),
    shared: column(),
    cells: new Int32Array(places),
    rounded: new Int32Array(places),
    estimated: new Int32Array(places),
    share: column(),
  }
  for (let i = 0; i < places; i++) {
    const list = made ? made[i]! : [i]
    addTied(noise, i, list, protection, ties)
    let [guessed, count] = [0, 0]
    for (const row of list) {
      noise.cells[i]! += protection.cells[row]!
      noise.rounded[i]! += protection.rounded[row]!
      for (let s = 0; s < strata.length; s++) {
        noise.estimated[i]! += rows.hidden[s]![row]!
        guessed += rows.guess[s]![row]!
        count += strata[s]!.count[row]!
        if (rows.hidden[s]![row]! > 0) noise.most[i] = Infinity
      }
    }
    noise.share[i] = guessed > 0 ? guessed / count : 0
  }
  return noise
}

export const tooMuchEstimated = (noise: Noise | null | undefined, i: number) => (noise?.share[i] ?? 0) > MOST_ESTIMATED

/** Rounded cells of the rows added up, areas of one facility together. */
function addTied(noise: Noise, i: number, list: readonly number[], protection: RowProtection, ties: Ties): void {
  const { rules, plan, rounded, people } = protection
  const taken = new Map<string | null, number>()
  const add = (row: number, areas: number, areasAtMost: number) => {
    const cell = rules.noise[row]!
    const own = people && people[row]! > 0
    if (!cell.tied) {
      noise.most[i]! += cell.most * (Number.isNaN(protection.rows.total[row]!) ? rounded[row]! : 1)
      if (own) noise.people[i]! += cell.variance * people[row]!
      return
    }
    const variance = cell.variance * ties.cells * areas
    if (rounded[row]! > 0) noise.tied[i]! += variance
    noise.most[i]! += cell.most * ties.atMost * ties.strataAtMost * areasAtMost
    if (!own) return
    noise.people[i]! += variance * ties.strata
    // Those counted, the rest and all were rounded together: three cells of which any two make the third.
    noise.shared[i]! += (variance * ties.strata) / 2
  }
  for (const row of list) {
    const cell = rules.noise[row]
    if (!cell) continue
    const facility = rules.facility[row]!
    if (list.length === 1 || !cell.tied || rules.whole[row] || !plan.holding.table.kept.includes('area')) add(row, 1, 1)
    else taken.set(facility, (taken.get(facility) ?? 0) + 1)
  }
  if (taken.size === 0) return
  const sizes = facilitySizes(plan.holding.table, plan.release)
  for (const [facility, many] of taken) {
    const row = list.find((one) => rules.facility[one] === facility && !rules.whole[one])!
    const of = Math.max(many, sizes.get(facility) ?? many)
    add(row, tiedCells(many, of), tiedCellsAtMost(many, of))
  }
}
