import type { Area, Indicator, Question, Release, Table } from '../domain'
import type { Grouping, SumQuery } from '../engine/port'
import { espWeight } from '../statistics'
import { positionsOn } from './axes'
import type { AxisSlots, Holding } from './holding'
import { holdOrThrow, indicatorOf } from './holding'
import { checkWithin, layOut } from './layout'
import type { Layout } from './layout'
import { totalOf } from './totals'

export const PUBLISHED_MEASURES = [
  'value',
  'lower95',
  'upper95',
  'lower998',
  'upper998',
  'count',
  'denominator',
] as const

/** One stratum of the sums: which slot of each axis, and how much it weighs in the standard population. */
export interface PlannedStratum {
  sex: number
  age: number
  weight: number
  /** First completed year of its ages; undefined where ages are not kept apart. */
  start?: number
}

/** What to sum to answer a question, and where in the sums each place and stratum lies. */
export interface Plan {
  question: Question
  release: Release
  indicator: Indicator
  holding: Holding
  /** The areas compared. */
  areas: readonly Area[]
  /** Codes of all areas read, by position of the area axis. */
  rows: readonly string[]
  /** Positions that each area compared adds up; null where each has one, its own. */
  made: readonly (readonly number[])[] | null
  /** Position of the comparator's own row; null where the table holds none. */
  stored: number | null
  /** Positions of fewer, larger areas that make up the comparator, and their type; null where there are none. */
  wholes: Layout['wholes']
  /** Positions of the areas that make up the comparator; empty where none do. */
  parts: readonly number[]
  /** Id of the area type that areas and comparator are added up from. */
  partsType: string
  strata: readonly PlannedStratum[]
  /** The table of the areas' totals, where some of their cells may be hidden or rounded apart; else null. */
  total: Table | null
  /** First the indicator's table, then the table of people where one is needed, last the totals. */
  queries: readonly SumQuery[]
}

/** Lays out what an answer needs. Throws `QuestionError` where the release cannot answer. */
export function plan(question: Question, release: Release): Plan {
  const indicator = indicatorOf(release, question.indicator)
  checkWithin(question, release)
  const holding = holdOrThrow(release, indicator, question)
  const layout = layOut(question, release, holding.table)
  const total = totalOf(release, indicator, question, holding)
  return {
    question,
    release,
    indicator,
    holding,
    ...layout,
    strata: strataOf(indicator, holding),
    total,
    queries: queriesFor(indicator, { ...holding, total }, layout.rows, question.period),
  }
}

/** Codes of the rows that the areas compared are read from. */
export function comparedRows({ areas, rows, made }: Pick<Plan, 'areas' | 'rows' | 'made'>): string[] {
  return made ? [...new Set(made.flat())].map((row) => rows[row]!) : areas.map(({ code }) => code)
}

function strataOf(indicator: Indicator, { slots, bands }: Holding): PlannedStratum[] {
  const sexes = slots.get('sex')?.length ?? 1
  const ages = slots.get('age')?.length ?? 1
  const weigh = indicator.kind === 'dsr'
  return Array.from({ length: sexes * ages }, (_, s) => {
    const age = s % ages
    const band = bands[age]
    return {
      sex: Math.floor(s / ages),
      age,
      weight: weigh && band ? espWeight(band.start, band.end) : 0,
      start: band?.start,
    }
  })
}

function queriesFor(
  indicator: Indicator,
  { table, slots, population, total }: Holding & Pick<Plan, 'total'>,
  rows: readonly string[],
  period: string,
): SumQuery[] {
  if (indicator.kind === 'published') return [sumQuery(table, PUBLISHED_MEASURES, slots, rows)]
  const queries = [sumQuery(table, measuresOf(table), slots, rows)]
  if (population) queries.push(sumQuery(population.table, ['population'], population.slots, rows))
  if (total)
    queries.push(
      sumQuery(total, measuresOf(total), new Map([['period', [[positionsOn(total, 'period').get(period)!]]]]), rows),
    )
  return queries
}

const measuresOf = ({ ownPopulation }: Table) => (ownPopulation ? ['count', 'population'] : ['count'])

function sumQuery(table: Table, measures: readonly string[], slots: AxisSlots, rows: readonly string[]): SumQuery {
  const groupings = table.axes.flatMap(({ name, members }): Grouping[] => {
    if (name === 'area') return [areaGrouping(table, rows)]
    const lists = slots.get(name)
    return lists ? [groupingOf(name, members.length, lists)] : []
  })
  return { table: table.id, measures, groupings }
}

export function groupingOf(axis: string, size: number, lists: readonly (readonly number[])[]): Grouping {
  const slots = new Int32Array(size).fill(-1)
  lists.forEach((list, slot) => list.forEach((member) => (slots[member] = slot)))
  return { axis, slots, size: lists.length }
}

const groupings = new WeakMap<readonly string[], Map<Table, Grouping>>()

/** Each row in a slot of its own. Kept beside the rows, which are the same from one gesture to the next. */
function areaGrouping(table: Table, rows: readonly string[]): Grouping {
  const known = groupings.get(rows) ?? new Map<Table, Grouping>()
  groupings.set(rows, known)
  let grouping = known.get(table)
  if (!grouping) {
    const at = positionsOn(table, 'area')
    const lists = rows.map((code) => at.get(code)).map((member) => (member === undefined ? [] : [member]))
    known.set(table, (grouping = groupingOf('area', at.size, lists)))
  }
  return grouping
}
