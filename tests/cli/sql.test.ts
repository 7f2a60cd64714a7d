import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, it, vi } from 'vitest'
import { cairn } from '../../src/cli/cairn'

// DuckDB starts each time.
vi.setConfig({ testTimeout: 60_000 })

const RELEASE = 'public/releases/demo-gm'

async function run(...words: string[]): Promise<{ code: number; said: string; warned: string }> {
  const [said, warned]: [string[], string[]] = [[], []]
  const io = { print: (line: string) => void said.push(line), warn: (line: string) => void warned.push(line) }
  const code = await cairn(['sql', ...words], { io })
  return { code, said: said.join('\n'), warned: warned.join('\n') }
}

describe('cairn sql', () => {
  it('prints what a query gives, as CSV and as JSON', async () => {
    const sql = "SELECT name, code FROM areas WHERE name = 'Salford'"
    const csv = await run(RELEASE, sql)
    expect(csv.code).toBe(0)
    expect(csv.said).toMatch(/SYNTHETIC[\s\S]*Query: SELECT name[\s\S]*\r\nname,code\r\nSalford,E08000006$/)
    const json = await run(RELEASE, sql, '--format', 'json')
    expect(JSON.parse(json.said)).toEqual([{ name: 'Salford', code: 'E08000006' }])
  })

  it('writes Parquet', async () => {
    const out = join(await mkdtemp(join(tmpdir(), 'cairn-')), 'a.parquet')
    expect((await run(RELEASE, 'SELECT count FROM copd_admissions_main LIMIT 3', '--format', 'parquet', '--out', out)).code).toBe(0) // prettier-ignore
    const bytes = new Uint8Array(await readFile(out))
    expect(await parquetReadObjects({ file: bytes.buffer })).toHaveLength(3)
  })

  it('refuses what would write, and says what it found and expected', async () => {
    const { code, warned } = await run(RELEASE, "COPY areas TO 'a.csv'")
    expect(code).toBe(1)
    expect(warned).toMatch(/COPY would read or write a file.*line 1, column 1[\s\S]*Expected: one statement that reads/)
    expect((await run(RELEASE, 'SELECT 1', '--format', 'parquet')).code).not.toBe(0)
    expect((await run(RELEASE, 'SELECT 1', '--format', 'xml')).warned).toMatch(/expected csv or json or parquet/)
  })
})
