import type { Answer, Estimate, OverviewRow } from '../domain'
import { quantileSorted } from 'd3'
import { formatValue, ranked, sayEstimate, sentence, type Said } from '../words'
import { lineOf, round, standsOut, type Chart } from './chart'
import { linear, type Scale } from './scale'
import type { Mark, Scene, Size } from './scene'

/** What a strip draws: a row of the front page, or an Answer. */
export type StripRow = Pick<OverviewRow, 'indicator' | 'estimates' | 'comparator'>

export interface StripExtras {
  /** Codes of the areas that the reader follows. */
  chosen?: readonly string[]
  /** `the North`. */
  comparatorLabel?: string
  /** Furthest value drawn, as a multiple of the comparator's; one for all rows (`stripReach`). */
  reach?: number
  /** Draws `half`, `same`, `double` under the strip; for the first or last row. */
  axis?: boolean
  source?: string
}

/** A scale that suits all rows: 2, 3, 4 or 8 times the comparator's value, whichever keeps 98 in 100 marks inside. */
export function stripReach(rows: readonly StripRow[]): number {
  const sizes = rows.flatMap((row) => relative(row).map(({ ratio }) => Math.abs(Math.log2(Math.max(ratio, 1 / 64)))))
  sizes.sort((a, b) => a - b)
  const most = 2 ** (quantileSorted(sizes, 0.98) ?? 1)
  return [1.5, 2, 3, 4].find((reach) => most <= reach) ?? 8
}

/** One line of areas against the comparator in the middle; half and double lie equally far from it. */
export function stripScene(row: StripRow, size: Size, extras: StripExtras = {}): Scene {
  const { chosen = [], comparatorLabel = 'the comparator', source = '' } = extras
  const said: Said = { indicator: row.indicator, context: { comparatorLabel } }
  const points = relative(row)
  const name = sentence(row.indicator.shortName)
  const reach = extras.reach ?? stripReach([row])
  const high = Math.min(size.height || 36, 40)
  const scale = linear([-Math.log2(reach), Math.log2(reach)], [8, size.width - 8])
  const x = (ratio: number) =>
    round(scale(Math.max(-Math.log2(reach), Math.min(Math.log2(reach), Math.log2(Math.max(ratio, 1e-9))))))
  const empty = points.length > 0 ? null : 'No values to show against a comparator.'
  return {
    id: 'strip',
    title: name,
    subtitle: `Each mark is an area; the line is ${comparatorLabel}`,
    source,
    description: `${name}: ${points.length} areas against ${comparatorLabel}${row.comparator.value === null ? '' : `, ${formatValue(row.comparator.value, row.indicator)}`}.`,
    width: size.width,
    height: high + (extras.axis ? 18 : 0),
    marks: empty
      ? []
      : [
          ...ground(points, x, high, size.width),
          ...ticks(points, x, high, new Set(chosen)),
          ...(extras.axis ? axisMarks(reach, scale, high, size.width, comparatorLabel) : []),
        ],
    items: points.map(({ estimate, ratio }) => ({
      key: estimate.area,
      name: sayEstimate(estimate, said),
      standsOut: standsOut(estimate.verdict),
      box: { x: x(ratio) - 4, y: 2, width: 8, height: high - 4 },
    })),
    legend: [],
    empty,
  }
}

export const stripChart: Chart<StripExtras> = {
  id: 'strip',
  label: 'Strip',
  accepts: (answer: Answer) => (answer.comparator.value ?? 0) > 0,
  scene: (answer, size, extras) =>
    stripScene(answer, size, {
      chosen: answer.question.chosen,
      comparatorLabel: answer.context.comparatorLabel,
      ...extras,
    }),
}

interface Point {
  estimate: Estimate
  ratio: number
}

function relative({ estimates, comparator }: StripRow): Point[] {
  const held = comparator.value
  if (held === null || held <= 0) return []
  return ranked(estimates).flatMap((estimate) =>
    estimate.value === null ? [] : [{ estimate, ratio: estimate.value / held }],
  )
}

