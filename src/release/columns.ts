import type { Table } from '../domain'

/** What a column holds. `key`: a code that repeats; `status`: 0 shown, 1 rounded, 2 hidden, 3 not collected. */
export type ColumnKind = 'key' | 'count' | 'number' | 'status' | 'text'

export interface ColumnSpec {
  name: string
  kind: ColumnKind
  /** In words, for the descriptor and the README. */
  description: string
}

export interface MeasureSpec {
  name: string
  /** Column that holds its status. */
  status: string
  kind: 'count' | 'number'
}

type Shaped = Pick<Table, 'shape' | 'ownPopulation'>

const PUBLISHED = ['value', 'lower95', 'upper95', 'lower998', 'upper998', 'count', 'denominator'] as const

/** The measures of a table, in the order of its columns. */
export function measuresOf({ shape, ownPopulation }: Shaped): MeasureSpec[] {
  if (shape === 'published') return PUBLISHED.map((name) => ({ name, status: 'status', kind: 'number' }))
  if (shape === 'population') return [counted('population')]
  return ownPopulation ? [counted('count'), counted('population')] : [counted('count')]
}

/** All columns of a table's file, in order. */
export function columnsOf(table: Shaped & { axes: readonly { name: string }[] }): ColumnSpec[] {
  const keys = table.axes.map(({ name }) => column(name, 'key'))
  if (table.shape === 'published')
    return [
      ...keys,
      ...PUBLISHED.map((name) => column(name, 'number')),
      column('status', 'status'),
      column('note', 'text'),
    ]
  return [
    ...keys,
    ...measuresOf(table).flatMap(({ name, status }) => [column(name, 'count'), column(status, 'status')]),
  ]
}

/** Columns of `areas.<hash>.parquet`. */
export const AREA_COLUMNS: readonly ColumnSpec[] = [
  { name: 'code', kind: 'text', description: 'official code, unique in the release' },
  { name: 'name', kind: 'text', description: 'name' },
  { name: 'type', kind: 'key', description: 'type word: unitary, district, region, …' },
  { name: 'parents', kind: 'text', description: 'codes of the areas that it is part of, `;` between' },
  { name: 'facility', kind: 'key', description: 'which facility released its counts; null where none did' },
  { name: 'x', kind: 'number', description: 'population-weighted centre, longitude, WGS 84 degrees' },
  { name: 'y', kind: 'number', description: 'population-weighted centre, latitude, WGS 84 degrees' },
  {
    name: 'score',
    kind: 'number',
    description: 'deprivation score, higher is more deprived; `cairn.scoreName` names it',
  },
  { name: 'valid_from', kind: 'text', description: 'ISO date on which it came to be; null is open' },
  { name: 'valid_to', kind: 'text', description: 'ISO date of its last day; null is open' },
  { name: 'successors', kind: 'text', description: 'codes of the areas that took its place, `;` between' },
]

/** Columns of `summary.<hash>.parquet`. */
export const SUMMARY_COLUMNS: readonly ColumnSpec[] = [
  { name: 'indicator', kind: 'key', description: 'id of the indicator' },
  { name: 'area_type', kind: 'key', description: 'id of the area type; empty for a comparator' },
  { name: 'area', kind: 'key', description: 'code of the area' },
  { name: 'period', kind: 'key', description: 'code of the latest period' },
  { name: 'count', kind: 'number', description: 'count' },
  { name: 'population', kind: 'number', description: 'denominator' },
  { name: 'value', kind: 'number', description: 'value in the printed unit' },
  { name: 'lower95', kind: 'number', description: 'lower 95 % limit' },
  { name: 'upper95', kind: 'number', description: 'upper 95 % limit' },
  { name: 'lower998', kind: 'number', description: 'lower 99.8 % limit' },
  { name: 'upper998', kind: 'number', description: 'upper 99.8 % limit' },
  { name: 'status', kind: 'key', description: 'shown, rounded, hidden, missing or unreliable' },
]

/** The names that a category type cannot take, because a column bears them. */
export const RESERVED: readonly string[] = [
  ...['period', 'sex', 'age', 'area', 'count', 'count_status', 'population', 'population_status'],
  ...[...PUBLISHED, 'status', 'note'],
]

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  period: 'code of the period',
  sex: 'female, male, or persons where the sexes are not kept apart',
  age: 'code of the age band',
  area: 'code of the area',
  count: 'how many were counted; null where hidden or not collected',
  population: 'denominator; null where hidden or not collected',
  value: 'value as published, in the printed unit; null where blank',
  lower95: 'lower 95 % limit as published',
  upper95: 'upper 95 % limit as published',
  lower998: 'lower 99.8 % limit as published',
  upper998: 'upper 99.8 % limit as published',
  denominator: 'denominator as published',
  note: 'what the source says about this cell',
}

function column(name: string, kind: ColumnKind): ColumnSpec {
  const status = '0 shown exactly, 1 rounded, 2 hidden, 3 not collected'
  return {
    name,
    kind,
    description: kind === 'status' ? status : (DESCRIPTIONS[name] ?? `code of the member of ${name}`),
  }
}

function counted(name: string): MeasureSpec {
  return { name, status: `${name}_status`, kind: 'count' }
}
