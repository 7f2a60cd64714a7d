import { ReleaseError, type Area, type Indicator } from '../domain'
import type { DraftTable } from '../release'
import { countsOf, dispersionOf, keysOf, type AggregatedTable, type Aggregates } from './aggregates'
import { agesWithin, denominatorOf } from './denominators'
import type { People } from './files/populations'
import type { Plan } from './plan/plan'
import type { RecordsReport } from './report'
import type { Recipe, RecipeIndicator, RecipeTable } from './recipe/schema'

/** Everything that a release is made of, before protection. */
export interface Counted {
  recipe: Recipe
  areas: readonly Area[]
  plan: Plan
  aggregates: Aggregates
  /** Where one has refusals, no release may be made. */
  reports: readonly RecordsReport[]
  people: readonly People[]
}

/**
 * A table as a release would hold it, and what protection needs to know of each of its cells. Not protected: only `disclosure` may
 * make something of it that leaves.
 */
export interface CountedTable {
  draft: DraftTable
  /** Persons, largest contributions and the like; null for a population, which is public. */
  sums: AggregatedTable | null
  /** People among whom persons were counted, one number a cell: from records (then to be protected too) or public; null for events. */
  people: { values: Int32Array; fromRecords: boolean } | null
  /** Sums of the keys of what is counted, and of those among whom where they come from records; null where the recipe asks for none. */
  keys: { counted: Uint32Array; people: Uint32Array | null } | null
}

/** All tables of a recipe's release before protection, the shared population first. */
export function countedTables(recipe: Recipe, { tables }: Aggregates, people: readonly People[]): CountedTable[] {
  const shared = people.find(({ id }) => id === 'population')
  const counted = recipe.indicators.flatMap((indicator) =>
    indicator.tables.flatMap((table) =>
      [{ id: table.id, over: [] }, ...table.totals].map(({ id, over }): CountedTable => {
        const sums = tables.get(`${indicator.id}.${id}`)
        if (!sums) throw new ReleaseError(`There are no sums of ${indicator.id}.${id}.`, { where: indicator.id })
        const { repeats } = indicator
        const counted = keysOf(sums.counts, repeats)
        const keys = counted && { counted, people: sums.denominators && keysOf(sums.denominators, repeats) }
        return { ...draftOf(indicator, table, over, sums, people, recipe), sums, keys }
      }),
    ),
  )
  return [...(shared ? [{ draft: populationDraft(shared), sums: null, people: null, keys: null }] : []), ...counted]
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
  over: readonly string[],
  { table: { id, axes }, counts, denominators }: AggregatedTable,
  people: readonly People[],
  { dimensions }: Recipe,
): Omit<CountedTable, 'sums' | 'keys'> {
  const count = { values: countsOf(counts, indicator.repeats), status: null }
  const sums = table.additive.filter((axis) => !over.includes(axis))
  const limits = limitsOf(table, over)
  const shape = { id, shape: 'counts' as const, axes, additive: sums, kept: [], limits }
  if (denominators && table.population === 'records') {
    // No population here: `protectedDraft` puts the protected one in its place.
    const draft = { ...shape, ownPopulation: true, populationAges: null, measures: { count } }
    return { draft, people: { values: countsOf(denominators, indicator.repeats), fromRecords: true } }
  }
  const found = people.find((one) => one.id === table.population)
  if (!found) throw new ReleaseError(`The population ${table.population} of ${id} was not read.`, { where: id })
  const population = denominatorOf(axes, found, dimensions.ages, limits)
  const publicPeople = { values: population.values, fromRecords: false }
  const among = indicator.repeats === 'persons' && !population.status ? publicPeople : null
  if (table.population === 'population' && over.length === 0) {
    const ages = axes.find(({ name }) => name === 'age')?.members ?? []
    const bands = found.axes.find(({ name }) => name === 'age')?.members ?? []
    const populationAges = agesWithin(ages, bands, dimensions.ages)
    return { draft: { ...shape, ownPopulation: false, populationAges, measures: { count } }, people: among }
  }
  const additive = sums.filter((axis) => !hasGap(axis, axes, population.status))
  const own = { ownPopulation: true, populationAges: null, measures: { count, population } }
  return {
    draft: { ...shape, ...own, additive, sums: additive.length < sums.length ? sums : undefined },
    people: among,
  }
}

/** Whether nobody counted the people of some member, such as those of unknown ethnic group: then sums over the axis mean nothing. */
function hasGap(name: string, axes: DraftTable['axes'], status: Uint8Array | null): boolean {
  if (!status || name === 'area' || name === 'period') return false
  const at = axes.findIndex((axis) => axis.name === name)
  const size = axes[at]?.members.length ?? 1
  const inner = axes.slice(at + 1).reduce((product, { members }) => product * members.length, 1)
  const given = new Set<number>()
  status.forEach((mark, cell) => mark === 0 && given.add(Math.floor(cell / inner) % size))
  return given.size < size
}

/** What the records of a table are limited to on axes that it does not have: those that it sums over, and sexes not told apart. */
function limitsOf({ axes, ages, sexes }: RecipeTable, over: readonly string[]): DraftTable['limits'] {
  const absent = (axis: string) => over.includes(axis) || !axes.includes(axis)
  return {
    ...(ages && absent('age') ? { age: ages } : {}),
    ...(sexes && absent('sex') ? { sex: sexes } : {}),
  }
}

/** Indicators as a release tells of them, but for the name of the policy that made their counts safe. */
export function countedIndicators(recipe: Recipe, aggregates: Aggregates): Omit<Indicator, 'disclosure'>[] {
  return recipe.indicators.map((indicator) => {
    const { count: _, outOf: __, sensitive: ___, tables, ...said } = indicator
    const dispersion = said.repeats === 'events' ? dispersionOf(aggregates, said.id) : 1
    return {
      ...said,
      recompute: null,
      dispersion: toldDispersion(dispersion),
      tables: tables
        .flatMap(({ id, totals }) => [id, ...totals.map((total) => total.id)])
        .map((id) => `${said.id}.${id}`),
    }
  })
}

/**
 * A dispersion as a release tells it: up to the next twentieth. It is worked out from every record, so its further digits would
 * be an exact sum beside rounded ones; up, since an interval may be too wide and never too narrow.
 */
export const toldDispersion = (exact: number) => Math.ceil(Number((exact * 20).toFixed(9))) / 20
