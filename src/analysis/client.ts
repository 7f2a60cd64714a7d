import { proxy, transfer, wrap } from 'comlink'
import type { Release } from '../domain'
import { readWasm } from '../engine/duckdb/wasm'
import type { OpenRelease } from '../release/read'
import { appSource } from '../release/source'
import type { Source } from '../release/source'
import { ReleaseAnalysis } from './analysis'
import type { Analysis, AnalysisParts } from './analysis'
import type { LoadTable } from './lazy'
import { within } from './link'
import type { EngineHost } from './link'
import type { EngineService } from './service'
import type { StudyWorkers } from './studies/run'

export type { Analysis } from './analysis'
export type { EngineState } from './route'
export type { CellRow, CellRows, RowsOptions } from './rows'
export type { StudyOptions } from './studies/run'

export interface AnalysisOptions extends Partial<AnalysisParts> {
  /** Where DuckDB's files lie; the app's own folder if not said. */
  source?: Source
}

/** Opens a release for questions. Columns answer from the first moment; DuckDB once `startEngine` has been called. */
export function openAnalysis(
  open: OpenRelease,
  { source, deadline = 20_000, spawn, workers = studyWorkers() }: AnalysisOptions = {},
): Analysis {
  const inWorker = (release: Release, load: LoadTable) => spawnWorker(source ?? appSource(), release, load)
  return new ReleaseAnalysis(open, { deadline, spawn: spawn ?? inWorker, workers })
}

/** Beyond so many workers each costs more memory than it saves time. */
const MOST_WORKERS = 8

const studyWorkers = (): StudyWorkers => ({
  spawn: async () => (await import('./studies/client')).spawnStudyWorker(),
  cores: Math.min(MOST_WORKERS, globalThis.navigator?.hardwareConcurrency ?? 1),
})

/** A start unpacks and compiles 34 MB; a busy machine has been seen to need 26 s. */
const START_DEADLINE = 120_000

/** DuckDB in a worker of its own: a classic script in a Blob, so that it starts from a USB stick too. */
async function spawnWorker(source: Source, release: Release, load: LoadTable): Promise<EngineHost> {
  if (typeof Worker === 'undefined') throw new Error('there are no workers here')
  const wasm = await readWasm(__DUCKDB_WASM__, (path) => source.read(path))
  const { default: EngineWorker } = await import('./worker?worker&inline')
  const worker = new EngineWorker({ name: 'cairn-engine' })
  const host = hostOf(worker, wrap<EngineService>(worker) as unknown as EngineService, () => worker.terminate())
  try {
    const died = new Promise<never>((_, reject) => host.onDeath((why) => reject(new Error(why))))
    await within(START_DEADLINE, Promise.race([host.service.open(transfer(wasm, [wasm])), died]))
    await host.service.use(release, proxy(load))
    return host
  } catch (error) {
    host.terminate()
    throw error
  }
}

function hostOf(worker: EventTarget, service: EngineService, terminate: () => void): EngineHost {
  const death = new Promise<string>((tell) => {
    worker.addEventListener('error', (event) => tell((event as ErrorEvent).message || 'its script was refused'))
  })
  return { service, terminate, onDeath: (tell) => void death.then(tell) }
}
