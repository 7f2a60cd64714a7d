import { quinaryAges } from './ages'
import { MONTHS, YEARS } from './calendar'
import { deprivationFifths } from './deprivation'
import { ethnicGroups } from './ethnicity'
import { places, type Place, type RegionId } from './places'
import { peopleByFifth, peopleByGroup, populationOf } from './population'

export const POPULATION_KINDS = ['population', 'deprivation', 'ethnicity', 'month'] as const
export type PopulationKind = (typeof POPULATION_KINDS)[number]

type Divided = Exclude<PopulationKind, 'month'>

const SEXES = ['female', 'male'] as const

/**
 * People of a region's authorities by year, sex and five-year age, and by deprivation fifth or ethnic group where asked; for months
 * all together, each month those of the middle of its year.
 */
export function populationCsv(kind: PopulationKind, region: RegionId): string {
  if (kind === 'month') return monthlyCsv(region)
  const category = kind === 'population' ? [] : [kind]
  const lines = [['area', 'period', 'sex', 'age', ...category, 'people'].join(',')]
  for (const place of places) if (place.region === region) lines.push(...linesOf(kind, place))
  return `${lines.join('\n')}\n`
}

function monthlyCsv(region: RegionId): string {
  const lines = places.flatMap((place) => {
    if (place.region !== region) return []
    const people = populationOf(place)
    return MONTHS.map(({ code, year }) => [place.code, code, (people.get(year) as Int32Array).reduce((a, b) => a + b, 0)].join(',')) // prettier-ignore
  })
  return `${['area,period,people', ...lines].join('\n')}\n`
}

function* linesOf(kind: Divided, place: Place): Generator<string> {
  for (const [year, people] of populationOf(place))
    if (YEARS.includes(year))
      for (const [cell, count] of people.entries()) {
        const age = cell % quinaryAges.length
        const key = [place.code, year, SEXES[Math.floor(cell / quinaryAges.length)], quinaryAges[age]?.code]
        for (const part of partsOf(kind, place, age, count)) yield [...key, ...part].join(',')
      }
}

function partsOf(kind: Divided, place: Place, age: number, people: number): (string | number)[][] {
  if (kind === 'population') return [[people]]
  // Nobody knows how many people have no known ethnic group: that member has no row.
  const split = kind === 'deprivation' ? peopleByFifth(place, people) : peopleByGroup(place, age, people)
  const { members } = kind === 'deprivation' ? deprivationFifths : ethnicGroups
  return split.map((count, at) => [members[at]?.code ?? '', count])
}
