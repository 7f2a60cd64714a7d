import type { Answer, Indicator } from '../domain'
import { quantileSorted } from 'd3'
import { formatNumber, unitSuffix } from '../words'
import type { LegendEntry, Paint } from './scene'

const paints = ['seq1', 'seq2', 'seq3', 'seq4', 'seq5'] as const satisfies readonly Paint[]

export interface ValueClasses {
  paint(value: number): (typeof paints)[number]
  legend: LegendEntry[]
}

/** Five classes of about equally many areas; equal values share a class, so there may be fewer. */
export function valueClasses({ estimates, indicator }: Answer): ValueClasses {
  const values = estimates.flatMap((e) => (e.value === null ? [] : [e.value]))
  return fifthsOf(values, (low, high) => rangeWords(low, high, indicator))
}

/** The same of any values; `say` puts a class's lowest and highest into words. */
export function fifthsOf(all: readonly number[], say: (low: number, high: number) => string): ValueClasses {
  const values = [...all].sort((a, b) => a - b)
  const cuts = [0.2, 0.4, 0.6, 0.8].map((p) => quantileSorted(values, p) ?? 0)
  const classOf = (value: number) => cuts.filter((cut) => value > cut).length
  const members = paints.map((_, i) => values.filter((value) => classOf(value) === i))
  return {
    paint: (value) => paints[classOf(value)] ?? 'seq5',
    legend: members.flatMap((inside, i) => entry(inside, i, members, say)),
  }
}

const fifths = ['lowest fifth', 'second fifth', 'middle fifth', 'fourth fifth', 'highest fifth']

function entry(
  inside: readonly number[],
  i: number,
  members: readonly (readonly number[])[],
  say: (low: number, high: number) => string,
): LegendEntry[] {
  const [low, high] = [inside[0], inside[inside.length - 1]]
  const paint = paints[i]
  if (low === undefined || high === undefined || !paint) return []
  const full = members.filter((others) => others.length > 0).length === 5
  const name = full ? `${fifths[i]}: ` : ''
  return [{ label: `${name}${say(low, high)}`, paint, shape: 'swatch' }]
}

function rangeWords(low: number, high: number, indicator: Indicator): string {
  const range =
    low === high ? formatNumber(low, indicator) : `${formatNumber(low, indicator)} to ${formatNumber(high, indicator)}`
  return `${range}${indicator.unit === '%' ? unitSuffix(indicator) : ''}`
}
