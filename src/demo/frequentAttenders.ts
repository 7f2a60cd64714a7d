import { random, type Random } from '../statistics/random'
import { YEARS, dayOf } from './calendar'
import { areaCoder, dayDrawer, drawCategory, groupWeights } from './drawing'
import type { Place } from './places'
import type { PatientRecord } from './record'
import type { Topic } from './topic'
import { truths } from './truths'

/** Persons from here on are frequent attenders; all others are below. */
const FIRST_ATTENDER = 600_000_000
const ATTENDERS_A_PLACE = 1_000
/** Names the stream of chance that frequent attenders come from, beside the topics' own. */
const STREAM = 7_001

interface Attender extends Pick<PatientRecord, 'person' | 'born' | 'sex' | 'ethnicity' | 'fifth'> {
  from: number
  to: number
  /** Visits that are expected in a year. */
  visits: number
}

/**
 * The few people of a place who attend again and again, year after year. Gives their records of a topic and year; none
 * for other topics.
 */
export function frequentAttenders(place: Place, { seed, scale }: { seed: number; scale: number }) {
  const { topic: frequent, oneIn } = truths.frequentAttenders
  const chance = random(seed, place.index, STREAM)
  const groups = groupWeights(place, [1, 1, 1, 1, 1])
  // They stay three years and a half on average, so there are about three times as many over the ten years.
  const expected = ((place.people * scale) / oneIn) * 2.9 * (0.5 + place.score / 52)
  const attenders = Array.from({ length: chance.poisson(expected) }, (_, at) => drawAttender(chance, place, groups, at))
  const codeOn = areaCoder(place)
  return function* (topic: Topic, year: number): Generator<PatientRecord> {
    if (topic.indicator.id !== frequent) return
    const drawDay = dayDrawer(year, topic.model.months)
    const ofYear = topic.model.years[YEARS.indexOf(year)] ?? 1
    for (const { from, to, visits, ...who } of attenders) {
      if (year < from || year > to) continue
      for (const day of visitDays(chance, visits * ofYear, drawDay))
        yield { ...who, area: codeOn(day, who.person), day, topic: frequent, outcome: null }
    }
  }
}

function drawAttender(chance: Random, place: Place, groups: readonly number[][], at: number): Attender {
  const from = 2011 + chance.below(14)
  const age = 5 + chance.below(9)
  const { visits, atLeast } = truths.frequentAttenders
  return {
    person: FIRST_ATTENDER + place.index * ATTENDERS_A_PLACE + at,
    born: dayOf(from - age * 5 - chance.below(5), 1 + chance.below(12), 1 + chance.below(28)),
    sex: chance.below(2) === 0 ? 'female' : 'male',
    ethnicity: drawCategory(chance, place, chance.pick(groups[age] as number[])),
    fifth: 1 + chance.pick([45, 68, 82, 92, 100]),
    from,
    to: from + 1 + chance.below(6),
    visits: atLeast + chance.below(2 * (visits - atLeast) + 1),
  }
}

function visitDays(chance: Random, visits: number, drawDay: (chance: Random) => number): number[] {
  return Array.from({ length: chance.poisson(visits) }, () => drawDay(chance)).sort((a, b) => a - b)
}
