import type { Area } from '../../domain'
import type { DraftTable } from '../../release/draft'
import type { Ledger } from './ledger'
import type { Placed } from './place'
import { axisOf, cellsOf, positionIn, type Order } from './tables'

/** Whether an indicator is a count of residents, which could serve as the release's population table. */
export const isResidentPopulation = (placed: readonly Placed[]) =>
  /^resident population$/i.test(placed[0]?.row.indicatorName ?? '')

/**
 * Why counts of residents cannot be the population table, in words; null where they can. They can where whole
 * numbers are given for women and men in age bands that neither overlap nor leave a gap, for every area and period,
 * and where `persons` and `all ages`, if given, are the sums.
 */
export function populationFault(placed: readonly Placed[]): string | null {
  const { cells, margins } = split(placed)
  if (cells.length === 0) return 'it has no cells by sex and age band'
  if (placed.some((place) => place.grouping)) return 'it is divided by more than sex and age'
  if (placed.some(({ row }) => !Number.isInteger(row.value) || row.value < 0))
    return 'not all its values are whole numbers'
  const ages = distinct(cells.map((place) => place.age)).sort((a, b) => a.start - b.start)
  if (
    !ages.every(
      (age, i) =>
        age.start === (i === 0 ? 0 : (ages[i - 1]?.end ?? NaN) + 1) && (age.end === null) === (i === ages.length - 1),
    )
  )
    // prettier-ignore
    return 'its age bands overlap or leave a gap'
  const found = new Map(cells.map((place) => [at(place, place.sex.code, place.age.code), place.row.value]))
  const places = distinct(cells.map((place) => ({ code: `${place.period.code} ${place.row.area}` })))
  if (found.size !== places.length * 2 * ages.length) return 'some cells are missing'
  const wrong = margins.find((margin) => sumOf(margin, found, ages) !== margin.row.value)
  return wrong ? `a total differs from the sum of its cells (${wrong.row.key})` : null
}

const at = (place: Placed, sex: string, age: string) => `${place.period.code} ${place.row.area} ${sex} ${age}`

function sumOf(margin: Placed, found: ReadonlyMap<string, number>, ages: readonly { code: string }[]): number {
  const sexes = margin.sex.code === 'persons' ? ['female', 'male'] : [margin.sex.code]
  const bands = margin.age.code === 'all' ? ages.map((age) => age.code) : [margin.age.code]
  return sexes.reduce(
    (sum, sex) => sum + bands.reduce((part, age) => part + (found.get(at(margin, sex, age)) ?? NaN), 0),
    0,
  )
}

function split(placed: readonly Placed[]): { cells: Placed[]; margins: Placed[] } {
  const isCell = (place: Placed) =>
    (place.sex.code === 'female' || place.sex.code === 'male') && place.age.code !== 'all'
  return { cells: placed.filter(isCell), margins: placed.filter((place) => !isCell(place)) }
}

const distinct = <T extends { code: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [item.code, item])).values(),
]

/** The population table; totals are dropped, being sums. Rows end in the ledger. */
export function populationTable(
  placed: readonly Placed[],
  areas: readonly Area[],
  order: Order,
  ledger: Ledger,
): DraftTable {
  const { cells, margins } = split(placed)
  for (const { row } of margins) ledger.setAside(row.line, 'margin of the population table', row.indicator, row.key)
  const axes = [
    axisOf('period', order.periods, cells, (place) => place.period.code),
    axisOf('sex', order.sexes, cells, (place) => place.sex.code),
    axisOf('age', order.ages, cells, (place) => place.age.code),
    axisOf('area', areas, cells, (place) => place.row.area),
  ]
  const size = cellsOf(axes)
  const values = new Int32Array(size)
  const status = new Uint8Array(size).fill(3)
  for (const place of cells) {
    const i = positionIn(axes, [place.period.code, place.sex.code, place.age.code, place.row.area])
    values[i] = place.row.value
    status[i] = 0
    ledger.keep(place.row)
  }
  return {
    id: 'population',
    shape: 'population',
    axes,
    ownPopulation: false,
    additive: ['sex', 'age'],
    populationAges: null,
    kept: [],
    limits: {},
    measures: { population: { values, status: status.some((s) => s > 0) ? status : null } },
  }
}
