import type { Answer, Overview, OverviewQuestion, Question, Release } from '../domain'
import { duckdbEngine } from '../engine/duckdb'
import type { Bindings } from '../engine/duckdb'
import type { Engine, RowQuery, Rows, SumQuery, Sums } from '../engine/port'
import { answerLater, overviewLater } from './answer'
import { lazyEngine } from './lazy'
import type { LoadTable } from './lazy'

/** What runs in the worker. It holds nothing that cannot be had again: the release and its tables live outside. */
export interface EngineService {
  /** Starts DuckDB on the bytes of its WebAssembly. Resolves with its version. */
  open(wasm: ArrayBuffer): Promise<string>
  /** The release that questions are about; `load` is asked for a table when a question first needs it. */
  use(release: Release, load: LoadTable): void | Promise<void>
  answer(question: Question): Promise<Answer>
  overview(question: OverviewQuestion): Promise<Overview>
  rows(query: RowQuery): Promise<Rows>
  sum(query: SumQuery): Promise<Sums>
}

/** The service on bindings that `bindingsFrom` makes of the bytes: the browser's in the worker, Node's in tests. */
export function engineService(bindingsFrom: (wasm: ArrayBuffer) => Promise<Bindings>): EngineService {
  let bindings: Bindings | null = null
  let using: { release: Release; engine: Engine } | null = null
  const current = () => {
    if (!using) throw new TypeError('The engine was asked before it was given a release')
    return using
  }
  return {
    async open(wasm) {
      bindings = await bindingsFrom(wasm)
      return bindings.getVersion()
    },
    use(release, load) {
      if (!bindings) throw new TypeError('The engine was given a release before it was open')
      void using?.engine.close()
      const tables = new Set(release.tables.map((table) => table.id))
      using = { release, engine: lazyEngine(duckdbEngine(bindings), load, (id) => tables.has(id)) }
    },
    answer: (question) => answerLater(question, current().release, current().engine),
    overview: (question) => overviewLater(question, current().release, current().engine),
    rows: async (query) => current().engine.rows!(query),
    sum: async (query) => current().engine.sum(query),
  }
}
