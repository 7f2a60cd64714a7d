import type { AgeBand, Area, Dimensions, Table, TableAxis } from '../domain'
import { areaAtoms } from './areas'
import { classesBeside, unionOf } from './cover'
import type { Covered } from './cover'
import type { SystemAxis, SystemMember, TableShape } from './tables'

/** What of a release says which records a cell covers. */
export interface ShapeSetting {
  dimensions: Pick<Dimensions, 'periods' | 'ages'>
  areas: readonly (Pick<Area, 'code' | 'type' | 'parents' | 'facility'> & Partial<Pick<Area, 'successors'>>)[]
  /** Whether a stored member `all` is taken for the sum of the others even where the table does not say so: attackers do. */
  allIsSum?: boolean
}

export type ShapedTable = Pick<Table, 'id' | 'axes' | 'additive' | 'sums' | 'kept' | 'limits' | 'ownPopulation'>

/** Codes of the sums that are added to an axis: `all` of it, and `all:FACILITY` of the areas. */
const ALL = 'all'
const allOf = (facility: string | null) => (facility === null ? ALL : `${ALL}:${facility}`)

/**
 * The tables of one indicator as they stand in one system of equations. Everything in a reader's reach becomes a cell: the
 * stored members; the sums over whole axes (published where they were kept, else to be worked out); on each axis, the
 * members of the other tables that can be made of this one's; and where members overlap or leave gaps, the pieces between.
 * Ages cover single bands, areas cover areas without parts, former areas share pieces with their successors, periods that
 * overlap cover the spans between their ends.
 */
export function shapesOf(of: string, tables: readonly ShapedTable[], setting: ShapeSetting): TableShape[] {
  const atomsOf = new Map<string, (code: string) => string[]>()
  for (const { name } of tables.flatMap(({ axes }) => axes))
    if (!atomsOf.has(name)) atomsOf.set(name, atoms(name, tables, setting))
  return tables.map((table) => ({
    id: table.id,
    of,
    axes: table.axes.map((axis) => systemAxis(axis, { table, tables, setting, atomsOf: atomsOf.get(axis.name)! })),
    within: limitsOf(table, tables, setting),
  }))
}

interface AxisWork {
  table: ShapedTable
  tables: readonly ShapedTable[]
  setting: ShapeSetting
  atomsOf: (code: string) => string[]
}

function systemAxis(axis: TableAxis, work: AxisWork): SystemAxis {
  const { table, tables, setting, atomsOf } = work
  const own: Covered[] = axis.members.map((code) => ({ code, covers: atomsOf(code) }))
  const sums = (table.sums ?? table.additive).includes(axis.name) || (setting.allIsSum && axis.members.includes(ALL))
  if (!sums) return { name: axis.name, members: own }
  const unpublished = !table.kept.includes(axis.name)
  const members: (Covered & SystemMember)[] = [...own]
  const others = membersElsewhere(axis, tables).map((code) => ({ code: `=${code}`, covers: atomsOf(code) }))
  const { pieces, met } = classesBeside(own, others)
  for (const piece of pieces) members.push({ code: `part:${members.length}`, covers: piece, unpublished: true })
  const several = severalFacilities(axis, setting)
  for (const { code, covers } of met) add(members, code, covers, unpublished || several(covers))
  for (const [code, covers] of totals(axis, work)) add(members, code, covers, unpublished || several(covers))
  return { name: axis.name, members: members.map((member) => withParts(member, members)) }
}

/** Adds a sum unless some member is it already, or no members make it up. */
function add(members: (Covered & SystemMember)[], code: string, covers: readonly string[], unpublished: boolean): void {
  if (members.some((member) => sameSize(member.covers, covers) && includesAll(member.covers, covers))) return
  if (unionOf(covers, members)) members.push({ code, covers, unpublished, derived: true })
}

const sameSize = (a: readonly string[], b: readonly string[]) => a.length === b.length
const includesAll = (a: readonly string[], b: readonly string[]) => {
  const set = new Set(a)
  return b.every((atom) => set.has(atom))
}

function withParts(member: Covered & SystemMember, members: readonly Covered[]): SystemMember {
  const parts = member.covers.length > 1 ? unionOf(member.covers, members) : null
  return parts ? { ...member, parts } : member
}

/** Members of the same axis in other tables. */
function membersElsewhere({ name, members }: TableAxis, tables: readonly ShapedTable[]): string[] {
  const others = tables.flatMap(({ axes }) => axes.filter((axis) => axis.name === name).flatMap((axis) => axis.members))
  const own = new Set(members)
  return [...new Set(others)].filter((code) => !own.has(code))
}

