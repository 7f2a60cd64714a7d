import { process } from '../../src/analysis/studies/process'
import type { ProcessInput } from '../../src/analysis/studies/process-series'
import type { Answer, Study } from '../../src/domain'
import { anAnswer, type AnswerChanges, type Given } from './answers'

const names: Readonly<Record<string, string>> = { K: 'Knowsley', S: 'Salford', N: 'North Yorkshire' }
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] // prettier-ignore

export interface ProcessChanges extends AnswerChanges {
  brokenBefore?: string
  rounding?: number
  /** What values are rounded to. */
  step?: number
}

/** A study of monthly values from January 2023 on, null where hidden, by the study's own calculation, and the latest month's answer. */
export function aProcess(
  months: Readonly<Record<string, readonly (number | null)[]>>,
  comparator: readonly number[],
  { brokenBefore, rounding, step, ...changes }: ProcessChanges = {},
): { study: Study; answer: Answer } {
  const latest = Object.entries(months).map(([code, values]): Given => ({ code, name: names[code] ?? code, value: values.at(-1) ?? null })) // prettier-ignore
  const answer = anAnswer(latest, { ...changes, comparator: comparator.at(-1)! })
  const { indicator } = answer
  const series = (area: string, name: string, values: readonly (number | null)[]) => ({
    area,
    name,
    values: values.map((value) => value ?? NaN),
    why: values.map((value) => (value === null ? 'too few to show safely' : null)),
    rounding: rounding ?? null,
    step: step ?? 0,
    smallHidden: values.some((value) => value === null),
  })
  const input: ProcessInput = {
    names: { one: 'month', many: 'months' },
    moments: comparator.map((_, i) => {
      const [year, month] = [2023 + Math.floor(i / 12), i % 12]
      return { code: `${year}-${String(month + 1).padStart(2, '0')}`, label: `${MONTHS[month]} ${year}` }
    }),
    unit: indicator.unit,
    better: indicator.polarity === 'neither' ? null : indicator.polarity === 'high-is-good' ? 'higher' : 'lower',
    target: indicator.target ?? null,
    bounds: { least: 0 },
    comparator: series(answer.comparator.area, answer.comparator.name, comparator),
    areas: Object.entries(months).map(([code, values]) => series(code, names[code] ?? code, values)),
    brokenBefore: brokenBefore ?? null,
  }
  return { study: { id: 'process', label: 'Process control', why: null, ...process.compute(input, { seed: 1 }) }, answer } // prettier-ignore
}

/** Months that do nothing but go up and down about a level. */
export const steady = (months: number, level = 250): number[] =>
  Array.from({ length: months }, (_, i) => level + [0, 12, -9, 7, -12, 3, -5, 10][i % 8]!)

/** The same, and another level for the last months. */
export const shifted = (months: number, last: number, by: number): number[] =>
  steady(months).map((value, i) => (i >= months - last ? value + by : value))
