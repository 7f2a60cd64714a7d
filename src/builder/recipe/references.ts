import { isLifetime } from '../../indicators'
import type { Condition } from './conditions'
import { columnsOf } from './conditions'
import { namesOf, type Coded, type RecipeRecords } from './records'
import type { Recipe, RecipeIndicator, RecipePopulation, RecipeTable } from './schema'

/** Something of a recipe that does not fit: where, what stands there, what should. */
export interface Misfit {
  path: string[]
  found: string
  expected: string
}

/** What the shape of a recipe cannot say: that every name leads to something, and that rules agree with one another. */
export function misfits(recipe: Recipe): Misfit[] {
  const { dimensions, records, indicators, populations } = recipe
  return [
    ...twice(['records'], records.map(({ id }) => id)),
    ...twice(['indicators'], indicators.map(({ id }) => id)),
    ...twice(['populations'], populations.map(({ id }) => id)),
    ...twice(['dimensions', 'categories'], dimensions.categories.map(({ id }) => id)),
    ...(['periods', 'sexes', 'ages'] as const).flatMap((name) =>
      twice(['dimensions', name], dimensions[name].map(({ code }) => code), 'code'),
    ),
    ...dimensions.periods.flatMap(({ start, end }, at) =>
      start <= end ? [] : [misfit(['dimensions', 'periods', at, 'end'], end, `a day from ${start} on`)],
    ),
    ...known(['defaultAreaType'], [recipe.defaultAreaType], typeIds(recipe)),
    ...records.flatMap((one, at) => ofRecords(one, ['records', `${at}`], recipe)),
    ...populations.flatMap((one, at) => ofPopulation(one, ['populations', `${at}`], recipe)),
    ...indicators.flatMap((one, at) => ofIndicator(one, ['indicators', `${at}`], recipe)),
  ] // prettier-ignore
}

const typeIds = ({ dimensions }: Recipe) => dimensions.areaTypes.map(({ id }) => id)
const ageCodes = ({ dimensions }: Recipe) => dimensions.ages.map(({ code }) => code)
const sexCodes = ({ dimensions }: Recipe) => dimensions.sexes.map(({ code }) => code)

/** Members of an axis other than area, in the dimension's order; null where there is no such axis. */
export function membersOf({ dimensions }: Recipe, axis: string): string[] | null {
  if (axis === 'period') return dimensions.periods.map(({ code }) => code)
  if (axis === 'sex') return dimensions.sexes.map(({ code }) => code)
  if (axis === 'age') return dimensions.ages.map(({ code }) => code)
  return dimensions.categories.find(({ id }) => id === axis)?.members.map(({ code }) => code) ?? null
}

function ofRecords(records: RecipeRecords, path: string[], recipe: Recipe): Misfit[] {
  const { sex, categories, fields, duplicates } = records
  const reserved = ['person', 'area', 'date', 'birth', 'sex', 'age', ...Object.keys(categories)]
  return [
    ...(sex ? ofCoded(sex, [...path, 'sex'], sexCodes(recipe)) : []),
    ...Object.entries(categories).flatMap(([id, one]) => {
      const members = recipe.dimensions.categories.find((type) => type.id === id)?.members.map(({ code }) => code)
      if (members) return ofCoded(one, [...path, 'categories', id], members)
      return [
        misfit([...path, 'categories', id], quoted(id), `a category of dimensions: ${listed(categoryIds(recipe))}`),
      ]
    }),
    ...Object.keys(fields).flatMap((name) =>
      reserved.includes(name) ? [misfit([...path, 'fields', name], quoted(name), 'a name that is not taken')] : [],
    ),
    ...(duplicates === 'keep' ? [] : known([...path, 'duplicates', 'by'], duplicates.by, namesOf(records), true)),
  ]
}

const categoryIds = ({ dimensions }: Recipe) => dimensions.categories.map(({ id }) => id)

function ofCoded({ codes, blank, unlisted }: Coded, path: string[], members: readonly string[]): Misfit[] {
  const all = Object.values(codes).flat()
  return [
    ...Object.keys(codes).flatMap((code) => known([...path, 'codes', code], [code], members)),
    ...twice([...path, 'codes'], all, null),
    ...[['blank', blank] as const, ['unlisted', unlisted] as const].flatMap(([name, rule]) =>
      rule === 'drop' ? [] : known([...path, name, 'member'], [rule.member], members),
    ),
  ]
}

function ofPopulation(population: RecipePopulation, path: string[], recipe: Recipe): Misfit[] {
  const { areas, periods, ages, age, categories } = population
  return [
    ...known([...path, 'periods'], periods ?? [], membersOf(recipe, 'period') ?? [], true),
    ...known([...path, 'areas'], areas, typeIds(recipe), true),
    ...known([...path, 'ages'], ages ?? [], ageCodes(recipe), true),
    ...(age && !ages ? [misfit([...path, 'age'], 'no `ages`', 'the bands of age that the file holds, as `ages`')] : []),
    ...Object.keys(categories).flatMap((id) => known([...path, 'categories', id], [id], categoryIds(recipe))),
  ]
}

