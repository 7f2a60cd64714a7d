import type { Answer, Estimate, Verdict } from '../domain'
import { formatCount, ranked } from '../words'
import { sayInFunnel, usualWord, type UsualSpread } from '../words/usual'
import { alongLine, type Box } from './boxes'
import { chosenRing, emptyScene, hiddenLegend, round, sceneBase, shapeOf, standsOut, verdictMark, type Chart } from './chart' // prettier-ignore
import {
  beyond,
  judgedByTheirOwn,
  limitLines,
  limitSets,
  lineMarks,
  usualName,
  type DrawnLimits,
  type LimitLine,
  type LimitSet,
} from './funnel-lines'
import { fontSize, grid, layOut, top, type Plan } from './funnel-plan'
import { placeBeside, type Taken } from './placement'
import type { LegendEntry, Mark, Scene, Size } from './scene'

export interface FunnelExtras {
  /** Limits that allow for how much areas usually differ; null while they are not there, or where there are none. */
  usual: UsualSpread | null
  drawn: DrawnLimits
}

/**
 * Each area's value by its size, within the limits that chance sets for that size, or that allow for usual differences too. Marks
 * say what the lines show where the Answer was asked by the rule of limits.
 */
export function funnelScene(
  answer: Answer,
  size: Size,
  { usual: found, drawn }: FunnelExtras = { usual: null, drawn: 'chance' },
): Scene {
  const base = sceneBase(answer, 'funnel', 'spread', 'Funnel chart by size, with control limits')
  if (base.empty !== null) return emptyScene(base, size)
  const points = ranked(answer.estimates).filter((e) => Number.isFinite(e.value) && Number.isFinite(e.size) && e.size! > 0) // prettier-ignore
  if (points.length === 0)
    return emptyScene(
      base,
      size,
      'The size of these areas is not known, so there is no funnel. Open Compare for their values.',
    )
  const usual = drawn === 'chance' ? null : found
  const sets = limitSets(answer, usual, drawn)
  const plan = layOut(answer, points, sets.flatMap((set) => set.points), size) // prettier-ignore
  const lines = limitLines(sets, plan)
  const placed = points.map((estimate) => placeOf(estimate, sets, answer, plan))
  const name = usualName(lines, placed.map(boxOf), plan)
  return {
    ...base,
    legend: legendOf(base.legend, sets, answer),
    width: size.width,
    height: plan.height,
    marks: [
      ...grid(plan),
      ...lineMarks(answer, lines, plan),
      ...dots(placed),
      ...(name ? [name.mark] : []),
      ...labels(placed, lines, name ? [name.box] : [], answer, plan),
    ],
    items: placed.map(({ estimate, verdict, x, y }) => ({
      key: estimate.area,
      name: sayInFunnel(estimate, answer, usual),
      standsOut: standsOut(estimate.verdict) ?? standsOut(verdict),
      box: { x: round(x - 8), y: round(y - 8), width: 16, height: 16 },
    })),
    notes: notesOf(points, sets, answer),
  }
}

export const funnelChart: Chart<FunnelExtras> = {
  id: 'funnel',
  label: 'Funnel',
  accepts: (answer) => answer.estimates.some((e) => e.size !== null),
  scene: funnelScene,
}

interface Placed {
  estimate: Estimate
  x: number
  y: number
  chosen: boolean
  /** By the first of the sets drawn, as is the mark. */
  verdict: Verdict
  /** Outside the usual spread, where chance's limits are drawn too. */
  ringed: boolean
  /** How far outside the widest limits drawn, then outside the first, to be named in that order. */
  far: readonly [number, number]
}

function placeOf(estimate: Estimate, sets: readonly LimitSet[], { question }: Answer, plan: Plan): Placed {
  const outer = sets[sets.length - 1]!
  const outside = (verdict: Verdict) => verdict === 'higher' || verdict === 'lower'
  return {
    estimate,
    x: round(plan.x(estimate.size ?? 1)),
    y: round(plan.y(estimate.value ?? 0)),
    chosen: question.chosen.includes(estimate.area),
    verdict: sets[0]!.kind === 'chance' ? estimate.verdict : sets[0]!.verdictOf(estimate),
    ringed: sets.length > 1 && outside(outer.verdictOf(estimate)),
    far: [Math.abs(beyond(estimate, outer.points)), Math.abs(beyond(estimate, sets[0]!.points))],
  }
}

const boxOf = ({ x, y, chosen, ringed }: Placed): Box => {
  const reach = chosen ? 11 : ringed ? 7.5 : 5
  return { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach }
}

