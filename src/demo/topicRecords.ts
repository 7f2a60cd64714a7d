import { random, type Random } from '../statistics/random'
import { YEARS } from './calendar'
import { areaCoder, cumulate, dayDrawer, drawBirth, drawCategory, groupWeights } from './drawing'
import type { Place } from './places'
import { fifthShares } from './population'
import type { PatientRecord } from './record'
import type { OutcomeModel, Topic } from './topic'
import { topics } from './topics'
import { codingMultiplier, monthWeights } from './truths'
import { placeMultiplier } from './world'

/** Bands of age, and so the stride of one sex in a place's people. */
const AGES = 19
/** Room for the persons of one place, year and topic. */
const PERSONS = 65_536

/** Records of one topic in one place and year. `people` are its people by sex and five-year age. */
export function* topicRecords(
  place: Place,
  topic: Topic,
  year: number,
  people: Int32Array,
  { seed, scale }: { seed: number; scale: number },
): Generator<PatientRecord> {
  const { model, indicator } = topic
  const at = topics.indexOf(topic)
  const chance = random(seed, place.index, year, at)
  const persons = personDrawer(place, topic, year, chance)
  const inAll = rateOf(place, topic, year) * scale
  const fifths = fifthShares(place)
  let serial = firstPerson(place, topic, year)
  for (const sex of topic.sexes) {
    const stride = sex === 'male' ? AGES : 0
    for (let age = 0; age < AGES; age++) {
      const perPerson = ((model[sex][age] ?? 0) * inAll) / 100_000
      if (perPerson === 0) continue
      for (let fifth = 1; fifth <= 5; fifth++) {
        const expected =
          (people[stride + age] ?? 0) * (fifths[fifth - 1] ?? 0) * (model.gradient[fifth - 1] ?? 1) * perPerson
        for (let left = chance.poisson(expected); left > 0; left--)
          yield* persons({ person: serial++, sex, age, fifth, topic: indicator.id })
      }
    }
  }
}

/** All that multiplies a topic's rates in a place and year, whatever the age, sex and neighbourhood. */
function rateOf(place: Place, topic: Topic, year: number): number {
  const ofYear = topic.model.years[YEARS.indexOf(year)] ?? 1
  const coding = codingMultiplier(topic.indicator.id, place.region, year)
  const { months } = topic.model
  const shifted = monthWeights(topic.indicator.id, place.code, year, months)
  const level = shifted === months ? 1 : sumOf(shifted) / sumOf(months)
  return ofYear * coding * level * placeMultiplier(topic, place, 'persons')
}

const sumOf = (weights: readonly number[]) => weights.reduce((sum, weight) => sum + weight, 0)

/** Every place, year and topic has persons of its own: one more than anybody who comes before. */
function firstPerson(place: Place, topic: Topic, year: number): number {
  return ((place.index * YEARS.length + YEARS.indexOf(year)) * topics.length + topics.indexOf(topic)) * PERSONS
}

interface Drawn {
  person: number
  sex: 'female' | 'male'
  /** Five-year band at the first event of the year. */
  age: number
  fifth: number
  topic: string
}

/** Makes a person's records of the year: one or more events, in order of time. */
function personDrawer(place: Place, topic: Topic, year: number, chance: Random) {
  const { model } = topic
  const drawDay = dayDrawer(year, monthWeights(topic.indicator.id, place.code, year, model.months), model.auditDays)
  const groups = groupWeights(place, model.groups)
  const events = cumulate(model.events)
  const codeOn = areaCoder(place)
  const share = model.outcome ? outcomeShare(place, topic, model.outcome, year) : null
  return function* (drawn: Drawn): Generator<PatientRecord> {
    const days = drawDays(chance, 1 + chance.pick(events), drawDay)
    const group = chance.pick(groups[drawn.age] as number[])
    const ethnicity = drawCategory(chance, place, group)
    const born = drawBirth(chance, days[0] as number, drawn.age)
    const outcome = share ? chance.uniform() < share(drawn, group) : null
    const { person, sex, fifth, topic: id } = drawn
    for (const day of days)
      yield { person, area: codeOn(day, person), day, born, sex, topic: id, ethnicity, fifth, outcome }
  }
}

function drawDays(chance: Random, events: number, drawDay: (chance: Random) => number): number[] {
  const days = [drawDay(chance)]
  while (days.length < events) days.push(drawDay(chance))
  return days.length === 1 ? days : days.sort((a, b) => a - b)
}

/** True probability that somebody of a register counts in the numerator. */
function outcomeShare(place: Place, topic: Topic, outcome: OutcomeModel, year: number) {
  const inAll = placeMultiplier(topic, place, 'outcome') * (outcome.years[YEARS.indexOf(year)] ?? 1)
  return ({ sex, age, fifth }: Drawn, group: number) =>
    Math.min(0.97, (outcome[sex][age] ?? 0) * (outcome.gradient[fifth - 1] ?? 1) * (outcome.groups[group] ?? 1) * inAll)
}
