import type { Area } from '../../domain'
import { identityOf } from '../../release/identity'
import { areaEntries } from '../areas'
import { expressionOf, requiredValues, type Condition } from '../recipe/conditions'
import type { RecipeRecords } from '../recipe/records'
import type { Recipe, RecipeIndicator } from '../recipe/schema'
import { column, whole, type Expression } from '../sql/expression'
import { lookupsFor, placeNames, placesAfter } from './columns'
import { notesOf, verdictsOf } from './judge'
import type { IndicatorPlan, Named, Plan, PlannedTable, RecordsPlan } from './plan'
import { plannedTables, slotsFor, type NumberedTable } from './tables'

/** The one plan of a recipe. `areas` is the area table that the recipe names. Throws `ReleaseError` where that does not hold together. */
export async function planOf(recipe: Recipe, areas: readonly Area[]): Promise<Plan> {
  const numbered = plannedTables(recipe, areas)
  const entries = areaEntries(areas, recipe.dimensions.areaTypes)
  const records = recipe.records
    .filter(({ id }) => membersOf(recipe, id).length > 0)
    .map((one) => recordsPlan(one, recipe, numbered, entries))
  const tables = numbered.map(({ table }) => table)
  const keyed = recipe.cellKeys
  return { identity: await identity(records, tables, keyed), records, tables, keyed }
}

/** Where files lie does not decide what a cell means. */
async function identity(
  records: readonly RecordsPlan[],
  tables: readonly PlannedTable[],
  keyed: boolean,
): Promise<string> {
  const meant = records.map(({ files: _, ...rest }) => rest)
  const said = { version: 1, records: meant, tables, keyed: keyed || undefined }
  return (await identityOf(JSON.parse(JSON.stringify(said)))).slice(0, 16)
}

function recordsPlan(
  records: RecipeRecords,
  recipe: Recipe,
  numbered: readonly NumberedTable[],
  entries: ReturnType<typeof areaEntries>,
): RecordsPlan {
  const indicators = membersOf(recipe, records.id)
  const names = placeNames()
  const members = indicators.map((indicator) => memberOf(indicator, records.id))
  const slots = slotsFor(indicators, numbered, names)
  const { id, files, format, delimiter, encoding, most } = records
  const columns = columnsRead(records, indicators)
  return {
    id,
    files,
    format,
    delimiter,
    encoding,
    most,
    columns,
    typed: typed(records),
    lookups: lookupsFor(records, names, entries, recipe),
    placed: placesAfter(records, names, recipe),
    duplicates: duplicatesOf(records, columns),
    verdicts: verdictsOf(records, names, recipe.date),
    notes: notesOf(records),
    members,
    exclusive: areExclusive(indicators, records.id),
    slots,
  }
}

/** Indicators that a set of records bears on. */
const membersOf = ({ indicators }: Recipe, records: string) =>
  indicators.filter(({ count, outOf }) => count.records === records || outOf?.records === records)

const all: Condition = { all: [] }
const conditionOf = (where: Condition | undefined) => expressionOf(where ?? all)

function memberOf({ id, count, outOf }: RecipeIndicator, records: string): IndicatorPlan {
  const numerator = count.records === records ? conditionOf(count.where) : null
  const denominator = outOf?.records === records ? conditionOf(outOf.where) : null
  // Whoever is in a numerator from the same records is in the denominator, so that the one never exceeds the other.
  const concerns = denominator ?? numerator ?? whole(0)
  return { indicator: id, concerns, counts: numerator, outOf: denominator }
}

function areExclusive(indicators: readonly RecipeIndicator[], records: string): boolean {
  const required = indicators.map(({ count, outOf }) =>
    requiredValues((outOf?.records === records ? outOf.where : count.where) ?? all),
  )
  return required.every((one, at) => required.slice(at + 1).every((other) => neverTogether(one, other)))
}

type Required = ReadonlyMap<string, ReadonlySet<string>>
const neverTogether = (one: Required, other: Required) =>
  [...one].some(([name, values]) => {
    const others = other.get(name)
    return others !== undefined && [...values].every((value) => !others.has(value))
  })

function columnsRead(records: RecipeRecords, indicators: readonly RecipeIndicator[]): RecordsPlan['columns'] {
  const { person, area, date, birth, age, sex, categories, fields } = records
  const text = (name: string, source: string | undefined) =>
    source === undefined ? [] : [{ name, source, native: false }]
  const dated = (name: string, one: RecipeRecords['birth']) =>
    one ? [{ name, source: one.column, native: one.format === 'native' }] : []
  const used = JSON.stringify([indicators.map(({ count, outOf }) => [count, outOf]), records.duplicates])
  return [
    ...text('person', person.column),
    ...text('area', area.column),
    ...dated('date', date),
    ...dated('birth', birth),
    ...text('age', age?.column),
    ...text('sex', sex?.column),
    ...Object.entries(categories).flatMap(([id, one]) => text(id, one.column)),
    ...Object.entries(fields).flatMap(([name, source]) =>
      used.includes(JSON.stringify(name)) ? text(name, source) : [],
    ),
  ]
}

function typed({ date, birth, age }: RecipeRecords): Named[] {
  const dateOf = (name: string, format: RecipeRecords['date']['format']): Named => ({
    name: `_${name}`,
    value: { kind: 'date', of: column(name), format },
  })
  return [
    dateOf('date', date.format),
    ...(birth ? [dateOf('birth', birth.format)] : []),
    ...(age ? [{ name: '_age', value: { kind: 'age', of: column('age') } satisfies Expression }] : []),
    ...(birth
      ? [{ name: '_age', value: { kind: 'years', from: column('_birth'), to: column('_date') } satisfies Expression }]
      : []),
  ]
}

/** Of the same records the one is kept that comes first by all that is read of it, so that every run keeps the same. */
function duplicatesOf({ duplicates }: RecipeRecords, columns: RecordsPlan['columns']): RecordsPlan['duplicates'] {
  return duplicates === 'keep' ? null : { by: duplicates.by, order: columns.map(({ name }) => name) }
}
