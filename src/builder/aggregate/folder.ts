import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ReleaseError } from '../../domain'
import { asResult, gatherer, type Aggregates } from '../aggregates'
import type { Plan } from '../plan/plan'
import { reportsOf, type FileReport, type RecordsReport } from '../report'
import { filesNamed, openDatabase, type Database, type DatabaseOptions } from '../run/node'
import { duckdb } from '../sql/dialect'
import { resultColumns } from '../sql/statement'

/** What became of the files, beside the aggregates that Cairn itself wrote; Spark writes none. */
const REPORT = 'aggregates.json'

/** Writes the result of one set of records, for `onResult` of `aggregateRecords`. Never half: written aside, then renamed. */
export function resultWriter(dir: string, format: 'parquet' | 'csv') {
  return async (database: Database, records: string): Promise<void> => {
    const file = join(dir, `aggregates-${records}.${format}`)
    await mkdir(dir, { recursive: true })
    const options = format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet'
    await database.run(`COPY (SELECT * FROM result ORDER BY cell) TO ${duckdb.text(`${file}.part`)} (${options})`)
    await rename(`${file}.part`, file)
  }
}

/** Writes what became of the files, so that the report is whole when the aggregates are read again. */
export async function writeReports(dir: string, plan: Plan, reports: readonly RecordsReport[]): Promise<void> {
  const files = Object.fromEntries(reports.map((report) => [report.records, report.files]))
  await writeFile(join(dir, REPORT), `${JSON.stringify({ plan: plan.identity, files }, null, 1)}\n`)
}

/**
 * Aggregates that Cairn or Spark wrote: all Parquet and CSV files of a folder, and of the folders in it that Spark makes. Throws
 * `ReleaseError` where they are of another plan, count a cell twice, lack a set of records, or cannot be read.
 */
export async function readAggregates(
  plan: Plan,
  dir: string,
  options: DatabaseOptions = {},
): Promise<{ aggregates: Aggregates; reports: RecordsReport[] }> {
  const gathered = gatherer(plan)
  const database = await openDatabase([dir], options)
  try {
    for (const file of await resultFiles(dir)) await readInto(file, database, plan, gathered.add)
  } finally {
    database.close()
  }
  const aggregates = gathered.done()
  const missing = [...aggregates.report].filter(([, cells]) => cells.size === 0).map(([id]) => id)
  if (missing.length > 0)
    throw new ReleaseError(`These aggregates lack the records ${missing.join(', ')}.`, {
      where: dir,
      expected: `a result for each of ${plan.records.map(({ id }) => id).join(', ')}`,
    })
  return { aggregates, reports: reportsOf(plan, aggregates, await fileReports(plan, dir)) }
}

async function resultFiles(dir: string): Promise<string[]> {
  const found: string[] = []
  for (const name of ['*.parquet', '*.csv', '*/*.parquet', '*/*.csv'])
    found.push(...(await filesNamed([name], dir).catch(() => [])))
  if (found.length > 0) return found
  throw new ReleaseError('There are no aggregates in this folder.', { where: dir, expected: 'Parquet or CSV files' })
}

async function readInto(
  file: string,
  database: Database,
  plan: Plan,
  add: ReturnType<typeof gatherer>['add'],
): Promise<void> {
  const columns = resultColumns(plan).join(', ')
  const path = duckdb.text(file)
  const from = file.endsWith('.csv') ? `read_csv(${path}, header = true, all_varchar = true)` : `read_parquet(${path})`
  try {
    for await (const rows of database.columns(`SELECT ${columns} FROM ${from}`)) add(asResult(rows, plan))
  } catch (error) {
    if (error instanceof ReleaseError) throw error
    throw new ReleaseError(`${basename(file)} holds no aggregates that can be read.`, {
      where: file,
      expected: `the columns ${columns}`,
    })
  }
}

async function fileReports(plan: Plan, dir: string): Promise<Map<string, readonly FileReport[]>> {
  const text = await readFile(join(dir, REPORT), 'utf8').catch(() => null)
  if (text === null) return new Map()
  const said = JSON.parse(text) as { plan: string; files: Record<string, FileReport[]> }
  return new Map(said.plan === plan.identity ? Object.entries(said.files) : [])
}
