import type { AgeBand, Indicator, Question, Release, Table } from '../domain'
import { QuestionError } from '../domain/errors'
import { KINDS, isLifetime } from '../indicators'
import { areasOf } from './areas'
import type { Keep, Taken } from './axes'
import { bandsFor, hasAxis, isTaken, isTotal, positionsOn, takeAges, takeOne, takeSex } from './axes'
import { areasWithFigures } from './made-of'
import { takePopulation } from './population'

/** What is picked out of an indicator, whatever it is compared with. */
export type Selection = Pick<Question, 'areaType' | 'within' | 'period' | 'sex' | 'ages' | 'category'>

/** Slots of each axis but the area's, by its name. Axes left out are summed whole. */
export type AxisSlots = ReadonlyMap<string, readonly (readonly number[])[]>

/** A table that holds a selection, and where in it the selection lies. */
export interface Holding {
  table: Table
  slots: AxisSlots
  /** The table of people and the same slots on it; null where the indicator brings its own or needs none. */
  population: { table: Table; slots: AxisSlots } | null
  /** Age bands taken, one a stratum where strata are kept apart; empty where the table has no ages. */
  bands: readonly AgeBand[]
}

const BASE_AXES = new Set(['period', 'sex', 'age', 'area'])

export const categoryAxes = (table: Table): string[] =>
  table.axes.map(({ name }) => name).filter((name) => !BASE_AXES.has(name))

const cellsOf = (table: Table) => table.axes.reduce((cells, { members }) => cells * members.length, 1)

/** The tables of an indicator, smallest first; of protected ones totals last, which not all facilities may have released. */
export function tablesOf(indicator: Indicator, release: Release): Table[] {
  const last = (table: Table) => Number(release.protection.kind === 'protected' && isTotal(table))
  return release.tables
    .filter(({ id }) => indicator.tables.includes(id))
    .sort(
      (one, other) =>
        last(one) - last(other) ||
        cellsOf(one) - cellsOf(other) ||
        indicator.tables.indexOf(one.id) - indicator.tables.indexOf(other.id),
    )
}

export function indicatorOf(release: Release, id: string): Indicator {
  const found = release.indicators.find((indicator) => indicator.id === id)
  if (found) return found
  throw new QuestionError(`This release has no indicator “${id}”`, {
    found: id,
    expected: release.indicators.map((indicator) => indicator.id).join(', '),
    todo: 'choose an indicator of this release',
  })
}

/** Which strata a kind keeps apart: ages, and sexes. */
function keeps(indicator: Indicator): { sex: Keep; age: Keep } {
  const strata = indicator.kind === 'published' ? 'whole' : KINDS[indicator.kind].strata
  return { sex: strata === 'age and sex' ? 'apart' : 'whole', age: strata === 'whole' ? 'whole' : 'apart' }
}

/** The smallest table that holds a selection, or why each table does not. */
export function hold(release: Release, indicator: Indicator, selection: Selection): Holding | { why: string[] } {
  const why: string[] = []
  for (const table of tablesOf(indicator, release)) {
    const held = holdIn(table, release, indicator, selection)
    if ('table' in held) return held
    why.push(held.why)
  }
  return { why: [...new Set(why.length > 0 ? why : ['the release holds no table of it'])] }
}

/** The same, or a `QuestionError` that says what is missing and what there is. */
export function holdOrThrow(release: Release, indicator: Indicator, selection: Selection): Holding {
  const held = hold(release, indicator, selection)
  if ('table' in held) return held
  throw new QuestionError(`${indicator.shortName}: ${held.why.join('; ')}`, {
    found: selectionWords(release, selection),
    expected: tablesOf(indicator, release)
      .map((table) => tableWords(release, table))
      .join(' – or – '),
    todo: 'choose a selection that one of its tables holds',
  })
}

