import { afterAll, beforeAll, expect, test } from 'vitest'
import { sameAnswer } from '../../src/analysis/agree'
import { answer } from '../../src/analysis/answer'
import { columnsEngine } from '../../src/engine/columns'
import { duckdbEngine } from '../../src/engine/duckdb'
import type { DuckdbEngine } from '../../src/engine/duckdb'
import { nodeBindings } from '../../src/engine/duckdb/node'
import { expectAnswer, specs } from '../spec'

let duckdb: DuckdbEngine
beforeAll(async () => {
  duckdb = duckdbEngine(await nodeBindings())
}, 60_000)
afterAll(() => duckdb.close())

test('there are specs', () => expect(specs.length).toBeGreaterThan(0))

/** DuckDB answers at once too where it runs, so that both engines go down the very same path. */
test.each(specs.map((spec) => [spec.name, spec] as const))('both engines: %s', (_name, spec) => {
  const { question, release, tables, expected } = spec
  const columns = columnsEngine()
  for (const table of tables) for (const engine of [columns, duckdb]) engine.add(table)
  if ('refused' in expected) return expect(() => answer(question, release, duckdb)).toThrow(expected.refused)
  const found = answer(question, release, duckdb)
  expectAnswer(found, expected)
  expect(found.engine).toBe('duckdb')
  expect(sameAnswer(found, answer(question, release, columns))).toEqual({ same: true, differences: [] })
})
