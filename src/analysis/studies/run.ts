import type { Study } from '../../domain'
import type { Prepared } from '.'
import { StudyCancelled } from './cancelled'
import { rangesOf, type Range } from './ranges'
import { studyService, type StudyService } from './service'

/** A running worker. */
export interface StudyHost {
  service: StudyService
  /** Never resolves; rejects when the worker dies by itself. */
  died: Promise<never>
  terminate(): void
}

/** Where studies are worked out. */
export interface StudyWorkers {
  /** Starts a worker. Rejects where none can be had. */
  spawn(): Promise<StudyHost>
  /** How many may run at once. */
  cores: number
}

/** What whoever asks for a study may say and hear. */
export interface StudyOptions {
  /** Told how far it is: 0 to 1, rising. */
  onProgress?(share: number): void
  /** Ends the work: workers are terminated, and the promise rejects with `StudyCancelled`. */
  signal?: AbortSignal
}

/** Share of the progress that ranges make up where there are some: they are why it takes time. */
const RANGES_SHARE = 0.95

/**
 * Works a study out in workers, several where it has ranges to share out and there are cores; here, with pauses between ranges, where
 * there are no workers. The figures are the same whoever works them out. Rejects with `StudyCancelled` once the signal says so, and with an
 * `Error` where a worker dies.
 */
export async function runStudy(
  prepared: Prepared,
  workers: StudyWorkers,
  { onProgress, signal }: StudyOptions = {},
): Promise<Study> {
  const end = new AbortController()
  const cancelled = new Promise<never>((_, reject) => {
    const cancel = () => reject(new StudyCancelled())
    if (signal?.aborted) cancel()
    else signal?.addEventListener('abort', cancel, { once: true, signal: end.signal })
  })
  try {
    return await Promise.race([cancelled, work(prepared, workers, end.signal, rising(onProgress))])
  } finally {
    end.abort()
  }
}

/** Works until `end`, which also terminates the workers. */
async function work(
  prepared: Prepared,
  workers: StudyWorkers,
  end: AbortSignal,
  tell: (share: number) => void,
): Promise<Study> {
  const ranges = rangesOf(prepared)
  const hosts = await startHosts(prepared, workers, Math.max(1, ranges.length), end)
  const [first] = hosts as [StudyHost]
  const concludes = (done: unknown[] | null, from: number) =>
    Promise.race([first.service.conclude(done, (share) => tell(from + (1 - from) * share)), first.died])
  const study = await (ranges.length === 0
    ? concludes(null, 0)
    : concludes(await shareOut(ranges, hosts, end, tell), RANGES_SHARE))
  tell(1)
  return study
}

/** As many workers as have something to do; this thread where there are none. */
async function startHosts(
  prepared: Prepared,
  { spawn, cores }: StudyWorkers,
  most: number,
  end: AbortSignal,
): Promise<StudyHost[]> {
  const start = async () => {
    const host = await spawn()
    host.died.catch(() => undefined)
    end.addEventListener('abort', () => host.terminate())
    if (end.aborted) host.terminate()
    await Promise.race([host.service.use(prepared), host.died])
    return host
  }
  const number = Math.max(1, Math.min(cores, most))
  const started = await Promise.allSettled(Array.from({ length: number }, start))
  const hosts = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  return hosts.length > 0 ? hosts : [await hostHere(prepared)]
}

/** Each host takes the next range when it has done one, so that a slow one holds nobody up. */
async function shareOut(
  ranges: readonly Range[],
  hosts: readonly StudyHost[],
  end: AbortSignal,
  tell: (share: number) => void,
): Promise<unknown[]> {
  const done: unknown[] = ranges.map(() => null)
  const next = ranges.entries()
  let finished = 0
  const serve = async ({ service, died }: StudyHost) => {
    for (const [at, range] of next) {
      if (end.aborted) throw new StudyCancelled()
      done[at] = await Promise.race([service.work(range), died])
      tell((RANGES_SHARE * ++finished) / ranges.length)
    }
  }
  await Promise.all(hosts.map(serve))
  return done
}

/** The page's own thread, which draws and listens between two steps. */
async function hostHere(prepared: Prepared): Promise<StudyHost> {
  const service = studyService()
  await service.use(prepared)
  const breath = () => new Promise((resolve) => setTimeout(resolve))
  return {
    service: {
      ...service,
      work: async (range) => (await breath(), service.work(range)),
      conclude: async (done, told) => (await breath(), service.conclude(done, told)),
    },
    died: new Promise<never>(() => undefined),
    terminate: () => undefined,
  }
}

/** Tells only what is more than was told. */
function rising(onProgress: StudyOptions['onProgress']): (share: number) => void {
  let most = -1
  return (share) => {
    if (share > most) onProgress?.((most = share))
  }
}
