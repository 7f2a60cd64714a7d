import { loadSolver } from '../../disclosure'
import { compiled } from '../../audit/service'
import type { FileBindings } from '../../engine/duckdb/bindings'
import { byHandle } from './database'
import type { DroppedFile } from './files'
import { recognise } from './recognise'
import { makeDropped, type Machines } from './run'
import type { Made, Recognised, Step } from './steps'

/** The WebAssembly that a build needs, from the app's own files. */
export interface Binaries {
  duckdb: ArrayBuffer
  solver: ArrayBuffer
  parquet: ArrayBuffer
}

/** What the page asks the worker for. */
export interface BuilderService {
  look(files: readonly DroppedFile[]): Promise<Recognised>
  /** Once for a worker. Rejects where WebAssembly is blocked or the bytes are none. */
  open(binaries: Binaries): Promise<void>
  make(files: readonly DroppedFile[], tell: (step: Step) => void): Promise<Made>
}

/** What starts the machines of a browser; tests of the service bring their own. */
export interface Starters {
  duckdb(wasm: ArrayBuffer): Promise<FileBindings>
  parquet(wasm: ArrayBuffer): Promise<void>
}

export function builderService(start: Starters): BuilderService {
  let machines: Machines | null = null
  return {
    look: async (files) => (await recognise(files)).told,
    async open({ duckdb, solver, parquet }) {
      await start.parquet(parquet)
      const highs = await loadSolver(await compiled(solver))
      machines = { solver: highs, bindings: await start.duckdb(duckdb), register: byHandle }
    },
    async make(files, tell) {
      if (!machines) throw new Error('The builder was not opened.')
      return makeDropped(files, machines, tell)
    },
  }
}
