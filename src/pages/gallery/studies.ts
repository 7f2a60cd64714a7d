import type { Answer, Study, StudyFigure, StudyId } from '../../domain'
import { anAnswer, type AnswerChanges } from './answers'

/** Hand-made studies as charts take them: every figure is made up, and nothing is calculated. */
function aStudy(id: StudyId, given: Partial<Study>): Study {
  return { id, label: id, figures: [], columns: [], rows: [], methods: [], notes: [], why: null, draws: null, ...given }
}

const columnsOf = (ids: string) => ids.split(' ').map((id) => ({ id, label: id, unit: '' }))

/** Standard deviation in per cent, its limits, and the share of the variance. */
export type Part = readonly [deviation: number, lower: number, upper: number, share: number]

/** What a spread is made of. */
export function aSplit(parts: Readonly<Record<string, Part>>, why: string | null = null): Study {
  const figure = (id: string, value: number, interval95: StudyFigure['interval95']): StudyFigure => ({ id, label: id, unit: '%', value, interval95, p: null, note: null }) // prettier-ignore
  return aStudy('split', {
    why,
    figures: Object.entries(parts).flatMap(([id, [deviation, lower, upper, share]]) => [
      figure(`${id}-deviation`, deviation, { lower, upper }),
      figure(`${id}-share`, share, null),
    ]),
  })
}

/** An area's own slope with half the width of its interval; null where it has none. */
export interface Slope {
  code: string
  name: string
  slope: number | null
  half: number
}

/** The gradient inside each area. */
export function someGradients(slopes: readonly Slope[]): Study {
  return aStudy('inequality', {
    columns: columnsOf('slope-index lower95 upper95'),
    rows: slopes.map(({ code, name, slope, half }) => ({
      area: code,
      name,
      cells: slope === null ? [null, null, null] : [slope, slope - half, slope + half],
    })),
  })
}

export interface Months {
  name?: string
  /** Null where hidden. */
  values: readonly (number | null)[]
  /** Null where there are none. */
  limits: { lower: number; mean: number; upper: number } | null
  /** Why there are none. */
  why?: string
  provisional?: string
  /** Places in the series at which the release has no period at all. */
  missing?: readonly number[]
  /** Word and rule at places in the series. */
  signals?: Readonly<Record<number, readonly [word: string, rule: string]>>
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** One place's months from January 2019 on, and the answer that they stand beside. */
export function someMonths(given: Months, options: AnswerChanges = {}): { study: Study; answer: Answer } {
  const { name = 'Salford', values, limits, why = null, provisional, missing = [], signals = {} } = given
  const monthOf = (i: number) => ({ period: `${2019 + Math.floor(i / 12)}-${1 + (i % 12)}`, label: `${MONTHS[i % 12]} ${2019 + Math.floor(i / 12)}` }) // prettier-ignore
  const study = aStudy('process', {
    columns: columnsOf('mean lower upper limits signals target why'),
    rows: [
      {
        area: 'S',
        name,
        cells: [limits?.mean ?? null, limits?.lower ?? null, limits?.upper ?? null, provisional ? `provisional: ${provisional}` : 'firm', Object.values(signals).map(([, rule]) => rule).join('; ') || 'none', null, why], // prettier-ignore
      },
    ],
    points: {
      columns: columnsOf('value signal rules why'),
      rows: values.map((value, i) => ({
        area: 'S',
        name,
        ...(missing.includes(i) ? { period: '', label: 'between' } : monthOf(i)),
        cells: [
          value,
          signals[i]?.[0] ?? null,
          signals[i]?.[1] ?? null,
          value === null ? 'too few to show safely' : null,
        ],
      })),
    },
  })
  return { study, answer: anAnswer([{ code: 'S', name, value: values.at(-1) ?? null }], options) }
}
