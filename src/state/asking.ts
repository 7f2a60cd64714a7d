import { untrack as untracked } from 'svelte'
import type { Analysis } from '../analysis/client'
import type { Answer, Question } from '../domain'
import { showsAll } from '../view'
import type { App } from './app.svelte'
import { failureOf } from './failure'
import { same } from './same'

/** What is asked, and where what comes of it is put. */
type Asker = Pick<App, 'analysis' | 'view' | 'question' | 'overviewQuestion' | 'answer' | 'overview' | 'refusal'>

/** The one place where questions are asked. What comes late, to a question no longer on the screen, is dropped. */
export function ask(app: Asker): void {
  const { analysis, question } = app
  if (!analysis) return
  app.refusal = null
  if (showsAll(app.view.page)) void askOverview(app, analysis)
  else if (question && !same(question, untracked(() => app.answer)?.question)) askQuestion(app, analysis, question)
}

function askQuestion(app: Asker, analysis: Analysis, question: Question): void {
  const refuse = (thrown: unknown) => {
    if (same(question, app.question)) app.refusal = failureOf('question', thrown)
  }
  try {
    const now = analysis.answerNow(question)
    if (now) take(app, now)
    else void analysis.answer(question).then((answer) => take(app, answer), refuse)
  } catch (thrown) {
    refuse(thrown)
  }
}

function take(app: Asker, answer: Answer): void {
  const asked = untracked(() => app.question)
  if (!same(answer.question, asked)) return
  app.answer = answer
  app.refusal = null
}

async function askOverview(app: Asker, analysis: Analysis): Promise<void> {
  const question = app.overviewQuestion
  if (!question || same(question, untracked(() => app.overview)?.question)) return
  try {
    const overview = await analysis.overview(question)
    if (same(overview.question, app.overviewQuestion)) app.overview = overview
  } catch (thrown) {
    if (same(question, app.overviewQuestion)) app.refusal = failureOf('question', thrown)
  }
}
