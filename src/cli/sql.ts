import { writeFile } from 'node:fs/promises'
import { cellsOf } from '../analysis/sql/client'
import { sqlService } from '../analysis/sql/service'
import { SqlError } from '../domain'
import { nodeBindings } from '../engine/duckdb/node'
import type { QueryResult } from '../engine/duckdb/result'
import { csv, twelveDigits, type Listing } from '../exports'
import { metadataOf } from '../exports/metadata'
import { resultListing } from '../exports/result-listing'
import { openRelease } from '../release'
import { folderSource } from '../release/folder'
import { parquetOfStream } from '../release/parquet-stream'
import { defineCommand, UsageError, type Terminal } from './command'
import { keysBeside } from './release-folder'

/** As many rows as the app keeps for its files would do for a page; here only memory ends it. */
const MOST = 10_000_000

type Write = (listing: Listing, result: QueryResult) => Uint8Array | Promise<Uint8Array>

const FORMATS: Readonly<Record<string, Write>> = {
  csv: (listing) => csv.write(listing),
  json: ({ columns, rows }) => text(rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])))),
  parquet: (listing, { stream }) => parquetOfStream(stream, metadataOf(listing)),
}

const text = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(twelveDigits(value), null, 2)}\n`)

/** `cairn sql`: what the Data view's SQL gives, in files. */
export const sqlCommand = defineCommand({
  name: 'sql',
  summary: 'Runs one query over a release with DuckDB, under the same locks as in the app: it reads the release, and nothing else.', // prettier-ignore
  positionals: { name: 'RELEASE QUERY', help: 'folder of the release; SQL, such as "SHOW TABLES"', min: 2, max: 2 },
  options: {
    format: { type: 'string', value: Object.keys(FORMATS).join('|'), help: 'how to write it (csv)' },
    out: { type: 'string', value: 'FILE', help: 'write it there instead; asked for where it is Parquet' },
  },
  async run({ positionals: [dir = '', sql = ''], format = 'csv', out }, terminal) {
    const write = FORMATS[format]
    if (!write)
      throw new UsageError(`cairn sql: --format ${format} is not known; expected ${Object.keys(FORMATS).join(' or ')}`)
    if (format === 'parquet' && !out) throw new UsageError('cairn sql: Parquet is no text; give --out FILE')
    const open = await openRelease(folderSource(dir), { signatures: { keys: await keysBeside(dir) } })
    await open.verify()
    const service = sqlService(nodeBindings)
    await service.openSql(new ArrayBuffer(0))
    await service.useSql(open.release, cellsOf(open))
    const outcome = await service.runSql(sql, { rows: MOST, kept: MOST }, () => undefined)
    if ('error' in outcome) return refused(new SqlError(outcome.error.message, outcome.error.details), terminal)
    const bytes = await write(resultListing(open.release, sql, outcome.result, null), outcome.result)
    if (out) await writeFile(out, bytes)
    else terminal.print(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replace(/\r?\n$/, ''))
    return 0
  },
})

function refused({ message, details }: SqlError, terminal: Terminal): number {
  const { found, expected, todo, line, column } = details
  const place = line === undefined ? '' : ` (line ${line}${column === undefined ? '' : `, column ${column}`})`
  terminal.warn(`${message}${place}`)
  if (found && !message.includes(found)) terminal.warn(`Found: ${found}`)
  if (expected) terminal.warn(`Expected: ${expected}`)
  if (todo) terminal.warn(todo)
  return 1
}
