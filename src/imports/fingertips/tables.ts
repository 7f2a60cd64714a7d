import {
  CalculationError,
  type AgeBand,
  type Area,
  type CategoryType,
  type Period,
  type Sex,
  type TableAxis,
} from '../../domain'
import type { DraftTable } from '../../release/draft'
import type { Conflict } from './duplicates'
import type { Flag, Ledger } from './ledger'
import type { Placed } from './place'
import { figureNames, isBlank, type SourceRow } from './rows'
import { groupBy } from './versions'

/** Every member of the release in order; tables take those that they hold. */
export interface Order {
  periods: readonly Period[]
  sexes: readonly Sex[]
  ages: readonly AgeBand[]
  categories: readonly CategoryType[]
}

/** What the tables of an indicator are made with. */
export interface Making {
  areas: readonly Area[]
  order: Order
  /** By line of the row that is kept. */
  conflicts: ReadonlyMap<number, Conflict>
  /** Whether the values are shares, whose count cannot pass the denominator. */
  share: boolean
  ledger: Ledger
}

/** Tables of one indicator: `main`, and one for each grouping; smallest first. Rows end in the ledger. */
export function tablesOf(indicator: string, placed: readonly Placed[], making: Making): DraftTable[] {
  const idOf = (place: Placed | undefined) => place?.grouping?.id ?? 'main'
  return groupBy(placed, idOf)
    .map((part) => tableOf(`${indicator}.${idOf(part[0])}`, part, making))
    .sort((a, b) => cellsOf(a.axes) - cellsOf(b.axes))
}

function tableOf(id: string, placed: readonly Placed[], making: Making): DraftTable {
  const { areas, order, conflicts, ledger } = making
  const category = order.categories.find((type) => type.id === placed[0]?.grouping?.id)
  const axes = [
    axisOf('period', order.periods, placed, (place) => place.period.code),
    axisOf('sex', order.sexes, placed, (place) => place.sex.code),
    axisOf('age', order.ages, placed, (place) => place.age.code),
    ...(category ? [axisOf(category.id, category.members, placed, (place) => place.member?.code ?? '')] : []),
    axisOf('area', areas, placed, (place) => place.row.area),
  ]
  const size = cellsOf(axes)
  const columns = figureNames.map(() => new Float64Array(size).fill(NaN))
  const status = new Uint8Array(size).fill(3)
  const notes: (string | null)[] = Array.from({ length: size }, () => null)
  for (const place of placed) {
    const { row, period, sex, age, member } = place
    const codes = [period.code, sex.code, age.code, ...(category ? [member?.code ?? ''] : []), row.area]
    const i = positionIn(axes, codes)
    figureNames.forEach((name, j) => ((columns[j] as Float64Array)[i] = row[name]))
    status[i] = statusOf(row)
    notes[i] = noteOf(row, conflicts.get(row.line))
    for (const flag of odditiesOf(row, making.share)) ledger.flag(row, flag)
    ledger.keep(row)
  }
  return {
    id,
    shape: 'published',
    axes,
    ownPopulation: true,
    additive: [],
    populationAges: null,
    kept: [],
    limits: {},
    measures: Object.fromEntries(figureNames.map((name, j) => [name, { values: columns[j] as Float64Array, status }])),
    cellNotes: notes.some((note) => note !== null) ? notes : null,
  }
}

/** Members of the order that the rows hold. */
export function axisOf(
  name: string,
  members: readonly { code: string }[],
  placed: readonly Placed[],
  codeOf: (place: Placed) => string,
): TableAxis {
  const held = new Set(placed.map(codeOf))
  return { name, members: members.filter((member) => held.has(member.code)).map((member) => member.code) }
}

export const cellsOf = (axes: readonly TableAxis[]) => axes.reduce((size, axis) => size * axis.members.length, 1)

/** Row number of a cell in a complete, sorted table. */
export function positionIn(axes: readonly TableAxis[], codes: readonly string[]): number {
  return axes.reduce((position, axis, i) => {
    const at = axis.members.indexOf(codes[i] ?? '')
    if (at < 0) throw new CalculationError(`import: “${codes[i]}” is not a member of the axis ${axis.name}`)
    return position * axis.members.length + at
  }, 0)
}

const isWithheld = (row: SourceRow) => /suppress|disclos|withheld|too (few|small)|small number/i.test(row.note)

/** 0 as published (a blank value beside other figures is NaN), 2 withheld by the publisher, 3 not given. */
const statusOf = (row: SourceRow) => (!isBlank(row) ? 0 : isWithheld(row) ? 2 : 3)

function noteOf(row: SourceRow, conflict: Conflict | undefined): string | null {
  const trend =
    row.trend && !/^cannot be calculated$/i.test(row.trend) ? `Recent trend, as published: ${row.trend}.` : ''
  const other = conflict ? `Also published for the same key: ${conflict.others.map(sayOther).join('; ')}.` : ''
  const blank = Number.isNaN(row.value) && !isBlank(row) ? 'No value was published, only what it rests on.' : ''
  return [row.note, blank, other, trend].filter(Boolean).join(' ') || null
}

const sayOther = ({ value = 'blank', lower95, upper95 }: Record<string, string>) =>
  lower95 && upper95 ? `${value} (${lower95} to ${upper95})` : value

function odditiesOf(row: SourceRow, share: boolean): Flag[] {
  const { value, lower95, upper95, lower998, upper998 } = row
  const flags: Flag[] = []
  if (isBlank(row)) flags.push(isWithheld(row) ? 'hidden by the publisher' : 'no value')
  else if (Number.isNaN(value)) flags.push('figures without a value')
  if (share && row.count > row.denominator) flags.push('count above the denominator')
  if (outside(value, lower95, upper95) || outside(value, lower998, upper998))
    flags.push('interval does not hold the value')
  if (half(lower95, upper95) || half(lower998, upper998)) flags.push('only one limit given')
  if (figureNames.some((name) => row[name] < 0)) flags.push('negative number')
  return flags
}

const half = (lower: number, upper: number) => Number.isNaN(lower) !== Number.isNaN(upper)

/** With room for the last digit of figures that were rounded apart. */
function outside(value: number, lower: number, upper: number): boolean {
  const room = 1e-9 * Math.abs(value)
  return value < lower - room || value > upper + room
}
