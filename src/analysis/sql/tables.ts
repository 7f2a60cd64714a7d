import type { Indicator, Release, Table } from '../../domain'
import { columnsOf, measuresOf } from '../../release/columns'
import { LISTS, listsOf, type SqlList } from './lists'

/** A column as a reader's SQL sees it. */
export interface SqlColumn {
  name: string
  type: SqlType
  meaning: string
  /** What may stand in it, where that is a list: codes and their labels. */
  members?: readonly { code: string; label: string }[]
}

export type SqlType = 'VARCHAR' | 'INTEGER' | 'DOUBLE' | 'DATE' | 'VARCHAR[]'

/** A table of the release under a name that needs no quotes. */
export interface SqlTable {
  name: string
  meaning: string
  rows: number
  columns: readonly SqlColumn[]
}

/** One of the release's own tables of cells. */
export interface CellTable extends SqlTable {
  table: Table
}

export interface SqlTables {
  /** In the release's order. */
  cells: readonly CellTable[]
  lists: readonly SqlList[]
}

/** All that can be asked of a release. Names are lower-case letters, digits and underscores, each once. */
export function sqlTables(release: Release): SqlTables {
  const taken = new Set<string>(LISTS)
  const cells = release.tables.map((table) => cellTable(table, release, freeName(table.id, taken)))
  return { cells, lists: listsOf(release, new Map(cells.map(({ name, table }) => [table.id, name]))) }
}

/** The id with everything else than letters and digits as underscores; a number behind it where the name is taken. */
function freeName(id: string, taken: Set<string>): string {
  const plain = id.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^(?=\d)/, 't_') // prettier-ignore
  let name = plain
  for (let n = 2; taken.has(name); n += 1) name = `${plain}_${n}`
  taken.add(name)
  return name
}

/** A column's name for an axis: ids of category types may hold hyphens. */
export const axisColumn = (axis: string): string => axis.toLowerCase().replace(/[^a-z0-9]+/g, '_')

function cellTable(table: Table, release: Release, name: string): CellTable {
  const rows = table.axes.reduce((product, { members }) => product * members.length, 1)
  return { name, meaning: meaningOf(table, release), rows, columns: cellColumns(table, release), table }
}

function meaningOf(table: Table, release: Release): string {
  if (table.shape === 'population') return 'How many people live there: the denominators that tables share'
  const of = release.indicators.filter(({ tables }) => tables.includes(table.id))
  const what = of.length > 0 ? of.map(counted).join('; ') : table.id
  const axes = table.axes.map(({ name }) => labelOf(name, release)).join(', ')
  return `${what}, by ${axes}`
}

const counted = ({ shortName, kind, counts }: Indicator) =>
  kind === 'published' ? `${shortName} as published` : `${shortName}: ${counts}`

function labelOf(axis: string, { dimensions }: Release): string {
  return (dimensions.categories.find(({ id }) => id === axis)?.label ?? axis).toLowerCase()
}

function cellColumns(table: Table, release: Release): SqlColumn[] {
  const keys = table.axes.flatMap(({ name, members }) => axisColumns(name, members, release))
  const statuses = new Set(measuresOf(table).map(({ status }) => status))
  const others = columnsOf(table).slice(table.axes.length)
  return [
    ...keys,
    ...others.map(({ name, kind, description }): SqlColumn => {
      if (statuses.has(name)) return { name, type: 'VARCHAR', meaning: 'how far the number beside it is told', members: STATUSES } // prettier-ignore
      return { name, type: TYPES[kind] ?? 'VARCHAR', meaning: description }
    }),
  ]
}

const TYPES: Readonly<Record<string, SqlType>> = { count: 'INTEGER', number: 'DOUBLE' }

/** Words for the statuses of a release, in the order of their numbers. */
export const STATUSES = [
  { code: 'shown', label: 'as counted' },
  { code: 'rounded', label: 'changed a little to protect people' },
  { code: 'hidden', label: 'too few to show safely; the number is NULL' },
  { code: 'not collected', label: 'the number is NULL' },
] as const

/** The code of an axis; of areas also what they are called and what they are, since regions stand beside their parts. */
function axisColumns(axis: string, codes: readonly string[], release: Release): SqlColumn[] {
  const column = { name: axisColumn(axis), type: 'VARCHAR' as const, members: membersOf(axis, codes, release) }
  if (axis !== 'area') return [{ ...column, meaning: `code of the ${labelOf(axis, release)}` }]
  const areas = release.areas.filter(({ code }) => codes.includes(code))
  const named = areas.map(({ code, name }) => ({ code: name, label: code }))
  const types = [...new Set(areas.map(({ type }) => type))].map((type) => ({ code: type, label: 'areas of this type' }))
  return [
    { ...column, meaning: 'official code of the area' },
    { name: 'area_name', type: 'VARCHAR', meaning: 'name of the area', members: named },
    { name: 'area_type', type: 'VARCHAR', meaning: 'what kind of area it is; add up areas of one type only', members: types }, // prettier-ignore
  ]
}

function membersOf(
  axis: string,
  codes: readonly string[],
  { dimensions, areas }: Release,
): { code: string; label: string }[] {
  // prettier-ignore
  const known: Record<string, readonly { code: string; label: string }[]> = {
    period: dimensions.periods,
    sex: dimensions.sexes,
    age: dimensions.ages,
    area: areas.map(({ code, name }) => ({ code, label: name })),
  }
  const members = known[axis] ?? dimensions.categories.find(({ id }) => id === axis)?.members ?? []
  const labels = new Map(members.map(({ code, label }) => [code, label]))
  return codes.map((code) => ({ code, label: labels.get(code) ?? code }))
}
