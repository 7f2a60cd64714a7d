import fc from 'fast-check'
import type { Release, StudyId, Table } from '../../src/domain'
import { canonicalView, PAGES, showsFigures, type Page, type View } from '../../src/view'
import { anyView } from '../view/any-view'

const PAGES_WITH_FIGURES = PAGES.filter(showsFigures)
/** Studies that draw at random take a second each, so few views ask for one. */
const LIGHT: readonly StudyId[] = ['rules', 'process', 'trend']
const HEAVY: readonly StudyId[] = ['spread', 'split', 'inequality', 'space', 'peers']

const maybe = <T>(of: fc.Arbitrary<T>, freq = 1) => fc.option(of, { nil: undefined, freq })
const someOf = <T>(list: readonly T[], maxLength: number) => fc.subarray([...list], { maxLength: Math.min(maxLength, list.length) }) // prettier-ignore
const members = (table: Table, axis: string) => table.axes.find(({ name }) => name === axis)?.members ?? []

/** What the tables of a release allow to be asked, and now and then what they do not. */
export function viewsOf(release: Release): fc.Arbitrary<View> {
  return fc.constantFrom(...release.indicators).chain(({ id }) => {
    const tables = release.tables.filter((table) => release.indicators.find((one) => one.id === id)!.tables.includes(table.id)) // prettier-ignore
    return fc.constantFrom(...tables).chain((table) => overlaid(release, id, table))
  })
}

function overlaid(release: Release, indicator: string, table: Table): fc.Arbitrary<View> {
  const codes = release.areas.map(({ code }) => code)
  const category = release.dimensions.categories.find(({ id }) => members(table, id).length > 0)
  const member = category ? fc.constantFrom(...members(table, category.id)) : fc.constant('')
  const parts = fc.record({
    page: fc.constantFrom<Page>(...PAGES_WITH_FIGURES),
    type: maybe(fc.constantFrom(...release.dimensions.areaTypes.map(({ id }) => id))),
    areas: someOf(codes, 6),
    period: maybe(fc.constantFrom(...members(table, 'period')), 3),
    sex: maybe(fc.constantFrom('persons', 'female', 'male')),
    ages: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: someOf(members(table, 'age'), 4) }), // prettier-ignore
    category: maybe(member.map((one) => (category && one ? { type: category.id, member: one } : undefined))),
    by: maybe(fc.constantFrom('sex', 'age', category?.id ?? 'sex')),
    against: maybe(fc.constantFrom('chosen', 'group:Coast', ...release.comparators)),
    rule: maybe(fc.constantFrom('overlap' as const, 'limits' as const)),
    studies: fc.oneof(
      { weight: 44, arbitrary: fc.constant<StudyId[]>([]) },
      { weight: 5, arbitrary: someOf(LIGHT, 2) },
      { weight: 1, arbitrary: someOf(HEAVY, 1) },
    ),
    groups: maybe(someOf(codes, 4).map((some) => [{ name: 'Coast', codes: some }, { name: 'Hills', codes: codes.slice(0, 2) }])), // prettier-ignore
    and: maybe(fc.constantFrom(...release.indicators.map(({ id }) => id))),
  })
  return fc
    .tuple(anyView, parts, fc.integer({ min: 1, max: 20 }))
    .map(([odd, whole, die]) => canonicalView(die === 1 ? { ...odd, page: whole.page, release: release.id } : { ...odd, within: undefined, peers: undefined, ...whole, indicator, release: release.id })) // prettier-ignore
}
