import type { AgeBand, Release, Table } from '../../domain'
import type { SumQuery, Sums } from '../../engine/port'
import { bandsFor, hasAxis, isTaken, positionsOn, takeOne, takeSex } from '../axes'
import { periodFor } from '../people'
import { groupingOf, type Plan } from '../plan'
import type { Steps } from '../steps'

/** One thing in which areas are more or less alike; NaN for an area of which it is not known. */
export interface Trait {
  /** As in “alike in …”. */
  label: string
  values: number[]
}

/** What a release tells of the areas compared, whatever the indicator: deprivation, how many people, how young and how old they are. */
export function* traitsOf(planned: Plan): Steps<Trait[]> {
  const { release, areas } = planned
  const scores = areas.map(({ score }) => score ?? NaN)
  const traits = [
    ...(release.scoreName ? [{ label: `deprivation (“${release.scoreName}”)`, values: scores }] : []),
    ...(yield* peopleTraits(planned)),
  ]
  return traits.filter(({ values }) => values.filter(Number.isFinite).length > values.length / 2)
}

/** How many are young and old is told where ages are divided at 20 and at 65. */
const YOUNG = 20
const OLD = 65

function* peopleTraits({ release, areas, rows, made, question }: Plan): Steps<Trait[]> {
  const table = release.tables.find(({ shape }) => shape === 'population')
  if (!table) return []
  const parts = areas.map(({ code }, i) => made?.[i]?.map((row) => rows[row]!) ?? [code])
  const groups = ageGroups(table, release)
  const query = peopleQuery(table, periodFor(table, release, question.period)?.code ?? question.period, parts, groups)
  if (!query) return []
  const [sums] = yield [query]
  const people = groups.map((_, group) => peopleOf(sums!, group, areas.length))
  const all = areas.map((_, i) => people.reduce((sum, column) => sum + column[i]!, 0))
  const share = (label: string, at: number) =>
    groups[at]!.length > 0 ? [{ label, values: all.map((sum, i) => people[at]![i]! / sum) }] : []
  return [
    { label: 'number of people (by ratio)', values: all.map((sum) => (sum > 0 ? Math.log(sum) : NaN)) },
    ...(groups.length > 1 ? [...share(`share of people under ${YOUNG}`, 0), ...share(`share of people aged ${OLD} and over`, 2)] : []), // prettier-ignore
  ]
}

/** Positions of the young, the rest and the old on the age axis; all in one group where they cannot be told apart. */
function ageGroups(table: Table, release: Release): number[][] {
  if (!hasAxis(table, 'age')) return [[]]
  const bands = bandsFor(table, release, [], 'apart')
  if (!Array.isArray(bands)) return []
  const at = (some: readonly AgeBand[]) => some.map(({ code }) => positionsOn(table, 'age').get(code)!)
  const starts = (age: number) => bands.some(({ start }) => start === age)
  if (!starts(YOUNG) || !starts(OLD)) return [at(bands)]
  const young = bands.filter(({ start }) => start < YOUNG)
  const old = bands.filter(({ start }) => start >= OLD)
  return [young, bands.filter((band) => !young.includes(band) && !old.includes(band)), old].map(at)
}

/** People of each area in each group; null where the table does not hold them for the period. */
function peopleQuery(table: Table, period: string, parts: readonly string[][], groups: number[][]): SumQuery | null {
  const taken = { period: takeOne(table, 'period', period, period), sex: takeSex(table, 'persons', 'whole') }
  if (!isTaken(taken.period) || !isTaken(taken.sex) || groups.length === 0) return null
  const areas = positionsOn(table, 'area')
  const lists = parts.map((codes) => codes.flatMap((code) => areas.get(code) ?? []))
  const slots = new Map([
    ['period', taken.period.slots],
    ['sex', taken.sex.slots],
    ['age', hasAxis(table, 'age') ? groups : []],
    ['area', lists],
  ])
  const groupings = table.axes.flatMap(({ name, members }) => {
    const of = slots.get(name)
    return of && of.length > 0 ? [groupingOf(name, members.length, of)] : []
  })
  return { table: table.id, measures: ['population'], groupings }
}

/** People of one group by area; NaN where some are hidden or none are held. Only ages and areas have more than one slot. */
function peopleOf({ measures }: Sums, group: number, areas: number): number[] {
  const { sum, shown, rounded, hidden } = measures.population!
  return Array.from({ length: areas }, (_, i) => {
    const at = group * areas + i
    return hidden[at]! > 0 || shown[at]! + rounded[at]! === 0 ? NaN : sum[at]!
  })
}
