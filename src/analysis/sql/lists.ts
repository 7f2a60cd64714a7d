import type { Release } from '../../domain'
import { AREA_COLUMNS } from '../../release/columns'
import type { SqlColumn, SqlTable, SqlType } from './tables'

/** A small table whose rows are known once the release is open. */
export interface SqlList extends SqlTable {
  /** Column by column, as text: what a column's type makes of it. Members of lists stand between line breaks. */
  texts: Readonly<Record<string, readonly (string | null)[]>>
}

type Value = string | number | boolean | null | readonly string[]
type Column = readonly [name: string, type: SqlType, meaning: string]

/** Names that no table of cells takes. */
export const LISTS = ['areas', 'area_types', 'periods', 'sexes', 'ages', 'categories', 'indicators'] as const

/** Areas, members of the dimensions, and what is known of the indicators; `names`: what tables are called in SQL, by their id. */
export function listsOf(release: Release, names: ReadonlyMap<string, string>): SqlList[] {
  const { dimensions, areas, indicators } = release
  const { periods, sexes, ages, categories, areaTypes } = dimensions
  return [
    listed('areas', 'Every area: its kind, what it is part of, how deprived it is', areaColumns(release), areas.map((area) => [area.code, area.name, area.type, area.parents, area.facility, area.x, area.y, area.score, area.validFrom, area.validTo, area.successors])), // prettier-ignore
    listed('area_types', 'Sets of areas that compare with one another', AREA_TYPES, areaTypes.flatMap(({ id, label, includes, means }) => includes.map((type) => [id, label.many, type, means]))), // prettier-ignore
    listed('periods', 'Periods, in order', PERIODS, periods.map((period) => [period.code, period.label, period.start, period.end, period.kind])), // prettier-ignore
    listed(
      'sexes',
      'Sexes',
      MEMBERS,
      sexes.map(({ code, label }) => [code, label]),
    ),
    listed('ages', 'Age bands, in completed years', AGES, ages.map(({ code, label, start, end }) => [code, label, start, end])), // prettier-ignore
    listed('categories', 'Members of the other ways in which people are divided', CATEGORIES, categories.flatMap(({ id, label, members }) => members.map((member) => [id, label, member.code, member.label, !member.unranked]))), // prettier-ignore
    listed('indicators', 'What each indicator counts, among whom, and how its values are made', INDICATORS, indicators.map((one) => [one.id, one.name, one.topic, one.kind, one.unit, one.multiplier, one.polarity, one.counts, one.among, one.repeats, one.definition, one.numerator, one.denominator, one.source, one.method, one.caveats, one.tables.map((id) => names.get(id) ?? id)])), // prettier-ignore
  ]
}

/** As the release's own file has them, with lists as lists and dates as dates. */
function areaColumns({ scoreName }: Release): Column[] {
  const types: Readonly<Record<string, SqlType>> = {
    parents: 'VARCHAR[]',
    successors: 'VARCHAR[]',
    x: 'DOUBLE',
    y: 'DOUBLE',
    score: 'DOUBLE',
    valid_from: 'DATE',
    valid_to: 'DATE',
  }
  const meaning = (name: string, description: string) =>
    name === 'score' ? `${scoreName ?? 'deprivation score'}; higher is more deprived` : description.replace(/, `;` between$/, '') // prettier-ignore
  return AREA_COLUMNS.map(({ name, description }) => [name, types[name] ?? 'VARCHAR', meaning(name, description)])
}

const MEMBERS: Column[] = [
  ['code', 'VARCHAR', 'code, as in tables'],
  ['label', 'VARCHAR', 'what it is called'],
]
const PERIODS: Column[] = [
  ...MEMBERS,
  ['first_day', 'DATE', 'first day'],
  ['last_day', 'DATE', 'last day'],
  ['kind', 'VARCHAR', 'calendar, financial, academic, rolling, quarter or month'],
]
const AGES: Column[] = [
  ...MEMBERS,
  ['from_age', 'INTEGER', 'youngest, in completed years'],
  ['to_age', 'INTEGER', 'oldest, in completed years; NULL is open'],
]
const CATEGORIES: Column[] = [
  ['category', 'VARCHAR', 'name of the column in tables'],
  ['category_label', 'VARCHAR', 'what that way of dividing is called'],
  ...MEMBERS,
  ['ranked', 'VARCHAR', 'false for Unknown and its like'],
]
const AREA_TYPES: Column[] = [
  ['id', 'VARCHAR', 'as in links'],
  ['label', 'VARCHAR', 'what they are called'],
  ['type', 'VARCHAR', 'type word of the areas in it (areas.type)'],
  ['means', 'VARCHAR', 'whether counts follow residence, registration or provider'],
]
const INDICATORS: Column[] = [
  ['id', 'VARCHAR', 'as in links'],
  ['name', 'VARCHAR', 'name'],
  ['topic', 'VARCHAR', 'condition group'],
  ['kind', 'VARCHAR', 'proportion, rate, dsr (directly standardised), ratio, mean or published'],
  ['unit', 'VARCHAR', 'unit of its values'],
  ['multiplier', 'DOUBLE', 'what a rate is multiplied by when printed'],
  ['polarity', 'VARCHAR', 'whether more is good'],
  ['counts', 'VARCHAR', 'what is counted'],
  ['among', 'VARCHAR', 'among whom'],
  ['repeats', 'VARCHAR', 'persons, or events of which one person may have several'],
  ['definition', 'VARCHAR', 'definition'],
  ['numerator', 'VARCHAR', 'what stands above the line'],
  ['denominator', 'VARCHAR', 'what stands below it'],
  ['source', 'VARCHAR', 'where the records come from'],
  ['method', 'VARCHAR', 'how values and intervals are made'],
  ['caveats', 'VARCHAR[]', 'what to bear in mind'],
  ['tables', 'VARCHAR[]', 'tables here that hold it'],
]

function listed(
  name: (typeof LISTS)[number],
  meaning: string,
  columns: readonly Column[],
  rows: readonly (readonly Value[])[],
): SqlList {
  // prettier-ignore
  const texts = Object.fromEntries(columns.map(([column], at) => [column, rows.map((row) => textOf(row[at] ?? null))]))
  const known: SqlColumn[] = columns.map(([column, type, about]) => {
    const members = column === 'code' || column === 'name' || column === 'type' ? membersOf(texts, column) : undefined
    return { name: column, type, meaning: about, members }
  })
  return { name, meaning, rows: rows.length, columns: known, texts }
}

/** Codes with what they are called, or the other way round. */
function membersOf(texts: SqlList['texts'], column: string): { code: string; label: string }[] {
  const labels = texts[column === 'code' ? (texts.name ? 'name' : 'label') : 'code'] ?? []
  const members = (texts[column] ?? []).map((code, row) => [code ?? '', column === 'type' ? '' : (labels[row] ?? '')])
  return [...new Map(members as [string, string][])].map(([code, label]) => ({ code, label }))
}

function textOf(value: Value): string | null {
  if (value === null) return null
  return typeof value === 'object' ? value.join('\n') : String(value)
}
