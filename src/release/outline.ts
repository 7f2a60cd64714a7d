import { ReleaseError } from '../domain'
import type { Area, NamedLink, Release, Table, TableAxis } from '../domain'
import { DESCRIPTOR } from './descriptor'
import type { CairnPart, Descriptor, Resource } from './descriptor'

/** The resource of that name. Throws `ReleaseError` where the descriptor lists none. */
export function resourceOf({ resources }: Pick<Descriptor, 'resources'>, name: string): Resource {
  const found = resources.find((resource) => resource.name === name)
  if (found) return found
  throw new ReleaseError(`${DESCRIPTOR} lists no file for ${name}.`, {
    where: `${DESCRIPTOR}, resources`,
    found: resources.map((resource) => resource.name).join(', ') || 'none',
    expected: name,
    todo: 'Ask whoever made the release to make it again.',
  })
}

/** What a checked descriptor and its areas say of a release. */
export function toRelease(descriptor: Descriptor, identity: string, areas: readonly Area[]): Release {
  const { cairn } = descriptor
  const pathOf = (name: string | null) => (name === null ? null : resourceOf(descriptor, name).path)
  return {
    id: descriptor.name,
    title: descriptor.title,
    description: descriptor.description,
    date: cairn.date,
    identity,
    synthetic: cairn.synthetic,
    protection: cairn.protection,
    facilities: cairn.facilities,
    parts: cairn.parts,
    review: cairn.review,
    licences: descriptor.licenses.map(toLink),
    sources: descriptor.sources,
    contributors: descriptor.contributors,
    scoreName: cairn.scoreName,
    dimensions: cairn.dimensions,
    areas,
    indicators: cairn.indicators,
    tables: cairn.tables.map((table) => toTable(table, resourceOf(descriptor, table.resource).path, areas)),
    boundaries: pathOf(cairn.boundaries),
    layout: pathOf(cairn.layout),
    summary: pathOf(cairn.summary),
    comparators: cairn.comparators,
    defaultAreaType: cairn.defaultAreaType,
    notes: cairn.notes,
  }
}

type WrittenTable = CairnPart['tables'][number]
type WrittenAxis = WrittenTable['axes'][number]

function toTable(table: WrittenTable, path: string, areas: readonly Area[]): Table {
  const { id, shape, ownPopulation, additive, sums, populationAges, kept, limits } = table
  const axes = table.axes.map((axis): TableAxis => ({
    name: axis.name,
    members: axis.members ?? ofTypes(areas, axis.types ?? []),
  }))
  return { id, path, shape, axes, ownPopulation, additive, sums, populationAges, kept, limits }
}

/** Codes of the areas of these types, in the release's order. */
function ofTypes(areas: readonly Area[], types: readonly string[]): string[] {
  return areas.filter(({ type }) => types.includes(type)).map(({ code }) => code)
}

/** The shorter way to write an axis: areas that are all those of some types need no list. */
export function toWrittenAxis({ name, members }: TableAxis, areas: readonly Area[]): WrittenAxis {
  if (name !== 'area') return { name, members: [...members] }
  const wanted = new Set(members)
  const types = [...new Set(areas.filter(({ code }) => wanted.has(code)).map(({ type }) => type))]
  const same = ofTypes(areas, types).join(';') === members.join(';')
  return same && members.length ? { name, types } : { name, members: [...members] }
}

function toLink({ name, title, path }: { name?: string; title?: string; path?: string }): NamedLink {
  return { title: title ?? name ?? path ?? '', ...(path ? { path } : {}) }
}
