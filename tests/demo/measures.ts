import type { DraftTable } from '../../src/release'
import type { Counts } from './aggregate'
import { MONTHS, YEARS } from '../../src/demo/calendar'
import { UNKNOWN_GROUP } from '../../src/demo/ethnicity'
import { places } from '../../src/demo/places'
import { peopleByFifth, peopleByGroup, populationOf } from '../../src/demo/population'
import { quinaryAges, quinaryWithin } from '../../src/demo/ages'
import { populationPlan, type TablePlan } from '../../src/demo/tables'

/** Status of a cell that cannot hold a number: how many people have no known ethnic group, nobody counted. */
const ABSENT = 3

/** The population of the demo by year, sex, five-year age and authority. */
export function populationTable(): DraftTable {
  const values = new Int32Array(YEARS.length * 2 * quinaryAges.length * places.length)
  for (const place of places) {
    const people = populationOf(place)
    YEARS.forEach((year, y) =>
      people.get(year)?.forEach((count, cell) => {
        values[(y * 2 * quinaryAges.length + cell) * places.length + place.index] = count
      }),
    )
  }
  return { ...populationPlan, measures: { population: { values, status: null } } }
}

/** A table of counts, with its own population where it needs one. */
export function countsTable(plan: TablePlan, { counts, denominators }: Counts): DraftTable {
  const { table } = plan
  const count = { values: counts.get(table.id) ?? new Int32Array(0), status: null }
  if (!table.ownPopulation) return { ...table, measures: { count } }
  const counted = denominators.get(table.id)
  if (plan.topic.monthly)
    return { ...table, measures: { count, population: { values: peopleByMonth(), status: null } } }
  const population = counted ? { values: counted, status: null } : peopleByCategory(plan)
  return { ...table, measures: { count, population } }
}

/** Everybody of each authority, the same in all months of a year. */
const peopleByMonth = () =>
  Int32Array.from(MONTHS.flatMap(({ year }) => places.map((place) => sum([...(populationOf(place).get(year) ?? [])]))))

/** Residents by period, age, deprivation fifth or ethnic group, and authority: of the sexes that the topic can concern. */
function peopleByCategory({ table, ages, kind, topic }: TablePlan) {
  const members = table.axes.at(-2)?.members.length ?? 1
  const values = new Int32Array(YEARS.length * ages.length * members * places.length)
  const status = kind === 'ethnicity' ? new Uint8Array(values.length) : null
  for (const place of places) {
    const people = populationOf(place)
    YEARS.forEach((year, y) =>
      ages.forEach((age, a) => {
        const within = quinaryWithin(age).map((at) => residents(people.get(year), at, topic.sexes))
        const split =
          kind === 'deprivation' ? peopleByFifth(place, sum(within)) : byGroup(place, quinaryWithin(age), within)
        split.forEach((count, member) => {
          values[((y * ages.length + a) * members + member) * places.length + place.index] = count
        })
        if (status) status[((y * ages.length + a) * members + UNKNOWN_GROUP) * places.length + place.index] = ABSENT
      }),
    )
  }
  return { values, status }
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

function residents(people: Int32Array | undefined, age: number, sexes: readonly string[]): number {
  const female = sexes.includes('female') ? (people?.[age] ?? 0) : 0
  return female + (sexes.includes('male') ? (people?.[quinaryAges.length + age] ?? 0) : 0)
}

function byGroup(place: (typeof places)[number], bands: readonly number[], people: readonly number[]): number[] {
  const each = bands.map((band, at) => peopleByGroup(place, band, people[at] ?? 0))
  return (each[0] ?? []).map((_, group) => sum(each.map((groups) => groups[group] ?? 0)))
}
