import type { Asked } from '../analysis/ask'
import { standingsOf } from '../analysis/standing'
import { QuestionError } from '../domain/errors'
import type { Answer, Division, HexLayout, Overview, Release, Series, Standings, Study, Topology } from '../domain'
import { overviewQuestionOf, resolveView, START, type View } from '../view'
import { chooseBrief, type BriefChoice, type BriefWish } from './choice'
import { findingsOf, type Findings } from './findings'

/** What draws maps of a release; null where it holds none. */
export interface Shapes {
  boundaries: Topology | null
  layout: HexLayout | null
}

/** Something that may not be had, and then why, in plain words. */
export type Perhaps<T> = { value: T; why: null } | { value: null; why: string }

/** One indicator looked at closely: what the app shows of it in each of its views. */
export interface Close {
  answer: Answer
  series: Perhaps<Series>
  trend: Perhaps<Study>
  division: Perhaps<Division>
  inequality: Perhaps<Study>
  peers: Perhaps<Study>
}

/** All that a brief says, as the app's views have it. Plain data. */
export interface Brief extends BriefChoice {
  release: Release
  /** The profile view's: the chosen indicators, widest variation first. */
  overview: Overview
  standings: Standings
  findings: Findings
  /** Of each row of the standings: its answer and recent trends; null where it has none. */
  trends: readonly ({ answer: Answer; study: Study | null } | null)[]
  /** What leads the findings; or why it cannot be looked at. */
  close: Perhaps<Close>
  shapes: Shapes
}

/** The view of one indicator with the area marked, as the brief links to it. */
export const viewOf = ({ area, areaType, release }: Pick<Brief, 'area' | 'areaType' | 'release'>, page: View['page'], indicator?: string): View => ({ ...START, page, release: release.id, indicator, type: areaType.id === release.defaultAreaType ? undefined : areaType.id, areas: [area.code] }) // prettier-ignore

/** Asks the release for all of a brief. Rejects with `QuestionError` where it has no such area, topic or indicator. */
export async function gatherBrief(wish: BriefWish, asked: Asked, shapes: Shapes): Promise<Brief> {
  const { release } = asked
  const choice = chooseBrief(wish, release)
  const about = { ...choice, release }
  const whole = await asked.overview(overviewQuestionOf(viewOf(about, 'profile'), release))
  const ids = choice.indicators.map(({ id }) => id)
  const overview = { ...whole, rows: whole.rows.filter(({ indicator }) => ids.includes(indicator.id)) }
  const standings = standingsOf(overview)
  const findings = findingsOf(choice.area, overview, standings)
  const trends: Brief['trends'][number][] = []
  for (const { indicator } of standings.rows) trends.push(await trendOf(questionOf(about, indicator.id), asked))
  const lead = findings.order[0]?.row.indicator ?? choice.indicators[0]!
  const close = await perhaps(() => closeOf(questionOf(about, lead.id), asked))
  return { ...about, overview, standings, findings, trends, close, shapes }
}

const questionOf = (about: Pick<Brief, 'area' | 'areaType' | 'release'>, indicator: string) =>
  resolveView(viewOf(about, 'compare', indicator), about.release).question

type Asking = Answer['question']

async function trendOf(question: Asking, asked: Asked): Promise<Brief['trends'][number]> {
  const { value: answer } = await perhaps(() => asked.answer(question))
  if (!answer) return null
  return { answer, study: (await perhaps(() => asked.study(question, 'trend'))).value }
}

async function closeOf(question: Asking, asked: Asked): Promise<Close> {
  const study = (id: Study['id']) => perhaps(() => asked.study(question, id))
  return {
    answer: await asked.answer(question),
    series: await perhaps(() => asked.series(question, 'period')),
    trend: await study('trend'),
    division: await perhaps(() => asked.division(question, null)),
    inequality: await study('inequality'),
    peers: await study('peers'),
  }
}

/** One part that cannot be answered must not take the others with it. */
async function perhaps<T>(ask: () => Promise<T>): Promise<Perhaps<T>> {
  try {
    return { value: await ask(), why: null }
  } catch (error) {
    if (!(error instanceof QuestionError)) throw error
    return { value: null, why: error.message }
  }
}
