import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecipeInput } from '../../src/builder'
import { openDatabase } from '../../src/builder/run/node'
import { INDICATOR, tinyRecipe } from '../builder/tiny'

/** Synthetic events: a person has one or two, a few have forty; 62 places. */
export async function makeRecords(rows: number, dir: string): Promise<string> {
  const file = `events-${rows}.parquet`
  await mkdir(dir, { recursive: true })
  if (existsSync(join(dir, file))) return file
  const database = await openDatabase([dir], { temp: join(dir, 'temp') })
  await database.run(`COPY (
    WITH drawn AS (SELECT i, hash(i) AS h, CASE WHEN i % 50 = 0 THEN i // 2000 ELSE i // 2 END AS p FROM range(${rows}) t(i)),
    who AS (SELECT *, hash(p + 7) AS g FROM drawn)
    SELECT 'syn-' || lpad(CAST(p AS VARCHAR), 9, '0') AS person,
      CASE WHEN g % 63 = 62 THEN 'old' ELSE 'a' || (1 + g % 63) END AS area,
      DATE '2015-01-01' + CAST(h % 3653 AS INTEGER) AS date,
      DATE '2014-12-31' - CAST((g // 64) % 33000 AS INTEGER) AS born,
      CASE WHEN (g // 4096) % 2 = 0 THEN 'F' ELSE 'M' END AS sex,
      'q' || (1 + (g // 8192) % 5) AS fifth,
      substr('ABCHJKZ', CAST(1 + (g // 65536) % 7 AS INTEGER), 1) AS ethnicity
    FROM who) TO '${join(dir, file)}.part' (FORMAT parquet)`)
  database.close()
  await rename(join(dir, `${file}.part`), join(dir, file))
  return file
}

const AGES = ['0-19', '20-44', '45-64', '65-74', '75-84', '85+', '20-64', '65+']

export function benchRecipe(file: string): RecipeInput {
  const base = tinyRecipe()
  const drop = { blank: 'drop', unlisted: 'drop' } as const
  const known = { blank: { member: 'unknown' }, unlisted: { member: 'unknown' } }
  const fifths = ['q1', 'q2', 'q3', 'q4', 'q5']
  const category = (id: string, codes: readonly string[]) => ({ id, label: id, source: '', members: codes.map((code) => ({ code, label: code })) }) // prettier-ignore
  const table = (id: string, axes: string[], ages: string[]) => ({ id, axes, ages, areas: ['place'], additive: [], population: 'population' }) // prettier-ignore
  return {
    ...base,
    areas: { list: [...placesList(), { code: 'old', name: 'old', type: 'place', successors: ['a1'] }] },
    comparators: ['a1'],
    dimensions: {
      ...base.dimensions,
      periods: Array.from({ length: 10 }, (_, at) => 2015 + at).map((year) => ({ code: `${year}`, label: `${year}`, start: `${year}-01-01`, end: `${year}-12-31`, kind: 'calendar' as const })), // prettier-ignore
      ages: AGES.map((code) => ({ code, label: code, start: parseInt(code), end: code.includes('+') ? null : Number(code.split('-')[1]) })), // prettier-ignore
      categories: [category('fifth', fifths), category('ethnicity', ['white', 'asian', 'unknown'])],
    },
    records: [
      {
        id: 'events',
        files: [file],
        format: 'parquet',
        person: { column: 'person', blank: 'drop' },
        area: { column: 'area', blank: 'drop', unknown: 'drop', ended: 'successor', outOfTime: 'count' },
        date: { column: 'date', format: 'native' },
        birth: { column: 'born', format: 'native' },
        sex: { column: 'sex', codes: { f: ['F'], m: ['M'] }, ...drop },
        categories: {
          fifth: { column: 'fifth', codes: Object.fromEntries(fifths.map((code) => [code, [code]])), ...drop },
          ethnicity: { column: 'ethnicity', codes: { white: ['A', 'B', 'C'], asian: ['H', 'J', 'K'] }, ...known },
        },
        duplicates: 'keep',
      },
    ],
    populations: base.populations.map((one) => ({ ...one, ages: AGES.slice(0, 6) })),
    indicators: [
      {
        ...INDICATOR,
        tables: [
          table('main', ['period', 'sex', 'age', 'area'], AGES.slice(0, 6)),
          table('fifth', ['period', 'age', 'fifth', 'area'], ['0-19', '20-64', '65+']),
          table('ethnicity', ['period', 'age', 'ethnicity', 'area'], ['0-19', '20-64', '65+']),
        ],
      },
    ],
  }
}

const placesList = () =>
  Array.from({ length: 62 }, (_, at) => ({ code: `a${at + 1}`, name: `a${at + 1}`, type: 'place' }))
