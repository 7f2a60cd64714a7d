import { answer } from '../../src/analysis/answer'
import { columnsEngine } from '../../src/engine/columns'
import type { Answer, Question } from '../../src/domain'
import { espWeight } from '../../src/statistics'
import type { Solver } from '../../src/disclosure'
import { bands } from '../../src/demo/ages'
import type { Drawn, PolicyName } from './draw'
import { draw, protectRegion } from './draw'
import { releaseOf } from './release'
import type { Made } from './release'
import type { RegionId, TrueTopic } from './world'
import { YEAR, places, regions } from './world'

export type Policies = Readonly<Record<RegionId, PolicyName>>

/** As the demo has it: three regions round, one hides. */
export const DEMO_POLICIES: Policies = {
  nwc: 'controlled-5',
  gm: 'hide-under-10',
  cy: 'controlled-5',
  nenc: 'controlled-5',
}

export interface Selection {
  ages: readonly string[]
  sex: string
}
export const WHOLE: Selection = { ages: [], sex: 'persons' }

export function ask(made: Made, { ages, sex }: Selection, change: Partial<Question> = {}): Answer {
  const engine = columnsEngine()
  made.tables.forEach((table) => engine.add(table))
  const question: Question = {
    release: made.release.id,
    indicator: made.release.indicators[0]!.id,
    areaType: 'la',
    within: null,
    period: `${YEAR}`,
    sex,
    ages,
    category: null,
    comparator: { kind: 'area', code: 'NORTH' },
    rule: 'overlap',
    chosen: [],
    ...change,
  }
  return answer(question, made.release, engine)
}

/** True values of the authorities in the printed unit: what intervals are to hold. */
export function trueValues(topic: TrueTopic, drawn: Drawn, { ages, sex }: Selection): Float64Array {
  const { kind, multiplier } = topic.topic.indicator
  const wanted = topic.cells
    .map((cell, at) => ({ ...cell, register: drawn.register?.[at] ?? 0 }))
    .filter(
      (cell) =>
        (ages.length === 0 || ages.includes(topic.ages[cell.age]!)) &&
        (sex === 'persons' || topic.sexes[cell.sex] === sex),
    )
  const bandsOf = bands(...topic.ages)
  const values = new Float64Array(places.length)
  const sumBy = (
    key: (cell: (typeof wanted)[number]) => number,
    of: (cell: (typeof wanted)[number]) => number,
    place: number | null,
  ) => {
    const sums = new Map<number, number>()
    for (const cell of wanted)
      if (place === null || cell.place === place) sums.set(key(cell), (sums.get(key(cell)) ?? 0) + of(cell))
    return sums
  }
  const stratum = (cell: { sex: number; age: number }) => cell.sex * 100 + cell.age
  const events = (cell: { persons: number; each: number }) => cell.persons * cell.each
  const northEvents = sumBy(stratum, events, null)
  const northPeople = sumBy(stratum, ({ people }) => people, null)
  for (const { index } of places) {
    const own = wanted.filter(({ place }) => place === index)
    const total = (of: (cell: (typeof wanted)[number]) => number) => own.reduce((sum, cell) => sum + of(cell), 0)
    if (kind === 'proportion')
      values[index] = total(({ register, share }) => register * share) / total(({ register }) => register)
    else if (kind === 'rate') values[index] = total(events) / total(({ people }) => people)
    else if (kind === 'ratio')
      values[index] =
        total(events) /
        total((cell) => (cell.people * northEvents.get(stratum(cell))!) / northPeople.get(stratum(cell))!)
    else {
      const [x, n] = [
        sumBy(({ age }) => age, events, index),
        sumBy(
          ({ age }) => age,
          ({ people }) => people,
          index,
        ),
      ]
      let [sum, weights] = [0, 0]
      for (const [age, many] of n) {
        const weight = espWeight(bandsOf[age]!.start, bandsOf[age]!.end)
        weights += weight
        sum += (weight * x.get(age)!) / many
      }
      values[index] = sum / weights
    }
    values[index]! *= multiplier
  }
  return values
}

/** One run: the answer from protected counts and from true ones, and the true values. */
export function runOnce(topic: TrueTopic, seed: number, policies: Policies, solver: Solver, selection = WHOLE) {
  const drawn = draw(topic, seed)
  const made = regions.map(({ id }) => protectRegion(topic, drawn, id, policies[id], solver))
  return {
    safe: ask(releaseOf(topic, drawn, made), selection),
    bare: ask(releaseOf(topic, drawn, null), selection),
    truth: trueValues(topic, drawn, selection),
  }
}

export interface Tally {
  areas: number
  valued: number
  covered95: number
  covered998: number
  bare: number
  bareCovered: number
  hidden: number
  widths: number[]
}

export const blankTally = (): Tally => ({
  areas: 0,
  valued: 0,
  covered95: 0,
  covered998: 0,
  bare: 0,
  bareCovered: 0,
  hidden: 0,
  widths: [],
})

/** Counts one run's intervals, by the policy of each area's region. */
export function count(run: ReturnType<typeof runOnce>, policies: Policies, into: Record<PolicyName, Tally>): void {
  run.safe.estimates.forEach((estimate, at) => {
    const bare = run.bare.estimates[at]!
    const place = places.findIndex(({ code }) => code === estimate.area)
    const tally = into[policies[places[place]!.region]]
    const truth = run.truth[place]!
    tally.areas++
    if (estimate.status === 'hidden') tally.hidden++
    if (bare.interval95) {
      tally.bare++
      if (bare.interval95.lower <= truth && truth <= bare.interval95.upper) tally.bareCovered++
    }
    if (!estimate.interval95 || !estimate.interval998) return
    tally.valued++
    if (estimate.interval95.lower <= truth && truth <= estimate.interval95.upper) tally.covered95++
    if (estimate.interval998.lower <= truth && truth <= estimate.interval998.upper) tally.covered998++
    if (bare.interval95)
      tally.widths.push(
        (estimate.interval95.upper - estimate.interval95.lower) / (bare.interval95.upper - bare.interval95.lower),
      )
  })
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[sorted.length >> 1] ?? NaN
}
