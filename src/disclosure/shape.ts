import type { AgeBand, Area, Dimensions, Table, TableAxis } from '../domain'
import type { SystemAxis, SystemMember, TableShape } from './tables'

/** What of a release says which records a cell covers. */
export interface ShapeSetting {
  dimensions: Pick<Dimensions, 'periods' | 'ages'>
  areas: readonly Pick<Area, 'code' | 'type' | 'parents' | 'facility'>[]
}

export type ShapedTable = Pick<Table, 'id' | 'axes' | 'additive' | 'kept' | 'limits' | 'ownPopulation'>

/** Codes of the sums that are added to an axis: `all` of it, and `all:FACILITY` of the areas. */
export const ALL = 'all'
const allOf = (facility: string | null) => (facility === null ? ALL : `${ALL}:${facility}`)

/**
 * The tables of one indicator as they stand in one system of equations. Everything in a reader's reach becomes a cell: the
 * stored members, the sums over whole axes (published where they were kept, else to be worked out), and, on each axis, the
 * members of the other tables that can be made of this one's. Ages cover single bands, areas cover areas without parts.
 */
export function shapesOf(of: string, tables: readonly ShapedTable[], setting: ShapeSetting): TableShape[] {
  return tables.map((table) => ({
    id: table.id,
    of,
    axes: table.axes.map((axis) => systemAxis(axis, table, tables, setting)),
    within: limitsOf(table, tables, setting),
  }))
}

function systemAxis(axis: TableAxis, table: ShapedTable, tables: readonly ShapedTable[], setting: ShapeSetting) {
  const atomsOf = atoms(axis.name, tables, setting)
  const members: SystemMember[] = axis.members.map((code) => ({ code, covers: atomsOf(code) }))
  if (axis.name === 'period' || !table.additive.includes(axis.name)) return { name: axis.name, members }
  const unpublished = !table.kept.includes(axis.name)
  for (const code of membersElsewhere(axis, tables))
    if (isUnion(atomsOf(code), members)) members.push({ code: `=${code}`, covers: atomsOf(code), unpublished: true })
  for (const [code, covers] of totals(axis, atomsOf, setting))
    if (isUnion(covers, members)) members.push({ code, covers, unpublished })
  return { name: axis.name, members } satisfies SystemAxis
}

/** Members of the same axis in other tables. */
function membersElsewhere({ name, members }: TableAxis, tables: readonly ShapedTable[]): string[] {
  const others = tables.flatMap(({ axes }) => axes.filter((axis) => axis.name === name).flatMap((axis) => axis.members))
  return [...new Set(others)].filter((code) => !members.includes(code))
}

/** A sum over the whole axis; of areas one for each facility, and of all where there are several. */
function totals({ name, members }: TableAxis, atomsOf: (code: string) => string[], { areas }: ShapeSetting) {
  const whole = (codes: readonly string[]) => [...new Set(codes.flatMap(atomsOf))].sort()
  if (name !== 'area') return [[ALL, whole(members)] as const]
  const facilityOf = new Map(areas.map(({ code, facility }) => [code, facility]))
  const facilities = [...new Set(members.map((code) => facilityOf.get(code) ?? null))]
  const each = facilities.map((facility) => {
    const own = members.filter((code) => (facilityOf.get(code) ?? null) === facility)
    return [facilities.length > 1 ? allOf(facility) : ALL, whole(own)] as const
  })
  return facilities.length > 1 ? [...each, [ALL, whole(members)] as const] : each
}

/** Whether some members add up to these atoms without overlap, and none is it already. */
function isUnion(covers: readonly string[], members: readonly SystemMember[]): boolean {
  const wanted = new Set(covers)
  const within = members
    .map((member) => member.covers ?? [member.code])
    .filter((set) => set.length <= wanted.size && set.every((atom) => wanted.has(atom)))
  if (within.some((set) => set.length === wanted.size)) return false
  for (const set of [...within].sort((a, b) => b.length - a.length))
    if (set.every((atom) => wanted.has(atom))) set.forEach((atom) => wanted.delete(atom))
  return wanted.size === 0
}

/** What a member covers, in atoms that all tables of the indicator share. */
function atoms(name: string, tables: readonly ShapedTable[], { dimensions, areas }: ShapeSetting) {
  if (name === 'age') return ageAtoms(tables, dimensions.ages)
  if (name === 'area') return areaAtoms(areas)
  return (code: string) => [code]
}

/** Bands between all the ages at which some table of the indicator parts its bands. */
function ageAtoms(tables: readonly ShapedTable[], bands: readonly AgeBand[]) {
  const used = new Set(tables.flatMap(({ axes, limits }) => [...membersOf(axes, 'age'), ...(limits['age'] ?? [])]))
  const ends = (end: number | null) => (end === null ? Infinity : end + 1)
  const cuts = bands.filter(({ code }) => used.has(code)).flatMap(({ start, end }) => [start, ends(end)])
  const sorted = [...new Set(cuts)].sort((a, b) => a - b)
  const byCode = new Map(bands.map((band) => [band.code, band]))
  return (code: string) => {
    const band = byCode.get(code)
    if (!band) return [code]
    return sorted.filter((cut) => cut >= band.start && cut < ends(band.end)).map((cut) => `from ${cut}`)
  }
}

const membersOf = (axes: readonly TableAxis[], name: string) => axes.find((axis) => axis.name === name)?.members ?? []

/** Areas that no other is part of; an area covers those that name it among their parents, or their parents'. */
function areaAtoms(areas: ShapeSetting['areas']) {
  const parts = new Map<string, string[]>()
  for (const { code, parents } of areas)
    for (const parent of parents) parts.set(parent, [...(parts.get(parent) ?? []), code])
  const within = (code: string): string[] => parts.get(code)?.flatMap(within) ?? [code]
  return (code: string) => [...new Set(within(code))].sort()
}

/** Axes that the table does not have but others of the indicator do, with what it is limited to there. */
function limitsOf(table: ShapedTable, tables: readonly ShapedTable[], setting: ShapeSetting) {
  const limited = Object.entries(table.limits).filter(([name]) => !table.axes.some((axis) => axis.name === name))
  return Object.fromEntries(
    limited.map(([name, codes]) => [name, [...new Set(codes.flatMap(atoms(name, tables, setting)))]]),
  )
}
