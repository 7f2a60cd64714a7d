import type { Study } from '../../domain'
import { computeStudy, type Prepared } from '.'
import { workRange, type Range } from './ranges'

/** What runs in a worker that works out one study. */
export interface StudyService {
  /** What is to be worked out: given once, as it may be large. */
  use(prepared: Prepared): void | Promise<void>
  /** Does one range of what can be done apart. */
  work(range: Range): unknown
  /** Works the study out; `done` is what its ranges gave, in their order, or null where it has none. */
  conclude(done: readonly unknown[] | null, told: (share: number) => void): Study | Promise<Study>
}

/** The service of a worker, or of a page without workers. */
export function studyService(): StudyService {
  let given: Prepared | null = null
  const current = () => {
    if (!given) throw new TypeError('A study was asked for before it was given')
    return given
  }
  return {
    use: (prepared) => void (given = prepared),
    work: (range) => workRange(current(), range),
    conclude: (done, onProgress) => computeStudy(current(), { done: done ?? undefined, onProgress }),
  }
}
