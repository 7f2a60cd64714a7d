import type { Area, AreaType, CategoryType, Indicator } from '../../domain'
import { ReleaseError } from '../../domain'
import type { DraftTable, ReleaseDraft } from '../../release/draft'
import { boundariesFor } from '../boundaries'
import { areaTypesWith, comparatorsAmong } from './areas'
import { sortMembers } from './categories'
import type { Placed } from './place'
import { sortAges, sortSexes } from './people'
import { collectPeriods, sortPeriods } from './periods'
import type { Order } from './tables'
import { groupBy } from './versions'

/** What an importer may be told about the release that it makes. */
export interface ImportOptions {
  /** Short lower-case words; `fingertips` if not given. */
  id?: string
  title?: string
  /** ISO date; the last day of the latest period if not given, since the source has none. */
  date?: string
}

/** Every member that the placed rows hold, in order. */
export function orderOf(placed: readonly Placed[]): Order {
  const distinct = <T extends { code: string }>(items: readonly T[]) =>
    new Map(items.map((item) => [item.code, item])).values()
  return {
    periods: sortPeriods(collectPeriods(placed)),
    sexes: sortSexes(distinct(placed.map((place) => place.sex))),
    ages: sortAges(distinct(placed.map((place) => place.age))),
    categories: categoryTypes(placed),
  }
}

function categoryTypes(placed: readonly Placed[]): CategoryType[] {
  const grouped = placed.filter((place) => place.grouping)
  return groupBy(grouped, (place) => place.grouping?.id ?? '').flatMap((places) => {
    const grouping = places[0]?.grouping
    if (!grouping) return []
    const members = new Map(places.flatMap(({ member }) => (member ? [[member.code, member] as const] : [])))
    const names = [...new Set(places.map((place) => place.row.categoryType))].sort()
    return [{ id: grouping.id, label: grouping.label, source: names.join('; '), members: sortMembers([...members.values()]) }] // prettier-ignore
  })
}

export interface Parts {
  areas: readonly Area[]
  order: Order
  indicators: readonly Indicator[]
  tables: readonly DraftTable[]
  scoreName: string | null
  boundaries: unknown
  notes: readonly string[]
}

const by = 'OHID Fingertips'
const licence = {
  title: 'Open Government Licence v3.0',
  path: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
}

/** The release, and the areas that no boundary was found for. Throws ReleaseError where there is nothing to compare. */
export function draftOf(parts: Parts, options: ImportOptions) {
  const { areas, order, indicators, tables } = parts
  const withFigures = areasIn(tables)
  const areaTypes = areaTypesWith(areas, withFigures)
  const defaultAreaType = areaTypes[0]?.id
  if (indicators.length === 0 || defaultAreaType === undefined)
    throw new ReleaseError('There is nothing to compare in this file', {
      found: `${indicators.length} indicators, ${withFigures.size} areas with figures`,
      expected: 'an indicator with figures for at least two areas of one type',
    })
  const latest = order.periods.map((period) => period.end).sort().at(-1) ?? '' // prettier-ignore
  const years = { first: Number(order.periods[0]?.start.slice(0, 4)), last: Number(latest.slice(0, 4)) }
  const shapes = parts.boundaries
    ? boundariesFor(parts.boundaries, areas, areaTypes, years)
    : { boundaries: null, without: null }
  const dateNote = options.date
    ? []
    : [`The source has no date of release; the last day of its latest period, ${latest}, stands for it.`]
  const draft: ReleaseDraft = {
    id: options.id ?? 'fingertips',
    title: options.title ?? titleOf(areas, indicators.length),
    description: `Indicators as published by ${by}, with their own intervals. Nothing was calculated anew.`,
    date: options.date ?? latest,
    synthetic: false,
    protection: { kind: 'already-public', by, label: `Already public: ${by}` },
    facilities: [by],
    parts: [],
    review: null,
    licences: [licence],
    sources: [
      { title: by, path: 'https://fingertips.phe.org.uk/' },
      ...(shapes.boundaries
        ? [{ title: 'Boundaries: Office for National Statistics; contains OS data © Crown copyright' }]
        : []),
    ],
    contributors: [{ title: 'Office for Health Improvement and Disparities' }],
    scoreName: parts.scoreName,
    dimensions: { ...order, areaTypes },
    areas,
    indicators,
    tables,
    boundaries: shapes.boundaries,
    layout: null,
    comparators: comparatorsAmong(areas, withFigures),
    defaultAreaType,
    notes: [...parts.notes, ...boundaryNotes(shapes.without, areaTypes), ...dateNote],
  }
  return { draft, withFigures, without: shapes.without }
}

/** The rest of what cannot be drawn: which types have areas without a shape. */
function boundaryNotes(without: Record<string, string[]> | null, areaTypes: readonly AreaType[]): string[] {
  if (without === null) return ['No boundaries were given, so there are no maps.']
  return areaTypes.flatMap(({ id, label }) => {
    const count = without[id]?.length ?? 0
    return count > 0 ? [`No boundary was found for ${count} ${count === 1 ? label.one : label.many}.`] : []
  })
}

/** Areas with at least one figure in an indicator's table. */
function areasIn(tables: readonly DraftTable[]): Set<string> {
  const found = new Set<string>()
  for (const table of tables) {
    const members = table.axes.at(-1)?.members ?? []
    const values = table.measures['value']?.values
    for (let i = 0; values && i < values.length; i++)
      if (!Number.isNaN(values[i])) found.add(members[i % members.length] ?? '')
  }
  return found
}

function titleOf(areas: readonly Area[], count: number): string {
  const regions = areas.filter((area) => area.type === 'region')
  const place = regions.length === 1 ? ` for ${regions[0]?.name}` : ''
  return `Fingertips: ${count} indicators${place}`
}
