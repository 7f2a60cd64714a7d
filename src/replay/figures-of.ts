import type { Asked } from '../analysis/ask'
import { pairingOf } from '../analysis/pairing'
import { standingsOf } from '../analysis/standing'
import { QuestionError } from '../domain'
import type { Answer, Overview, Question, Release, StudyId } from '../domain'
import {
  answerFigures,
  divisionFigures,
  groupFigures,
  overviewFigures,
  pairingFigures,
  peopleFigures,
  seriesFigures,
  standingFigures,
  type FigureTable,
} from '../exports/figures'
import { overviewQuestionOf, pairOf, resolveView, showsAll, showsFigures, type Page, type View } from '../view'

/** What a page works out though its link does not say so. */
const OWN_STUDY: Partial<Record<Page, StudyId>> = { trend: 'trend', inequality: 'inequality' }

/** Every figure of a view, worked out by whoever is asked. Rejects with `QuestionError` where the release cannot answer, or the page has none. */
export async function figuresOf(view: View, asked: Asked): Promise<FigureTable[]> {
  if (!showsFigures(view.page))
    throw new QuestionError('This page shows no figures of a release', {
      found: view.page,
      todo: 'choose another view',
    })
  return showsAll(view.page) ? figuresOfAll(view, asked) : figuresOfOne(view, asked)
}

async function figuresOfAll(view: View, asked: Asked): Promise<FigureTable[]> {
  const overview = await asked.overview(overviewQuestionOf(view, asked.release))
  return [...overviewFigures(overview), ...derived(view, overview, asked.release)]
}

/** What some pages make of an overview. */
function derived(view: View, overview: Overview, release: Release): FigureTable[] {
  if (view.page === 'profile' || view.page === 'heat') return standingFigures(standingsOf(overview))
  const pair = view.page === 'need' ? pairOf(view, release, overview) : null
  const pairing = pair && pairingOf(overview, pair.need.id, pair.care.id)
  return pairing ? pairingFigures(pairing) : []
}

async function figuresOfOne(view: View, asked: Asked): Promise<FigureTable[]> {
  const { question } = resolveView(view, asked.release)
  const answer = await answered(view, question, asked)
  return [...answerFigures(answer), ...(await beside(view, question, asked))]
}

async function answered(view: View, question: Question, asked: Asked): Promise<Answer> {
  const answer = await asked.answer(question)
  const own = OWN_STUDY[view.page]
  const wanted = [...new Set([...(question.studies ?? []), ...(own ? [own] : [])])]
  const studies = []
  for (const id of wanted) studies.push(await asked.study(question, id))
  return { ...answer, studies }
}

/** What a page shows beside its answer. */
async function beside({ page, by, groups }: View, question: Question, asked: Asked): Promise<FigureTable[]> {
  if (page === 'trend') return seriesFigures(await asked.series(question, 'period'))
  if (page === 'inequality') return divisionFigures(await asked.division(question, by ?? null))
  if (page === 'population') return peopleFigures(await asked.people(question))
  return page === 'compare' && groups?.length ? groupFigures(await asked.groups(question, groups)) : []
}
