import type { Answer, Estimate, LimitPoint, Verdict } from '../domain'
import { formatNumber } from '../words'
import type { UsualSpread } from '../words/usual'
import { alongLine, overlaps, spreadOut, type Box } from './boxes'
import { round } from './chart'
import { fontSize, top, type Plan } from './funnel-plan'
import type { Mark, Paint } from './scene'
import { fitText, textWidth, wrapText } from './text'

/** Which limits a funnel draws: those of chance alone, those that allow for how much areas usually differ too, or both. */
export type DrawnLimits = 'chance' | 'usual' | 'both'

/** One pair of limits at 95 % and 99.8 %, with the verdicts that they give. */
export interface LimitSet {
  kind: 'chance' | 'usual'
  points: readonly LimitPoint[]
  verdictOf(estimate: Estimate): Verdict
}

/** The sets to draw; of chance alone where there are no others. Limits that are not numbers are not drawn. */
export function limitSets({ limits }: Answer, usual: UsualSpread | null, drawn: DrawnLimits): LimitSet[] {
  const chance: LimitSet = { kind: 'chance', points: limits.filter(isDrawn), verdictOf: ({ verdicts }) => verdicts.limits } // prettier-ignore
  if (!usual || drawn === 'chance') return [chance]
  const wider: LimitSet = {
    kind: 'usual',
    points: usual.limits.filter(isDrawn),
    verdictOf: ({ area }) => usual.verdicts.get(area) ?? 'none',
  }
  return drawn === 'both' ? [chance, wider] : [wider]
}

const isDrawn = (point: LimitPoint) => !Object.values(point).some(Number.isNaN)

type Limit = Exclude<keyof LimitPoint, 'size'>
const limitNames: readonly Limit[] = ['upper998', 'upper95', 'lower95', 'lower998']

const STYLES: Record<LimitSet['kind'], { paint: Paint; strict: [number, string | undefined]; wide: [number, string] }> =
  {
    chance: { paint: 'muted', strict: [1.5, undefined], wide: [1, '4 3'] },
    usual: { paint: 'cat3', strict: [2, '10 4'], wide: [1.5, '2 3'] },
  }

/** A limit's line as it is drawn. */
export interface LimitLine {
  kind: LimitSet['kind']
  name: Limit
  points: [number, number][]
}

/** The lines of all sets as far as they lie within the drawing. */
export function limitLines(sets: readonly LimitSet[], plan: Plan): LimitLine[] {
  return sets
    .flatMap(({ kind, points }) => limitNames.map((name) => ({ kind, name, points: limitPath(name, points, plan) })))
    .filter(({ points }) => points.length > 1)
}

/** A limit's line as far as it lies within the drawing, cut at its left and right ends. */
function limitPath(name: Limit, limits: readonly LimitPoint[], plan: Plan): [number, number][] {
  const { xDomain, yDomain } = plan
  const at = (size: number): [number, number][] => {
    const value = limitAt(name, size, limits)
    return value === null ? [] : [[size, value]]
  }
  const between = limits.filter(({ size }) => size > xDomain[0] && size < xDomain[1])
  return [...at(xDomain[0]), ...between.map((point): [number, number] => [point.size, point[name]]), ...at(xDomain[1])]
    .filter(([, value]) => value >= yDomain[0] && value <= yDomain[1])
    .map(([size, value]) => [round(plan.x(size)), round(plan.y(value))])
}

/** A limit at a size, on the line between the points drawn; null beyond them. */
function limitAt(name: Limit, size: number, limits: readonly LimitPoint[]): number | null {
  const i = limits.findIndex((point) => point.size >= size)
  const after = limits[i]
  if (after?.size === size) return after[name]
  const before = limits[i - 1]
  if (!before || !after) return null
  return before[name] + ((after[name] - before[name]) * (size - before.size)) / (after.size - before.size)
}

/** How far above the 95 % limits of its size a value lies, in widths between them; below 0 under them, 0 inside. */
export function beyond({ value, size }: Estimate, limits: readonly LimitPoint[]): number {
  if (value === null || size === null) return 0
  const [low, high] = [limitAt('lower95', size, limits), limitAt('upper95', size, limits)]
  if (low === null || high === null) return 0
  return (value > high ? value - high : value < low ? value - low : 0) / (high - low || 1)
}

/** Areas drawn on the other side of a line than their verdict says, since more or less of their counts is protected than of most. */
export function judgedByTheirOwn(estimates: readonly Estimate[], sets: readonly LimitSet[]): Estimate[] {
  const side: Record<Verdict, number> = { higher: 1, similar: 0, lower: -1, none: 0 }
  return estimates.filter(
    (estimate) =>
      estimate.protection &&
      sets.some(({ points, verdictOf }) => Math.sign(beyond(estimate, points)) !== side[verdictOf(estimate)]),
  )
}

