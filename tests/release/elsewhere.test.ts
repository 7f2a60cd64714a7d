import { readFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'

const RELEASE = 'public/releases/demo-north'

/** The example as it is written for readers, run by DuckDB itself, which knows nothing of Cairn. */
function example(language: string): string {
  const block = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(readFileSync('src/release/README.md', 'utf8'))?.[1]
  if (!block) throw new Error(`src/release/README.md holds no example in ${language}`)
  return block
}

describe('the release read by others', () => {
  it('gives DuckDB a rate for each authority, by the example as written', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    const sql = example('sql').replaceAll("'cells/", `'${RELEASE}/cells/`).replaceAll("'areas", `'${RELEASE}/areas`)
    const rows = (await connection.runAndReadAll(sql)).getRowObjects()
    connection.closeSync()
    expect(rows).toHaveLength(62)
    const salford = rows.find(({ area }) => area === 'E08000006')
    expect(Number(salford?.people)).toBeGreaterThan(250_000)
    expect(Number(salford?.rate)).toBeCloseTo((1e5 * Number(salford?.admissions)) / Number(salford?.people), 9)
  })
})
