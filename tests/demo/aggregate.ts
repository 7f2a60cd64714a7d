import { ageOn, MONTHLY_YEARS, stamp, YEARS, yearOf } from '../../src/demo/calendar'
import { successors } from '../../src/demo/districts'
import { groupOf } from '../../src/demo/ethnicity'
import { places } from '../../src/demo/places'
import type { PatientRecord } from '../../src/demo/record'
import { tablePlans, type TablePlan } from '../../src/demo/tables'
import { topics } from '../../src/demo/topics'

/** Sums of records, one number a cell, in the order of each table's axes. */
export interface Counts {
  /** By table id: events or people that count; for registers and audits those with the outcome. */
  counts: ReadonlyMap<string, Int32Array>
  /** By table id, only for registers and audits: everybody in them. */
  denominators: ReadonlyMap<string, Int32Array>
  /** By topic id: Σ f² ∕ Σ f over people and years, f being a person's events of a year; 1 where nobody has two. */
  dispersion: ReadonlyMap<string, number>
  /** What was met on the way: records in all, and those that the stated rules changed or left out. */
  report: { records: number; mapped: number; outsideAges: number; unknownArea: number; outsideYears: number }
}

/**
 * Streams records into counts and holds none of them. A person's events of one year and topic must come together, as
 * `records` gives them. Records of districts merged in 2023 count for the authorities that took their place.
 */
export function aggregate(records: Iterable<PatientRecord>): Counts {
  const report = { records: 0, mapped: 0, outsideAges: 0, unknownArea: 0, outsideYears: 0 }
  const tallies = new Map(topics.map(({ indicator }) => [indicator.id, tallyTopic(indicator.id)]))
  for (const record of records) {
    report.records++
    const area = placeAt.get(record.area) ?? -1
    const year = yearOf(record.day) - (YEARS[0] as number)
    if (successors.has(record.area)) report.mapped++
    if (area < 0) report.unknownArea++
    else if (year < 0 || year >= YEARS.length) report.outsideYears++
    else if (!tallies.get(record.topic)?.add(record, area, year)) report.outsideAges++
  }
  return { ...gather([...tallies.values()]), report }
}

/** Position of an authority by its code, former districts' codes included. */
const placeAt: ReadonlyMap<string, number> = new Map([
  ...places.map(({ code, index }) => [code, index] as const),
  ...[...successors].map(([old, now]) => [old, places.findIndex(({ code }) => code === now)] as const),
])

interface TopicTally {
  topic: string
  tables: readonly TableTally[]
  /** False where no table of the topic takes in the record's age. */
  add(record: PatientRecord, area: number, year: number): boolean
  dispersion(): number
}

function tallyTopic(topic: string): TopicTally {
  const plans = tablePlans.filter((plan) => plan.topic.indicator.id === topic)
  const tables = plans.map(tallyTable)
  const monthly = plans.some((plan) => plan.topic.monthly)
  const runs = tallyRuns()
  return {
    topic,
    tables,
    add(record, area, year) {
      const age = ageOn(record.day, record.born)
      let within = false
      for (const table of tables) if (table.add(record, area, year, age)) within = true
      if (within) runs.add(record.person, monthly ? monthOf(record.day) : year)
      return within
    },
    dispersion: runs.dispersion,
  }
}

interface TableTally {
  id: string
  counts: Int32Array
  denominators: Int32Array | null
  add(record: PatientRecord, area: number, year: number, age: number): boolean
}

function tallyTable({ table, kind, ages, topic }: TablePlan): TableTally {
  const cells = table.axes.reduce((product, { members }) => product * members.length, 1)
  const counts = new Int32Array(cells)
  const denominators = topic.model.outcome ? new Int32Array(cells) : null
  const bandOf = Int8Array.from({ length: 130 }, (_, age) =>
    topic.monthly ? 0 : ages.findIndex(({ start, end }) => age >= start && age <= (end ?? 999)),
  )
  const sexes = topic.sexes.length
  const members = table.axes.at(-2)?.members.length ?? 1
  const cellOf = (record: PatientRecord, year: number, band: number) => {
    if (topic.monthly) return monthOf(record.day)
    if (kind === 'main') return (year * sexes + (sexes > 1 && record.sex === 'male' ? 1 : 0)) * ages.length + band
    return (
      (year * ages.length + band) * members + (kind === 'deprivation' ? record.fifth - 1 : groupOf(record.ethnicity))
    )
  }
  return {
    id: table.id,
    counts,
    denominators,
    add(record, area, year, age) {
      const band = bandOf[age] ?? -1
      if (band < 0) return false
      const cell = cellOf(record, year, band) * places.length + area
      if (record.outcome !== false) counts[cell]!++
      if (denominators) denominators[cell]!++
      return true
    },
  }
}

/** Months since the first that monthly figures are kept of. */
const monthOf = (day: number) =>
  (yearOf(day) - (MONTHLY_YEARS[0] as number)) * 12 + (Math.floor(stamp(day) / 100) % 100) - 1

/** Follows how often the same person comes in a period, from records that come together. */
function tallyRuns() {
  let [person, events, squares] = [-1, 0, 0]
  const lengths = new Map<number, number>()
  const close = () => {
    for (const length of lengths.values()) {
      events += length
      squares += length * length
    }
    lengths.clear()
  }
  return {
    add(nextPerson: number, period: number) {
      if (nextPerson !== person) close()
      person = nextPerson
      lengths.set(period, (lengths.get(period) ?? 0) + 1)
    },
    dispersion() {
      close()
      return events === 0 ? 1 : squares / events
    },
  }
}

function gather(tallies: readonly TopicTally[]): Omit<Counts, 'report'> {
  const tables = tallies.flatMap((tally) => tally.tables)
  return {
    counts: new Map(tables.map(({ id, counts }) => [id, counts])),
    denominators: new Map(
      tables.flatMap(({ id, denominators }) => (denominators ? [[id, denominators] as const] : [])),
    ),
    dispersion: new Map(tallies.map((tally) => [tally.topic, tally.dispersion()])),
  }
}