export function lineMarks(answer: Answer, lines: readonly LimitLine[], plan: Plan): Mark[] {
  const drawn = lines.map(({ kind, name, points }): Mark => {
    const { paint, strict, wide } = STYLES[kind]
    const [strokeWidth, dash] = name.endsWith('998') ? strict : wide
    const d = `M${points.map(([x, y]) => `${x},${y}`).join('L')}`
    return { kind: 'path', d, stroke: paint, strokeWidth, dash, fill: 'clear' }
  })
  const held = answer.comparator.value
  if (held === null) return drawn
  const y = round(plan.y(held))
  return [
    ...drawn,
    { kind: 'line', x1: plan.left, y1: y, x2: plan.right, y2: y, stroke: 'ink', strokeWidth: 1.5 },
    ...lineNames(answer, lines, y, plan),
  ]
}

/** Names of the lines in the right-hand margin, moved apart where lines come close. */
function lineNames(answer: Answer, lines: readonly LimitLine[], heldAt: number, plan: Plan): Mark[] {
  const room = plan.width - plan.right - 10
  const value = formatNumber(answer.comparator.value ?? 0, answer.indicator)
  const held = wrapText(`${answer.context.comparatorLabel} ${value}`, room, fontSize) ?? [
    fitText(answer.context.comparatorLabel, room, fontSize),
    value,
  ]
  const names = lines.flatMap(({ kind, name, points }) => {
    const end = points[points.length - 1]
    return end && end[0] > plan.right - 60
      ? [{ text: [name.endsWith('998') ? '99.8 %' : '95 %'], y: end[1], fill: STYLES[kind].paint }]
      : []
  })
  const all = [...names, { text: held, y: heldAt, fill: 'ink' as const }].flatMap(({ text, y, fill }) =>
    text.map((line, i) => ({ line, fill, y: y + (i - (text.length - 1) / 2) * 15 })),
  )
  const at = spreadOut(
    all.map(({ y }) => y),
    15,
    top,
    plan.bottom - 2,
  )
  return all.map(({ line, fill }, i) => ({
    kind: 'text',
    x: plan.right + 8,
    y: round((at[i] ?? 0) + 4),
    text: line,
    size: fontSize,
    fill,
  }))
}

/** What the wider limits are called on their line: in full where that covers no mark. */
const USUAL = ['allowing for usual spread', 'usual spread']

interface Named {
  text: string
  box: Box
  /** How many marks it covers, and then how much of the lines. */
  cost: number
}

/** Names the wider limits beside one of their outer lines, where that covers the fewest marks; null where they are not drawn. */
export function usualName(
  lines: readonly LimitLine[],
  marks: readonly Box[],
  plan: Plan,
): { mark: Mark; box: Box } | null {
  const strung = lines.flatMap(({ points }) => alongLine(points, 2))
  const hits = (boxes: readonly Box[], box: Box) => boxes.filter((other) => overlaps(box, other)).length
  const cost = (box: Box) => 10 * hits(marks, box) + hits(strung, box)
  const best = USUAL.flatMap((text): Named[] => {
    const found = placesFor(text, lines, plan).map((box) => ({ text, box, cost: cost(box) }))
    return found.sort((one, other) => one.cost - other.cost).slice(0, 1)
  })
  const named = best.find(({ box }) => hits(marks, box) === 0) ?? best.sort((one, other) => one.cost - other.cost)[0]
  if (!named) return null
  const { text, box } = named
  const mark: Mark = { kind: 'text', x: round(box.x + 2), y: round(box.y + fontSize), text, size: fontSize, weight: 'bold', halo: true, fill: 'cat3' } // prettier-ignore
  return { mark, box }
}

/** Above and below the outer lines of the wider limits, from right to left. */
function placesFor(text: string, lines: readonly LimitLine[], plan: Plan): Box[] {
  const [width, height] = [textWidth(text, fontSize, 'bold') + 4, fontSize + 3]
  const inner = { left: plan.left + 2, right: plan.right - 2, top: top - 12, bottom: plan.bottom - 2 }
  return lines
    .filter(({ kind, name }) => kind === 'usual' && name.endsWith('998'))
    .flatMap(({ points }) => points.toReversed())
    .flatMap(([x, y]) =>
      [y - 4 - height, y + 4].map((at) => ({ x: Math.min(x, inner.right) - width, y: at, width, height })),
    ) // prettier-ignore
    .filter((box) => box.x >= inner.left && box.y >= inner.top && box.y + height <= inner.bottom)
}
