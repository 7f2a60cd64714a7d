import type { Answer, Division, DivisionKind, Series } from '../../domain'
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
}

const OVER: Readonly<Record<DivisionKind, [string, string]>> = {
  deprivation: ['deprivation', 'Deprivation of neighbourhood'],
  sex: ['sex', 'Sex'],
  age: ['age', 'Age'],
  groups: ['ethnicity', 'Ethnic group'],
}

/** A hand-made answer for every group, the marked areas' among them. */
export function aGroupSeries(parts: Parts, options: AnswerChanges = {}): Series {
  const { kind, labels, whole, areas = {}, half = 20, wholeHalf = 6, unranked = [] } = parts
  const [over, label] = OVER[kind]
  const answers = labels.map((_, i): Answer => {
    const given = Object.entries(areas).map(([code, values]): Given => ({ code, name: NAMES[code] ?? code, value: values[i] ?? null, half })) // prettier-ignore
    const held = whole[i] ?? null
    const answer = anAnswer(given, { ...options, comparator: held })
    const comparator = { ...answer.comparator, status: held === null ? ('hidden' as const) : ('shown' as const), interval95: held === null ? null : { lower: Math.max(0, held - wholeHalf), upper: held + wholeHalf } } // prettier-ignore
    return { ...answer, comparator }
  })
  return {
    over,
    label,
    members: labels.map((_, i) => `g${i + 1}`),
    question: answers[0]!.question,
    points: labels.map((member, i) => ({ code: `g${i + 1}`, label: member, middle: null, unranked: unranked.includes(member), answer: answers[i]!, why: null })), // prettier-ignore
  }
}

/** The same as a chart takes it: the comparator's place and each area's, without a calculation of their gaps. */
export function groupsToDraw(parts: Parts, options: AnswerChanges = {}): Division {
  const series = aGroupSeries(parts, options)
  const { comparator, context, estimates } = series.points[0]!.answer!
  const places = [{ area: comparator.area, name: context.comparatorLabel }, ...estimates]
  return {
    question: series.question,
    offers: [series],
    over: series.over,
    kind: parts.kind,
    series,
    places: places.map(({ area, name }) => ({ area, name, ends: null, rest: null, p: null, unknown: null, why: null })),
    mostUnknown: 0.2,
    why: null,
    methods: [],
  }
}
