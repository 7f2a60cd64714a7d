import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FileBindings } from './bindings'

interface NodeBuild {
  createDuckDB(bundles: object, logger: object, runtime: object): Promise<{ instantiate(): Promise<FileBindings> }>
  NODE_RUNTIME: object
  VoidLogger: new () => object
}

/** DuckDB-WASM in Node, for tests and the command line. A new instance at each call (about a second). */
export async function nodeBindings(): Promise<FileBindings> {
  const require = createRequire(import.meta.url)
  const duckdb = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs') as NodeBuild
  const folder = dirname(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs'))
  const bundle = (name: string) => ({ mainModule: join(folder, `duckdb-${name}.wasm`), mainWorker: '' })
  const bundles = { mvp: bundle('mvp'), eh: bundle('eh') }
  const database = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME)
  return database.instantiate()
}
