import { proxy, transfer, wrap } from 'comlink'
import { readWasm } from '../../engine/duckdb/wasm'
import { appSource } from '../../release/source'
import type { DroppedFile } from './files'
import type { Binaries, BuilderService } from './service'
import type { Made, Recognised, Step } from './steps'

export type { Attack, Fault, Made, MadeRelease, Part, Recognised, Step } from './steps'

/** The builder of one tab: a worker of its own, started when first needed. Nothing that it is given leaves the tab. */
export interface Builder {
  /** What the files are, and what is missing. */
  look(files: readonly File[]): Promise<Recognised>
  /** Makes a release. Rejects with `BuilderStopped` once `stop` was called, else where the app's own files cannot be read. */
  make(files: readonly File[], tell: (step: Step) => void): Promise<Made>
  /** Ends the worker with all that it holds. The next call starts another. */
  stop(): void
}

/** Thrown where whoever asked for a release no longer wants it. */
export class BuilderStopped extends Error {
  override readonly name = 'BuilderStopped'
}

interface Running {
  service: BuilderService
  /** Rejects where the worker dies or is ended. */
  ended: Promise<never>
  end(): void
}

export function openBuilder(): Builder {
  let running: Promise<Running> | null = null
  const started = () => (running ??= spawn())
  const stop = (): void => {
    void running?.then(({ end }) => end()).catch(() => undefined)
    running = null
  }
  return {
    async look(files) {
      const { service, ended } = await started()
      return Promise.race([service.look(given(files)), ended])
    },
    async make(files, tell) {
      const { service, ended } = await started()
      try {
        const work = async () => {
          const binaries = await readBinaries()
          await service.open(transfer(binaries, Object.values(binaries)))
          return service.make(given(files), proxy(tell))
        }
        return await Promise.race([work(), ended])
      } finally {
        // Its memory never shrinks: the next release gets a worker of its own.
        stop()
      }
    },
    stop,
  }
}

const given = (files: readonly File[]): DroppedFile[] =>
  files.map((file) => ({ path: file.webkitRelativePath || file.name, file }))

async function readBinaries(): Promise<Binaries> {
  const read = (path: string) => appSource().read(path)
  const [duckdb, solver, parquet] = await Promise.all([
    readWasm(__DUCKDB_WASM__, read),
    readWasm(__HIGHS_WASM__, read),
    readWasm(__PARQUET_WASM__, read),
  ])
  return { duckdb, solver, parquet } as Binaries
}

/** A classic script in a Blob, so that it starts from a USB stick too. */
async function spawn(): Promise<Running> {
  const { default: BuilderWorker } = await import('./worker?worker&inline')
  const worker = new BuilderWorker({ name: 'cairn-builder' })
  let fail = (_: Error): void => {}
  const ended = new Promise<never>((_, reject) => (fail = reject))
  ended.catch(() => undefined)
  worker.addEventListener('error', ({ message }) => fail(new Error(message || 'The builder’s script was refused.')))
  const end = () => {
    worker.terminate()
    fail(new BuilderStopped('The making of the release was stopped.'))
  }
  return { service: wrap<BuilderService>(worker) as unknown as BuilderService, ended, end }
}
