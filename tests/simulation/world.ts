import { codingMultiplier, truths } from '../../src/demo/truths'
import { places, populationOf, peopleByFifth, regions, topics } from '../../src/demo'
import type { Place, RegionId } from '../../src/demo'
import { fifthShares } from '../../src/demo/population'
import { YEARS } from '../../src/demo/calendar'
import { quinaryWithin } from '../../src/demo/ages'
import { tablePlans } from '../../src/demo/tables'
import { placeMultiplier } from '../../src/demo/world'
import type { Topic } from '../../src/demo/topic'

export const YEAR = 2024
const AGES = 19

/** One cell of the main table: what the made-up world expects there, and the people among whom. */
export interface TrueCell {
  place: number
  sex: number
  age: number
  /** Persons expected; for proportions, persons in the register. */
  persons: number
  /** Mean events of a person. */
  each: number
  people: number
  /** For proportions, the probability of the outcome; else 1. */
  share: number
}

export interface TrueTopic {
  topic: Topic
  sexes: readonly string[]
  ages: readonly string[]
  cells: TrueCell[]
}

/** True expectations of a topic in one year, by place, sex and age band of its main table. */
export function trueTopic(id: string): TrueTopic {
  const topic = topics.find(({ indicator }) => indicator.id === id)!
  const plan = tablePlans.find(({ table }) => table.id === `${id}.main`)!
  const sexes = topic.sexes.length > 1 ? topic.sexes : ['persons']
  const cells = places.flatMap((place) =>
    sexes.flatMap((sex, s) =>
      plan.ages.map((band, a) =>
        trueCell(topic, place, sex === 'persons' ? topic.sexes : [sex], quinaryWithin(band), [s, a]),
      ),
    ),
  )
  return { topic, sexes, ages: plan.ages.map(({ code }) => code), cells }
}

function trueCell(
  topic: Topic,
  place: Place,
  sexes: readonly string[],
  bands: readonly number[],
  [sex, age]: readonly [number, number],
): TrueCell {
  const { model } = topic
  const year = YEARS.indexOf(YEAR)
  const inAll =
    (model.years[year] ?? 1) *
    codingMultiplier(topic.indicator.id, place.region, YEAR) *
    placeMultiplier(topic, place, 'persons')
  const gradient = fifthShares(place).reduce((sum, share, fifth) => sum + share * (model.gradient[fifth] ?? 1), 0)
  const { outcome } = model
  let [persons, people, cases] = [0, 0, 0]
  for (const name of sexes)
    for (const band of bands) {
      const n = populationOf(place).get(YEAR)?.[(name === 'male' ? AGES : 0) + band] ?? 0
      const expected = (n * (model[name as 'female' | 'male'][band] ?? 0) * inAll * gradient) / 100_000
      people += n
      persons += expected
      if (outcome)
        cases +=
          expected *
          Math.min(
            0.97,
            (outcome[name as 'female' | 'male'][band] ?? 0) *
              placeMultiplier(topic, place, 'outcome') *
              (outcome.years[year] ?? 1),
          )
    }
  const events = model.events.reduce((sum, share) => sum + share, 0)
  const each = model.events.reduce((sum, share, at) => sum + share * (at + 1), 0) / events
  return {
    place: place.index,
    sex,
    age,
    persons,
    each,
    people,
    share: outcome ? (persons > 0 ? cases / persons : 0) : 1,
  }
}

export { places, regions, truths, peopleByFifth }
export type { RegionId }
