import { divided } from '../../src/analysis/division'
import { inequality } from '../../src/analysis/studies/inequality'
import type { Answer, Division, DivisionKind, Series, Study } from '../../src/domain'
import { anAnswer, type AnswerChanges, type Given } from './answers'

const NAMES: Readonly<Record<string, string>> = { S: 'Salford', K: 'Knowsley', B: 'Bury' }
export const FIFTHS = ['Most deprived fifth', 'Second most deprived fifth', 'Middle fifth', 'Second least deprived fifth', 'Least deprived fifth'] // prettier-ignore
export const SEXES = ['Women', 'Men']

/** What divides, the groups' values for the comparator and for each area (null: hidden), and which labels are never ranked. */
export interface Parts {
  kind: DivisionKind
  labels: readonly string[]
  whole: readonly (number | null)[]
  areas?: Readonly<Record<string, readonly (number | null)[]>>
  /** Half the width of areas' intervals, and of the comparator's. */
  half?: number
  wholeHalf?: number
  unranked?: readonly string[]
  unknown?: Readonly<Record<string, number>>
}

const OVER: Readonly<Record<DivisionKind, [string, string]>> = {
  deprivation: ['deprivation', 'Deprivation of neighbourhood'],
  sex: ['sex', 'Sex'],
  age: ['age', 'Age'],
  groups: ['ethnicity', 'Ethnic group'],
}

/** A hand-made question taken apart, by the analysis's own comparison of its groups. */
export function aDivision(parts: Parts, options: AnswerChanges = {}): Division {
  const { kind, labels, whole, areas = {}, half = 20, wholeHalf = 6, unranked = [], unknown = {} } = parts
  const [over, label] = OVER[kind]
  const answers = labels.map((_, i): Answer => {
    const given = Object.entries(areas).map(([code, values]): Given => ({ code, name: NAMES[code] ?? code, value: values[i] ?? null, half })) // prettier-ignore
    const held = whole[i] ?? null
    const answer = anAnswer(given, { ...options, comparator: held })
    const comparator = { ...answer.comparator, status: held === null ? ('hidden' as const) : ('shown' as const), interval95: held === null ? null : { lower: Math.max(0, held - wholeHalf), upper: held + wholeHalf } } // prettier-ignore
    return { ...answer, comparator }
  })
  const series: Series = {
    over,
    label,
    members: labels.map((_, i) => `g${i + 1}`),
    question: answers[0]!.question,
    points: labels.map((member, i) => ({ code: `g${i + 1}`, label: member, middle: null, unranked: unranked.includes(member), answer: answers[i]!, why: null })), // prettier-ignore
  }
  return divided(series, kind, [series], new Map(Object.entries(unknown)))
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
