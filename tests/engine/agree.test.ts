import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { membersAt } from '../../src/engine/check'
import { columnsEngine } from '../../src/engine/columns'
import { duckdbEngine } from '../../src/engine/duckdb'
import type { DuckdbEngine } from '../../src/engine/duckdb'
import { nodeBindings } from '../../src/engine/duckdb/node'
import type { Sums } from '../../src/engine/port'
import { anyRows, anySum, anyTable, naiveSums } from './tables'

const columns = columnsEngine()
let duckdb: DuckdbEngine

beforeAll(async () => {
  duckdb = duckdbEngine(await nodeBindings())
}, 60_000)
afterAll(() => duckdb.close())

/** By the slot's coordinates, without the slots into which nothing fell. */
function byCoordinates({ sizes, measures }: Sums, name: string) {
  const { sum, shown, rounded, hidden, absent } = measures[name]!
  const axes = sizes.map((size, a) => ({ name: `${a}`, size }))
  const entries = Array.from(sum, (total, slot) => {
    const counts = [shown[slot]!, rounded[slot]!, hidden[slot]!, absent[slot]!]
    return [membersAt(axes, slot).join(), { sum: total, counts }] as const
  })
  return new Map(entries.filter(([, { sum, counts }]) => sum !== 0 || counts.some((count) => count > 0)))
}

