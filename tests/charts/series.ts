import { trend } from '../../src/analysis/studies/trend'
import type { Answer, Series, Study } from '../../src/domain'

export * from '../../src/pages/gallery/series'

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
      shares: null,
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
