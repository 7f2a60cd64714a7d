import { QueryError } from '../domain'
import type { DenseTable, Measure, RowQuery, SumQuery } from './port'

/** How many cells a table of these axes holds: the product of their sizes; 1 without axes. */
export function cellCount(table: Pick<DenseTable, 'axes'>): number {
  return table.axes.reduce((cells, axis) => cells * axis.size, 1)
}

/** How many cells lie between one member of each axis and the next. */
export function strides(axes: DenseTable['axes']): number[] {
  return axes.map((_, a) => axes.slice(a + 1).reduce((cells, axis) => cells * axis.size, 1))
}

/** Members of the axes, in their order, to which the cell at a position belongs. */
export function membersAt(axes: DenseTable['axes'], cell: number): number[] {
  return strides(axes).map((stride, a) => Math.floor(cell / stride) % axes[a]!.size)
}

/** Throws `QueryError` where a table's columns are not as long as its axes say, or an axis is named twice. */
export function checkTable(table: DenseTable): void {
  const cells = cellCount(table)
  const names = table.axes.map((axis) => axis.name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined)
    throw new QueryError(`Table ${table.id}: axis ${twice} stands twice among ${names.join(', ')}`)
  for (const [name, { values, status }] of Object.entries(table.measures)) {
    expectLength(`Table ${table.id}, measure ${name}: values`, values.length, cells)
    if (status) expectLength(`Table ${table.id}, measure ${name}: statuses`, status.length, cells)
  }
}

function expectLength(what: string, found: number, expected: number): void {
  if (found !== expected)
    throw new QueryError(`${what}: found ${found}, expected ${expected} (the product of the axes)`)
}

/** The table of that name, or a `QueryError` that lists those there are. */
export function tableNamed<T>(tables: ReadonlyMap<string, T>, id: string, query: unknown): T {
  const table = tables.get(id)
  if (!table) throw new QueryError(`No table ${id}; there are: ${listed([...tables.keys()])}`, describe(query))
  return table
}

/** The measure of that name, or a `QueryError` that lists those there are. */
export function measureNamed(table: DenseTable, name: string, query: unknown): Measure {
  const measure = Object.hasOwn(table.measures, name) ? table.measures[name] : undefined
  if (measure) return measure
  const known = listed(Object.keys(table.measures))
  throw new QueryError(`Table ${table.id} has no measure ${name}; it has: ${known}`, describe(query))
}

/** Position of the axis of that name, or a `QueryError` that lists those there are. */
export function axisNamed(table: DenseTable, name: string, query: unknown): number {
  const at = table.axes.findIndex((axis) => axis.name === name)
  if (at >= 0) return at
  const known = listed(table.axes.map((axis) => axis.name))
  throw new QueryError(`Table ${table.id} has no axis ${name}; it has: ${known}`, describe(query))
}

/** Throws `QueryError` unless every axis and measure is known and each grouping fits its axis. */
export function checkSum(query: SumQuery, table: DenseTable): void {
  for (const measure of query.measures) measureNamed(table, measure, query)
  const seen = new Set<string>()
  for (const { axis, slots, size } of query.groupings) {
    const members = table.axes[axisNamed(table, axis, query)]!.size
    const where = `Table ${table.id}, axis ${axis}`
    if (seen.has(axis)) throw new QueryError(`${where}: grouped twice`, describe(query))
    seen.add(axis)
    if (slots.length !== members)
      throw new QueryError(`${where}: the grouping has ${slots.length} members, the axis ${members}`, describe(query))
    for (let i = 0; i < members; i++)
      if (slots[i]! < -1 || slots[i]! >= size)
        throw new QueryError(`${where}: member ${i} goes to slot ${slots[i]}, of ${size}`, describe(query))
  }
}

/** Throws `QueryError` unless every axis, member and measure is known and every bound is a number. */
export function checkRows(query: RowQuery, table: DenseTable): void {
  const orders = query.order ?? []
  for (const measure of query.measures) measureNamed(table, measure, query)
  for (const { measure, atLeast, atMost } of query.within ?? []) {
    measureNamed(table, measure, query)
    if (!isBound(atLeast) || !isBound(atMost))
      throw new QueryError(`Table ${table.id}, measure ${measure}: a bound is not a number`, describe(query))
  }
  for (const order of orders)
    if ('axis' in order) axisNamed(table, order.axis, query)
    else measureNamed(table, order.measure, query)
  for (const { axis, members } of query.keep) {
    const { size } = table.axes[axisNamed(table, axis, query)]!
    const stray = members.find((member) => !Number.isInteger(member) || member < 0 || member >= size)
    if (stray !== undefined)
      throw new QueryError(`Table ${table.id}, axis ${axis}: no member ${stray} among ${size}`, describe(query))
  }
  for (const count of [query.offset ?? 0, query.limit ?? 0])
    if (!Number.isInteger(count) || count < 0)
      throw new QueryError(
        `Table ${table.id}: found ${count} as offset or limit, expected a whole number`,
        describe(query),
      )
}

/** Checked when it runs, too: a bound goes into SQL. */
function isBound(bound: number | undefined): boolean {
  return bound === undefined || (typeof bound === 'number' && !Number.isNaN(bound))
}

/** A query in short, without the numbers of its groupings. */
function describe(query: unknown): string {
  return JSON.stringify(query, (_key, value) => (ArrayBuffer.isView(value) ? `${value.constructor.name}` : value)) ?? ''
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ')
}
