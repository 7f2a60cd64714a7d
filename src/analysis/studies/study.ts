import type { Question, Release, Study, StudyFigure, StudyId, Topology } from '../../domain'
import type { Steps } from '../steps'

/** How a calculation is run: its seed, and whom to tell how far it is (0 to 1). */
export interface StudyRun {
  seed: number
  onProgress?(share: number): void
}

/** What lies in a release's folder beside its counts. */
export interface Beside {
  boundaries: Topology | null
}

/** Why a study has nothing to give. */
export interface Unanswered {
  why: string
}

/**
 * One study in two halves. What it needs is gathered beside the engine, as plain data; what is made of it may take longer than a
 * frame, and runs in a worker where there is one. Neither half knows of time or chance but by the seed.
 */
export interface StudyKind<Input> {
  id: StudyId
  label: string
  gather(question: Question, release: Release, beside: Beside): Steps<Input | Unanswered>
  /** Throws nothing on what `gather` gives: what cannot be had is said in a figure's note. */
  compute(input: Input, run: StudyRun): Omit<Study, 'id' | 'label' | 'why'>
}

/** A study that has nothing to say, and why. */
export const unanswered = ({ id, label }: Pick<StudyKind<unknown>, 'id' | 'label'>, why: string): Study => ({
  id,
  label,
  figures: [],
  columns: [],
  rows: [],
  methods: [],
  notes: [],
  why,
  draws: null,
})

/** A figure with what there is of it. */
export function figure(id: string, label: string, given: Partial<Omit<StudyFigure, 'id' | 'label'>>): StudyFigure {
  return { id, label, unit: '', value: null, interval95: null, p: null, note: null, ...given }
}

/** A figure, or the reason of a calculation that refuses. */
export function figureOr(
  id: string,
  label: string,
  given: () => Partial<Omit<StudyFigure, 'id' | 'label'>>,
): StudyFigure {
  try {
    return figure(id, label, given())
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'CalculationError') throw error
    return figure(id, label, { note: error.message })
  }
}
