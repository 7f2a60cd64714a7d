import type { Question, Release, Study, StudyFigure, StudyId, Topology } from '../../domain'
import type { Steps } from '../steps'

/** How a calculation is run: its seed, and whom to tell how far it is (0 to 1). */
export interface StudyRun {
  seed: number
  /** What the ranges of its kind gave, in their order; absent where nobody has done them. */
  done?: readonly unknown[]
  onProgress?(share: number): void
}

/** Work that can be done in ranges of pieces, apart and in any order: put end to end they are the whole, whatever the ranges. */
export interface Ranges<Input> {
  /** How many pieces there are, and how many are worth a message; null where doing all in one is as quick. */
  of(input: Input): { pieces: number; each: number } | null
  /** Does pieces `from` to `to` − 1. Gives plain data; throws nothing on what `gather` gives. */
  work(input: Input, seed: number, from: number, to: number): unknown
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
  /** What of it may be done by several workers beforehand. */
  ranges?: Ranges<Input>
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

/** What a calculation gives, or null where it refuses. */
export function attempted<T>(given: () => T): T | null {
  try {
    return given()
  } catch (error) {
    return orRefused(error, null)
  }
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
    return orRefused(error, figure(id, label, { note: error instanceof Error ? error.message : null }))
  }
}

/** `otherwise` where a calculation refused its numbers; throws anew what is a fault. */
function orRefused<T>(error: unknown, otherwise: T): T {
  if (error instanceof Error && error.name === 'CalculationError') return otherwise
  throw error
}