function ofIndicator(indicator: RecipeIndicator, path: string[], recipe: Recipe): Misfit[] {
  const { count, outOf, tables, breaks } = indicator
  return [
    ...ofSelection(count, [...path, 'count'], recipe),
    ...(outOf ? ofSelection(outOf, [...path, 'outOf'], recipe) : []),
    ...twice([...path, 'tables'], tables.flatMap(({ id, totals }) => [id, ...totals.map((total) => total.id)])),
    ...breaks.flatMap(({ period }, at) =>
      known([...path, 'breaks', `${at}`, 'period'], [period], membersOf(recipe, 'period') ?? []),
    ),
    ...tables.flatMap((table, at) => ofTable(table, indicator, [...path, 'tables', `${at}`], recipe)),
  ] // prettier-ignore
}

function ofSelection(
  { records, where }: { records: string; where?: Condition | undefined },
  path: string[],
  recipe: Recipe,
): Misfit[] {
  const found = recipe.records.find(({ id }) => id === records)
  if (!found) return known([...path, 'records'], [records], recipe.records.map(({ id }) => id)) // prettier-ignore
  const names = namesOf(found).filter((name) => name !== 'date' && name !== 'birth')
  return columnsOf(where ?? { all: [] }).flatMap(({ name, path: within, number }) =>
    name === 'age' && !number
      ? [misfit([...path, 'where', ...within], 'an age compared with texts', '`from` and `to`, in completed years')]
      : known([...path, 'where', ...within], [name], names),
  )
}

function ofTable(table: RecipeTable, indicator: RecipeIndicator, path: string[], recipe: Recipe): Misfit[] {
  const { axes, ages, sexes, periods, areas, additive, population, margins, totals } = table
  const used = [indicator.count, ...(indicator.outOf ? [indicator.outOf] : [])]
  const missing = used.flatMap(({ records }) => unheld(axes, recipe.records.find(({ id }) => id === records))) // prettier-ignore
  const others = axes.filter((axis) => axis !== 'area')
  return [
    ...others.flatMap((axis, at) =>
      membersOf(recipe, axis)?.length
        ? []
        : [misfit([...path, 'axes', at], quoted(axis), 'an axis whose members the dimensions list')],
    ),
    ...missing.map((axis) => misfit([...path, 'axes'], quoted(axis), 'an axis that the indicator’s records have')),
    ...(axes.includes('age') && !ages ? [misfit([...path, 'ages'], 'nothing', 'the bands of age of this table')] : []),
    ...known([...path, 'ages'], ages ?? [], ageCodes(recipe), true),
    ...known([...path, 'sexes'], sexes ?? [], sexCodes(recipe), true),
    ...known([...path, 'periods'], periods ?? [], membersOf(recipe, 'period') ?? [], true),
    ...known([...path, 'areas'], areas, typeIds(recipe), true),
    ...known([...path, 'additive'], additive, axes, true),
    ...margins.flatMap((margin, at) => known([...path, 'margins', `${at}`], margin, axes, true)),
    ...totals.flatMap(({ over }, at) =>
      known(
        [...path, 'totals', `${at}`, 'over'],
        over,
        axes.filter((axis) => axis !== 'period' && axis !== 'area'),
        true,
      ),
    ),
    ...ofDenominator(population, indicator, path, recipe),
    ...ofLifetime(table, indicator, path, recipe),
  ]
}

/** A life expectancy is made of infants, and of bands one after the other to an open one. */
function ofLifetime(
  { axes, ages = [] }: RecipeTable,
  { kind }: RecipeIndicator,
  path: string[],
  recipe: Recipe,
): Misfit[] {
  // prettier-ignore
  if (kind !== 'life-expectancy') return []
  if (!axes.includes('age')) return [misfit([...path, 'axes'], axes.join(', '), '`age`, for a life expectancy')]
  const bands = recipe.dimensions.ages.filter(({ code }) => ages.includes(code)).sort((a, b) => a.start - b.start)
  if (isLifetime(bands)) return []
  return [misfit([...path, 'ages'], ages.join(', '), 'infants (0 to 0), then band after band to an open one, for a life expectancy')] // prettier-ignore
}

/** Axes that records have no column for. */
function unheld(axes: readonly string[], records: RecipeRecords | undefined): string[] {
  if (!records) return []
  const has = new Set(['period', 'area', ...Object.keys(records.categories), ...(records.sex ? ['sex'] : [])])
  if (records.birth ?? records.age) has.add('age')
  return axes.filter((axis) => !has.has(axis))
}

function ofDenominator(population: string, { outOf }: RecipeIndicator, path: string[], recipe: Recipe): Misfit[] {
  const ids = recipe.populations.map(({ id }) => id)
  if (population !== 'records') return known([...path, 'population'], [population], ['records', ...ids])
  return outOf ? [] : [misfit([...path, 'population'], '"records" and no `outOf`', 'an `outOf` in the indicator')]
}

const misfit = (path: readonly (string | number)[], found: string, expected: string): Misfit => ({
  path: path.map(String),
  found,
  expected,
})

function known(path: string[], names: readonly string[], among: readonly string[], list = false): Misfit[] {
  return names.flatMap((name, at) =>
    among.includes(name) ? [] : [misfit(list ? [...path, at] : path, quoted(name), listed(among))],
  )
}

function twice(path: string[], names: readonly string[], key: string | null = 'id'): Misfit[] {
  return names.flatMap((name, at) =>
    names.indexOf(name) === at
      ? []
      : [misfit(key === null ? path : [...path, at, key], `${quoted(name)} again`, 'each only once')],
  )
}

const quoted = (text: string) => `“${text}”`

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none, since there are none'
  const shown = names.slice(0, 12).join(', ')
  return names.length > 12 ? `one of ${shown}, … (${names.length} in all)` : `one of ${shown}`
}
