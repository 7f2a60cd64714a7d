import { publicPeople } from '../audit/people'
import type { Area, Dimensions, Table } from '../domain'
import type { DecodedMeasure, DraftTable, OpenRelease } from '../release'
import type { Comparison } from './agreement'
import { laidOut } from './definitions'
import type { Harmonised } from './definitions'
import type { Group } from './indicators'
import { grouped, keyOf } from './parts'
import { joined } from './tables'
import type { Piece } from './tables'

/** Where the cells of one table of the whole came from. */
export interface Origin {
  /** Id in the whole release. */
  table: string
  /** Place of the part, and the table's id there. */
  from: readonly { part: number; table: string }[]
}

export interface Gathered {
  tables: DraftTable[]
  origins: Origin[]
  /** Ids of a group's tables. */
  tablesOf(group: Group): string[]
}

interface Source extends Piece {
  part: number
}

/** Reads all tables of all parts and lays them together. */
export async function gather(
  opened: readonly OpenRelease[],
  compared: Comparison,
  groups: readonly Group[],
  { dimensions, areas }: { dimensions: Dimensions; areas: readonly Area[] },
): Promise<Gathered> {
  const order = orderOf(dimensions, areas)
  const people = mostPeople(compared.parts)
  const found: Gathered & { byGroup: Map<Group, string[]> } = {
    tables: [],
    origins: [],
    byGroup: new Map(),
    tablesOf: (group) => found.byGroup.get(group) ?? [],
  }
  const add = (id: string, sources: readonly Source[]) => {
    found.tables.push(joined(id, sources, order))
    found.origins.push({ table: id, from: sources.map(({ part, table }) => ({ part, table: table.id })) })
  }
  const shared = await sourcesOf(
    opened,
    compared,
    ({ shape }, part) => shape === 'population' && part.people === people,
  )
  if (shared.length > 0) add('population', shared)
  for (const group of groups) {
    const own = await sourcesOf(opened, compared, ({ id }, part) =>
      group.versions.some((version) => version.part === part && version.indicator.tables.includes(id)),
    )
    const beside = await Promise.all(own.map((one) => withPeople(one, opened, compared, people)))
    const parted = partedTables(group, beside, compared)
    for (const [id, sources] of parted) add(id, sources)
    found.byGroup.set(
      group,
      parted.map(([id]) => id),
    )
  }
  return found
}

function orderOf({ periods, sexes, ages, categories }: Dimensions, areas: readonly Area[]) {
  const codes = (members: readonly { code: string }[]) => members.map(({ code }) => code)
  const own = categories.map(({ id, members }) => [id, ['all', ...codes(members)]] as const)
  return new Map<string, readonly string[]>([['period', codes(periods)], ['sex', codes(sexes)], ['age', codes(ages)], ...own, ['area', codes(areas)]]) // prettier-ignore
}

/** The table of people that most parts have; the others' people stand beside their counts. */
function mostPeople(parts: readonly Harmonised[]): number {
  const held = grouped(
    parts.filter(({ people }) => people >= 0),
    ({ people }) => `${people}`,
  )
  return held.reduce((best, group) => (group.length > best.length ? group : best), held[0] ?? [])[0]?.people ?? -1
}

async function sourcesOf(
  opened: readonly OpenRelease[],
  { parts }: Comparison,
  wanted: (table: Table, part: Harmonised) => boolean,
): Promise<Source[]> {
  const found: Source[] = []
  for (const [at, part] of parts.entries()) {
    const { protection, tables } = part.release
    const controlled =
      protection.kind === 'protected' && protection.rules.every(({ method }) => method === 'controlled-rounding')
    for (const table of tables.filter((one) => wanted(one, part))) {
      const { measures } = await opened[at]!.table(table.id)
      const notes = table.shape === 'published' ? await opened[at]!.cellNotes(table.id) : []
      found.push({ part: at, table, measures, notes, controlled })
    }
  }
  return found
}

/** Counts whose people are laid out otherwise than most regions' get them into their own table: public numbers, added up. */
async function withPeople(
  source: Source,
  opened: readonly OpenRelease[],
  { parts }: Comparison,
  people: number,
): Promise<Source> {
  const { table, measures, part: at } = source
  if (table.shape !== 'counts' || table.ownPopulation || parts[at]!.people === people) return source
  const open = opened[at]!
  const original = open.release.tables.find(({ id }) => id === table.id)!
  const sums = await publicPeople(open, original, await open.table(table.id))
  if (!sums) return source
  const population: DecodedMeasure = {
    values: sums.map((sum) => Math.max(0, sum)),
    status: sums.some((sum) => sum < 0) ? Uint8Array.from(sums, (sum) => (sum < 0 ? 3 : 0)) : null,
  }
  return {
    ...source,
    table: { ...table, ownPopulation: true, populationAges: null },
    measures: { ...measures, population },
  }
}

/** Tables of one id in as many tables as they have layouts; the layout that most have bears the id alone. */
function partedTables({ suffix, versions }: Group, sources: readonly Source[], { parts }: Comparison) {
  return grouped(sources, ({ table }) => table.id).flatMap((same) => {
    const layouts = grouped(same, ({ table }) => keyOf(laidOut(table)))
    const most = layouts.reduce((best, one) => (one.length > best.length ? one : best), layouts[0]!)
    return layouts.map((layout): [id: string, sources: Source[]] => {
      const words = layout.map(({ part }) => parts[part]!.word).join('-')
      const id = `${same[0]!.table.id}${layout === most ? suffix : `-${words}`}`
      return [id, layout.length < versions.length ? layout.map(partial) : layout]
    })
  })
}

/** A table that only some regions have serves for its categories, not in place of one that all have: readers do not add them up. */
function partial(source: Source): Source {
  const { table } = source
  const additive = table.additive.filter((axis) => BASIC.includes(axis))
  if (additive.length === table.additive.length) return source
  return { ...source, table: { ...table, additive, sums: table.sums ?? table.additive } }
}

const BASIC = ['period', 'sex', 'age', 'area']
