import type { Indicator, Overview, OverviewRow } from '../../domain'
import { anAnswer, type AnswerChanges, type Given } from './answers'

/** Values of areas by code on one indicator: null where hidden. Half of each interval is `half`. */
export interface GivenRow {
  id: string
  values: Readonly<Record<string, number | null>>
  half?: number
  comparator?: number | null
  indicator?: Partial<Indicator>
}

const NAMES: Readonly<Record<string, string>> = { S: 'Salford', K: 'Knowsley', B: 'Bury', N: 'the North' }
export const placeName = (code: string): string => NAMES[code] ?? `Area ${code}`

/** A hand-made overview; the comparator is 100 unless said otherwise, intervals are ± 5. */
export function anOverview(given: readonly GivenRow[], options: AnswerChanges = {}): Overview {
  const answers = given.map((row) => answerOf(row, options))
  const { question, context } = answers[0] ?? anAnswer([], options)
  const { release, areaTypeLabel, placeLabel, comparatorLabel } = context
  return {
    question: { release: 'demo', areaType: question.areaType, within: null, comparator: question.comparator, rule: question.rule, chosen: question.chosen },
    context: { release, areaTypeLabel, placeLabel, comparatorLabel },
    rows: answers.map(({ indicator, estimates, comparator, flaggedByChance }): OverviewRow => ({
      indicator,
      periodLabel: '2023',
      selectionLabel: 'women and men, all ages',
      comparator,
      estimates,
      flaggedByChance,
      variation: null,
      why: null,
    })),
    engine: 'columns',
  } // prettier-ignore
}

function answerOf({ id, values, half = 5, comparator = 100, indicator }: GivenRow, options: AnswerChanges) {
  const areas = Object.entries(values).map(([code, value]): Given => ({ code, name: placeName(code), value, half }))
  return anAnswer(areas, { ...options, comparator, indicator: { id, shortName: id, ...indicator } })
}
