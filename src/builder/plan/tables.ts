import type { Area } from '../../domain'
import type { Recipe, RecipeIndicator, RecipeTable } from '../recipe/schema'
import { blank, choose, column, equals, every, not, some, sum, times, whole, type Expression } from '../sql/expression'
import type { PlaceNames } from './columns'
import { placedAxes, type PlaceColumn, type PlacedAxis } from './places'
import type { PlannedTable } from './plan'

/** A table or margin with all that is needed to number its cells. */
export interface NumberedTable {
  table: PlannedTable
  /** Axes that it keeps. */
  kept: readonly PlacedAxis[]
  /** Axes that it sums over: records must stand on them all the same. */
  summed: readonly PlacedAxis[]
}

/**
 * All tables, and after them their margins, each with a range of cell numbers of its own. Indicators of events have one margin
 * more: by period alone, from which the dispersion is read.
 */
export function plannedTables(recipe: Recipe, areas: readonly Area[]): NumberedTable[] {
  let next = 0
  const number = (
    indicator: RecipeIndicator,
    table: RecipeTable,
    over: readonly string[],
    total?: string,
  ): NumberedTable => {
    const axes = placedAxes(table, recipe, areas)
    const kept = axes.filter(({ axis }) => !over.includes(axis.name))
    const size = kept.reduce((product, { axis }) => product * axis.members.length, 1)
    const planned: PlannedTable = {
      id: `${indicator.id}.${total ?? table.id}`,
      indicator: indicator.id,
      axes: kept.map(({ axis }) => axis),
      // A total is published: a table like the others, though it is counted like a margin.
      over: total === undefined ? over : [],
      first: next,
      size,
      ownDenominator: indicator.outOf !== null,
    }
    next += size
    return { table: planned, kept, summed: axes.filter(({ axis }) => over.includes(axis.name)) }
  }
  const pairs = recipe.indicators.flatMap((indicator) => indicator.tables.map((table) => [indicator, table] as const))
  const tables = pairs.flatMap(([indicator, table]) => [
    number(indicator, table, []),
    ...table.totals.map(({ id, over }) => number(indicator, table, over, id)),
  ])
  const margins = pairs.flatMap(([indicator, table]) =>
    marginsOf(indicator, table).map((over) => number(indicator, table, over)),
  )
  return [...tables, ...margins]
}

/** Everything but the period: one person's events of a period wherever they were. */
export const overAllButPeriod = ({ axes }: Pick<RecipeTable, 'axes'>) => axes.filter((axis) => axis !== 'period')

function marginsOf(indicator: RecipeIndicator, table: RecipeTable): readonly string[][] {
  const first = indicator.tables[0] === table && indicator.repeats === 'events'
  const ordered = table.margins.map((margin) => table.axes.filter((axis) => margin.includes(axis)))
  const all = first ? [overAllButPeriod(table), ...ordered] : ordered
  return [...new Map(all.filter((over) => over.length > 0).map((over) => [over.join(), over])).values()]
}

/**
 * Deals the tables of all indicators into grouping sets: the n-th set holds the n-th table, or part of one, of each indicator.
 * An expression gives the cell's number by `_indicator`, null where the record has no cell there.
 */
export function slotsFor(
  indicators: readonly RecipeIndicator[],
  tables: readonly NumberedTable[],
  names: PlaceNames,
): Expression[] {
  const cells = indicators.map(({ id }) =>
    tables.filter(({ table }) => table.indicator === id).flatMap((table) => cellsOf(table, names)),
  )
  const most = Math.max(0, ...cells.map(({ length }) => length))
  return Array.from({ length: most }, (_, slot) =>
    choose(
      cells.flatMap((ofIndicator, at) => {
        const cell = ofIndicator[slot]
        return cell ? [[equals(column('_indicator'), whole(at)), cell] as const] : []
      }),
    ),
  )
}

/** One expression for each combination of columns: members of one axis that overlap need a grouping set each. */
function cellsOf({ table, kept, summed }: NumberedTable, names: PlaceNames): Expression[] {
  const strides = kept.map((_, at) =>
    kept.slice(at + 1).reduce((product, { axis }) => product * axis.members.length, 1),
  )
  const required = summed.map(({ columns }) => some(...columns.map((place) => not(blank(column(names.nameOf(place)))))))
  return combinations(kept.map(({ columns }) => columns)).map((places) => {
    const steps = places.map((place, at) => times(strides[at] ?? 1, column(names.nameOf(place))))
    const cell = sum(...(table.first === 0 ? [] : [whole(table.first)]), ...steps)
    return required.length === 0 ? cell : choose([[every(...required), cell]])
  })
}

function combinations(lists: readonly (readonly PlaceColumn[])[]): PlaceColumn[][] {
  return lists.reduce<PlaceColumn[][]>(
    (made, list) => made.flatMap((start) => list.map((place) => [...start, place])),
    [[]],
  )
}
