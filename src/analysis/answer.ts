import type { Answer, Question, Release, Study, StudyId } from '../domain'
import type { Engine, SyncEngine } from '../engine/port'
import type { OpenRelease } from '../release/read'
import { conclude } from './conclude'
import { periodsHeld } from './held-periods'
import { holdOrThrow, indicatorOf } from './holding'
import { tableIds } from './totals'
import { plan } from './plan'
import type { Steps } from './steps'
import { runLater, runNow } from './steps'

export { overview, overviewLater, tablesForOverview } from './overview'

/** Ids of the tables that an engine must hold before a question is asked. Throws `QuestionError`. */
export function tablesFor(question: Question, release: Release): string[] {
  const indicator = indicatorOf(release, question.indicator)
  return tableIds(release, indicator, question, holdOrThrow(release, indicator, question))
}

/**
 * Answers a question from an engine that holds its tables. Throws `QuestionError` where the release cannot answer it,
 * `CalculationError` on counts that cannot be, `QueryError` where a table is not in the engine.
 */
export function answer(question: Question, release: Release, engine: SyncEngine): Answer {
  return runNow(answerSteps(question, release, engine.name), engine)
}

/** The same from any engine. */
export function answerLater(question: Question, release: Release, engine: Engine): Promise<Answer> {
  return runLater(answerSteps(question, release, engine.name), engine)
}

/** A release whose boundaries some studies need. */
type Studied = Pick<OpenRelease, 'release' | 'boundaries'>

/** The same with the studies that the question asks for, worked out here and now: for whoever has no page to keep moving. */
export async function answerWithStudies(question: Question, open: Studied, engine: Engine): Promise<Answer> {
  const answered = await answerLater(question, open.release, engine)
  if (!question.studies?.length) return answered
  const studies: Study[] = []
  for (const id of question.studies) studies.push(await studyLater(id, question, open, engine))
  return Object.freeze({ ...answered, studies: Object.freeze(studies) })
}

/** One study of a question, worked out here and now. Rejects as an answer does. */
export async function studyLater(id: StudyId, question: Question, open: Studied, engine: Engine): Promise<Study> {
  const { computeStudy, gatherStudy } = await import('./studies')
  const beside = { boundaries: await open.boundaries() }
  return computeStudy(await runLater(gatherStudy(id, question, open.release, beside), engine))
}

export function* answerSteps(question: Question, release: Release, engine: string): Steps<Answer> {
  const planned = plan(question, release)
  const concluded = conclude(planned, yield planned.queries, engine)
  if (concluded.estimates.some(({ status }) => status !== 'missing')) return concluded
  const held = yield* periodsHeld(planned)
  const heldFor = held.map(({ label }) => label)
  const note = held.length > 0 ? [`Figures are held for ${heldFor.join(', ')}.`] : []
  return Object.freeze({ ...concluded, heldFor, notes: Object.freeze([...concluded.notes, ...note]) })
}
