import { comparatorCode, type AgeBand, type Area, type Period, type People, type PeopleOf, type Question, type Release, type Table } from '../domain' // prettier-ignore
import type { Engine, SumQuery, Sums } from '../engine/port'
import { areaOf, areasOf } from './areas'
import { bandsFor, positionsOn } from './axes'
import { labelOf } from './holding'
import { comparatorLabel, placeName, releaseContext, typeLabel } from './labels'
import { areasWithFigures, madeOf } from './made-of'
import { groupingOf } from './plan'
import { runLater, type Steps } from './steps'

const BASE_AXES = new Set(['period', 'sex', 'age', 'area'])

/** A place, and the rows of the table of people that it is the sum of; none where the table does not hold it. */
interface Place {
  area: string
  name: string
  label: string
  rows: readonly string[]
}

/** Where in the table of people the question's people lie. */
interface Lying {
  table: Table
  period: Period
  sexes: readonly string[]
  bands: readonly AgeBand[]
}

/**
 * People by sex and age of each marked area and of the comparator, in the question's period; of the comparator alone where no area is
 * marked. Reads the release's table of people, and says why where there is none by age. Its numbers are the same by either engine.
 */
export function* peopleSteps(question: Question, release: Release): Steps<People> {
  const { comparator, chosen } = question
  const label = comparatorLabel(
    release,
    comparator,
    chosen.flatMap((code) => areaOf(release, code) ?? []),
  )
  const context = { release: releaseContext(release), areaTypeLabel: typeLabel(release, question.areaType), comparatorLabel: label, periodLabel: labelOf(release.dimensions.periods, question.period) } // prettier-ignore
  const lying = lyingOf(question, release)
  if ('why' in lying)
    return Object.freeze({ question, context, sexes: [], bands: [], places: [], comparator: null, notes: [], why: lying.why }) // prettier-ignore
  const { period, sexes, bands } = lying
  const marked = chosen.flatMap((code) => areaOf(release, code) ?? []).map((area) => placeOf(area, lying, question, release)) // prettier-ignore
  const whole = wholeOf(label, marked, lying, question, release)
  const all = [...marked, whole]
  const sums = yield all.map((place) => queryOf(place, lying))
  const people = all.map((place, i) => countsOf(place, sums[i]!, lying))
  return Object.freeze({
    question,
    context: { ...context, periodLabel: period.label },
    sexes,
    bands,
    places: marked.length > 0 ? people.slice(0, -1) : people,
    comparator: marked.length > 0 ? people.at(-1)! : null,
    notes: period.code === question.period ? [] : [`People are not held for ${context.periodLabel}; these are of ${period.label}.`], // prettier-ignore
    why: null,
  })
}

export const peopleLater = (question: Question, release: Release, engine: Engine): Promise<People> =>
  runLater(peopleSteps(question, release), engine)

/** The table of people, as far as a pyramid can be made of it. */
function lyingOf({ period }: Question, release: Release): Lying | { why: string } {
  const table = release.tables.find(({ shape }) => shape === 'population')
  if (!table) return { why: 'this release holds no numbers of people beside its indicators' }
  const strange = table.axes.find(({ name }) => !BASE_AXES.has(name) && !table.additive.includes(name))
  if (strange) return { why: `its people are held only by ${strange.name}` }
  const bands = bandsFor(table, release, [], 'apart')
  if (!Array.isArray(bands)) return bands
  if (bands.length < 2) return { why: 'its numbers of people are not divided by age' }
  const held = periodFor(table, release, period)
  if (!held) return { why: 'its numbers of people belong to no period' }
  const at = positionsOn(table, 'sex')
  const sexes = at.has('female') && at.has('male') ? ['female', 'male'] : ['persons']
  if (sexes.length === 1 && at.size > 0 && !at.has('persons')) return { why: 'its numbers of people are of one sex alone' } // prettier-ignore
  return { table, period: held, sexes, bands: bands.toSorted((one, other) => one.start - other.start) }
}

/** The period itself where people are held for it, else the one that ends nearest to it. */
export function periodFor(table: Table, { dimensions }: Release, wanted: string): Period | null {
  const at = positionsOn(table, 'period')
  const day = (code: string) => Date.parse(dimensions.periods.find((one) => one.code === code)?.end ?? '')
  const far = ({ code }: Period) => Math.abs(day(code) - day(wanted)) || 0
  const held = dimensions.periods.filter(({ code }) => at.has(code))
  return held.find(({ code }) => code === wanted) ?? held.toSorted((one, other) => far(one) - far(other))[0] ?? null
}

