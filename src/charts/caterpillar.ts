import type { Answer, Estimate, Verdict } from '../domain'
import { formatCount, formatNumber, sayEstimate } from '../words'
import { spreadOut } from './boxes'
import { hiddenLegend, lineOf, round, standsOut, unitTitle, verdictMark } from './chart'
import { linear, type Scale } from './scale'
import type { Mark, Scene, Size } from './scene'
import { fitText, textWidth } from './text'
import { axisFoot, axisTop, padded, valueAxis } from './valueAxis'

const fontSize = 13
const top = axisTop
const usualHeight = 480

/** Hundreds or thousands of areas in a fixed height (`drawnHeight`, without the axis): one thin line each, names for the chosen and the outermost. */
export function caterpillarScene(
  answer: Answer,
  base: Omit<Scene, 'width' | 'height' | 'marks' | 'items'>,
  order: readonly Estimate[],
  size: Size,
  drawnHeight = usualHeight,
): Scene {
  const valued = order.filter((e) => e.value !== null)
  const row = drawnHeight / valued.length
  const named = namedAreas(valued, answer)
  const nameRoom = Math.min(
    size.width * 0.4,
    Math.max(0, ...named.map(({ estimate }) => textWidth(label(estimate, answer), fontSize, 'bold'))),
  )
  const [left, right] = [nameRoom + 20, size.width - 8]
  const domain = denseDomain(valued, answer)
  const x = linear(domain, [left, right])
  const y = (rank: number) => top + (rank + 0.5) * row
  const bottom = top + drawnHeight
  const axis = {
    width: size.width,
    left,
    right,
    top,
    linesTo: bottom + 4,
    bottom,
    domain,
    scale: x,
    title: unitTitle(answer),
  }
  const without = order.length - valued.length
  return {
    ...base,
    legend: [...base.legend, ...hiddenLegend(order, answer.indicator, 'not drawn: ')],
    width: size.width,
    height: bottom + axisFoot,
    marks: [
      ...valueAxis(answer, axis),
      ...lines(valued, x, y, domain),
      ...names(named, answer, x, y, { room: nameRoom, foot: bottom - 2 }),
    ],
    items: order.map((estimate, index) => ({
      key: estimate.area,
      name: sayEstimate(estimate, answer),
      standsOut: standsOut(estimate.verdict),
      box: {
        x: 0,
        y: round(Math.min(top + index * row, top + drawnHeight - 1)),
        width: size.width,
        height: Math.max(1, round(row)),
      },
    })),
    notes:
      without === 0
        ? []
        : [`${formatCount(without)} without a value ${without === 1 ? 'is' : 'are'} not drawn; the table says why.`],
  }
}

/** 1st to 99th centile of the interval ends, all values within reason. */
function denseDomain(valued: readonly Estimate[], { comparator }: Answer): [number, number] {
  const lowers = valued.map((e) => e.interval95?.lower ?? e.value ?? 0).sort((a, b) => a - b)
  const uppers = valued.map((e) => e.interval95?.upper ?? e.value ?? 0).sort((a, b) => a - b)
  const at = Math.floor(valued.length * 0.01)
  const held = comparator.value ?? valued[0]?.value ?? 0
  const low = Math.min(held, lowers[at] ?? 0, valued[valued.length - 1]?.value ?? 0)
  const high = Math.max(held, uppers[uppers.length - 1 - at] ?? 1, valued[0]?.value ?? 1)
  return padded(low, high)
}

interface Named {
  estimate: Estimate
  rank: number
}

function namedAreas(valued: readonly Estimate[], answer: Answer): Named[] {
  const chosen = new Set(answer.question.chosen)
  const ends = new Set([0, 1, 2, valued.length - 3, valued.length - 2, valued.length - 1])
  const named = valued.flatMap((estimate, rank) =>
    chosen.has(estimate.area) || ends.has(rank) ? [{ estimate, rank }] : [],
  )
  return named.filter(({ estimate, rank }, i) => i < 24 || chosen.has(estimate.area) || ends.has(rank)).slice(0, 26)
}

function label(estimate: Estimate, { indicator }: Answer): string {
  return `${estimate.name} ${formatNumber(estimate.value ?? 0, indicator)}`
}

/** One path a verdict: a browser draws four shapes, not ten thousand. */
function lines(valued: readonly Estimate[], x: Scale, y: Scale, [low, high]: [number, number]): Mark[] {
  const spans: Record<Verdict, string[]> = { higher: [], similar: [], lower: [], none: [] }
  const dots: Record<Verdict, string[]> = { higher: [], similar: [], lower: [], none: [] }
  valued.forEach((estimate, rank) => {
    const at = y(rank).toFixed(2)
    const clamp = (value: number) => x(Math.min(high, Math.max(low, value))).toFixed(1)
    const { interval95: limits, value } = estimate
    if (limits) spans[estimate.verdict].push(`M${clamp(limits.lower)},${at}H${clamp(limits.upper)}`)
    dots[estimate.verdict].push(`M${clamp(value ?? 0)},${at}m-1.2,0h2.4`)
  })
  const row = y(1) - y(0)
  // Gaps between rows as far as lines stay wide enough to have their whole colour somewhere.
  const strokeWidth = Math.max(0.5, Math.min(2, row - 0.5), Math.min(row, 1.25))
  const verdicts: Verdict[] = ['none', 'similar', 'lower', 'higher']
  const drawn = (of: Record<Verdict, string[]>, width: number, opacity?: number) =>
    verdicts.flatMap((verdict): Mark[] =>
      of[verdict].length === 0
        ? []
        : [
            {
              kind: 'path',
              d: of[verdict].join(''),
              stroke: width > 3 ? 'ink' : lineOf[verdict],
              strokeWidth: width,
              opacity,
              fill: 'clear',
            },
          ],
    )
  return [...drawn(spans, strokeWidth, valued.length > 1000 ? 0.5 : undefined), ...drawn(dots, 3)]
}

function names(
  named: readonly Named[],
  answer: Answer,
  x: Scale,
  y: Scale,
  { room, foot }: { room: number; foot: number },
): Mark[] {
  // prettier-ignore
  const chosen = new Set(answer.question.chosen)
  const at = spreadOut(
    named.map(({ rank }) => y(rank)),
    17,
    top + 4,
    foot,
  )
  return named.flatMap(({ estimate, rank }, index): Mark[] => {
    const isChosen = chosen.has(estimate.area)
    const weight = isChosen ? 'bold' : 'normal'
    const text = fitText(label(estimate, answer), room, fontSize, weight)
    const middle = at[index] ?? 0
    const band: Mark = {
      kind: 'rect',
      x: 0,
      y: round(middle - 8.5),
      width: room + 12,
      height: 17,
      fill: 'chosen',
      opacity: 0.4,
      key: estimate.area,
    }
    return [
      ...(isChosen ? [band] : []),
      {
        kind: 'line',
        x1: room + 12,
        y1: round(middle),
        x2: round(x(estimate.value ?? 0)),
        y2: round(y(rank)),
        stroke: 'muted',
        strokeWidth: 0.75,
        key: estimate.area,
      },
      {
        kind: 'text',
        x: room + 8,
        y: round(middle + 4.5),
        text,
        anchor: 'end',
        size: fontSize,
        weight,
        fill: 'ink',
        key: estimate.area,
      },
      verdictMark(estimate, round(x(estimate.value ?? 0)), round(y(rank)), 5),
    ]
  })
}
