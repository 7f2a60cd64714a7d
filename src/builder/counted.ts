import { ReleaseError, type Indicator } from '../domain'
import type { DraftTable } from '../release'
import { countsOf, dispersionOf, type AggregatedTable, type Aggregates } from './aggregates'
import { agesWithin, denominatorOf } from './denominators'
import type { People } from './files/populations'
import type { Recipe, RecipeIndicator, RecipeTable } from './recipe/schema'

/**
 * A table as a release would hold it, and what protection needs to know of each of its cells. Not protected: only `disclosure` may
 * make something of it that leaves.
 */
export interface CountedTable {
  draft: DraftTable
  /** Persons, largest contributions and the like; null for a population, which is public. */
  sums: AggregatedTable | null
}

/** All tables of a recipe's release before protection, the shared population first. */
export function countedTables(recipe: Recipe, { tables }: Aggregates, people: readonly People[]): CountedTable[] {
  const shared = people.find(({ id }) => id === 'population')
  const counted = recipe.indicators.flatMap((indicator) =>
    indicator.tables.map((table): CountedTable => {
      const sums = tables.get(`${indicator.id}.${table.id}`)
      if (!sums) throw new ReleaseError(`There are no sums of ${indicator.id}.${table.id}.`, { where: indicator.id })
      return { draft: draftOf(indicator, table, sums, people, recipe), sums }
    }),
  )
  return [...(shared ? [{ draft: populationDraft(shared), sums: null }] : []), ...counted]
}

function populationDraft({ id, axes, values, given }: People): DraftTable {
  const status = given.includes(0) ? given.map((is) => (is ? 0 : 3)) : null
  return {
    id,
    shape: 'population',
    axes,
    ownPopulation: false,
    additive: axes.map(({ name }) => name),
    populationAges: null,
    kept: [],
    limits: {},
    measures: { population: { values, status } },
  }
}

function draftOf(
  indicator: RecipeIndicator,
  table: RecipeTable,
  { table: { id, axes }, counts, denominators }: AggregatedTable,
  people: readonly People[],
  { dimensions }: Recipe,
): DraftTable {
  const count = { values: countsOf(counts, indicator.repeats), status: null }
  const shape = { id, shape: 'counts' as const, axes, additive: table.additive }
  if (denominators && table.population === 'records') {
    const population = { values: countsOf(denominators, indicator.repeats), status: null }
    return {
      ...shape,
      ownPopulation: true,
      populationAges: null,
      kept: [],
      limits: {},
      measures: { count, population },
    }
  }
  const found = people.find((one) => one.id === table.population)
  if (!found) throw new ReleaseError(`The population ${table.population} of ${id} was not read.`, { where: id })
  if (table.population === 'population') {
    const ages = axes.find(({ name }) => name === 'age')?.members ?? []
    const bands = found.axes.find(({ name }) => name === 'age')?.members ?? []
    return {
      ...shape,
      ownPopulation: false,
      populationAges: agesWithin(ages, bands, dimensions.ages),
      kept: [],
      limits: {},
      measures: { count },
    }
  }
  const population = denominatorOf(axes, found, dimensions.ages, table.sexes ? { sexes: table.sexes } : {})
  return { ...shape, ownPopulation: true, populationAges: null, kept: [], limits: {}, measures: { count, population } }
}

/** Indicators as a release tells of them, but for the name of the policy that made their counts safe. */
export function countedIndicators(recipe: Recipe, aggregates: Aggregates): Omit<Indicator, 'disclosure'>[] {
  return recipe.indicators.map((indicator) => {
    const { count: _, outOf: __, tables, ...said } = indicator
    const dispersion = said.repeats === 'events' ? dispersionOf(aggregates, said.id) : 1
    return {
      ...said,
      recompute: null,
      dispersion: Math.round(dispersion * 1000) / 1000,
      tables: tables.map(({ id }) => `${said.id}.${id}`),
    }
  })
}
