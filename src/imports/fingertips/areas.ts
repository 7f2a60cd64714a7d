import type { Area, AreaType } from '../../domain'
import type { AreaMetadata } from './metadata'
import type { SourceRow } from './rows'

/** What kind of place an official code stands for; by its first letters (ONS Register, NHS Organisation Data Service). */
const forms: readonly (readonly [RegExp, string])[] = [
  [/^E92/, 'country'],
  [/^[WSNK]9[12]|^[WSN]92|^K0/, 'country'],
  [/^E12/, 'region'],
  [/^E40/, 'nhs-region'],
  [/^E54/, 'icb'],
  [/^E10/, 'county'],
  [/^(E06|E08|E09|W06|S12|N09)/, 'unitary'],
  [/^E07/, 'district'],
  [/^E38/, 'sub-icb'],
  [/^U\d{5}$/, 'pcn'],
  [/^[A-HJ-NPVWY]\d{5}$/, 'practice'],
]

const named: Readonly<Record<string, string>> = {
  England: 'country',
  Regions: 'region',
  'NHS Regions': 'nhs-region',
  'NHS Integrated Care Boards': 'icb',
  'NHS Sub Integrated Care Boards': 'sub-icb',
  'NHS Primary Care Networks': 'pcn',
  GPs: 'practice',
}

/** Order of areas in a release: wide ones first. */
const order = ['country', 'region', 'nhs-region', 'icb', 'county', 'unitary', 'district', 'sub-icb', 'pcn', 'practice']

/** The type word of an area, from its code, else from the source's name for its type; null where neither says. */
export function areaTypeOf(code: string, typeName: string): string | null {
  return forms.find(([form]) => form.test(code))?.[1] ?? named[typeName.trim()] ?? null
}

/** Area types that a reader can compare, with the type words that count as members. */
const areaTypes: readonly AreaType[] = [
  {
    id: 'ltla',
    label: { one: 'authority', many: 'authorities' },
    includes: ['unitary', 'district'],
    means: 'residence',
  },
  { id: 'utla', label: { one: 'county or unitary authority', many: 'counties and unitary authorities' }, includes: ['unitary', 'county'], means: 'residence' }, // prettier-ignore
  { id: 'region', label: { one: 'region', many: 'regions' }, includes: ['region'], means: 'residence' },
  {
    id: 'sub-icb',
    label: { one: 'sub-ICB area', many: 'sub-ICB areas' },
    includes: ['sub-icb'],
    means: 'registration',
  },
  { id: 'icb', label: { one: 'integrated care board', many: 'integrated care boards' }, includes: ['icb'], means: 'registration' }, // prettier-ignore
  { id: 'pcn', label: { one: 'primary care network', many: 'primary care networks' }, includes: ['pcn'], means: 'registration' }, // prettier-ignore
  { id: 'practice', label: { one: 'practice', many: 'practices' }, includes: ['practice'], means: 'registration' },
]

/** Types of which the release holds figures for at least two areas. */
export function areaTypesWith(areas: readonly Area[], withFigures: ReadonlySet<string>): AreaType[] {
  const members = (type: AreaType) => areas.filter((a) => type.includes.includes(a.type) && withFigures.has(a.code))
  return areaTypes.filter((type) => {
    const found = members(type)
    return found.length > 1 && distinguishes(type, found)
  })
}

/** Counties and unitaries are a type of their own only where there is a county among them. */
const distinguishes = (type: AreaType, members: readonly Area[]) =>
  type.id !== 'utla' || members.some((area) => area.type === 'county')

/** Every area of the list, of the rows, and every parent that either names, in the release's order. */
export function collectAreas(rows: readonly SourceRow[], list: ReadonlyMap<string, AreaMetadata>): Area[] {
  const found = new Map<string, { name: string; type: string; parents: Set<string> }>()
  const add = (code: string, name: string, typeName: string, parents: readonly string[]) => {
    const type = areaTypeOf(code, typeName)
    if (!type) return
    const before = found.get(code)
    if (!before) found.set(code, { name, type, parents: new Set(parents) })
    else for (const parent of parents) before.parents.add(parent)
  }
  for (const area of list.values()) add(area.code, area.name, area.type, area.parents)
  for (const row of distinctAreas(rows)) {
    add(row.area, row.areaName, row.areaType, row.parent ? [row.parent] : [])
    if (row.parent) add(row.parent, row.parentName, '', [])
  }
  const country = [...found.entries()].find(([, area]) => area.type === 'country')?.[0]
  return [...found]
    .map(([code, { name, type, parents }]) => area(code, name, type, parentsOf(code, type, parents, found, country)))
    .sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1))
}

const rank = (area: Area) => (order.indexOf(area.type) + order.length + 1) % (order.length + 1)

/** Parents that exist in the release; an area at the top of its hierarchy lies in the country. */
function parentsOf(
  code: string,
  type: string,
  named: ReadonlySet<string>,
  found: ReadonlyMap<string, unknown>,
  country: string | undefined,
): string[] {
  const parents = [...named].filter((parent) => parent !== code && found.has(parent)).sort()
  return parents.length === 0 && country && type !== 'country' ? [country] : parents
}

const area = (code: string, name: string, type: string, parents: readonly string[]): Area => ({
  ...{ code, name: plainName(name) || code, type, parents, facility: null, x: null, y: null, score: null },
  ...{ validFrom: null, validTo: null, successors: [] },
})

/** `North West region (statistical)` is `North West`; its type says the rest. */
const plainName = (name: string) => name.replace(/ region \(statistical\)$/, '').trim()

function distinctAreas(rows: readonly SourceRow[]): SourceRow[] {
  const seen = new Map<string, SourceRow>()
  for (const row of rows) {
    const key = `${row.area} ${row.parent}`
    if (!seen.has(key)) seen.set(key, row)
  }
  return [...seen.values()]
}

/** The country first, then wider areas that the figures hold, widest first. */
export function comparatorsAmong(areas: readonly Area[], withFigures: ReadonlySet<string>): string[] {
  const wide = ['country', 'region', 'nhs-region', 'icb', 'county']
  const held = areas.filter((area) => wide.includes(area.type) && withFigures.has(area.code))
  return held.sort((a, b) => wide.indexOf(a.type) - wide.indexOf(b.type)).map((area) => area.code)
}
