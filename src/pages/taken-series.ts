import type { Answer, Indicator, Series, Study } from '../domain'
import { answerNotes } from '../exports/answer-listing'
import { seriesTable, studyTable } from '../words/series-table'
import type { TakenFigures, TakenTable } from './taking'

/** A series' table, and what a study says of each area. */
export function seriesTables(series: Series | null, study: Study | null, indicator: Indicator): TakenTable[] {
  const table = series && seriesTable(series)
  const first = answersOf(series)[0]
  const studied = study && studyTable(study, indicator)
  return [
    ...(table && first ? [{ table, notes: answerNotes(first) }] : []),
    ...(studied ? [{ table: studied, notes: answerNotes(study) }] : []),
  ]
}

/** The answers of a series, one a member. */
export const answersOf = (series: Series | null): readonly (Answer & TakenFigures)[] =>
  (series?.points ?? []).flatMap(({ answer }) => answer ?? [])
