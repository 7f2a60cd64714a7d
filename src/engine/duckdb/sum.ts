import { STATUS } from '../port'
import type { MeasureSums, SumQuery, Sums } from '../port'
import type { Column } from './database'
import type { Layout } from './layout'

/** How a grouping is said in SQL: an expression for the slot, and what it needs to be joined with or filtered by. */
interface SlotSql {
  slot: string
  join: string | null
  where: string | null
}

/** Puts slots into a table of `k` (member) and `v` (slot), without the members left out; returns its name. */
export type PutMap = (members: Int32Array, slots: Int32Array) => string

/** SQL for a checked query. Its rows: `slot`, then for each measure `x`, `n`, `r`, `h`, `b` with the measure's place. */
export function sumSql(query: SumQuery, layout: Layout, putMap: PutMap): string {
  const strides = slotStrides(query, layout)
  const parts = query.groupings.map((grouping) => {
    const a = layout.axes.findIndex((axis) => axis.name === grouping.axis)
    return { ...slotSql(`a${a}`, `g${a}`, grouping.slots, putMap), stride: strides.get(grouping.axis)! }
  })
  const slot = parts.map((part) => `${part.slot}::INTEGER * ${part.stride}`).join(' + ') || '0'
  const joins = parts.flatMap((part) => part.join ?? [])
  const wheres = parts.flatMap((part) => part.where ?? [])
  const columns = [`(${slot})::INTEGER AS slot`, ...query.measures.flatMap((name, i) => measureSql(layout, name, i))]
  const where = wheres.length > 0 ? `WHERE ${wheres.join(' AND ')}` : ''
  return `SELECT ${columns.join(', ')} FROM ${layout.name} ${joins.join(' ')} ${where} GROUP BY 1`
}

function slotStrides(query: SumQuery, layout: Layout): Map<string, number> {
  const strides = new Map<string, number>()
  let stride = 1
  for (const axis of [...layout.axes].reverse()) {
    const grouping = query.groupings.find((one) => one.axis === axis.name)
    if (!grouping) continue
    strides.set(axis.name, stride)
    stride *= grouping.size
  }
  return strides
}

/** Every member on its own needs no join; one slot for a few members is a filter, which DuckDB applies first. */
function slotSql(key: string, map: string, slots: Int32Array, putMap: PutMap): SlotSql {
  if (slots.every((slot, member) => slot === member)) return { slot: key, join: null, where: null }
  const members = Int32Array.from(slots.keys()).filter((member) => slots[member]! >= 0)
  const first = slots[members[0] ?? -1]
  if (members.length === 0) return { slot: '0', join: null, where: 'false' }
  if (members.length <= 64 && members.every((member) => slots[member] === first))
    return { slot: `${first}`, join: null, where: `${key} IN (${members.join(', ')})` }
  const table = putMap(
    members,
    members.map((member) => slots[member]!),
  )
  return { slot: `${map}.v`, join: `JOIN ${table} AS ${map} ON ${map}.k = ${key}`, where: null }
}

/** SUM of integers is a Decimal and COUNT a BIGINT, neither of which a typed array holds: cast in the SQL. */
function measureSql(layout: Layout, name: string, i: number): string[] {
  const { values, status } = layout.measures.get(name)!
  const counted = (test: string, as: string) => `(count(*) FILTER (WHERE ${test}))::INTEGER AS ${as}${i}`
  if (!status) return [`sum(${values})::DOUBLE AS x${i}`, `count(*)::INTEGER AS n${i}`]
  return [
    `coalesce((sum(${values}) FILTER (WHERE ${status} <= ${STATUS.rounded}))::DOUBLE, 0) AS x${i}`,
    counted(`${status} = ${STATUS.shown}`, 'n'),
    counted(`${status} = ${STATUS.rounded}`, 'r'),
    counted(`${status} = ${STATUS.hidden}`, 'h'),
    counted(`${status} >= ${STATUS.absent}`, 'b'),
  ]
}

/** Lays the rows of `sumSql` out densely. Slots without a row hold zeros. */
export function sumsOf(query: SumQuery, layout: Layout, columns: Readonly<Record<string, Column>>): Sums {
  const sizes = layout.axes.flatMap((axis) => query.groupings.find((one) => one.axis === axis.name)?.size ?? [])
  const slots = sizes.reduce((product, size) => product * size, 1)
  const rows = columns.slot ?? new Int32Array(0)
  const spread = <T extends Float64Array | Int32Array>(into: T, column: Column | undefined): T => {
    if (column) for (let row = 0; row < rows.length; row++) into[rows[row]!] = column[row]!
    return into
  }
  const measures: Record<string, MeasureSums> = {}
  query.measures.forEach((name, i) => {
    const counts = (letter: string) => spread(new Int32Array(slots), columns[`${letter}${i}`])
    const sum = spread(new Float64Array(slots), columns[`x${i}`])
    measures[name] = { sum, shown: counts('n'), rounded: counts('r'), hidden: counts('h'), absent: counts('b') }
  })
  return { sizes, measures }
}
