import { proxy, wrap } from 'comlink'
import type { StudyHost } from './run'
import type { StudyService } from './service'

/** A worker of its own for one study: a classic script in a Blob, so that it starts from a USB stick too. Rejects where there are none. */
export async function spawnStudyWorker(): Promise<StudyHost> {
  if (typeof Worker === 'undefined') throw new Error('there are no workers here')
  const { default: StudyWorker } = await import('./worker?worker&inline')
  const worker = new StudyWorker({ name: 'cairn-study' })
  const died = new Promise<never>((_, reject) =>
    worker.addEventListener('error', (event) => reject(new Error(event.message || 'its script was refused'))),
  )
  return hostOf(wrap<StudyService>(worker) as unknown as StudyService, died, () => worker.terminate())
}

/** A host of a service at the other end of a channel. */
export function hostOf(remote: StudyService, died: Promise<never>, terminate: () => void): StudyHost {
  const service: StudyService = {
    use: (prepared) => remote.use(prepared),
    work: (range) => remote.work(range),
    conclude: (done, told) => remote.conclude(done, proxy(told)),
  }
  return { service, died, terminate }
}
