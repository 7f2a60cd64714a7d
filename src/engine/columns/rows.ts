import { axisNamed, measureNamed, membersAt, strides } from '../check'
import { STATUS } from '../port'
import type { DenseTable, Measure, RowQuery, Rows } from '../port'

/** Filters and sorts the cells of a table by looking at each. */
export function rowsFrom(query: RowQuery, table: DenseTable): Rows {
  const found = matching(query, table)
  const order = comparison(query, table)
  if (order) found.sort(order)
  const offset = query.offset ?? 0
  const cells = Int32Array.from(found.slice(offset, offset + (query.limit ?? found.length)))
  const measures = query.measures.map((name) => [name, pick(measureNamed(table, name, query), cells)] as const)
  return { total: found.length, cells, measures: Object.fromEntries(measures) }
}

function matching(query: RowQuery, table: DenseTable): number[] {
  const tests = (query.within ?? []).map(({ measure, atLeast = -Infinity, atMost = Infinity }) => {
    const column = measureNamed(table, measure, query)
    return (cell: number) => numberAt(column, cell) >= atLeast && numberAt(column, cell) <= atMost
  })
  return keptCells(query, table).filter((cell) => tests.every((passes) => passes(cell)))
}

/** Positions of the cells of the kept members, in the order of the table. */
function keptCells(query: RowQuery, table: DenseTable): number[] {
  const steps = strides(table.axes)
  let cells = [0]
  table.axes.forEach((axis, a) => {
    const keeps = query.keep.filter((one) => one.axis === axis.name).map((one) => new Set(one.members))
    const members = [...Array(axis.size).keys()].filter((member) => keeps.every((keep) => keep.has(member)))
    cells = cells.flatMap((cell) => members.map((member) => cell + member * steps[a]!))
  })
  return cells
}

function numberAt({ values, status }: Measure, cell: number): number {
  return status && status[cell]! > STATUS.rounded ? NaN : values[cell]!
}

function comparison(query: RowQuery, table: DenseTable): ((one: number, other: number) => number) | null {
  const rules = (query.order ?? []).map((rule) => {
    const sign = rule.descending ? -1 : 1
    if ('axis' in rule) {
      const a = axisNamed(table, rule.axis, query)
      const member = (cell: number) => membersAt(table.axes, cell)[a]!
      return (one: number, other: number) => sign * (member(one) - member(other))
    }
    const column = measureNamed(table, rule.measure, query)
    return (one: number, other: number) => compareNumbers(numberAt(column, one), numberAt(column, other), sign)
  })
  if (rules.length === 0) return null
  return (one, other) => rules.reduce((order, rule) => order || rule(one, other), 0) || one - other
}

/** By number in the direction of the sign; what is no number comes last in either. */
function compareNumbers(one: number, other: number, sign: 1 | -1): number {
  if (Number.isNaN(one) || Number.isNaN(other)) return Number(Number.isNaN(one)) - Number(Number.isNaN(other))
  return one === other ? 0 : sign * (one < other ? -1 : 1)
}

function pick(measure: Measure, cells: Int32Array): { values: Float64Array; status: Uint8Array } {
  const values = Float64Array.from(cells, (cell) => numberAt(measure, cell))
  return { values, status: Uint8Array.from(cells, (cell) => measure.status?.[cell] ?? STATUS.shown) }
}
