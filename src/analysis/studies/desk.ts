import type { Question, Study, StudyId } from '../../domain'
import type { Engine } from '../../engine/port'
import type { OpenRelease } from '../../release/read'
import { runLater } from '../steps'
import { gatherStudy } from '.'
import { StudyCancelled } from './cancelled'
import { runStudy, type StudyOptions, type StudyWorkers } from './run'

/** So many finished studies are kept; the one asked for longest ago goes first. */
const KEPT = 40

/** Works out studies of one release, and remembers those that are finished. */
export class StudyDesk {
  readonly #finished = new Map<string, Study>()

  constructor(
    readonly open: Pick<OpenRelease, 'release' | 'boundaries'>,
    readonly engine: Engine,
    readonly workers: StudyWorkers,
  ) {}

  /** Rejects with `QuestionError` where the release cannot answer, with `StudyCancelled` once the signal says so. */
  async ask(question: Question, id: StudyId, options: StudyOptions = {}): Promise<Study> {
    const key = keyOf(question, id)
    const known = this.#finished.get(key)
    if (known) options.onProgress?.(1)
    const study = known ?? (await this.#workOut(question, id, options))
    this.#finished.delete(key)
    this.#finished.set(key, study)
    if (this.#finished.size > KEPT) this.#finished.delete(this.#finished.keys().next().value!)
    return study
  }

  async #workOut(question: Question, id: StudyId, options: StudyOptions): Promise<Study> {
    options.onProgress?.(0)
    const beside = { boundaries: await this.open.boundaries() }
    const prepared = await runLater(gatherStudy(id, question, this.open.release, beside), this.engine)
    if (options.signal?.aborted) throw new StudyCancelled()
    return Object.freeze(await runStudy(prepared, this.workers, options))
  }
}

/** All that a question says but which studies it asks for. */
function keyOf(question: Question, id: StudyId): string {
  const { release, indicator, areaType, within, period, sex, ages, category, comparator, rule, chosen } = question
  const peers = id === 'peers' ? question.peers : undefined
  return JSON.stringify([id, release, indicator, areaType, within, period, sex, ages, category, comparator, rule, chosen, peers]) // prettier-ignore
}
