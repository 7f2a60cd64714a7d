import type { Answer, Estimate, Study } from '../domain'
import { formatFixed } from '../words'
import { fifthsOf, valueClasses } from './classes'
import { shapeOf } from './chart'
import type { LegendEntry, Paint } from './scene'

/** What the colours of a map say of each area. */
export interface MapPaints {
  paint(estimate: Estimate): Paint
  legend: readonly LegendEntry[]
  /** Shape for those who do not see the colour; null where none is needed. */
  shape(estimate: Estimate): 'up' | 'down' | null
  /** What is added to an area's spoken name; empty where its name says it already. */
  say(estimate: Estimate): string
  /** What colours stand for, beside an area's name; null where it has none. Absent: its value. */
  label?(estimate: Estimate): Label | null
}

/** What stands beside an area's name on a map, empty where its colour says it all, and the number that it is ordered by. */
export interface Label {
  amount: number
  text(): string
}

const ofVerdict = ({ verdict }: Estimate) =>
  verdict === 'higher' || verdict === 'lower' ? (shapeOf[verdict] as 'up' | 'down') : null

/** How areas stand to the comparator. */
export const verdictPaints = (legend: readonly LegendEntry[]): MapPaints => ({
  paint: ({ verdict }) => verdict,
  legend,
  shape: ofVerdict,
  say: () => '',
})

/** How high values are, in fifths. */
export function valuePaints(answer: Answer): MapPaints {
  const classes = valueClasses(answer)
  return { paint: ({ value }) => classes.paint(value!), legend: classes.legend, shape: () => null, say: () => '' }
}

export const CLUSTERS: Readonly<Record<string, { paint: Paint; shape: 'up' | 'down' | null; label: string }>> = {
  'high among high': { paint: 'higher', shape: 'up', label: 'high, neighbours alike' },
  'low among low': { paint: 'lower', shape: 'down', label: 'low, neighbours alike' },
  'high among low': { paint: 'cat3', shape: 'up', label: 'high among low neighbours' },
  'low among high': { paint: 'muted', shape: 'down', label: 'low among high neighbours' },
  'no cluster': { paint: 'similar', shape: null, label: 'no cluster can be told' },
}

/** Where neighbours are alike beyond chance, from the study of neighbours. */
export function clusterPaints(study: Study): MapPaints {
  const words = columnOf(study, 'cluster')
  const kindOf = ({ area }: Estimate) => CLUSTERS[String(words.get(area) ?? 'no cluster')]!
  const legend = Object.entries(CLUSTERS).flatMap(([word, { paint, shape, label }]): LegendEntry[] => {
    const many = [...words.values()].filter((one) => one === word).length
    return many === 0 ? [] : [{ label: `${label} (${many})`, paint, shape: shape ?? 'dot' }]
  })
  return {
    paint: (estimate) => kindOf(estimate).paint,
    legend,
    shape: (estimate) => kindOf(estimate).shape,
    say: (estimate) => kindOf(estimate).label,
    label: ({ value }) => (value === null ? null : { amount: value, text: () => '' }),
  }
}

/** Observed over expected events drawn towards those of an area's neighbours, in fifths; null where the study gives none. */
export function smoothedPaints(study: Study): MapPaints | null {
  const column = columnOf(study, 'smoothed')
  const values = [...column.values()].flatMap((value) => (typeof value === 'number' ? [value] : []))
  if (values.length === 0) return null
  const told = (value: number) => formatFixed(value, 2)
  const classes = fifthsOf(values, (low, high) => `${low === high ? told(low) : `${told(low)} to ${told(high)}`} times expected`) // prettier-ignore
  const valueOf = ({ area }: Estimate) => column.get(area)
  return {
    paint: (estimate) => {
      const value = valueOf(estimate)
      return typeof value === 'number' ? classes.paint(value) : 'none'
    },
    legend: classes.legend,
    shape: () => null,
    say: (estimate) => {
      const value = valueOf(estimate)
      return typeof value === 'number' ? `smoothed over neighbours, ${told(value)} times expected` : 'no smoothed value'
    },
    label: (estimate) => {
      const value = valueOf(estimate)
      return typeof value === 'number' ? { amount: value, text: () => told(value) } : null
    },
  }
}

function columnOf({ columns, rows }: Study, id: string): Map<string, number | string | null> {
  const at = columns.findIndex((column) => column.id === id)
  return new Map(rows.map(({ area, cells }) => [area, cells[at] ?? null]))
}
