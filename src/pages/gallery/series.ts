import type { Answer, Series } from '../../domain'
import { anAnswer, type AnswerChanges, type Given } from './answers'

/** Values of each area over the years, null where hidden; from 2015 on. */
export type Years = Readonly<Record<string, readonly (number | null)[]>>

const names: Readonly<Record<string, string>> = { K: 'Knowsley', S: 'Salford', N: 'North Yorkshire' }

/** A hand-made series of yearly answers; `comparator` a year. */
export function aSeries(
  years: Years,
  comparator: readonly number[],
  options: AnswerChanges & { half?: number } = {},
): Series {
  const answers = comparator.map((held, i): Answer => {
    const given = Object.entries(years).map(([code, values]): Given => ({ code, name: names[code] ?? code, value: values[i] ?? null, half: options.half ?? 8 })) // prettier-ignore
    const answer = anAnswer(given, { ...options, comparator: held })
    return { ...answer, context: { ...answer.context, periodLabel: `${2015 + i}` } }
  })
  return {
    over: 'period',
    label: 'Period',
    members: answers.map((_, i) => `${2015 + i}`),
    question: answers.at(-1)!.question,
    points: answers.map((answer, i) => ({
      code: `${2015 + i}`,
      label: `${2015 + i}`,
      middle: Date.parse(`${2015 + i}-07-02`) / 86_400_000,
      unranked: false,
      answer,
      why: null,
    })),
  }
}
