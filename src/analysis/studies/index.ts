import type { Question, Release, Study, StudyId } from '../../domain'
import type { Steps } from '../steps'
import { inequality } from './inequality'
import { peers } from './peers'
import { process } from './process'
import { rules } from './rules'
import { seedOf } from './seed'
import { space } from './space'
import { split } from './split'
import { spread } from './spread'
import { unanswered, type Beside, type StudyKind, type StudyRun } from './study'
import { trend } from './trend'

export type { Beside, StudyRun } from './study'

/** The worker's messages have no types: what a kind gathered is what it is given. */
const held = <Input>(kind: StudyKind<Input>) => kind as unknown as StudyKind<unknown>

const KINDS: Readonly<Record<StudyId, StudyKind<unknown>>> = {
  spread: held(spread),
  split: held(split),
  rules: held(rules),
  inequality: held(inequality),
  trend: held(trend),
  process: held(process),
  space: held(space),
  peers: held(peers),
}

/** What a study's calculation is started with: plain data, so that it may go to a worker. */
export interface Prepared {
  study: StudyId
  seed: number
  /** As gathered; null with a reason where there is nothing to work out. */
  input: unknown
  why: string | null
}

export const kindOf = (id: StudyId): StudyKind<unknown> => KINDS[id]

/** Gathers what a study needs. Throws `QuestionError` where the release cannot answer the question itself. */
export function* gatherStudy(id: StudyId, question: Question, release: Release, beside: Beside): Steps<Prepared> {
  const input = yield* kindOf(id).gather(question, release, beside)
  const why = isUnanswered(input) ? input.why : null
  return { study: id, seed: seedOf(question, id), input: why === null ? input : null, why }
}

/** Works a study out. Pure: the same input and seed give the same figures anywhere. */
export function computeStudy({ study, seed, input, why }: Prepared, run: Omit<StudyRun, 'seed'> = {}): Study {
  const kind = kindOf(study)
  if (why !== null) return unanswered(kind, why)
  return { id: kind.id, label: kind.label, why: null, ...kind.compute(input, { ...run, seed }) }
}

const isUnanswered = (input: unknown): input is { why: string } =>
  typeof input === 'object' && input !== null && 'why' in input && Object.keys(input).length === 1
