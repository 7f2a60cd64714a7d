import type { People, PeopleOf } from '../../domain'
import { anAnswer } from './answers'

const BANDS = [
  { code: '0-19', label: '0-19', start: 0, end: 19 },
  { code: '20-64', label: '20-64', start: 20, end: 64 },
  { code: '65-84', label: '65-84', start: 65, end: 84 },
  { code: '85+', label: '85+', start: 85, end: null },
]

/** A place of 20,000 people, half of them women, with these shares in each band in per cent; null where hidden. */
export function aPlace(label: string, percent: readonly (number | null)[], area = label): PeopleOf {
  const whole = percent.every((one) => one !== null)
  const share = (from: number, to: number) => whole ? percent.slice(from, to).reduce<number>((sum, one) => sum + one!, 0) / 100 : null // prettier-ignore
  const column = percent.map((one) => (one === null ? null : Math.round(one * 100)))
  return {
    area,
    name: label,
    label,
    counts: [column, column],
    total: whole ? 20_000 : null,
    under20: share(0, 1),
    from65: share(2, 4),
    from85: share(3, 4),
    rounded: false,
    why: whole ? null : 'some ages are too few to show safely',
  }
}

/** Hand-made people of one place, and of the North beside it where that has shares. */
export function aPeople(
  [label, percent]: readonly [string, readonly (number | null)[]],
  north: readonly (number | null)[] | null,
  { synthetic = false } = {},
): People {
  const { question, context } = anAnswer([], { synthetic })
  return {
    question,
    context: { ...context, periodLabel: '2023' },
    sexes: ['female', 'male'],
    bands: BANDS,
    places: [aPlace(label, percent, 'S')],
    comparator: north && aPlace('the North', north, 'NORTH'),
    notes: [],
    why: null,
  }
}
