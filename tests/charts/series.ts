import { trend } from '../../src/analysis/studies/trend'
import type { Answer, Series, Study } from '../../src/domain'
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

/** The study of that series' trend, by the study's own calculation. */
export function trendOf(series: Series, brokenBefore: string | null = null): Study {
  const from = brokenBefore === null ? 0 : series.points.findIndex(({ label }) => label === brokenBefore)
  const points = series.points.slice(from)
  const answers = points.map(({ answer }) => answer!)
  const seriesOf = (pick: (answer: Answer) => Answer['comparator']) => {
    const all = answers.map(pick)
    const limit = (end: 'lower' | 'upper') => all.map(({ interval95 }) => interval95?.[end] ?? NaN)
    return {
      area: all.at(-1)!.area,
      name: all.at(-1)!.name,
      values: all.map(({ value }) => value ?? NaN),
      errors: all.map(({ interval95 }) => (interval95 ? (interval95.upper - interval95.lower) / 3.92 : NaN)),
      lower: limit('lower'),
      upper: limit('upper'),
    }
  }
  const input = {
    periods: points.map(({ label }) => label),
    times: points.map(({ label }) => Number(label) + 0.5),
    step: 1,
    unit: answers[0]!.indicator.unit,
    comparator: seriesOf(({ comparator }) => comparator),
    areas: answers[0]!.estimates.map((_, i) => seriesOf(({ estimates }) => estimates[i]!)),
    spreads: answers.map(() => 0.1),
    spreadErrors: answers.map(() => 0.02),
    brokenBefore,
  }
  return { id: 'trend', label: 'Trend', why: null, ...trend.compute(input, { seed: 1 } as never) }
}
