import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { csv } from '../../src/exports'
import { metadataOf } from '../../src/exports/metadata'
import { resultListing } from '../../src/exports/result-listing'
import { nodeBindings } from '../../src/engine/duckdb/node'
import { openReading } from '../../src/engine/duckdb/reading'
import { parquetOfStream } from '../../src/release/parquet-stream'
import { openDraft } from '../../src/release/read'
import { draftOf, safe } from '../release/fixture'

const SQL = "SELECT 9007199254740993::BIGINT AS big, '-9007199254740993'::BIGINT AS less, 1.50::DECIMAL(9,2) AS exact,\n  DATE '2024-02-29' AS day, [1, 2] AS list, '=1+1' AS formula, NULL::INTEGER AS nothing, 0.1 + 0.2::DOUBLE AS sum" // prettier-ignore

describe('files of a result', async () => {
  const { release } = await openDraft(safe(draftOf()))
  const reading = openReading(await nodeBindings())
  const found = reading.read(SQL, { rows: 10, kept: 100 })
  const listing = resultListing(release, SQL, found, null)

  it('are, as CSV, exact and safe to open, with release, date and query', () => {
    const lines = new TextDecoder().decode(csv.write(listing)).split('\r\n')
    expect(lines.at(-3)).toBe('big,less,exact,day,list,formula,nothing,sum')
    expect(lines.at(-2)).toBe(`9007199254740993,-9007199254740993,1.50,2024-02-29,"[1, 2]",'=1+1,,0.3`)
    const above = lines.slice(0, -4).join('\n')
    expect(above).toMatch(/^SYNTHETIC: Result of a query on A release for tests/m)
    expect(above).toMatch(new RegExp(`Release test of 2025-03-31, identity ${release.identity}`))
    expect(above).toMatch(/Query: SELECT 9007199254740993::BIGINT AS big/)
    expect(above).toMatch(/1 row\b/)
  })

  it('keep, as Parquet, the types that they have', async () => {
    const bytes = await parquetOfStream(found.stream, metadataOf(listing))
    const file = bytes.slice().buffer
    const [row] = await parquetReadObjects({ file })
    expect(row).toMatchObject({ big: 9007199254740993n, less: -9007199254740993n, exact: 1.5, list: [1, 2], formula: '=1+1', sum: 0.1 + 0.2 }) // prettier-ignore
    expect(row?.nothing ?? null).toBeNull()
    expect((row?.day as Date).toISOString().slice(0, 10)).toBe('2024-02-29')
    const said = Object.fromEntries((parquetMetadata(file).key_value_metadata ?? []).map(({ key, value }) => [key, value])) // prettier-ignore
    expect(said).toMatchObject({ release: 'test', date: '2025-03-31', synthetic: 'true' })
    expect(said.notes).toContain('Query: SELECT')
  })

  it('say that there is more than they hold', () => {
    const more = resultListing(release, 'SELECT 1', { ...found, kept: 500_000, more: true }, null)
    expect(more.notes).toContain('The query has more rows; these are the first 500,000')
  })
})
