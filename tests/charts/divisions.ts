import { divided } from '../../src/analysis/division'
import { inequality } from '../../src/analysis/studies/inequality'
import type { Answer, Division, Study } from '../../src/domain'
import { aGroupSeries, type Parts as Given } from '../../src/pages/gallery/groups'
import type { AnswerChanges } from './answers'

export { FIFTHS, SEXES } from '../../src/pages/gallery/groups'

export interface Parts extends Given {
  /** Share of those whose group is not known, by area. */
  unknown?: Readonly<Record<string, number>>
}

/** A hand-made question taken apart, by the analysis's own comparison of its groups. */
export function aDivision(parts: Parts, options: AnswerChanges = {}): Division {
  const series = aGroupSeries(parts, options)
  return divided(series, parts.kind, [series], new Map(Object.entries(parts.unknown ?? {})))
}

/** The study of that division's gradient, by the study's own calculation. */
export function inequalityOf({ series }: Division): Study {
  const answers = series!.points.map(({ answer }) => answer!)
  const columns = (pick: (answer: Answer) => Answer['comparator']) => {
    const all = answers.map(pick)
    return {
      populations: all.map(({ population }) => population ?? 0),
      values: all.map(({ value }) => value ?? NaN),
      lower: all.map(({ interval95 }) => interval95?.lower ?? NaN),
      upper: all.map(({ interval95 }) => interval95?.upper ?? NaN),
      errors: all.map(({ interval95 }) => (interval95 ? (interval95.upper - interval95.lower) / 3.92 : NaN)),
    }
  }
  const [first] = answers
  const whole = columns(({ comparator }) => comparator)
  const input = {
    unit: first!.indicator.unit,
    multiplier: first!.indicator.multiplier,
    scatter: 'plain' as const,
    comparator: 'the North',
    groups: whole.values.every(Number.isFinite)
      ? { of: series!.label, labels: series!.points.map(({ label }) => label), whole, areas: first!.estimates.map(({ area, name }, i) => ({ area, name, ...columns(({ estimates }) => estimates[i]!) })) } // prettier-ignore
      : { why: 'not every group has a value, and the ranks are of all people' },
    scored: { why: 'this release has no deprivation score' },
  }
  return { id: 'inequality', label: 'Inequality', why: null, ...inequality.compute(input, { seed: 1 }) }
}
