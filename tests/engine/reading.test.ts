import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SqlError } from '../../src/domain'
import { nodeBindings } from '../../src/engine/duckdb/node'
import { openReading, type Reading } from '../../src/engine/duckdb/reading'
import { decoded } from '../../src/engine/duckdb/result'

let reading: Reading
const LIMITS = { rows: 10, kept: 100_000 }
const read = (sql: string, limits = LIMITS) => reading.read(sql, limits)

beforeAll(async () => {
  reading = openReading(await nodeBindings())
  reading.insert('given', { code: ['E1', 'E2', null], n: Int32Array.of(1, 2, 3) })
  reading.run('CREATE TABLE areas AS SELECT * FROM given')
}, 60_000)
afterAll(() => reading.close())

function refusal(sql: string): SqlError {
  try {
    read(sql)
  } catch (error) {
    if (error instanceof SqlError) return error
    throw error
  }
  throw new Error(`let through: ${sql}`)
}

describe('a database that is only read', () => {
  it.each([
    'SELECT * FROM areas',
    'FROM areas SELECT n;',
    'DESCRIBE areas',
    'SUMMARIZE areas',
    'SHOW TABLES',
    'EXPLAIN SELECT 1',
    'EXPLAIN ANALYZE SELECT count(*) FROM areas',
    'WITH a AS (SELECT 1 AS x) SELECT * FROM a -- end',
    "PIVOT areas ON code IN ('E1') USING sum(n)",
    'VALUES (1), (2)',
  ])('answers %s', (sql) => expect(read(sql).kept).toBeGreaterThan(0))

  it.each([
    ["SELECT * FROM read_csv('http://example.org/a.csv')", /file system operations are disabled/],
    [
      "SELECT * FROM 'https://example.org/a.parquet'",
      /disabled by configuration|not exist|No (files|extension)|parquet/i,
    ],
    ["SELECT * FROM read_text('/etc/passwd')", /disabled/],
    ["SELECT * FROM glob('*')", /disabled/],
    ["SELECT * FROM query('DROP TABLE areas')", /single SELECT/],
    ['WITH a AS (INSERT INTO areas VALUES (1, 2)) SELECT 1', /CTE needs a SELECT/],
    ['WITH a AS (SELECT 1) INSERT INTO areas SELECT 1, 2', /only reads/],
    ['WITH a AS (SELECT 1) DELETE FROM areas', /only reads/],
    ['PIVOT areas ON code USING sum(n)', /PIVOT here must name the values/],
    ['SELECT 1) ; DROP TABLE areas; SELECT (1', /several statements/],
    ['SELECT 1) UNION ALL (DELETE FROM areas', /syntax error/],
    ["SELECT * FROM parquet_scan('a.parquet')", /parquet/i],
  ])('refuses %s', (sql, message) => {
    expect(refusal(sql).message).toMatch(message)
    expect(read('SELECT count(*) AS n FROM areas').rows).toEqual([[3]])
  })

  it('says why a PIVOT that names no values is refused, where it stands, and what to write instead', () => {
    const { details } = refusal('SELECT *\nFROM (PIVOT areas ON code USING sum(n))')
    expect(details).toMatchObject({ line: 2, column: 7, found: expect.stringMatching(/without IN .*only read/) as string, expected: expect.stringContaining('IN (') as string, todo: expect.stringContaining('FILTER (WHERE') as string }) // prettier-ignore
    expect(refusal('WITH a AS (SELECT 1) PIVOT_WIDER areas ON code USING sum(n)').message).toMatch(/must name/)
    expect(read('SELECT sum(n) FILTER (WHERE code = \'E2\') AS "E2" FROM areas').rows).toEqual([[2]])
    expect(read("SELECT * FROM (PIVOT areas ON code IN ('E1') USING sum(n))").kept).toBeGreaterThan(0)
  })

  it('says where, in lines and columns of the query as it was written', () => {
    expect(refusal('SELECT code,\n  sum(nn)\nFROM areas').details).toMatchObject({ line: 2, column: 7 })
    expect(refusal('SELECT code FROM areas WHERE').details.line ?? 1).toBe(1)
    const long = `SELECT ${'code, '.repeat(60)}nosuch FROM areas`
    expect(refusal(long).details.column).toBe(long.indexOf('nosuch') + 1)
  })

  it('keeps the names and the order that were asked for', () => {
    const { columns, rows } = read('SELECT n, n, code FROM areas ORDER BY n DESC')
    expect(columns.map(({ name }) => name)).toEqual(['n', 'n', 'code'])
    expect(rows).toEqual([
      [3, 3, null],
      [2, 2, 'E2'],
      [1, 1, 'E1'],
    ])
  })

  it('lists the first rows, keeps more for files, and says that there are more still', () => {
    const some = read('SELECT * FROM range(5000)')
    expect([some.rows.length, some.kept, some.more]).toEqual([10, 5000, false])
    expect(decoded(some.stream).rows.at(-1)).toEqual([4999])
    const first = read('SELECT * FROM range(100000000000)', { rows: 3, kept: 4000 })
    expect(first.more).toBe(true)
    expect(first.kept).toBeGreaterThanOrEqual(4000)
    expect(first.kept).toBeLessThan(10_000)
    expect(decoded(first.stream).rows).toHaveLength(first.kept)
  })
})

describe('values', () => {
  it.each([
    ['1::TINYINT', 1, 'TINYINT'],
    ['9007199254740993::BIGINT', '9007199254740993', 'BIGINT'],
    ['-9007199254740993::BIGINT', '-9007199254740993', 'BIGINT'],
    ['170141183460469231731687303715884105727::UHUGEINT', '170141183460469231731687303715884105727', 'UHUGEINT'],
    ['sum(n)', 6, 'HUGEINT'],
    ['1.50::DECIMAL(10,2)', '1.50', 'DECIMAL(10,2)'],
    ['-0.05::DECIMAL(4,2)', '-0.05', 'DECIMAL(4,2)'],
    ['123456789012345678901234567890.12::DECIMAL(38,2)', '123456789012345678901234567890.12', 'DECIMAL(38,2)'],
    ['0.1::FLOAT', 0.1, 'FLOAT'],
    ["'nan'::DOUBLE", 'NaN', 'DOUBLE'],
    ["'-inf'::DOUBLE", '-Infinity', 'DOUBLE'],
    ["DATE '1899-12-31'", '1899-12-31', 'DATE'],
    ["TIMESTAMP '2020-01-02 03:04:05.123456'", '2020-01-02 03:04:05.123456', 'TIMESTAMP'],
    ["TIMESTAMP '1969-12-31 23:59:59.5'", '1969-12-31 23:59:59.5', 'TIMESTAMP'],
    ["TIME '01:02:03'", '01:02:03', 'TIME'],
    ['INTERVAL 14 MONTH', '14 months', 'INTERVAL'],
    ['[1, NULL, 3]', '[1, NULL, 3]', 'INTEGER[]'],
    ["{'a': 1, 'b': [DATE '2020-01-01']}", "{'a': 1, 'b': [2020-01-01]}", 'STRUCT'],
    ["MAP {'k': 1}", '{k=1}', 'MAP'],
    ["'ab'::BLOB", '\\x61\\x62', 'BLOB'],
    ['true', 'true', 'BOOLEAN'],
    ['NULL', null, 'INTEGER'],
    ["''", '', 'VARCHAR'],
  ])('%s comes as %j', (sql, value, type) => {
    const { columns, rows } = read(`SELECT ${sql} FROM areas LIMIT 1`)
    expect([rows[0]?.[0], columns[0]?.type]).toEqual([value, type])
  })
})
