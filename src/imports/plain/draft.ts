import type { Area, AreaType, Indicator } from '../../domain'
import { ReleaseError } from '../../domain'
import type { DraftTable, ReleaseDraft } from '../../release/draft'
import { areaTypesWith, comparatorsAmong } from '../fingertips/areas'
import type { Placed } from '../fingertips/place'
import { slug } from '../fingertips/slug'
import type { Order } from '../fingertips/tables'
import type { MatchedArea } from './areas'
import { ownTypeOf, typeByCode, WHOLE_TYPE } from './areas'
import type { PlainMapping } from './mapping'
import { drawn, type Shapes } from './shapes'
import type { PlainTable } from './table'

/** What is made of the rows, before it is a release. */
export interface Made {
  areas: readonly Area[]
  types: readonly AreaType[]
  order: Order
  indicators: Indicator[]
  tables: DraftTable[]
  /** The whole that Cairn made of all areas; null where the file names a wider one. */
  whole: Area | null
  /** Cells of that whole. */
  added: number
}

const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  lsoa: ['small area (LSOA)', 'small areas (LSOA)'],
  msoa: ['neighbourhood (MSOA)', 'neighbourhoods (MSOA)'],
  ward: ['ward', 'wards'],
  constituency: ['constituency', 'constituencies'],
  combined: ['combined authority', 'combined authorities'],
  'health-board': ['health board', 'health boards'],
  county: ['county', 'counties'],
  country: ['country', 'countries'],
}

/** The areas of the rows, the types that can be compared, and whether one of them is a wider area to compare with. */
export function areasOf(placed: readonly Placed[], matched: readonly MatchedArea[]) {
  const names = new Map(matched.flatMap(({ area }) => (area ? [[area.code, area] as const] : [])))
  const found = new Map<string, Area>()
  for (const { row } of placed)
    if (!found.has(row.area)) found.set(row.area, areaOf(row.area, row.areaName, row.areaType))
  const areas = [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
  const country = areas.find(({ type }) => type === 'country') ?? areas.find(({ type }) => type === WHOLE_TYPE)
  const parented = areas.map((area) => {
    const own = (names.get(area.code)?.parents ?? []).filter((code) => found.has(code) && code !== area.code)
    return { ...area, parents: own.length > 0 || !country || area === country ? own : [country.code] }
  })
  const withFigures = new Set(found.keys())
  const types = typesOf(parented, withFigures)
  return { areas: parented, types, wide: widerAmong(parented).length > 0 && types.length > 0 }
}

/** Areas to compare with: countries and regions, then a total that the file gives itself. */
const widerAmong = (areas: readonly Area[]): string[] => [
  ...comparatorsAmong(areas, new Set(areas.map(({ code }) => code))),
  ...areas.flatMap(({ code, type }) => (type === WHOLE_TYPE ? [code] : [])),
]

const areaOf = (code: string, name: string, type: string): Area => ({
  ...{ code, name: name || code, type, parents: [], facility: null, x: null, y: null, score: null },
  ...{ validFrom: null, validTo: null, successors: [] },
})

/** Those that the Fingertips importer knows, then every other with two areas or more. */
function typesOf(areas: readonly Area[], withFigures: ReadonlySet<string>): AreaType[] {
  const known = areaTypesWith(areas, withFigures)
  const taken = new Set(known.flatMap(({ includes }) => includes))
  const others = [...new Set(areas.map(({ type }) => type))].filter((type) => !taken.has(type) && type !== WHOLE_TYPE)
  const many = others.filter((type) => areas.filter((area) => area.type === type).length > 1)
  return [...known, ...many.map(ownType)]
}

function ownType(type: string): AreaType {
  const [one, many] = WORDS[type] ?? [type.replace(/-/g, ' '), `${type.replace(/-/g, ' ')}s`]
  return { id: type, label: { one, many }, includes: [type], means: 'residence' }
}

/** The type with most areas. Throws ReleaseError where none has two. */
export function mainType(types: readonly AreaType[], areas: readonly Area[]): AreaType {
  const size = ({ includes }: AreaType) => areas.filter(({ type }) => includes.includes(type)).length
  const [first] = [...types].sort((a, b) => size(b) - size(a))
  if (first) return first
  throw new ReleaseError('There is nothing to compare in this table', {
    found: areas.length === 0 ? 'no row whose area, period and figures were understood' : `figures for ${areas.length === 1 ? 'one area' : `${areas.length} areas, no two of one kind`}`, // prettier-ignore
    expected: 'figures for two areas of one kind or more',
    todo: 'Check which columns hold areas, periods and values, and which areas were recognised.',
  })
}

/** `All 62 authorities together`. */
export function titleWhole(types: readonly AreaType[], areas: readonly Area[]): string {
  const { includes, label } = mainType(types, areas)
  return `All ${areas.filter(({ type }) => includes.includes(type)).length} ${label.many} together`
}

interface Describing {
  mapping: PlainMapping
  shapes: readonly Shapes[]
  id: string
  date: string | undefined
  table: PlainTable
}

/** The release, and the areas that no boundary was found for, by type; null where no boundaries came. */
export function draftOf(made: Made, { mapping, shapes, id, date, table }: Describing) {
  const { order, indicators, tables, whole } = made
  const types = renamed(made.types, mapping)
  const main = mainType(types, made.areas)
  const latest = order.periods.map(({ end }) => end).sort().at(-1) ?? '' // prettier-ignore
  const years = { first: Number(order.periods[0]?.start.slice(0, 4)), last: Number(latest.slice(0, 4)) }
  const { boundaries, layout, without } = drawn(shapes, made.areas, types, years)
  const by = mapping.source || 'whoever brought the file'
  const draft: ReleaseDraft = {
    id: id || slug(mapping.title).slice(0, 40) || 'table',
    title: mapping.title || table.name,
    description: `Made from the file ${table.name}, whose columns a reader explained to Cairn. Nothing was checked against its source.`,
    date: date ?? latest,
    synthetic: false,
    protection: { kind: 'already-public', by, label: `Already public: ${by}` },
    facilities: [by],
    parts: [],
    review: null,
    licences: mapping.licence ? [{ title: mapping.licence }] : [],
    sources: [{ title: by }, ...shapes.map(({ name }) => ({ title: `Boundaries: ${name}` }))],
    contributors: [{ title: by }],
    scoreName: null,
    dimensions: { ...order, areaTypes: [main, ...types.filter((type) => type !== main)] },
    areas: made.areas,
    indicators,
    tables,
    boundaries,
    layout,
    comparators: whole ? [whole.code] : widerAmong(made.areas),
    defaultAreaType: main.id,
    notes: [...wholeNotes(made), ...(date ? [] : [`No date of release was given; the last day of the latest period, ${latest}, stands for it.`])], // prettier-ignore
  }
  return { draft, without }
}

/** Places of the file's own are called what the reader calls them. */
function renamed(types: readonly AreaType[], { places }: PlainMapping): AreaType[] {
  const own = ownTypeOf({ places })
  return types.map((type) => (type.id === own && !typeByCode(type.id) ? { ...type, label: { ...places } } : type))
}

function wholeNotes({ whole, added }: Made): string[] {
  if (!whole) return []
  return added > 0
    ? [`The file names no wider area, so “${whole.name}” was made: counts and denominators of all of them added up.`]
    : [`The file names no wider area to compare with, and its values cannot be added up, so “${whole.name}” has no value.`] // prettier-ignore
}
