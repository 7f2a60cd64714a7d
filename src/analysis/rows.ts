import { QuestionError } from '../domain'
import type { Question, Release, Table } from '../domain'
import { membersAt } from '../engine/check'
import type { DenseTable, Measure, RowOrder, RowQuery, Rows, SumQuery } from '../engine/port'
import { STATUS } from '../engine/port'
import { comparedRows, plan, PUBLISHED_MEASURES } from './plan'

/** One stored cell behind an answer. */
export interface CellRow {
  /** Code of its member on each axis: `period`, `sex`, `age`, `area`, or the id of a category type. */
  codes: Readonly<Record<string, string>>
  area: { code: string; name: string }
  /** By measure (`count`; for published tables `value`, `lower95`, …); null where the cell carries no number. */
  numbers: Readonly<Record<string, number | null>>
  /** The indicator's own denominator, or the population of the same people; null where there is none. */
  population: number | null
  status: 'shown' | 'rounded' | 'hidden' | 'absent'
  /** What the source says about the cell; null where nothing. */
  note: string | null
}

export interface CellRows {
  question: Question
  table: string
  /** Names of the axes and of the measures, in the table's order. */
  axes: readonly string[]
  measures: readonly string[]
  rows: readonly CellRow[]
  /** How many cells there are behind the answer, of which `rows` holds a stretch. */
  total: number
  engine: string
}

export interface RowsOptions {
  /** Names of axes or measures, `-` before one for falling order. */
  sort?: readonly string[]
  offset?: number
  limit?: number
}

/** What is to be fetched: the query, and the table that it is about. */
export interface RowsPlan {
  table: Table
  query: RowQuery
}

/** Which cells stand behind an answer: those that its own sums read. Throws `QuestionError` as answering does. */
export function planRows(question: Question, release: Release, options: RowsOptions): RowsPlan {
  const planned = plan(question, release)
  const { holding, queries } = planned
  const { table } = holding
  const codes = new Set(comparedRows(planned))
  const keep = table.axes.map(({ name, members }) => ({
    axis: name,
    members: membersRead(name, members, queries[0]!, codes),
  }))
  const measures = measuresOf(table)
  return { table, query: { table: table.id, measures, keep, ...orderOf(table, measures, options) } }
}

/** Members that the query reads; of areas only those compared, not what they are held against. */
function membersRead(axis: string, codes: readonly string[], query: SumQuery, areas: ReadonlySet<string>): number[] {
  const all = [...codes.keys()]
  if (axis === 'area') return all.filter((member) => areas.has(codes[member]!))
  const slots = query.groupings.find((grouping) => grouping.axis === axis)?.slots
  return slots ? all.filter((member) => slots[member]! >= 0) : all
}

function measuresOf(table: Table): string[] {
  if (table.shape === 'published') return [...PUBLISHED_MEASURES]
  return table.ownPopulation ? ['count', 'population'] : ['count']
}

function orderOf(table: Table, measures: readonly string[], { sort = [], offset = 0, limit }: RowsOptions) {
  const order = sort.map((word): RowOrder => {
    const [name, descending] = word.startsWith('-') ? [word.slice(1), true] : [word, false]
    if (measures.includes(name)) return { measure: name, descending }
    if (table.axes.some((axis) => axis.name === name)) return { axis: name, descending }
    const expected = [...table.axes.map((axis) => axis.name), ...measures].join(', ')
    throw new QuestionError(`The cells cannot be sorted by ${name}`, { found: name, expected })
  })
  return { order, offset, limit }
}

/** What else is known of the cells: people, and what the source says about each position. */
export interface Beside {
  population: { table: Table; cells: DenseTable } | null
  notes: readonly (string | null)[]
}

/** Puts codes, names and the population of the same people to the rows that an engine gave. */
export function cellRows(
  question: Question,
  release: Release,
  { table, query }: RowsPlan,
  found: Rows & { engine: string },
  { population, notes }: Beside,
): CellRows {
  const axes = table.axes.map(({ name, members }) => ({ name, size: members.length }))
  const names = new Map(release.areas.map((area) => [area.code, area.name]))
  const people = population && !table.ownPopulation ? peopleOf(table, population) : null
  const rows = Array.from(found.cells, (cell, row): CellRow => {
    const members = membersAt(axes, cell)
    const codes = Object.fromEntries(table.axes.map((axis, a) => [axis.name, axis.members[members[a]!]!]))
    const numbers = Object.fromEntries(query.measures.map((name) => [name, numberOf(found, name, row)]))
    const area = codes.area ?? ''
    const status = SAID[found.measures[query.measures[0]!]!.status[row]!] ?? 'absent'
    const own = table.ownPopulation ? (numbers.population ?? null) : (people?.(codes) ?? null)
    return {
      codes,
      area: { code: area, name: names.get(area) ?? area },
      numbers,
      population: own,
      status,
      note: notes[cell] ?? null,
    }
  })
  const { measures } = query
  return {
    question,
    table: table.id,
    axes: axes.map((axis) => axis.name),
    measures,
    rows,
    total: found.total,
    engine: found.engine,
  }
}

const SAID = ['shown', 'rounded', 'hidden', 'absent'] as const

function numberOf(found: Rows, measure: string, row: number): number | null {
  const number = found.measures[measure]!.values[row]!
  return Number.isNaN(number) ? null : number
}

/** For a cell's codes, the sum of the population's cells of the same people; null where one of them has no number. */
function peopleOf(table: Table, { table: shape, cells }: { table: Table; cells: DenseTable }) {
  const measure = cells.measures.population
  if (!measure || table.shape !== 'counts') return null
  const places = shape.axes.map((axis) => new Map(axis.members.map((code, member) => [code, member])))
  return (codes: Readonly<Record<string, string>>): number | null => {
    let at: number[] = [0]
    for (const [a, axis] of shape.axes.entries()) {
      const wanted = peopleCodes(table, axis.name, codes[axis.name]) ?? axis.members
      const members = wanted.map((code) => places[a]!.get(code) ?? -1)
      if (members.includes(-1)) return null
      at = at.flatMap((cell) => members.map((member) => cell * axis.members.length + member))
    }
    return at.reduce<number | null>((sum, cell) => addCell(sum, measure, cell), 0)
  }
}

function peopleCodes(table: Table, axis: string, code: string | undefined): readonly string[] | null {
  if (code === undefined) return null
  return axis === 'age' ? (table.populationAges?.[code] ?? [code]) : [code]
}

function addCell(sum: number | null, { values, status }: Measure, cell: number): number | null {
  if (sum === null || (status && status[cell]! > STATUS.rounded)) return null
  return sum + values[cell]!
}
