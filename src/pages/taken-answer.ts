import type { Answer, Estimate } from '../domain'
import { answerNotes } from '../exports/answer-listing'
import { withColumns, type MoreColumn } from '../words/more-columns'
import { tableOf } from '../words/table'
import { withGroups } from '../words/with-groups'
import type { TakenTable } from './taking'

/** The table of an answer's values, as its view shows it. */
export function answerTables(
  answer: Answer,
  more: readonly MoreColumn[] = [],
  groups: readonly Estimate[] = [],
): TakenTable[] {
  // prettier-ignore
  return [{ table: withColumns(tableOf(withGroups(answer, groups)), answer, more), notes: answerNotes(answer) }]
}
