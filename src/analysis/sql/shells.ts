import type { Release } from '../../domain'
import { cellCount, strides } from '../../engine/check'
import type { Given } from '../../engine/duckdb/database'
import type { Reading } from '../../engine/duckdb/reading'
import type { DenseTable } from '../../engine/port'
import { columnsOf, measuresOf } from '../../release/columns'
import { axisColumn, STATUSES, type CellTable } from './tables'

/** A table's cells, and what their source says about each where it is published as it came. */
export interface LoadedCells {
  cells: DenseTable
  notes: readonly (string | null)[] | null
}

/** A table that is known but not filled yet. */
export interface Shell {
  of: CellTable
  /** What it is called where it is stored. */
  stored: string
  /** Of each axis, the number of its list of members. */
  lists: readonly number[]
}

/**
 * Empty tables, and the views that readers see. Codes are stored as ENUMs, one byte or two a cell, and not joined when they are
 * read, because joins do not keep rows in order. Codes and names of the release reach DuckDB as data, never as SQL.
 */
export function makeShells(reading: Reading, release: Release, tables: readonly CellTable[]): Shell[] {
  const known = new Map<string, number>()
  const listOf = (axis: string, members: readonly string[]): number => {
    const key = JSON.stringify([axis === 'area', members])
    const number = known.get(key) ?? known.size
    if (!known.has(key)) makeList(reading, number, members, axis === 'area' ? release : null)
    known.set(key, number)
    return number
  }
  return tables.map((of, at) => {
    const lists = of.table.axes.map(({ name, members }) => listOf(name, members))
    const shell = { of, stored: `stored.t${at}`, lists }
    makeShell(reading, shell)
    return shell
  })
}

/** The members of an axis by their place, as values of a type of their own; areas with their names and kinds. */
function makeList(reading: Reading, number: number, codes: readonly string[], release: Release | null): void {
  const areas = new Map(release?.areas.map((area) => [area.code, area]))
  const texts = {
    code: codes,
    ...(release && {
      name: codes.map((code) => areas.get(code)?.name ?? code),
      type: codes.map((code) => areas.get(code)?.type ?? ''),
    }),
  }
  reading.insert('given', { place: Int32Array.from(codes.keys()), ...texts })
  for (const column of Object.keys(texts))
    reading.run(`CREATE TYPE ${column}${number} AS ENUM (SELECT DISTINCT ${column} FROM given)`)
  const typed = Object.keys(texts).map((column) => `${column}::${column}${number} AS ${column}`)
  reading.run(`CREATE TABLE stored.l${number} AS SELECT place, ${typed.join(', ')} FROM given`)
  reading.run('DROP TABLE given')
}

function makeShell(reading: Reading, { of: { name, table }, stored, lists }: Shell): void {
  const measures = measuresOf(table)
  const keys = table.axes.flatMap((axis, a) => [
    `a${a} code${lists[a]}`,
    ...(axis.name === 'area' ? [`name name${lists[a]}`, `type type${lists[a]}`] : []),
  ])
  const numbers = measures.flatMap(({ kind }, i) => [`m${i} ${kind === 'count' ? 'INTEGER' : 'DOUBLE'}`, `s${i} UTINYINT`]) // prettier-ignore
  reading.run(`CREATE TABLE ${stored} (${[...keys, ...numbers, 'note VARCHAR'].join(', ')})`)
  reading.run(`CREATE VIEW "${name}" AS SELECT ${viewColumns(table).join(', ')} FROM ${stored}`)
}

/** Codes are texts for whoever reads, as in the release's own files: an ENUM refuses to be compared with other words. */
function viewColumns(table: CellTable['table']): string[] {
  const measures = measuresOf(table)
  const keys = table.axes.flatMap(({ name }, a) => [
    `a${a}::VARCHAR AS "${axisColumn(name)}"`,
    ...(name === 'area' ? ['name::VARCHAR AS area_name', 'type::VARCHAR AS area_type'] : []),
  ])
  const words = STATUSES.map(({ code }, status) => `WHEN ${status} THEN '${code}'`).join(' ')
  const others = columnsOf(table).slice(table.axes.length)
  return [
    ...keys,
    ...others.map(({ name }) => {
      const value = measures.findIndex((measure) => measure.name === name)
      const status = measures.findIndex((measure) => measure.status === name)
      if (value >= 0) return `m${value} AS ${name}`
      return status >= 0 ? `CASE s${status} ${words} END AS ${name}` : `note AS ${name}`
    }),
  ]
}

/** Puts cells into a shell, in the release's order. A hidden number is no number here either. */
export function fillShell(reading: Reading, { of: { table }, stored, lists }: Shell, loaded: LoadedCells): void {
  reading.insert('given', givenOf(table, loaded))
  const keys = table.axes.flatMap(({ name }, a) => [`k${a}.code`, ...(name === 'area' ? [`k${a}.name`, `k${a}.type`] : [])]) // prettier-ignore
  const told = measuresOf(table).flatMap((_, i) => [
    `CASE WHEN s${i} <= 1 AND NOT isnan(m${i}::DOUBLE) THEN m${i} END`,
    `s${i}`,
  ])
  const joins = lists.map((list, a) => `JOIN stored.l${list} AS k${a} ON k${a}.place = a${a}`).join(' ')
  const select = [...keys, ...told, loaded.notes ? 'note' : 'NULL'].join(', ')
  reading.run(`INSERT INTO ${stored} SELECT ${select} FROM given ${joins} ORDER BY cell`)
  reading.run('DROP TABLE given')
}

function givenOf(table: CellTable['table'], { cells, notes }: LoadedCells): Record<string, Given> {
  const length = cellCount(cells)
  const columns: Record<string, Given> = { cell: Int32Array.from({ length }, (_, cell) => cell) }
  strides(cells.axes).forEach((stride, a) => {
    const { size } = cells.axes[a]!
    columns[`a${a}`] = Int32Array.from({ length }, (_, cell) => Math.floor(cell / stride) % size)
  })
  measuresOf(table).forEach(({ name }, i) => {
    const measure = cells.measures[name]!
    columns[`m${i}`] = measure.values

    columns[`s${i}`] = measure.status ?? new Uint8Array(length)
  })
  return notes ? { ...columns, note: notes } : columns
}
