import type { RowQuery, Rows } from '../port'
import type { Column } from './database'
import { numberIn, positionIn } from './layout'
import type { Layout } from './layout'

/** Puts members into a table of one column `k`; returns its name. */
export type PutMembers = (members: Int32Array) => string

/** SQL for a checked query and for the number of its matches. Only names of our making and numbers stand in it. */
export function rowsSql(query: RowQuery, layout: Layout, putMembers: PutMembers): { rows: string; total: string } {
  const wheres = [...keepSql(query, layout, putMembers), ...withinSql(query, layout)]
  const from = `FROM ${layout.name} ${wheres.length > 0 ? `WHERE ${wheres.join(' AND ')}` : ''}`
  const columns = query.measures.flatMap((name, i) => {
    const measure = layout.measures.get(name)!
    return [
      `coalesce((${numberIn(measure)})::DOUBLE, 'NaN'::DOUBLE) AS x${i}`,
      `${measure.status ?? 0}::UTINYINT AS s${i}`,
    ]
  })
  const select = [`(${positionIn(layout)})::INTEGER AS cell`, ...columns].join(', ')
  const range = `${query.limit === undefined ? '' : `LIMIT ${query.limit}`} OFFSET ${query.offset ?? 0}`
  return {
    rows: `SELECT ${select} ${from} ORDER BY ${[...orderSql(query, layout), '1'].join(', ')} ${range}`,
    total: `SELECT count(*)::INTEGER AS n ${from}`,
  }
}

function keepSql({ keep }: RowQuery, layout: Layout, putMembers: PutMembers): string[] {
  return keep.map(({ axis, members }) => {
    const key = `a${layout.axes.findIndex((one) => one.name === axis)}`
    if (members.length === 0) return 'false'
    if (members.length <= 64) return `${key} IN (${members.join(', ')})`
    return `${key} IN (SELECT k FROM ${putMembers(Int32Array.from(members))})`
  })
}

/** NaN is greater than all numbers in DuckDB, so it is taken out first. */
function withinSql({ within = [] }: RowQuery, layout: Layout): string[] {
  return within.flatMap(({ measure, atLeast = -Infinity, atMost = Infinity }) => {
    const number = `(${numberIn(layout.measures.get(measure)!)})::DOUBLE`
    return [`NOT isnan(${number})`, `${number} BETWEEN ${literal(atLeast)} AND ${literal(atMost)}`]
  })
}

function literal(number: number): string {
  return Number.isFinite(number) ? `${number}::DOUBLE` : `'${number > 0 ? '' : '-'}Infinity'::DOUBLE`
}

function orderSql({ order = [] }: RowQuery, layout: Layout): string[] {
  return order.map((rule) => {
    const direction = rule.descending ? 'DESC' : 'ASC'
    if ('axis' in rule) return `a${layout.axes.findIndex((one) => one.name === rule.axis)} ${direction}`
    const number = `(${numberIn(layout.measures.get(rule.measure)!)})::DOUBLE`
    return `CASE WHEN isnan(${number}) THEN NULL ELSE ${number} END ${direction} NULLS LAST`
  })
}

/** Lays out the rows of `rowsSql`. */
export function rowsOf(query: RowQuery, columns: Readonly<Record<string, Column>>, total: number): Rows {
  const measures = query.measures.map((name, i) => {
    return [name, { values: Float64Array.from(columns[`x${i}`]!), status: Uint8Array.from(columns[`s${i}`]!) }] as const
  })
  return { total, cells: Int32Array.from(columns.cell!), measures: Object.fromEntries(measures) }
}