function holdIn(table: Table, release: Release, indicator: Indicator, selection: Selection): Holding | { why: string } {
  const keep = keeps(indicator)
  const taken: [string, Taken][] = [
    ['period', takeOne(table, 'period', selection.period, labelOf(release.dimensions.periods, selection.period))],
    ['sex', takeSex(table, selection.sex, keep.sex)],
    ['age', takeAges(table, release, selection.ages, keep.age)],
    ...takeCategory(table, release, selection),
  ]
  for (const [, one] of taken) if (!isTaken(one)) return one
  const slots = slotsOf(taken)
  if (indicator.kind === 'published' && [...slots.values()].some((lists) => lists.some((list) => list.length > 1)))
    return { why: 'published values cannot be added up' }
  if (!holdsAreas(table, release, selection)) return { why: `no figures for ${typeWords(release, selection.areaType)}` }
  const bands = hasAxis(table, 'age') ? bandsFor(table, release, selection.ages, keep.age) : []
  if (!Array.isArray(bands)) return bands
  if (keep.age === 'apart' && indicator.kind === 'dsr' && bands.length === 0)
    return { why: 'not divided by age, which a standardised rate needs' }
  if (indicator.kind === 'life-expectancy' && !isLifetime(bands))
    return { why: 'not divided by every age from birth to an open band, which a life expectancy needs' }
  return withPopulation({ table, slots, population: null, bands }, release, indicator, selection)
}

function slotsOf(taken: readonly (readonly [string, Taken])[]): AxisSlots {
  const kept = taken.flatMap(([axis, one]) =>
    isTaken(one) && one.slots.length > 0 ? [[axis, one.slots] as const] : [],
  )
  return new Map(kept)
}

function withPopulation(
  held: Holding,
  release: Release,
  indicator: Indicator,
  selection: Selection,
): Holding | { why: string } {
  if (indicator.kind === 'published' || held.table.ownPopulation) return held
  const people = release.tables.find(({ shape }) => shape === 'population')
  if (!people) return { why: 'the release holds no table of people' }
  const taken = takePopulation(people, release, selection, held)
  for (const [, one] of taken) if (!isTaken(one)) return one
  return { ...held, population: { table: people, slots: slotsOf(taken) } }
}

/** A chosen category is one member; others that the table divides by must add up, as must one that is not chosen. */
function takeCategory(table: Table, release: Release, { category }: Selection): [string, Taken][] {
  const axes = categoryAxes(table)
  const label = (id: string) => release.dimensions.categories.find((type) => type.id === id)?.label.toLowerCase() ?? id
  const rest = axes
    .filter((axis) => axis !== category?.type && !table.additive.includes(axis))
    .map((axis): [string, Taken] => [axis, { why: `only by ${label(axis)}` }])
  if (!category) return rest
  if (!axes.includes(category.type))
    return [...rest, [category.type, { why: `not divided by ${label(category.type)}` }]]
  const members = release.dimensions.categories.find(({ id }) => id === category.type)?.members ?? []
  return [...rest, [category.type, takeOne(table, category.type, category.member, labelOf(members, category.member))]]
}

function holdsAreas(table: Table, release: Release, selection: Selection): boolean {
  const held = positionsOn(table, 'area')
  const { areaType, within, period } = selection
  if (areasOf(release, areaType, within, period).some(({ code }) => held.has(code))) return true
  return areasWithFigures(table, release, selection).length > 0
}

export function labelOf(members: readonly { code: string; label: string }[], code: string): string {
  return members.find((member) => member.code === code)?.label ?? `“${code}”`
}

export function typeWords(release: Release, areaType: string): string {
  return release.dimensions.areaTypes.find(({ id }) => id === areaType)?.label.many ?? `“${areaType}”`
}

function selectionWords({ dimensions }: Release, { period, sex, ages, category }: Selection): string {
  const words = [labelOf(dimensions.periods, period), labelOf(dimensions.sexes, sex)]
  words.push(ages.length > 0 ? ages.map((age) => labelOf(dimensions.ages, age)).join(' + ') : 'all ages')
  if (category) {
    const members = dimensions.categories.find(({ id }) => id === category.type)?.members ?? []
    words.push(labelOf(members, category.member))
  }
  return words.join(', ')
}

/** What one table holds: `2019 to 2023; sexes Persons, Male; ages 17+`. */
function tableWords({ dimensions }: Release, table: Table): string {
  const labels = (axis: string, members: readonly { code: string; label: string }[]) =>
    [...positionsOn(table, axis).keys()].map((code) => labelOf(members, code))
  const periods = labels('period', dimensions.periods)
  const words = [periods.length > 2 ? `${periods[0]} to ${periods.at(-1)}` : periods.join(', ')]
  if (hasAxis(table, 'sex')) words.push(`sexes ${labels('sex', dimensions.sexes).join(', ')}`)
  if (hasAxis(table, 'age')) words.push(`ages ${labels('age', dimensions.ages).join(', ')}`)
  for (const axis of categoryAxes(table)) words.push(`by ${axis}`)
  return words.join('; ')
}
