import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dialects, statementOf } from '../../src/builder'
import { explainPlan } from '../../src/builder/explain'
import {
  among,
  column,
  compare,
  day,
  every,
  not,
  type DateFormat,
  type Expression,
} from '../../src/builder/sql/expression'
import { print } from '../../src/builder/sql/print'
import { GOOD, HEADER, INDICATOR, built, tinyPlan, tinyRecipe } from './tiny'

const NASTY = [
  "it's",
  "''; DROP TABLE x; --",
  'a\\',
  "\\'",
  '"x"',
  '`x`',
  '${env:HOME}',
  '=cmd|x',
  '%_',
  '\u2019',
  ' --',
  '/* ',
]

async function ask(sql: string): Promise<unknown> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    return (await connection.runAndReadAll(sql)).getRows()[0]?.[0]
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** What Spark makes of a literal: escapes undone. Throws where the literal ends early. */
function readBySpark(literal: string): string {
  const inner = /^'((?:[^'\\]|\\.)*)'$/s.exec(literal)?.[1]
  if (inner === undefined) throw new Error('the literal ends early')
  return inner.replace(/\\(u0024|.)/gs, (_, sign: string) => (sign === 'u0024' ? '$' : sign))
}

describe('texts and names in SQL', () => {
  it.each(NASTY)('DuckDB reads %s as it was', async (text) => {
    expect(await ask(`SELECT ${dialects.duckdb.text(text)}`)).toBe(text)
    expect(await ask(`SELECT 7 AS ${dialects.duckdb.name(text)}`)).toBe(7)
  })

  it('Spark’s literals end where they should, whatever stands in them', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/\p{Cc}/u.test(text)),
        (text) => {
          const literal = dialects.spark.text(text)
          expect(readBySpark(literal)).toBe(text)
          expect(literal).not.toContain('${')
        },
      ),
    )
    for (const text of NASTY) expect(readBySpark(dialects.spark.text(text))).toBe(text)
    expect(dialects.spark.name('a`b')).toBe('`a``b`')
    expect(() => dialects.spark.name('${x}')).toThrow(RangeError)
  })

  it('refuses control characters', () => {
    for (const { text, name } of Object.values(dialects)) {
      expect(() => text('a\nb')).toThrow(RangeError)
      expect(() => name('a\u0000b')).toThrow(RangeError)
    }
  })
})

const holds = (of: Expression, value: string | null) => {
  const literal = value === null ? 'CAST(NULL AS STRING)' : dialects.duckdb.text(value)
  return ask(`SELECT ${print(of, dialects.duckdb)} FROM (SELECT ${literal} AS x)`)
}

describe('conditions', () => {
  const x = column('x')
  it.each<[Expression, string | null, boolean]>([
    [among(x, ['a']), null, false],
    [not(among(x, ['a'])), null, true],
    [{ kind: 'starts', of: x, values: ['J4', 'J%'] }, 'J44', true],
    [{ kind: 'starts', of: x, values: ['J%'] }, 'J44', false],
    [{ kind: 'number', of: x, from: 1, to: null }, 'nan', false],
    [{ kind: 'number', of: x, from: 1, to: null }, 'inf', false],
    [{ kind: 'number', of: x, from: 1.5, to: 2 }, '1.5', true],
    [{ kind: 'number', of: x, from: 1.5, to: 2 }, '2.1', false],
    [every(), null, true],
  ])('%j of %s is %s', async (condition, value, expected) => expect(await holds(condition, value)).toBe(expected))

  it.each<[DateFormat, string, boolean]>([
    ['yyyy-mm-dd', '2024-02-29', true],
    ['yyyy-mm-dd', '2024-2-29', false],
    ['yyyy-mm-dd', '2023-02-29', false],
    ['yyyy-mm-dd', '2024-0x-29', false],
    ['dd/mm/yyyy', '29/02/2024', true],
    ['dd/mm/yyyy', '02/29/2024', false],
    ['yyyymmdd', '20240229', true],
    ['yyyymmdd', '2024-2-9', false],
  ])('%s reads %s: %s', async (format, text, expected) => {
    const read: Expression = { kind: 'date', of: column('x'), format }
    expect(await holds(compare(read, '=', day('2024-02-29')), text)).toBe(expected)
  })

  it('counts completed years, leap days included', async () => {
    const years = (from: string, to: string) =>
      ask(`SELECT ${print({ kind: 'years', from: day(from), to: day(to) }, dialects.duckdb)}`)
    expect(await years('2020-02-29', '2021-02-28')).toBe(0n)
    expect(await years('2020-02-29', '2021-03-01')).toBe(1n)
    expect(await years('1950-06-15', '2024-06-15')).toBe(74n)
  })
})

