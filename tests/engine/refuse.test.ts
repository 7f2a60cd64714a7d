import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { QueryError } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import { duckdbEngine } from '../../src/engine/duckdb'
import { openDatabase } from '../../src/engine/duckdb/database'
import { nodeBindings } from '../../src/engine/duckdb/node'
import type { Bindings, Connection } from '../../src/engine/duckdb'
import type { DenseTable, Engine, RowQuery, SumQuery } from '../../src/engine/port'

const TABLE: DenseTable = {
  id: 'stroke',
  axes: [
    { name: 'sex', size: 2 },
    { name: 'area', size: 3 },
  ],
  measures: { count: { values: Int32Array.of(1, 2, 3, 4, 5, 6), status: null } },
}

const engines: [string, () => Promise<Engine>][] = [
  ['columns', async () => columnsEngine()],
  ['duckdb', async () => duckdbEngine(await nodeBindings())],
]

describe.each(engines)('%s refuses, and says what there is', (_, open) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
    await engine.add(TABLE)
  }, 60_000)
  afterAll(() => engine.close())

  const grouping = { axis: 'sex', slots: Int32Array.of(0, 1), size: 2 }
  const sums: [string, Partial<SumQuery>, RegExp][] = [
    ['an unknown table', { table: 'falls' }, /No table falls; there are: stroke/],
    ['an unknown measure', { measures: ['deaths'] }, /stroke has no measure deaths; it has: count/],
    ['a measure of every object', { measures: ['constructor'] }, /no measure constructor/],
    ['an unknown axis', { groupings: [{ ...grouping, axis: 'age' }] }, /stroke has no axis age; it has: sex, area/],
    [
      'a grouping too short',
      { groupings: [{ ...grouping, slots: Int32Array.of(0) }] },
      /axis sex: the grouping has 1 members, the axis 2/,
    ],
    ['a slot out of range', { groupings: [{ ...grouping, size: 1 }] }, /axis sex: member 1 goes to slot 1, of 1/],
    ['an axis grouped twice', { groupings: [grouping, grouping] }, /axis sex: grouped twice/],
  ]
  test.each(sums)('%s', async (_what, part, message) => {
    const query = { table: 'stroke', measures: ['count'], groupings: [grouping], ...part }
    const asked = (async () => engine.sum(query))()
    await expect(asked).rejects.toThrow(message)
    await expect(asked).rejects.toBeInstanceOf(QueryError)
  })

  const rows: [string, Partial<RowQuery>, RegExp][] = [
    ['a member that is not there', { keep: [{ axis: 'area', members: [3] }] }, /axis area: no member 3 among 3/],
    [
      'a member that is SQL',
      { keep: [{ axis: 'area', members: ['0) OR (1=1' as unknown as number] }] },
      /no member 0\) OR/,
    ],
    [
      'a bound that is not a number',
      { within: [{ measure: 'count', atLeast: NaN }] },
      /measure count: a bound is not a number/,
    ],
    [
      'a bound that is SQL',
      { within: [{ measure: 'count', atMost: '1 OR 1' as unknown as number }] },
      /a bound is not a number/,
    ],
    ['half a row', { limit: 1.5 }, /found 1.5 as offset or limit/],
    ['an order by nothing known', { order: [{ measure: '1; DROP TABLE t0' }] }, /no measure 1; DROP TABLE t0/],
  ]
  test.each(rows)('%s', async (_what, part, message) => {
    const asked = (async () => engine.rows!({ table: 'stroke', measures: ['count'], keep: [], ...part }))()
    await expect(asked).rejects.toThrow(message)
  })

  test('a table whose columns are shorter than its axes', async () => {
    const asked = (async () => engine.add({ ...TABLE, axes: [{ name: 'area', size: 7 }] }))()
    await expect(asked).rejects.toThrow('Table stroke, measure count: values: found 6, expected 7')
  })

  test('and still answers afterwards', async () => {
    const { measures } = await engine.sum({ table: 'stroke', measures: ['count'], groupings: [grouping] })
    expect([...measures.count!.sum]).toEqual([6, 15])
  })
})

describe('DuckDB', () => {
  let bindings: Bindings
  beforeAll(async () => {
    bindings = await nodeBindings()
  }, 60_000)

  test('reaches nothing outside itself: no extension, no file, no address, and the doors stay shut', () => {
    const database = openDatabase(bindings)
    const refused = [
      `SELECT * FROM read_parquet('x.parquet')`,
      `SELECT * FROM 'https://example.invalid/x.csv'`,
      `LOAD json`,
      `SET enable_external_access = true`,
      `SET autoload_known_extensions = true`,
    ]
    for (const sql of refused) expect(() => database.query(sql), sql).toThrow(QueryError)
    database.close()
  })

  test('an insert that loses rows without a word is noticed', () => {
    const losing = (connection: Connection): Connection => ({
      close: () => connection.close(),
      useUnsafe: (callback) =>
        connection.useUnsafe((raw, id) =>
          callback(
            {
              runQuery: (on, sql) => raw.runQuery(on, sql.replace('count(*)', '(count(*) - 1)')),
              insertArrowFromIPCStream: (...sent) => raw.insertArrowFromIPCStream(...sent),
            },
            id,
          ),
        ),
    })
    const lossy: Bindings = {
      open: (c) => bindings.open(c),
      getVersion: () => '',
      reset: () => bindings.reset(),
      connect: () => losing(bindings.connect()),
    }
    const engine = duckdbEngine(lossy)
    expect(() => engine.add(TABLE)).toThrow('DuckDB took 5 of 6 rows')
    engine.close()
  })
})
