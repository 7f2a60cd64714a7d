import type { AgeBand, Release, Table } from '../domain'

/** Members of one axis that a selection takes, by position: one list a slot. Or why it cannot take them. */
export type Taken = { slots: readonly (readonly number[])[] } | { why: string }

export const isTaken = (taken: Taken): taken is { slots: readonly (readonly number[])[] } => 'slots' in taken

/** Whether members are added into one slot, or kept in a slot each. */
export type Keep = 'whole' | 'apart'

const positions = new WeakMap<readonly string[], ReadonlyMap<string, number>>()

/** Position of each member of an axis; empty where the table has no such axis. */
export function positionsOn(table: Table, axis: string): ReadonlyMap<string, number> {
  const members = table.axes.find(({ name }) => name === axis)?.members
  if (!members) return new Map()
  let found = positions.get(members)
  if (!found) positions.set(members, (found = new Map(members.map((code, i) => [code, i]))))
  return found
}

export function hasAxis(table: Table, axis: string): boolean {
  return table.axes.some(({ name }) => name === axis)
}

/** One member alone, as for periods and categories. */
export function takeOne(table: Table, axis: string, code: string, label: string): Taken {
  const at = positionsOn(table, axis).get(code)
  return at === undefined ? { why: `no figures for ${label}` } : { slots: [[at]] }
}

/** `persons` is a stored member, or women and men added up where the table allows it. */
export function takeSex(table: Table, sex: string, keep: Keep): Taken {
  if (!hasAxis(table, 'sex')) return sex === 'persons' ? { slots: [] } : { why: 'not divided by sex' }
  const at = positionsOn(table, 'sex')
  const [female, male, stored] = [at.get('female'), at.get('male'), at.get(sex)]
  const both = sex === 'persons' && female !== undefined && male !== undefined && table.additive.includes('sex')
  if (both && (keep === 'apart' || stored === undefined))
    return { slots: keep === 'apart' ? [[female], [male]] : [[female, male]] }
  if (stored !== undefined) return { slots: [[stored]] }
  const held = { persons: 'women and men together', female: 'women', male: 'men' }[sex] ?? sex
  return { why: `no figures for ${held}` }
}

const lastYear = (band: AgeBand) => band.end ?? Infinity
const contains = (outer: AgeBand, inner: AgeBand) => outer.start <= inner.start && lastYear(outer) >= lastYear(inner)
const overlap = (one: AgeBand, other: AgeBand) => one.start <= lastYear(other) && other.start <= lastYear(one)

/** Age bands of a table in its own order; those that the release does not describe are left out. */
export function agesOn(table: Table, release: Release): AgeBand[] {
  return [...positionsOn(table, 'age').keys()].flatMap(
    (code) => release.dimensions.ages.find((band) => band.code === code) ?? [],
  )
}

/** The bands that hold no other band: those that may be added without counting anyone twice. */
function smallest(bands: readonly AgeBand[]): AgeBand[] {
  return bands.filter(
    (band, i) => !bands.some((other, j) => i !== j && contains(band, other) && !sameSpan(band, other, i, j)),
  )
}

const sameSpan = (band: AgeBand, other: AgeBand, i: number, j: number) => contains(other, band) && i < j

function disjoint(bands: readonly AgeBand[]): boolean {
  return bands.every((band, i) => bands.every((other, j) => j <= i || !overlap(band, other)))
}

/** Bands that a choice of ages means on this table: none chosen is the widest there is, or all that add up to it. */
export function bandsFor(
  table: Table,
  release: Release,
  ages: readonly string[],
  keep: Keep,
): AgeBand[] | { why: string } {
  const held = agesOn(table, release)
  if (ages.length > 0) {
    const chosen = ages.map((code) => held.find((band) => band.code === code))
    if (chosen.some((band) => !band)) return { why: 'no figures for these ages' }
    const bands = chosen as AgeBand[]
    if (bands.length > 1 && keep === 'whole' && !table.additive.includes('age'))
      return { why: 'these ages cannot be added up' }
    return disjoint(bands) ? bands : { why: 'these ages overlap' }
  }
  const widest = held.find((band) => held.every((other) => contains(band, other)))
  if (widest && (keep === 'whole' || held.length === 1)) return [widest]
  const parts = smallest(held)
  if (keep === 'whole' && !table.additive.includes('age')) return { why: 'these ages cannot be added up: choose one' }
  return disjoint(parts) ? parts : { why: 'the ages held overlap: choose some' }
}

export function takeAges(table: Table, release: Release, ages: readonly string[], keep: Keep): Taken {
  if (!hasAxis(table, 'age')) return ages.length === 0 ? { slots: [] } : { why: 'not divided by age' }
  const bands = bandsFor(table, release, ages, keep)
  if (!Array.isArray(bands)) return bands
  const at = bands.map(({ code }) => positionsOn(table, 'age').get(code)!)
  return { slots: keep === 'apart' ? at.map((one) => [one]) : [at] }
}

/** Whether a table holds an indicator's totals: it divides by nothing but period and area. */
export function isTotal(table: Table): boolean {
  return table.shape === 'counts' && table.axes.every(({ name }) => name === 'period' || name === 'area')
}