function dots(placed: readonly Placed[]): Mark[] {
  const r = placed.length > 1000 ? 2.5 : placed.length > 200 ? 3.5 : 5
  const mark = ({ estimate, verdict, x, y }: Placed, size: number) => verdictMark({ ...estimate, verdict }, x, y, size)
  const ring = ({ estimate, x, y, ringed }: Placed, size: number): Mark[] =>
    ringed ? [{ kind: 'circle', cx: x, cy: y, r: size, fill: 'clear', stroke: 'cat3', strokeWidth: 1.5, key: estimate.area }] : [] // prettier-ignore
  const front = placed.filter(({ chosen }) => chosen)
  const back = placed.filter(({ chosen }) => !chosen)
  return [
    ...back.reverse().flatMap((one) => [...ring(one, r + 2.5), mark(one, r)]),
    ...front.flatMap((one) => [...chosenRing(one.x, one.y, one.estimate.area), ...ring(one, 13), mark(one, 5.5)]),
  ]
}

/** Names for the chosen and for those outside the limits, furthest out first, where they touch nothing. */
function labels(
  placed: readonly Placed[],
  lines: readonly LimitLine[],
  names: readonly Box[],
  answer: Answer,
  plan: Plan,
): Mark[] {
  const wanted = placed
    .filter(({ chosen, far }) => chosen || far[0] > 0 || far[1] > 0)
    .sort((a, b) => Number(b.chosen) - Number(a.chosen) || b.far[0] - a.far[0] || b.far[1] - a.far[1])
    .slice(0, plan.width < 500 || placed.length > 1000 ? 14 : 40)
  const held = answer.comparator.value
  const paths = lines.map(({ points }) => points)
  if (held !== null)
    paths.push([
      [plan.left, plan.y(held)],
      [plan.right, plan.y(held)],
    ])
  const taken: Taken[] = [
    ...paths.flatMap((line) => alongLine(line, 2)).map((box) => ({ ...box, cost: 0.3 })),
    ...names.map((box) => ({ ...box, cost: 20 })),
    ...placed.map(boxOf),
  ]
  const frame = { x: plan.left + 2, y: top - 12, width: plan.right - plan.left - 4, height: plan.bottom - top + 10 }
  return placeBeside(
    wanted.map(({ x, y, estimate, chosen }) => ({
      x,
      y,
      text: estimate.name,
      bold: chosen,
      must: chosen,
      key: estimate.area,
    })),
    taken,
    frame,
    fontSize,
  )
}

function notesOf(points: readonly Estimate[], sets: readonly LimitSet[], { estimates }: Answer): string[] {
  const undrawn = estimates.length - points.length
  const own = judgedByTheirOwn(points, sets).map(({ name }) => name)
  const several = own.length > 6 ? `${own.slice(0, 6).join(', ')} and ${own.length - 6} more` : own.join(', ')
  return [
    ...(undrawn > 0 ? [`${undrawn} without a value or a size ${undrawn === 1 ? 'is' : 'are'} not drawn.`] : []),
    ...(own.length > 0
      ? [`Lines are drawn for a count as protected as most are. Judged by limits of their own, a little off these: ${several}.`] // prettier-ignore
      : []),
  ]
}

function legendOf(verdicts: readonly LegendEntry[], sets: readonly LimitSet[], answer: Answer): LegendEntry[] {
  const usual = sets.find(({ kind }) => kind === 'usual')
  const alone = usual && sets.length === 1
  return [
    ...(alone ? usualLegend(usual, answer) : verdicts),
    ...hiddenLegend(answer.estimates, answer.indicator, 'not drawn: '),
    ...sets.flatMap(({ kind, points }): LegendEntry[] => (points.length > 0 ? [LINES[kind]] : [])),
    ...(usual && !alone ? ringLegend(usual, answer) : []),
  ]
}

const LINES: Record<LimitSet['kind'], LegendEntry> = {
  chance: {
    label: '95 % limits (dashed), 99.8 % limits: chance alone keeps that share of areas inside',
    paint: 'muted',
    shape: 'line',
  },
  usual: {
    label: '95 % (dotted) and 99.8 % limits that allow for how much areas usually differ, too',
    paint: 'cat3',
    shape: 'dashed',
  },
}

/** `▲ unusually high (3)`, `● within the usual spread (57)`; only those that occur. */
function usualLegend({ verdictOf }: LimitSet, { estimates, indicator }: Answer): LegendEntry[] {
  return (['higher', 'similar', 'lower'] as const).flatMap((verdict) => {
    const many = estimates.filter((estimate) => verdictOf(estimate) === verdict).length
    const label = `${usualWord(verdict, indicator.polarity)} (${formatCount(many)})`
    return many === 0 ? [] : [{ label, paint: verdict, shape: shapeOf[verdict] }]
  })
}

/** `outside the usual spread too (5)`. */
function ringLegend({ verdictOf }: LimitSet, { estimates }: Answer): LegendEntry[] {
  const many = estimates.filter((estimate) => ['higher', 'lower'].includes(verdictOf(estimate))).length
  return many === 0
    ? []
    : [{ label: `outside the usual spread too (${formatCount(many)})`, paint: 'cat3', shape: 'ring' }]
}
