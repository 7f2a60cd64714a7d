import { exp } from '../statistics/portable'
import { ageFemaleShare, ageStructures, ageTrend } from './structure'
import { apportion } from './arithmetic'
import { YEARS } from './calendar'
import type { Place } from './places'

/** Made-up people need no finer figure, and a file with few different numbers is half as long. */
const STEP = 50

/**
 * People by sex and five-year age (sex slower), rounded to fifties. From the place's size, growth and age structure;
 * older bands grow and younger ones shrink a little from year to year.
 */
function peopleOf(place: Place, year: number): Int32Array {
  const people = place.people * (1 + place.growth * (year - 2023))
  const weights = ageStructures[place.structure].map((share, age) => share * (1 + (ageTrend[age] ?? 0) * (year - 2023)))
  const all = weights.reduce((a, b) => a + b, 0)
  const cells = new Int32Array(2 * weights.length)
  weights.forEach((weight, age) => {
    const both = (people * weight) / all
    const female = both * (ageFemaleShare[age] ?? 0.5)
    cells[age] = STEP * Math.round(female / STEP)
    cells[weights.length + age] = STEP * Math.round((both - female) / STEP)
  })
  return cells
}

/** Everybody's `peopleOf`, by year. */
export function populationOf(place: Place): ReadonlyMap<number, Int32Array> {
  return new Map(YEARS.map((year) => [year, peopleOf(place, year)]))
}

/**
 * Shares of a place's people who live in neighbourhoods of each national deprivation fifth, most deprived first; a bell
 * around the place's own score. They add up to 1.
 */
export function fifthShares(place: Place): number[] {
  const centre = 4.4 - (3.6 * (place.score - 10)) / 35
  const bell = [1, 2, 3, 4, 5].map((fifth) => exp(-((fifth - centre) * (fifth - centre)) / 2.9))
  const all = bell.reduce((a, b) => a + b, 0)
  return bell.map((weight) => weight / all)
}

/** Whole people of each fifth, adding up to `people`. */
export function peopleByFifth(place: Place, people: number): number[] {
  return apportion(people, fifthShares(place))
}

const CHILD = [0.86, 2.2, 1.5, 1.35, 1.3]
const ADULT = [1, 1, 1, 1, 1]
const OLDER = [1.1, 0.3, 0.42, 0.45, 0.35]

/** Shares of the five ethnic groups at a five-year age; minority groups are younger. They add up to 1. */
export function ethnicShares(place: Place, age: number): number[] {
  const byAge = age < 4 ? CHILD : age < 13 ? ADULT : OLDER
  const weights = place.ethnicMix.map((percent, group) => percent * (byAge[group] ?? 1))
  const all = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / all)
}

/** Whole people of each ethnic group at a five-year age, adding up to `people`. */
export function peopleByGroup(place: Place, age: number, people: number): number[] {
  return apportion(people, ethnicShares(place, age))
}
