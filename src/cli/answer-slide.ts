import { overviewLater } from '../analysis/answer'
import { seriesLater } from '../analysis/series'
import type { Answer } from '../domain'
import type { Engine } from '../engine/port'
import { answerChart, overviewChart, seriesChart, type ChartData } from '../exports/chart-data'
import type { OpenRelease } from '../release/read'
import { overviewQuestionOf, type View } from '../view'
import { showsAll } from '../view/view'

/** The native chart of a view: all indicators where it shows them, lines over its periods where it is of them, else its answer's areas. */
export async function viewChart(
  view: View,
  answer: Answer,
  { release }: OpenRelease,
  engine: Engine,
  link: string,
): Promise<ChartData> {
  if (showsAll(view.page)) return overviewChart(await overviewLater(overviewQuestionOf(view, release), release, engine), link) // prettier-ignore
  if (view.page !== 'trend') return answerChart(answer, link)
  const series = await seriesLater(answer.question, release, 'period', engine)
  const study = answer.studies?.find(({ id }) => id === 'trend') ?? null
  return seriesChart(series, study, link) ?? answerChart(answer, link)
}
