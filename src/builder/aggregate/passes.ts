import type { Plan, RecordsPlan } from '../plan/plan'
import type { Database, Place } from '../run/database'
import { canPass, parquetOf, partOf, sourceOf, type ReadableFile } from '../run/source'
import { duckdb } from '../sql/dialect'
import { KEY_RANGE, resultColumns, type SourceSql } from '../sql/statement'

/** Bytes that one person's sum in one cell takes while it is summed: 75 were measured, numbers of persons being 13 letters long. */
const GROUP_BYTES = 100
/** Share of the memory that sums by person may take: beyond it DuckDB writes them to disk and reads them again, which is slow. */
const SHARE = 0.6
const MOST_PASSES = 256

/**
 * How many passes keep sums by person within memory, from the files' sizes alone. 1 where there is nowhere to set records aside:
 * reading everything again costs more there than trying does.
 */
export async function passesFor(
  records: RecordsPlan,
  files: readonly ReadableFile[],
  { place, database }: { place: Place; database: Database },
): Promise<number> {
  if (database.aside === undefined || !canPass(records)) return 1
  let rows = 0
  for (const file of files) rows += await rowsOf(file, records, place, database)
  const needed = rows * records.slots.length * GROUP_BYTES
  return Math.min(MOST_PASSES, Math.max(1, Math.ceil(needed / (SHARE * (await memoryOf(database))))))
}

/** Rows of a file: Parquet says how many; of text it is guessed from the first lines. */
async function rowsOf(file: ReadableFile, { format }: RecordsPlan, place: Place, database: Database): Promise<number> {
  if (format === 'parquet') return Number(await valueOf(`SELECT COUNT(*) AS value FROM ${parquetOf(file)}`, database))
  const head = await place.head(file.path)
  const lines = head.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0)
  // Only the size is asked for, so nothing of the file is read.
  const bytes = Number(await valueOf(`SELECT size AS value FROM read_blob(${duckdb.text(file.path)})`, database))
  return (bytes * Math.max(1, lines)) / Math.max(1, head.length)
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']

/** DuckDB's limit in bytes, which it says as `2.7 GiB`. */
async function memoryOf(database: Database): Promise<number> {
  const said = String(await valueOf("SELECT current_setting('memory_limit') AS value", database))
  const [size = '', unit = ''] = said.split(' ')
  return Number(size) * 1024 ** Math.max(0, UNITS.indexOf(unit))
}

async function valueOf(sql: string, database: Database): Promise<unknown> {
  for await (const { value = [] } of database.columns(sql)) return value[0]
  return undefined
}

/**
 * What each pass reads: all records of its persons, nobody being in two passes. Where there is room, files are read once and their
 * records set aside by pass; elsewhere every pass reads all files.
 */
export async function dealt(
  records: RecordsPlan,
  files: readonly ReadableFile[],
  { passes, run }: { passes: number; run: string },
  database: Database,
): Promise<SourceSql[]> {
  const source = (pass: number) => sourceOf(records, files, `${run}_${pass}`)
  const all = Array.from({ length: passes }, (_, pass) => pass)
  if (passes === 1) return [source(0)]
  if (database.aside === undefined)
    return all.map((pass) => ({ ...source(pass), where: `${partOf(records, source(pass), passes)} = ${pass}` }))
  const { from, columnOf } = source(0)
  const folder = `${database.aside}/parts`
  const parts = `SELECT *, ${partOf(records, source(0), passes)} AS part FROM ${from}`
  const options = 'FORMAT parquet, COMPRESSION lz4, PARTITION_BY (part), OVERWRITE'
  await database.run(`COPY (${parts}) TO ${duckdb.text(folder)} (${options})`)
  const pattern = duckdb.text(`${folder}/*/*.parquet`)
  // Files without a record leave no parts.
  if (Number(await valueOf(`SELECT COUNT(*) AS value FROM glob(${pattern})`, database)) === 0) return [source(0)]
  const relation = `read_parquet(${pattern}, hive_partitioning = true, hive_types = {'part': UBIGINT})`
  return all.map((pass) => ({ from: relation, where: `part = ${pass}`, columnOf }))
}

/**
 * Sums of several passes as one result, the same as of one pass: nobody is in two of them. A row of the report (cell below 0) is one
 * group of records, not of a person's.
 */
export function merged(plan: Plan, from: string): string {
  const columns = resultColumns(plan).map((name) => {
    if (name === 'plan' || name === 'records' || name === 'cell') return name
    return `CAST(${mergedColumn(name)} AS BIGINT) AS ${name}`
  })
  return `SELECT ${columns.join(', ')} FROM ${from} GROUP BY plan, records, cell`
}

function mergedColumn(name: string): string {
  const inReport = (report: string, otherwise: string) => `CASE WHEN cell < 0 THEN ${report} ELSE ${otherwise} END`
  if (name.endsWith('largest')) return inReport(`SUM(${name.replace('largest', 'events')})`, `MAX(${name})`)
  if (name.endsWith('persons')) return inReport(`MAX(${name})`, `SUM(${name})`)
  const keys = `MOD(SUM(${name}), ${KEY_RANGE})`
  if (name.endsWith('person_keys')) return inReport(`MAX(${name})`, keys)
  return name.endsWith('keys') ? keys : `SUM(${name})`
}
