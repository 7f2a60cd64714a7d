import type { Answer, Division, Overview, Series, Study } from '../domain'
import { answerChart, listingChart, overviewChart, seriesChart, type ChartData } from '../exports/chart-data'
import type { Listing } from '../exports'

/** What a slide's native chart can be made of. */
export interface SlideData {
  answer?: Answer
  series?: Series
  division?: Division
  study?: Study | null
  /** Of a view of all indicators whose chart ranks them. */
  ranking?: Overview
}

/** The chart that a slide draws by itself: of the view's own question, else of the figures and limits of its table; null where there are none. */
export function slideOf(
  { answer, series, division, study = null, ranking }: SlideData,
  table: Listing | undefined,
  link: string | null,
): ChartData | null {
  // prettier-ignore
  if (answer) return answerChart(answer, link)
  const along = series ?? division?.series
  if (along) return seriesChart(along, study, link)
  if (ranking) return overviewChart(ranking, link)
  return table ? listingChart(table) : null
}