/** Sums over areas of several facilities: nobody rounded them together. */
function severalFacilities(
  { name, members }: TableAxis,
  { areas }: ShapeSetting,
): (covers: readonly string[]) => boolean {
  if (name !== 'area') return () => false
  const stored = new Set(members)
  const facilities = new Set(areas.filter(({ code }) => stored.has(code)).map(({ facility }) => facility))
  if (facilities.size < 2) return () => false
  const atomsOf = areaAtoms(areas)
  // Of stored areas alone: what they make up together, such as the North, is nobody's facility.
  const own = areas.filter(({ code }) => stored.has(code))
  const facilityOf = new Map(
    own.flatMap(({ code, facility }) => atomsOf(code).map((atom) => [atom, facility] as const)),
  )
  return (covers) => new Set(covers.map((atom) => facilityOf.get(atom) ?? null)).size > 1
}

/** A sum over the whole axis; of areas one for each facility, and of all where there are several; of periods only where asked. */
function totals({ name, members }: TableAxis, { tables, setting: { areas }, atomsOf }: AxisWork) {
  const whole = (codes: readonly string[]) => [...new Set(codes.flatMap(atomsOf))].sort()
  if (name === 'period' && !tables.some(({ axes }) => axes.every((axis) => axis.name !== 'period'))) return []
  if (name !== 'area') return [[ALL, whole(members)] as const]
  const facilityOf = new Map(areas.map(({ code, facility }) => [code, facility]))
  const facilities = [...new Set(members.map((code) => facilityOf.get(code) ?? null))]
  const each = facilities.map((facility) => {
    const own = members.filter((code) => (facilityOf.get(code) ?? null) === facility)
    return [facilities.length > 1 ? allOf(facility) : ALL, whole(own)] as const
  })
  return facilities.length > 1 ? [...each, [ALL, whole(members)] as const] : each
}

/** What a member covers, in atoms that all tables of the indicator share. */
function atoms(name: string, tables: readonly ShapedTable[], { dimensions, areas, allIsSum }: ShapeSetting) {
  const bare = atomsByName(name, tables, dimensions, areas)
  const stored = tables.flatMap(({ axes }) => membersOf(axes, name))
  const wholes = name === 'sex' ? [ALL, 'persons'] : [ALL]
  const parts = [...new Set(stored)].filter((code) => !wholes.includes(code))
  if (!allIsSum || name === 'area' || name === 'period' || parts.length === 0) return bare
  const whole = [...new Set(parts.flatMap(bare))].sort()
  return (code: string) => (wholes.includes(code) ? whole : bare(code))
}

function atomsByName(
  name: string,
  tables: readonly ShapedTable[],
  dimensions: ShapeSetting['dimensions'],
  areas: ShapeSetting['areas'],
): (code: string) => string[] {
  if (name === 'age') return spans(bandsOf(dimensions.ages), usedIn(name, tables))
  if (name === 'area') return areaAtoms(areas)
  if (name !== 'period') return (code) => [code]
  const used = usedIn(name, tables)
  const periods = dimensions.periods.map(({ code, start, end }) => ({ code, from: dayOf(start), to: dayOf(end) + 1 }))
  const inUse = periods.filter(({ code }) => used.has(code)).sort((a, b) => a.from - b.from)
  const apart = inUse.every(({ from }, at) => at === 0 || from >= inUse[at - 1]!.to)
  return apart ? (code) => [code] : spans(periods, used)
}

const dayOf = (date: string) => Math.round(Date.parse(date) / 86_400_000)

const bandsOf = (bands: readonly AgeBand[]) =>
  bands.map(({ code, start, end }) => ({ code, from: start, to: end === null ? Infinity : end + 1 }))

/** Members that some table of the indicator divides by or is limited to. */
const usedIn = (name: string, tables: readonly ShapedTable[]) =>
  new Set(tables.flatMap(({ axes, limits }) => [...membersOf(axes, name), ...(limits[name] ?? [])]))

/** Spans between all the places at which some table of the indicator parts its bands or periods. */
function spans(bands: readonly { code: string; from: number; to: number }[], used: ReadonlySet<string>) {
  const cuts = bands.filter(({ code }) => used.has(code)).flatMap(({ from, to }) => [from, to])
  const sorted = [...new Set(cuts)].sort((a, b) => a - b)
  const byCode = new Map(bands.map((band) => [band.code, band]))
  return (code: string) => {
    const band = byCode.get(code)
    return band ? sorted.filter((cut) => cut >= band.from && cut < band.to).map((cut) => `from ${cut}`) : [code]
  }
}

const membersOf = (axes: readonly TableAxis[], name: string) => axes.find((axis) => axis.name === name)?.members ?? []

/** Axes that the table does not have but others of the indicator do, with what it is limited to there. */
function limitsOf(table: ShapedTable, tables: readonly ShapedTable[], setting: ShapeSetting) {
  const limited = Object.entries(table.limits).filter(([name]) => !table.axes.some((axis) => axis.name === name))
  return Object.fromEntries(
    limited.map(([name, codes]) => [name, [...new Set(codes.flatMap(atoms(name, tables, setting)))]]),
  )
}
