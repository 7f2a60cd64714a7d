import { asResult, gatherer, type Aggregates } from '../aggregates'
import type { Plan, RecordsPlan } from '../plan/plan'
import { reportsOf, type FileReport, type RecordsReport } from '../report'
import { headerOf, missingColumns } from '../run/files'
import { fileName, type Database, type Place } from '../run/database'
import { canPass, rejectsTable, sourceOf, UNREADABLE, type ReadableFile } from '../run/source'
import { duckdb } from '../sql/dialect'
import { statementOf } from '../sql/statement'
import { QueryError } from '../../domain'
import { dealt, merged, passesFor } from './passes'

export interface SumOptions {
  /** What is being done, in plain words. */
  onProgress?(what: string): void
  /** Called with each set of records' result while it stands in the database as the table `result`. */
  onResult?(database: Database, records: string): Promise<void>
  /**
   * Passes that the persons are dealt into: 1 is fastest, more need less memory, the sums are the same. Chosen by the files' size
   * where absent; raised where memory does not do.
   */
  passes?: number
}

/**
 * Sums records by a plan. Files that cannot be read, lines that are no rows and records that are left out are in the reports;
 * where a report has refusals, no release may be made. Throws `ReleaseError` where a file is missing.
 */
export async function sumRecords(
  plan: Plan,
  place: Place,
  { onProgress, onResult, passes }: SumOptions = {},
): Promise<{ aggregates: Aggregates; reports: RecordsReport[] }> {
  const gathered = gatherer(plan)
  const files = new Map<string, readonly FileReport[]>()
  for (const records of plan.records) {
    const paths = await place.named(records.files)
    const database = await place.open()
    try {
      onProgress?.(`Reading ${paths.length} ${paths.length === 1 ? 'file' : 'files'} of ${records.id}`)
      const report = await sumInto(records, plan, paths, { place, database, passes, onProgress })
      files.set(records.id, report)
      if (report.every(({ refused }) => refused !== null)) continue
      for await (const rows of database.columns('SELECT * FROM result')) gathered.add(asResult(rows, plan))
      await onResult?.(database, records.id)
    } finally {
      database.close()
    }
  }
  const aggregates = gathered.done()
  return { aggregates, reports: reportsOf(plan, aggregates, files) }
}

/** By how much the passes are multiplied in turn where there is too little memory. */
const MORE = [1, 4, 16] as const

interface Summing extends Pick<SumOptions, 'passes' | 'onProgress'> {
  place: Place
  database: Database
}

/**
 * Creates the table `result`. Where a file stops DuckDB's reader altogether, it is refused and the rest is read; where memory does
 * not do, the persons are dealt into more passes.
 */
async function sumInto(
  records: RecordsPlan,
  plan: Plan,
  paths: readonly string[],
  { place, database, passes, onProgress }: Summing,
): Promise<FileReport[]> {
  const looked: Looked[] = []
  for (const path of paths) looked.push(await lookAt(path, records, place, database))
  const fewest = passes ?? (await passesFor(records, filesOf(looked), { place, database }))
  const tries = canPass(records) ? MORE.map((times) => fewest * times) : [1]
  const sum = (passes: number, run: string) => summed(looked, records, plan, { passes, run, onProgress }, database)
  for (const [at, passes] of tries.entries())
    try {
      return await sum(passes, `try_${at}`)
    } catch (error) {
      if (!(error instanceof QueryError)) throw error
      if (await refuseStopping(looked, records, database)) return sum(passes, 'rest')
      if (at === tries.length - 1) throw error
    }
  return []
}

async function summed(
  looked: readonly Looked[],
  records: RecordsPlan,
  plan: Plan,
  { onProgress, ...run }: { passes: number; run: string } & Pick<SumOptions, 'onProgress'>,
  database: Database,
): Promise<FileReport[]> {
  const files = filesOf(looked)
  const sources = files.length === 0 ? [] : await dealt(records, files, run, database)
  for (const [pass, source] of sources.entries()) {
    if (sources.length > 1) onProgress?.(`Summing part ${pass + 1} of ${sources.length} of ${records.id}`)
    const sql = statementOf(records, { plan, dialect: duckdb, source })
    const both = `(SELECT * FROM result UNION ALL (${sql})) AS both_parts`
    await database.run(`CREATE OR REPLACE TEMP TABLE result AS ${pass === 0 ? sql : merged(plan, both)}`)
  }
  return fileReports(looked, records, `${run.run}_0`, database)
}

const filesOf = (looked: readonly Looked[]) => looked.flatMap(({ file }) => file ?? [])

/** Refuses those files that cannot be read to their end. Gives whether there was one. */
async function refuseStopping(looked: readonly Looked[], records: RecordsPlan, database: Database): Promise<boolean> {
  if (records.format !== 'csv') return false
  const probe = { ...records, columns: records.columns.slice(0, 1) }
  let found = false
  for (const [at, one] of looked.entries()) {
    if (!one.file) continue
    const { from } = sourceOf(probe, [one.file], `probe_${at}`)
    const reads = await database.run(`CREATE OR REPLACE TEMP TABLE probe AS SELECT COUNT(*) FROM ${from}`).then(
      () => true,
      () => false,
    )
    if (!reads) Object.assign(one, { file: null, refused: 'it is not rows of text' })
    found ||= !reads
  }
  return found
}

async function fileReports(looked: readonly Looked[], records: RecordsPlan, run: string, database: Database) {
  const files = filesOf(looked)
  const reports: FileReport[] = []
  for (const { path, file, refused } of looked) {
    const unreadable =
      file && records.format === 'csv' ? await rejects(rejectsTable(run, files.indexOf(file)), database) : []
    reports.push({ name: fileName(path), refused, unreadable })
  }
  return reports
}

interface Looked {
  path: string
  file: ReadableFile | null
  refused: string | null
}

async function lookAt(path: string, records: RecordsPlan, place: Place, database: Database): Promise<Looked> {
  const wanted = [...new Set(records.columns.map(({ source }) => source))]
  const header =
    records.format === 'csv' ? headerOf(await place.head(path), records) : await database.parquet(path, wanted)
  if ('refused' in header) return { path, file: null, refused: header.refused }
  const refused = missingColumns(header.columns, wanted)
  return { path, file: refused ? null : { path, ...header }, refused }
}

async function rejects(table: string, database: Database): Promise<FileReport['unreadable']> {
  const found = []
  const sql = `SELECT CAST(error_type AS VARCHAR) AS error_type, COUNT(DISTINCT line) AS lines FROM ${table} GROUP BY ALL ORDER BY ALL`
  for await (const { error_type = [], lines = [] } of database.columns(sql))
    for (const [at, type] of error_type.entries())
      found.push({ why: UNREADABLE[String(type)] ?? 'something other than rows of text', lines: Number(lines[at]) })
  return found
}
