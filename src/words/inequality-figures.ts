import type { Answer, Compared, Contrast, Division, Indicator, Interval, PlaceGaps, Study } from '../domain'
import { changeSuffix, formatChance, formatFixed, formatInterval, formatNumber } from './number'
import { sentence, within } from './grammar'

/** One figure beside the chart. */
export interface InequalityFigure {
  label: string
  /** The figure with its interval; empty where there is none, and `note` says why. */
  value: string
  /** What it means, or why there is none. */
  note: string
}

/** Figures of one place, by name. */
export interface FigureList {
  name: string
  figures: readonly InequalityFigure[]
}

/** `1.93 (1.80 to 2.02)`. */
export function ratioWords({ value, interval95 }: Compared): string {
  const digits = (one: number) => formatFixed(one, one < 9.95 ? 2 : 1)
  return `${digits(value)}${interval95 ? ` (${digits(interval95.lower)} to ${digits(interval95.upper)})` : ''}`
}

/** How far groups are apart, place by place: the comparator and the first marked area. */
export function gapFigures({ places, series, kind }: Division, answer: Answer): FigureList[] {
  const label = (code: string) => within(series?.points.find((point) => point.code === code)?.label ?? code)
  return places.slice(0, 2).flatMap((place) => {
    const figures = [
      ...(place.ends ? pair(place.ends, `${sentence(label(place.ends.one[0]!))} over ${label(place.ends.other[0]!)}`, answer.indicator) : []), // prettier-ignore
      ...(place.rest ? pair(place.rest, 'Most deprived fifth over the rest (Core20)', answer.indicator) : []),
      ...(kind === 'age' || kind === 'groups' ? together(place) : []),
    ]
    const none = { label: 'Groups against each other', value: '', note: `Not given: ${place.why ?? 'a group has no value'}.` } // prettier-ignore
    return [{ name: sentence(place.name), figures: figures.length > 0 ? figures : [none] }]
  })
}

/** A ratio and a difference, each with its interval. */
function pair({ ratio, difference, verdict }: Contrast, label: string, indicator: Indicator): InequalityFigure[] {
  const note = verdict === 'similar' ? 'No difference can be told.' : ''
  const less: InequalityFigure = { label: `${label.replace(' over ', ' less ')}`, value: differenceWords(difference, indicator), note } // prettier-ignore
  return ratio
    ? [
        { label, value: ratioWords(ratio), note },
        { ...less, note: '' },
      ]
    : [less]
}

function differenceWords({ value, interval95 }: Compared, indicator: Indicator): string {
  return `${formatNumber(value, indicator)}${changeSuffix(indicator)}${rangeOf(interval95, (limits) => formatInterval(limits, indicator, value))}` // prettier-ignore
}

const rangeOf = (interval: Interval | null, say: (limits: Interval) => string) =>
  interval ? ` (${say(interval)})` : ''

function together({ p }: PlaceGaps): InequalityFigure[] {
  const label = 'Chance alone would make groups differ so much'
  return [p === null ? { label, value: '', note: 'Not given: fewer than two groups have values with intervals.' } : { label, value: formatChance(p), note: '' }] // prettier-ignore
}

/** Decimals of an index without a unit. */
export const indexDigits = (value: number) => (Math.abs(value) < 0.1 ? 3 : 2)

/** What the study says of the whole gradient, with its direction in words. */
export function studyFigures(study: Study, answer: Answer): InequalityFigure[] {
  const { indicator } = answer
  const shown = ['slope-index', 'relative-index', 'within-areas', 'concentration']
  return study.figures
    .filter(({ id }) => shown.includes(id))
    .map(({ id, label, value, interval95, note }) => {
      if (value === null || !Number.isFinite(value)) return { label, value: '', note: `Not given: ${note ?? 'it cannot be worked out'}.` } // prettier-ignore
      const inUnit = id === 'slope-index' || id === 'within-areas'
      const digits = indexDigits(value)
      const say = (limits: Interval) => inUnit ? formatInterval(limits, indicator, value) : `${formatFixed(limits.lower, digits)} to ${formatFixed(limits.upper, digits)}` // prettier-ignore
      const figure = inUnit ? formatNumber(value, indicator) + changeSuffix(indicator) : formatFixed(value, digits)
      const even = id === 'relative-index' ? 1 : 0
      return { label, value: figure + rangeOf(interval95, say), note: direction(interval95, even) }
    })
}

/** Which end has more, where the interval leaves out evenness. */
function direction(interval: Interval | null, even: number): string {
  if (!interval) return ''
  if (interval.upper < even) return 'Deprived places have more.'
  if (interval.lower > even) return 'Deprived places have less.'
  return 'No difference can be told.'
}
