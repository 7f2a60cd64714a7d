import { YEARS } from './calendar'
import { frequentAttenders } from './frequentAttenders'
import { places, type Place, type RegionId } from './places'
import { populationOf } from './population'
import type { PatientRecord } from './record'
import { topicRecords } from './topicRecords'
import type { Topic } from './topic'
import { topics as allTopics } from './topics'

/** The seed of the committed demo. */
export const SEED = 20_260_301

export interface RecordOptions {
  /** Names the run of chance; the made-up world stays the same. */
  seed?: number
  /** One region's records; all four where absent. */
  region?: RegionId
  /** Share of the events that are made, 1 for all: populations stay as they are. */
  scale?: number
  /** Only these topics; all where absent. */
  topics?: readonly Topic[]
}

/**
 * Made-up records, place by place and year by year; a person's events of one year and topic come one after the other.
 * The same options give the same records on every machine, and a region's records do not depend on which others are made.
 */
export function* records({
  seed = SEED,
  region,
  scale = 1,
  topics = allTopics,
}: RecordOptions = {}): Generator<PatientRecord> {
  for (const place of places) {
    if (region && place.region !== region) continue
    yield* placeRecords(place, { seed, scale, topics })
  }
}

function* placeRecords(place: Place, run: { seed: number; scale: number; topics: readonly Topic[] }) {
  const people = populationOf(place)
  const attenders = frequentAttenders(place, run)
  for (const year of YEARS)
    for (const topic of run.topics) {
      yield* topicRecords(place, topic, year, people.get(year) as Int32Array, run)
      yield* attenders(topic, year)
    }
}
