import type { Random } from '../statistics/random'
import { monthAfter, dayOf } from './calendar'
import { formerDistricts, MERGED_ON } from './districts'
import { categoriesOf } from './ethnicity'
import type { Place } from './places'
import { ethnicShares } from './population'
import { codingCompleteness } from './truths'

/** Running sums, for `Random.pick`. */
export function cumulate(weights: readonly number[]): number[] {
  let sum = 0
  return weights.map((weight) => (sum += weight))
}

/** Draws days of a year by the weight of its months, or among audit days. */
export function dayDrawer(
  year: number,
  months: readonly number[],
  auditDays?: readonly string[],
): (chance: Random) => number {
  if (auditDays) {
    const days = auditDays.map((day) => dayOf(year, Number(day.slice(0, 2)), Number(day.slice(3))))
    return (chance) => days[chance.below(days.length)] as number
  }
  const starts = months.map((_, at) => dayOf(year, at + 1, 1))
  const lengths = starts.map((start, at) => monthAfter(year, at + 1) - start)
  const cumulative = cumulate(months.map((weight, at) => weight * (lengths[at] as number)))
  return (chance) => {
    const month = chance.pick(cumulative)
    return (starts[month] as number) + chance.below(lengths[month] as number)
  }
}

/** Draws a birth day for somebody whose age on `day` falls into a five-year band; the last band thins out by half a year. */
export function drawBirth(chance: Random, day: number, band: number): number {
  let years = band * 5 + chance.below(5)
  if (band === 18) while (years < 104 && chance.uniform() < 0.62) years++
  // 365 days a year would let the age on the day slip; a year and its leap days are 365.25.
  return day - Math.floor(years * 365.25) - 1 - chance.below(364)
}

/** Cumulative weights of the five ethnic groups at each five-year age, relative risks counted in. */
export function groupWeights(place: Place, risks: readonly number[]): number[][] {
  return Array.from({ length: 19 }, (_, age) =>
    cumulate(ethnicShares(place, age).map((share, group) => share * (risks[group] ?? 1))),
  )
}

/** The recorded category of somebody of a group: empty or Z where it was not coded. */
export function drawCategory(chance: Random, place: Place, group: number): string {
  if (chance.uniform() >= codingCompleteness(place.code, place.region, group)) return chance.below(2) === 0 ? '' : 'Z'
  const { codes, cumulative } = categoriesOf[group] as (typeof categoriesOf)[number]
  return codes[chance.pick(cumulative)] as string
}

const mergerDay = dayOf(Number(MERGED_ON.slice(0, 4)), Number(MERGED_ON.slice(5, 7)), Number(MERGED_ON.slice(8)))

/** The code of residence on a day for a person of a place: before the mergers of 2023 that of a former district. */
export function areaCoder(place: Place): (day: number, person: number) => string {
  const former = formerDistricts.filter(({ successor }) => successor === place.code)
  if (former.length === 0) return () => place.code
  const cumulative = cumulate(former.map(({ people }) => people))
  const all = cumulative.at(-1) as number
  return (day, person) => {
    if (day > mergerDay) return place.code
    // By the person's number, so that nobody moves between two of their events.
    const at = cumulative.findIndex((sum) => (person * 7919) % all < sum)
    return former[at]?.code as string
  }
}