/** The band is as wide as chance makes the interval of the middle area. */
function ground(points: readonly Point[], x: (ratio: number) => number, high: number, width: number): Mark[] {
  const halves = points.flatMap(({ estimate: { interval95: limits, value } }) =>
    limits && value ? [(limits.upper - limits.lower) / 2 / value] : [],
  )
  const half = quantileSorted(
    halves.sort((a, b) => a - b),
    0.5,
  )
  const [middle, centre] = [high / 2, x(1)]
  const band: Mark[] =
    half === undefined
      ? []
      : [
          {
            kind: 'rect',
            x: x(1 / (1 + half)),
            y: 2,
            width: Math.max(1, round(x(1 + half) - x(1 / (1 + half)))),
            height: high - 4,
            fill: 'rule',
            radius: 3,
            opacity: 0.8,
          },
        ]
  return [
    ...band,
    { kind: 'line', x1: 2, y1: middle, x2: width - 2, y2: middle, stroke: 'rule', strokeWidth: 1 },
    { kind: 'line', x1: centre, y1: 0, x2: centre, y2: high, stroke: 'ink', strokeWidth: 1.5 },
  ]
}

/** Higher marks stand above the line, lower ones hang below it, the rest sit on it: the verdict without colour. */
function ticks(
  points: readonly Point[],
  x: (ratio: number) => number,
  high: number,
  chosen: ReadonlySet<string>,
): Mark[] {
  const middle = high / 2
  const long = high * 0.4
  const many = points.length > 300
  const spans = {
    higher: [middle - long, middle],
    lower: [middle, middle + long],
    similar: [middle - long / 2, middle + long / 2],
    none: [middle - long / 2, middle + long / 2],
  }
  const drawn = points.map(({ estimate, ratio }): Mark => {
    const [y1 = 0, y2 = 0] = spans[estimate.verdict]
    const at = x(ratio)
    return {
      kind: 'line',
      x1: at,
      y1: round(y1),
      x2: at,
      y2: round(y2),
      stroke: lineOf[estimate.verdict],
      // Thinner among many, never fainter: one alone at an end must still show.
      strokeWidth: many ? 1 : 2,
      key: estimate.area,
    }
  })
  const marked = points
    .filter(({ estimate }) => chosen.has(estimate.area))
    .map(({ estimate, ratio }): Mark => {
      const y = { higher: middle - long / 2, lower: middle + long / 2, similar: middle, none: middle }[estimate.verdict]
      return {
        kind: 'circle',
        cx: x(ratio),
        cy: round(y),
        r: 6,
        fill: 'chosen',
        stroke: 'edge',
        strokeWidth: 1.5,
        key: estimate.area,
      }
    })
  return [...drawn, ...marked]
}

function axisMarks(reach: number, scale: Scale, high: number, width: number, same: string): Mark[] {
  const named = [
    [1 / 4, 'a quarter'],
    [1 / 3, 'a third'],
    [1 / 2, 'half'],
    [2 / 3, 'two thirds'],
    [1, same],
    [1.5, '1½ times'],
    [2, 'double'],
    [3, '3 times'],
    [4, '4 times'],
  ] as const
  const shown = named.filter(
    ([ratio]) => ratio === 1 || Math.abs(Math.abs(Math.log2(ratio)) - Math.log2(Math.min(reach, 4))) < 0.01,
  )
  return shown.map(([ratio, text]) => {
    const at = scale(Math.log2(ratio))
    const anchor = at < 30 ? 'start' : at > width - 30 ? 'end' : 'middle'
    return {
      kind: 'text',
      x: round(anchor === 'start' ? 2 : anchor === 'end' ? width - 2 : at),
      y: high + 13,
      text,
      anchor,
      size: 12,
      fill: 'muted',
    }
  })
}