function placeOf(area: Area, lying: Lying, question: Question, release: Release): Place {
  return { area: area.code, name: area.name, label: placeName(area), rows: rowsOf(area, lying, question, release) }
}

/** Its own row, or those of the fewest areas of one type that make it up whole; none where they do not. */
function rowsOf(area: Area, { table, period }: Lying, { areaType }: Question, release: Release): string[] {
  if (positionsOn(table, 'area').has(area.code)) return [area.code]
  const made = madeOf(table, release, area, { areaType, period: period.code })
  if (made) return made.areas.map(({ code }) => code)
  const parts = areasWithFigures(table, release, { areaType, within: area.code, period: period.code })
  const whole = table.additive.includes('area') && parts.length === areasOf(release, areaType, area.code, period.code).length // prettier-ignore
  return whole ? parts.flatMap((part) => (part.made?.areas ?? [part.area]).map(({ code }) => code)) : []
}

/** What marked areas are held against: an area, or all of them together. */
function wholeOf(label: string, marked: readonly Place[], lying: Lying, question: Question, release: Release): Place {
  const { comparator } = question
  const area = comparator.kind === 'area' ? areaOf(release, comparator.code) : undefined
  if (area) return { ...placeOf(area, lying, question, release), label }
  const own = comparator.kind === 'group' ? comparator.codes.flatMap((code) => areaOf(release, code) ?? []) : null
  const places = own?.map((one) => placeOf(one, lying, question, release)) ?? marked
  const rows = places.every((place) => place.rows.length > 0) ? [...new Set(places.flatMap((place) => place.rows))] : []
  return { area: comparatorCode(comparator), name: label.charAt(0).toUpperCase() + label.slice(1), label, rows }
}

function queryOf({ rows }: Place, { table, period, sexes, bands }: Lying): SumQuery {
  const slotsOf = (axis: string): number[][] | null => {
    const at = positionsOn(table, axis)
    if (axis === 'period') return [[at.get(period.code)!]]
    if (axis === 'area') return [rows.map((code) => at.get(code)!)]
    if (axis === 'sex') return sexes.map((sex) => [at.get(sex)!])
    return axis === 'age' ? bands.map(({ code }) => [at.get(code)!]) : null
  }
  const groupings = table.axes.flatMap(({ name, members }) => {
    const slots = slotsOf(name)
    return slots ? [groupingOf(name, members.length, slots)] : []
  })
  return { table: table.id, measures: ['population'], groupings }
}

/** People by sex and band of one place. */
function countsOf(place: Place, { sizes, measures }: Sums, { table, sexes, bands }: Lying): PeopleOf {
  const { sum, shown, rounded, hidden } = measures.population!
  const names = table.axes.map(({ name }) => name).filter((name) => BASE_AXES.has(name))
  const counts = sexes.map((_, sex) =>
    bands.map((_, band): number | null => {
      const at = names.reduce((start, name, i) => start * sizes[i]! + (name === 'sex' ? sex : name === 'age' ? band : 0), 0) // prettier-ignore
      return hidden[at]! > 0 || shown[at]! + rounded[at]! === 0 ? null : sum[at]!
    }),
  )
  const anyHidden = hidden.some((many) => many > 0)
  const total = added(counts, () => true, bands)
  const from = (start: number) => shareOf(counts, bands, total, (band) => band.start >= start, start)
  const { area, name, label, rows } = place
  return {
    area,
    name,
    label,
    counts,
    total,
    under20: shareOf(counts, bands, total, ({ end }) => end !== null && end < 20, 20),
    from65: from(65),
    from85: from(85),
    rounded: rounded.some((many) => many > 0),
    why: rows.length === 0 ? 'the release holds no people for it' : anyHidden ? 'some ages are too few to show safely' : total === null ? 'no people are held for some ages' : null, // prettier-ignore
  }
}

type Counts = readonly (readonly (number | null)[])[]

/** Sum over the bands taken; null where one of them is not known. */
function added(counts: Counts, takes: (band: AgeBand) => boolean, bands: readonly AgeBand[]): number | null {
  const taken = counts.flatMap((column) => column.filter((_, i) => takes(bands[i]!)))
  return taken.includes(null) ? null : taken.reduce<number>((sum, many) => sum + many!, 0)
}

/** Null where a part is not known, or a band straddles the edge (an age in years). */
function shareOf(
  counts: Counts,
  bands: readonly AgeBand[],
  total: number | null,
  takes: (band: AgeBand) => boolean,
  edge: number,
): number | null {
  // prettier-ignore
  const straddles = bands.some(({ start, end }) => start < edge && (end === null || end >= edge))
  const part = added(counts, takes, bands)
  return straddles || part === null || !total ? null : part / total
}