describe('the plan', () => {
  it('is one statement with grouping sets, the same but for quotes and casts in both dialects', async () => {
    const plan = await tinyPlan(tinyRecipe())
    for (const id of ['duckdb', 'spark'] as const) {
      const script = explainPlan(plan, id)
      expect(script.match(/GROUPING SETS/g)).toHaveLength(1)
      expect(script.match(/;/g)).toHaveLength(1)
      expect(script).toContain(plan.identity)
    }
    const [records] = plan.records
    const words = (id: 'duckdb' | 'spark') => records && statementOf(records, { plan, dialect: dialects[id] }).replace(/FROM read_csv\(.*|FROM `events`/, '').replace(/["`']/g, '').replace(/\\/g, '') // prettier-ignore
    expect(words('spark')).toBe(words('duckdb'))
  })

  it('gives another identity to another meaning, not to another folder', async () => {
    const plan = await tinyPlan(tinyRecipe())
    const moved = tinyRecipe()
    moved.records = moved.records.map((one) => ({ ...one, files: ['elsewhere.csv'] }))
    expect((await tinyPlan(moved)).identity).toBe(plan.identity)
    const other = tinyRecipe({
      indicators: [{ ...INDICATOR, count: { records: 'events', where: { column: 'code', is: 'W01' } } }],
    })
    expect((await tinyPlan(other)).identity).not.toBe(plan.identity)
  })

  it('counts periods and area types that overlap, and a record for two indicators', async () => {
    const [table] = INDICATOR.tables
    if (!table) throw new Error('no table')
    const both = { ...table, areas: ['place', 'region'], margins: [['age', 'sex']] }
    const costly = { ...INDICATOR, id: 'costly', repeats: 'persons' as const, count: { records: 'events', where: { column: 'cost', from: 100 } }, tables: [table] } // prettier-ignore
    const line = (who: string, place: string, cost: number) => `${who},${place},2022-05-01,1950-01-01,F,,W01,${cost}`
    const csv = [HEADER, GOOD, line('p2', 'A', 100), line('p2', 'B', 200), line('p2', 'B', 300)].join('\n')
    const { aggregates, reports } = await built({ 'events.csv': csv }, tinyRecipe({ indicators: [{ ...INDICATOR, tables: [both] }, costly] })) // prettier-ignore
    expect(reports[0]).toMatchObject({ read: 4, counted: 4 })
    const cell = (id: string, code: Record<string, string>) => {
      const found = aggregates.tables.get(id)
      const at = found?.table.axes.reduce((sum, { name, members }) => sum * members.length + members.indexOf(code[name] ?? ''), 0) // prettier-ignore
      return [found?.counts.events[at ?? -1], found?.counts.persons[at ?? -1], found?.counts.largest[at ?? -1], found?.counts.squares[at ?? -1]] // prettier-ignore
    }
    const where = { period: '2022', sex: 'f', age: '65+', area: 'A' }
    expect(cell('falls.main', where)).toEqual([2, 2, 1, 2])
    expect(cell('falls.main', { ...where, area: 'B' })).toEqual([2, 1, 2, 4])
    expect(cell('falls.main', { ...where, area: 'R' })).toEqual([4, 2, 3, 10])
    expect(cell('falls.main', { ...where, area: 'R', period: '2022-23' })).toEqual([4, 2, 3, 10])
    expect(cell('falls.main', { ...where, area: 'R', period: '2023' })).toEqual([0, 0, 0, 0])
    expect(cell('costly.main', { ...where, area: 'B' })).toEqual([2, 1, 2, 4])
    const margin = aggregates.margins.find(({ table: { over } }) => over.join() === 'sex,age')
    expect([...(margin?.counts.persons ?? [])].filter((count) => count > 0)).toEqual([2, 1, 2, 2, 1, 2])
  })

  it('finds the same in several passes over the files', async () => {
    const lines = Array.from(
      { length: 500 },
      (_, at) => `p${at % 90},${'ABQ'[at % 3]},2022-05-01,1950-01-01,${'FM'[at % 2]},,W01,${at}`,
    )
    const files = { 'events.csv': [HEADER, ...lines, 'x,y'].join('\n') }
    const one = await built(files)
    const many = await built(files, tinyRecipe(), { passes: 4 })
    expect(many).toEqual(one)
    expect(one.reports[0]).toMatchObject({ read: 500, leftOut: [{ reason: 'unknown-area' }] })
  })
})
