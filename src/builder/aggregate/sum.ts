import { asResult, gatherer, type Aggregates } from '../aggregates'
import type { Plan, RecordsPlan } from '../plan/plan'
import { reportsOf, type FileReport, type RecordsReport } from '../report'
import { headerOf, missingColumns } from '../run/files'
import { fileName, type Database, type Place } from '../run/database'
import { canPass, passOf, rejectsTable, sourceOf, UNREADABLE, type ReadableFile } from '../run/source'
import { duckdb } from '../sql/dialect'
import { RESULT_COLUMNS, statementOf } from '../sql/statement'
import { QueryError } from '../../domain'

export interface SumOptions {
  /** What is being done, in plain words. */
  onProgress?(what: string): void
  /** Called with each set of records' result while it stands in the database as the table `result`. */
  onResult?(database: Database, records: string): Promise<void>
  /** Passes over the files, persons dealt among them: 1 is fastest, more need less memory. Raised where memory does not do. */
  passes?: number
}

/**
 * Sums records by a plan. Files that cannot be read, lines that are no rows and records that are left out are in the reports;
 * where a report has refusals, no release may be made. Throws `ReleaseError` where a file is missing.
 */
export async function sumRecords(
  plan: Plan,
  place: Place,
  { onProgress, onResult, passes = 1 }: SumOptions = {},
): Promise<{ aggregates: Aggregates; reports: RecordsReport[] }> {
  const gathered = gatherer(plan)
  const files = new Map<string, readonly FileReport[]>()
  for (const records of plan.records) {
    const paths = await place.named(records.files)
    const database = await place.open()
    try {
      onProgress?.(`Reading ${paths.length} ${paths.length === 1 ? 'file' : 'files'} of ${records.id}`)
      const report = await sumInto(records, plan, paths, { place, database, fewest: passes })
      files.set(records.id, report)
      if (report.every(({ refused }) => refused !== null)) continue
      for await (const rows of database.columns('SELECT * FROM result')) gathered.add(asResult(rows))
      await onResult?.(database, records.id)
    } finally {
      database.close()
    }
  }
  const aggregates = gathered.done()
  return { aggregates, reports: reportsOf(plan, aggregates, files) }
}

/** How many passes are tried, one person being in one pass only: more where there is too little memory for fewer. */
const PASSES = [1, 4, 16] as const

/**
 * Creates the table `result`. Where a file stops DuckDB's reader altogether, it is refused and the rest is read; where memory does
 * not do, the persons are dealt into more passes over the files.
 */
async function sumInto(
  records: RecordsPlan,
  plan: Plan,
  paths: readonly string[],
  { place, database, fewest }: { place: Place; database: Database; fewest: number },
): Promise<FileReport[]> {
  const looked: Looked[] = []
  for (const path of paths) looked.push(await lookAt(path, records, place, database))
  const tries = canPass(records) ? [fewest, ...PASSES.filter((passes) => passes > fewest)] : [1]
  for (const [at, passes] of tries.entries())
    try {
      return await summed(looked, records, plan, { passes, run: `try_${at}` }, database)
    } catch (error) {
      if (!(error instanceof QueryError)) throw error
      if (await refuseStopping(looked, records, database))
        return summed(looked, records, plan, { passes, run: 'rest' }, database)
      if (at === tries.length - 1) throw error
    }
  return []
}

async function summed(
  looked: readonly Looked[],
  records: RecordsPlan,
  plan: Plan,
  { passes, run }: { passes: number; run: string },
  database: Database,
): Promise<FileReport[]> {
  const files = looked.flatMap(({ file }) => file ?? [])
  if (files.length > 0) {
    for (let pass = 0; pass < passes; pass++) {
      const source = passOf(records, sourceOf(records, files, `${run}_${pass}`), pass, passes)
      const sql = statementOf(records, { plan, dialect: duckdb, source })
      await database.run(pass === 0 ? `CREATE OR REPLACE TEMP TABLE passes AS ${sql}` : `INSERT INTO passes ${sql}`)
    }
    await database.run(`CREATE OR REPLACE TEMP TABLE result AS ${MERGED}`)
  }
  return fileReports(looked, records, `${run}_0`, database)
}

/** Sums of the passes: nobody is in two of them. */
const MERGED = `SELECT ${RESULT_COLUMNS.map((name) => {
  if (name === 'plan' || name === 'records' || name === 'cell') return name
  return name.endsWith('largest') ? `MAX(${name}) AS ${name}` : `CAST(SUM(${name}) AS BIGINT) AS ${name}`
}).join(', ')} FROM passes GROUP BY plan, records, cell`

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
  const files = looked.flatMap(({ file }) => file ?? [])
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