describe('both engines', () => {
  test('sum whole numbers exactly as counting cell by cell does, however the axes are grouped', () => {
    fc.assert(
      fc.property(anySum, ({ table, query }) => {
        columns.add(table)
        duckdb.add(table)
        const fromColumns = columns.sum(query)
        expect(duckdb.sum(query)).toEqual(fromColumns)
        for (const name of query.measures)
          expect(byCoordinates(fromColumns, name)).toEqual(naiveSums(table, query, name))
      }),
      { numRuns: 150 },
    )
  }, 120_000)

  test('give published numbers back to the last bit, one cell a slot', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        columns.add(table)
        duckdb.add(table)
        const identity = (size: number) => Int32Array.from({ length: size }, (_, member) => member)
        const groupings = table.axes.map(({ name, size }) => ({ axis: name, size, slots: identity(size) }))
        const query = { table: table.id, measures: ['value'], groupings }
        const { values, status } = table.measures.value!
        const expected = values.map((value, cell) => (status![cell]! > 1 ? 0 : value + 0))
        for (const engine of [columns, duckdb]) expect(engine.sum(query).measures.value!.sum).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  }, 120_000)

  test('filter and sort the same cells into the same order', () => {
    fc.assert(
      fc.property(anyRows, ({ table, query }) => {
        columns.add(table)
        duckdb.add(table)
        const found = columns.rows(query)
        expect(duckdb.rows(query)).toEqual(found)
        expect(found.cells.length).toBe(Math.min(Math.max(found.total - query.offset, 0), query.limit ?? Infinity))
      }),
      { numRuns: 150 },
    )
  }, 120_000)

  test('10,000 areas: every one comes back in its place', () => {
    const areas = 10_000
    const axes = [
      { name: 'age', size: 4 },
      { name: 'area', size: areas },
    ]
    const values = Int32Array.from({ length: 4 * areas }, (_, cell) => cell)
    const table = { id: 'wide', axes, measures: { count: { values, status: null } } }
    const reversed = Int32Array.from({ length: areas }, (_, area) => (area % 3 === 0 ? -1 : areas - 1 - area))
    const query = { table: 'wide', measures: ['count'], groupings: [{ axis: 'area', slots: reversed, size: areas }] }
    for (const engine of [columns, duckdb]) {
      engine.add(table)
      const { sum, shown } = engine.sum(query).measures.count!
      expect(sum[areas - 2]).toBe(4 * 1 + (0 + 1 + 2 + 3) * areas)
      expect(sum[areas - 1]).toBe(0)
      expect(shown.reduce((all, one) => all + one, 0)).toBe(4 * reversed.filter((slot) => slot >= 0).length)
    }
  }, 60_000)

  test('10,000 areas: thousands of them can be kept, sorted and looked through', () => {
    const axes = [
      { name: 'sex', size: 2 },
      { name: 'area', size: 10_000 },
    ]
    const values = Int32Array.from({ length: 20_000 }, (_, cell) => (cell * 7919) % 20_011)
    const members = Array.from({ length: 6000 }, (_, i) => 9999 - i)
    for (const engine of [columns, duckdb])
      engine.add({ id: 'long', axes, measures: { count: { values, status: null } } })
    const keep = [{ axis: 'area', members }]
    const order = [{ measure: 'count', descending: true }]
    const found = columns.rows({ table: 'long', measures: ['count'], keep, order, offset: 10, limit: 500 })
    expect(found.total).toBe(12_000)
    expect(duckdb.rows({ table: 'long', measures: ['count'], keep, order, offset: 10, limit: 500 })).toEqual(found)
  }, 60_000)

  test('columns that share their memory arrive as well as others', () => {
    const values = Int32Array.of(1, 2, 3, 4)
    const status = Uint8Array.of(0, 1, 0, 2)
    const pool = Float64Array.of(1, 2, 3, 4, 5, 6)
    const measures = {
      count: { values, status },
      again: { values, status },
      third: { values, status: status.slice() },
      low: { values: pool.subarray(0, 4), status: null },
      high: { values: pool.subarray(2, 6), status: null },
    }
    const table = { id: 'shared', axes: [{ name: 'area', size: 4 }], measures }
    const query = { table: 'shared', measures: Object.keys(measures), groupings: [] }
    for (const engine of [columns, duckdb]) engine.add(table)
    expect(duckdb.sum(query)).toEqual(columns.sum(query))
    expect(duckdb.sum(query).measures.high!.sum[0]).toBe(18)
  })

  test('counts add up beyond what 32 bits hold', () => {
    const values = new Int32Array(10).fill(2_000_000_000)
    const table = { id: 'big', axes: [{ name: 'area', size: 10 }], measures: { count: { values, status: null } } }
    for (const engine of [columns, duckdb]) {
      engine.add(table)
      expect(engine.sum({ table: 'big', measures: ['count'], groupings: [] }).measures.count!.sum[0]).toBe(2e10)
    }
  })

  test('all cells hidden: the sums are nought and every cell is counted as hidden', () => {
    const measure = { values: new Float64Array(6).fill(NaN), status: new Uint8Array(6).fill(2) }
    const table = {
      id: 'hidden',
      axes: [
        { name: 'age', size: 3 },
        { name: 'area', size: 2 },
      ],
      measures: { value: measure },
    }
    const groupings = [{ axis: 'area', slots: Int32Array.of(0, 1), size: 2 }]
    for (const engine of [columns, duckdb]) {
      engine.add(table)
      const { sum, shown, hidden } = engine.sum({ table: 'hidden', measures: ['value'], groupings }).measures.value!
      expect([...sum, ...shown, ...hidden]).toEqual([0, 0, 0, 0, 3, 3])
    }
  })

  test('a table without any area is held and answers nothing', () => {
    const table = {
      id: 'none',
      axes: [
        { name: 'age', size: 2 },
        { name: 'area', size: 0 },
      ],
      measures: { count: { values: new Int32Array(0), status: null } },
    }
    for (const engine of [columns, duckdb]) {
      engine.add(table)
      const groupings = [{ axis: 'area', slots: new Int32Array(0), size: 0 }]
      expect(engine.sum({ table: 'none', measures: ['count'], groupings }).measures.count!.sum).toHaveLength(0)
      expect(engine.sum({ table: 'none', measures: ['count'], groupings: [] }).measures.count!.shown[0]).toBe(0)
      expect(engine.rows({ table: 'none', measures: ['count'], keep: [] }).total).toBe(0)
    }
  })
})
