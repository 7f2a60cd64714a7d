import { DuckDBInstance } from '@duckdb/node-api'
import type { PolicyInput, RecipeInput } from '../../src/builder'
import { keyFromSeed, writeSigningKey } from '../../src/release/signing'
import { manyRecords } from './egress-world'
import { HEADER, INDICATOR, tinyRecipe } from './tiny'

/* The files of a small facility, as they would be dropped onto the page or lie in a folder. */

const PLACES = ['A', 'B', 'C', 'D', 'E']

export function droppedRecipe({ policy = 'ours', format = 'csv' as 'csv' | 'parquet' } = {}): RecipeInput {
  const base = tinyRecipe()
  const [table] = INDICATOR.tables
  const main = { ...table!, periods: ['2022', '2023'], areas: ['place', 'region'], additive: ['sex', 'age', 'area'], totals: [{ id: 'total', over: ['sex', 'age'] }] } // prettier-ignore
  return {
    ...base,
    id: 'dropped',
    title: 'Falls in five places',
    policy,
    areas: { file: 'areas.csv' },
    layout: 'layout.json',
    records: base.records.map((one) => ({ ...one, format, files: [`events-*.${format}`] })),
    populations: base.populations.map((one) => ({ ...one, areas: ['place', 'region'] })),
    indicators: [
      { ...INDICATOR, tables: [main] },
      {
        ...INDICATOR,
        id: 'seen',
        name: 'Seen in time',
        shortName: 'Seen in time',
        kind: 'proportion',
        repeats: 'persons',
        count: { records: 'events', where: { column: 'code', is: 'W01' } },
        outOf: { records: 'events' },
        tables: [{ ...main, population: 'records' }],
      },
    ],
  }
}

export const POLICY: PolicyInput = {
  policy: 1,
  id: 'ours',
  version: '3',
  label: 'Rounded to fives',
  preset: 'controlled-5',
  approval: { by: 'the data owner', on: '2026-01-31' },
}

const areas = () =>
  ['code,name,type,parents,facility', 'R,Region,region,,Here', ...PLACES.map((code) => `${code},Place ${code},place,R,Here`), ''].join('\n') // prettier-ignore

const people = () =>
  ['area,period,sex,age,people', ...['2022', '2023', '2022-23'].flatMap((period) => PLACES.flatMap((area, at) => ['f', 'm'].flatMap((sex) => ['0-64', '65+'].map((age) => `${area},${period},${sex},${age},${1000 * (at + 1)}`)))), ''].join('\n') // prettier-ignore

/** Records with some dirt: of an unknown area, of no date, and a line that is no row. */
export function recordFiles(rows = 1500): string[][] {
  const all = manyRecords(rows).map((line, at) => (at % 3 === 0 ? line.replace('W01', 'V02') : line))
  const dirt = ["q1,Nowhere,2022-05-01,1950-01-01,F,it's,W01,10", "q2,A,,1950-01-01,F,it's,W01,10", 'q3,A']
  return [all.slice(0, rows / 2), [...all.slice(rows / 2), ...dirt]]
}

/** By name: what a facility drops. */
export function droppedFiles(recipe: RecipeInput = droppedRecipe(), rows = 1500): Map<string, string> {
  return new Map([
    ['recipe.json', `${JSON.stringify(recipe, null, 2)}\n`],
    ['policy.json', `${JSON.stringify(POLICY, null, 2)}\n`],
    ['areas.csv', areas()],
    ['population.csv', people()],
    ['layout.json', JSON.stringify({ layout: 'odd-r', hexes: Object.fromEntries(PLACES.map((code, at) => [code, { q: at, r: 0 }])) })], // prettier-ignore
    ...recordFiles(rows).map((lines, at): [string, string] => [`events-${at}.csv`, [HEADER, ...lines, ''].join('\n')]),
  ])
}

/** A key that anybody can make again. */
export async function demoKey(): Promise<string> {
  const key = await keyFromSeed(new TextEncoder().encode('dropped'), { name: 'The builder', role: 'builder' })
  return new TextDecoder().decode(writeSigningKey(key))
}

/** The same CSV as Parquet, written by DuckDB, all columns text. */
export async function asParquet(csv: string, to: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const sql = `COPY (SELECT * FROM read_csv('${csv}', all_varchar = true, header = true, ignore_errors = true)) TO '${to}' (FORMAT parquet, ROW_GROUP_SIZE 2048)` // prettier-ignore
    await connection.run(sql)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
