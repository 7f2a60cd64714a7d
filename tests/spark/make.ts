/** `npx tsx tests/spark/make.ts DIR`: what `prove.py` needs. Records, the plan as Spark SQL, and the rows that DuckDB finds. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dialects, planOf, readRecipe, statementOf, type RecipeInput } from '../../src/builder'
import { resultWriter } from '../../src/builder/aggregate/folder'
import { aggregateRecords } from '../../src/builder/aggregate/node'
import { records, recordsCsv } from '../../src/demo'
import { demoRecipe } from '../../src/demo/recipe'
import type { Area } from '../../src/domain'
import { GOOD, HEADER, INDICATOR, RECORDS, tinyRecipe } from '../builder/tiny'

const [out] = process.argv.slice(2)
if (!out) throw new Error('tests/spark/make.ts: expected a folder to write into')

/** Dirt that every line of CSV can hold, duplicates, and records that count for two indicators. */
function dirty(): [RecipeInput, string] {
  const main = INDICATOR.tables.map((one) => ({ ...one, areas: ['place', 'region'], margins: [['age', 'sex']] }))
  const nasty = { any: [{ column: 'code', startsWith: ["it's \\ ${x}", 'W'] }, { not: { column: 'age', from: 10 } }] }
  const recipe = tinyRecipe({
    records: { ...RECORDS, duplicates: { by: ['person', 'date', 'area', 'code'] } },
    indicators: [
      { ...INDICATOR, tables: main },
      { ...INDICATOR, id: 'costly', count: { records: 'events', where: { column: 'cost', from: 100 } }, outOf: { records: 'events', where: nasty } }, // prettier-ignore
    ],
  })
  const dates = ['2022-05-01', '2023-02-30', '2023-12-31', '', '2022-5-1', '2026-01-01', '2020-02-29', '2022-02-28']
  const lines = Array.from({ length: 4000 }, (_, at) => {
    const pick = (list: readonly string[], step: number) => list[Math.floor(at / step) % list.length]
    return [`p${at % 700}`, pick(['A', 'B', 'O', 'S', 'X', '', 'Q'], 1), pick(dates, 7), pick(['1950-01-01', '2020-02-29', '1890-01-01', 'x'], 3), pick(['F', 'M', '2', '', '?'], 5), pick(["it's", '', 'z'], 2), pick(["it's \\ ${x}1", 'W01', '', 'V'], 11), pick(['10', '100.5', 'nan', '1e3', ''], 4)].join(',') // prettier-ignore
  })
  return [recipe, [HEADER, GOOD, ...lines, ''].join('\n')]
}

const cases: readonly (readonly [string, RecipeInput, string, string])[] = [
  ['demo', demoRecipe(), 'records-all.csv', [...recordsCsv(records({ scale: 0.02 }))].join('')],
  ['dirty', dirty()[0], 'events.csv', dirty()[1]],
]
for (const [name, input, file, csv] of cases) {
  const dir = join(out, name)
  await mkdir(join(dir, 'records'), { recursive: true })
  await writeFile(join(dir, 'records', file), csv)
  const recipe = readRecipe(JSON.stringify(input))
  const plan = await planOf(recipe, 'list' in recipe.areas ? (recipe.areas.list as readonly Area[]) : [])
  for (const one of plan.records) {
    await writeFile(join(dir, 'plan.sql'), statementOf(one, { plan, dialect: dialects.spark }))
    await writeFile(join(dir, 'records.txt'), one.id)
  }
  const { reports } = await aggregateRecords(plan, { dir: join(dir, 'records'), folders: [dir], onResult: resultWriter(dir, 'csv') }) // prettier-ignore
  for (const { records } of reports) await rename(join(dir, `aggregates-${records}.csv`), join(dir, 'duckdb.csv'))
  console.log(`${name}: ${reports.map(({ read, counted }) => `${read} records, ${counted} counted`).join(', ')}`)
}
