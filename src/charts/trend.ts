import type { Answer, Estimate, Series } from '../domain'
import { formatNumber, sayEstimate, sentence, whyNot } from '../words'
import { spreadOut } from './boxes'
import { emptyScene, round, sceneBase, unitTitle } from './chart'
import { linear, linearTicks, type Scale } from './scale'
import type { LegendEntry, Mark, Paint, Scene, SceneItem, Size } from './scene'
import { fitText, textWidth } from './text'
import { timeAxis, type TimeAxis } from './time'
import { padded } from './valueAxis'

/** Beyond so many areas their lines become a band: the middle eight in ten. */
const MOST_LINES = 100
/** So many marked areas have a colour of their own. */
const PAINTS: readonly Paint[] = ['cat1', 'cat4', 'cat3', 'cat2']
const fontSize = 13
const top = 30

/** One place's values over the periods. */
interface Line {
  area: string
  name: string
  paint: Paint
  estimates: readonly (Estimate | null)[]
}

interface Plan {
  series: Series
  answer: Answer
  width: number
  height: number
  left: number
  right: number
  bottom: number
  time: TimeAxis
  y: Scale
  domain: readonly [number, number]
}

/** The comparator and the marked areas over time, every other area faint behind them. */
export function trendScene(series: Series, size: Size): Scene | null {
  const answer = series.points.findLast((point) => point.answer)?.answer
  if (!answer) return null
  const base = { ...sceneBase(answer, 'trend', 'values', 'Lines over time'), subtitle: subtitleOf(series, answer) }
  const lines = linesOf(series, answer)
  const valued = series.points.filter((point) => point.answer?.estimates.some(({ value }) => value !== null))
  if (valued.length < 2)
    return emptyScene(
      base,
      size,
      'Only one period has values, so there is no trend to draw. Open Compare for that period.',
    )
  const plan = layOut(series, answer, lines, size)
  return {
    ...base,
    empty: null,
    title: `${answer.indicator.shortName} over time`,
    description: `Lines over time from ${valued[0]!.label} to ${valued.at(-1)!.label}: ${lines.map(({ name }) => name).join(', ')}. ${answer.estimates.length} ${answer.context.areaTypeLabel.many} in all.`,
    legend: legendOf(lines, answer),
    width: size.width,
    height: plan.height,
    marks: [...grid(plan), ...others(plan, lines), ...breaks(plan), ...target(plan), ...lines.toReversed().flatMap((line) => lineMarks(line, plan)), ...names(lines, plan)], // prettier-ignore
    ...itemsOf(lines, plan),
    notes: notesOf(lines, series),
  }
}

function subtitleOf({ points }: Series, { context }: Answer): string {
  const { areaTypeLabel, placeLabel, sexLabel, ageLabel, categoryLabel, release } = context
  const parts = [`${sentence(areaTypeLabel.many)} of ${placeLabel}`, sexLabel, ageLabel, categoryLabel, `${points[0]?.label} to ${points.at(-1)?.label}`] // prettier-ignore
  return `${release.synthetic ? 'SYNTHETIC. ' : ''}${parts.filter(Boolean).join(', ')}`
}

/** The comparator first, then marked areas in their order. */
function linesOf(series: Series, answer: Answer): Line[] {
  const at = (area: string, find: (one: Answer) => Estimate | undefined, name: string, paint: Paint): Line => ({
    area,
    name,
    paint,
    estimates: series.points.map((point) => (point.answer ? (find(point.answer) ?? null) : null)),
  })
  const marked = answer.question.chosen.flatMap((code) => answer.estimates.find(({ area }) => area === code) ?? [])
  return [
    at(answer.comparator.area, (one) => one.comparator, answer.context.comparatorLabel, 'ink'),
    ...marked.map(({ area, name }, i) =>
      at(area, (one) => one.estimates.find((estimate) => estimate.area === area), name, PAINTS[i] ?? 'muted'),
    ),
  ]
}

function layOut(series: Series, answer: Answer, lines: readonly Line[], size: Size): Plan {
  const height = Math.round(Math.max(300, Math.min(size.height, size.width * (size.compact ? 1.05 : 0.6))))
  const bottom = height - 34
  const domain = rangeOf(series, answer, lines)
  const ticks = linearTicks(domain, bottom - top, 24)
  const left = Math.ceil(Math.max(...ticks.map(({ label }) => textWidth(label, 12)))) + 12
  const widest = Math.max(...lines.map((line) => textWidth(endLabel(line, answer), fontSize, 'bold')))
  const right = size.width - Math.ceil(Math.min(widest, size.width * (size.compact ? 0.3 : 0.26))) - 16
  return {
    series,
    answer,
    width: size.width,
    height,
    left,
    right,
    bottom,
    time: timeAxis(series, left, right, 12),
    y: linear(domain, [bottom, top]),
    domain,
  }
}

/** All values drawn, the intervals of the lines in front, and the target. */
function rangeOf(series: Series, { indicator }: Answer, lines: readonly Line[]): [number, number] {
  const all = series.points.flatMap(({ answer }) => answer?.estimates.flatMap(({ value }) => value ?? []) ?? [])
  const front = lines.flatMap(
    ({ estimates }) =>
    estimates.flatMap((one) => (one?.value == null ? [] : [one.value, one.interval95?.lower ?? one.value, one.interval95?.upper ?? one.value])), // prettier-ignore
  )
  const target = indicator.target ? [indicator.target.value] : []
  const values = [...all, ...front, ...target]
  return padded(Math.min(...values), Math.max(...values))
}

function grid({ answer, left, right, bottom, width, time, y, domain }: Plan): Mark[] {
  const title = fitText(unitTitle(answer), width - 8, fontSize, 'bold')
  return [
    { kind: 'text', x: 0, y: 14, text: title, size: fontSize, weight: 'bold', fill: 'ink' },
    ...linearTicks(domain, bottom - top, 24).flatMap(({ value, label }): Mark[] => [
      { kind: 'line', x1: left, y1: round(y(value)), x2: right, y2: round(y(value)), stroke: 'rule', strokeWidth: 1 },
      { kind: 'text', x: left - 6, y: round(y(value)) + 4, text: label, anchor: 'end', size: 12, fill: 'muted' },
    ]),
    { kind: 'line', x1: left, y1: bottom, x2: right, y2: bottom, stroke: 'outline', strokeWidth: 1 },
    ...time.ticks.map(({ x, label }): Mark => ({ kind: 'text', x: round(x), y: bottom + 19, text: label, anchor: 'middle', size: 12, fill: 'muted' })), // prettier-ignore
  ]
}

/** Places of the series at which figures stop comparing with those before. */
const breaksAt = ({ series, answer }: Pick<Plan, 'series' | 'answer'>) =>
  answer.indicator.breaks.flatMap(({ period, why }) => {
    const at = series.points.findIndex(({ code }) => code === period)
    return at > 0 ? [{ at, why }] : []
  })

/** Points in runs without a gap: a value is missing, or figures stop comparing. */
function runs(values: readonly (number | null)[], plan: Plan): [number, number][][] {
  const broken = new Set(breaksAt(plan).map(({ at }) => at))
  const found: [number, number][][] = []
  let open = false
  values.forEach((value, i) => {
    if (value === null) return void (open = false)
    const point: [number, number] = [round(plan.time.scale(plan.series.points[i]!.middle ?? 0)), round(plan.y(value))]
    if (open && !broken.has(i)) found.at(-1)!.push(point)
    else found.push([point])
    open = true
  })
  return found
}

const pathOf = (all: readonly (readonly [number, number])[][]) =>
  all.map((run) => `M${run.map(([x, y]) => `${x},${y}`).join('L')}${run.length === 1 ? 'h0' : ''}`).join('')

/** Everybody else: a faint line each, or where there are many the range of the middle eight in ten. */
function others(plan: Plan, lines: readonly Line[]): Mark[] {
  const front = new Set(lines.map(({ area }) => area))
  const back = plan.answer.estimates.filter(({ area }) => !front.has(area))
  const valuesOf = (area: string) =>
    plan.series.points.map(({ answer }) => answer?.estimates.find((one) => one.area === area)?.value ?? null)
  if (back.length > MOST_LINES) return middleBand(plan)
  return back.map(({ area }): Mark => ({ kind: 'path', d: pathOf(runs(valuesOf(area), plan)), fill: 'clear', stroke: 'similar', strokeWidth: 1, opacity: 0.8, key: area })) // prettier-ignore
}

function middleBand(plan: Plan): Mark[] {
  const ends = plan.series.points.map(({ answer }) => {
    const values = (answer?.estimates.flatMap(({ value }) => value ?? []) ?? []).sort((a, b) => a - b)
    const at = (share: number) => values[Math.round(share * (values.length - 1))]!
    return values.length === 0 ? null : { low: at(0.1), high: at(0.9) }
  })
  const [low, high] = [runs(ends.map((end) => end?.low ?? null), plan), runs(ends.map((end) => end?.high ?? null), plan)] // prettier-ignore
  return low.map((run, i): Mark => ({ kind: 'path', d: `${pathOf([[...run, ...high[i]!.toReversed()]])}Z`, fill: 'rule', opacity: 0.7 })) // prettier-ignore
}

function breaks(plan: Plan): Mark[] {
  return breaksAt(plan).flatMap(({ at }): Mark[] => {
    const middle = (i: number) => plan.time.scale(plan.series.points[i]!.middle ?? 0)
    const x = round((middle(at - 1) + middle(at)) / 2)
    const label = 'coding changed'
    const anchor = x - plan.left > textWidth(label, 12) + 8 ? 'end' : 'start'
    return [
      { kind: 'line', x1: x, y1: top - 6, x2: x, y2: plan.bottom, stroke: 'outline', strokeWidth: 1.5, dash: '2 3' },
      {
        kind: 'text',
        x: x + (anchor === 'end' ? -5 : 5),
        y: top + 4,
        text: label,
        anchor,
        size: 12,
        fill: 'ink',
        halo: true,
      },
    ]
  })
}

function target({ answer, left, right, y }: Plan): Mark[] {
  const { target: set } = answer.indicator
  if (!set) return []
  const at = round(y(set.value))
  const text = fitText(`Target ${formatNumber(set.value, answer.indicator)}`, right - left, 12)
  return [
    { kind: 'line', x1: left, y1: at, x2: right, y2: at, stroke: 'ink', strokeWidth: 1.5, dash: '7 4' },
    { kind: 'text', x: left + 4, y: at - 5, text, size: 12, fill: 'ink', halo: true },
  ]
}

function lineMarks({ area, paint, estimates }: Line, plan: Plan): Mark[] {
  const values = runs(
    estimates.map((one) => one?.value ?? null),
    plan,
  )
  const dots = values.flat().map(([cx, cy]): Mark => ({ kind: 'circle', cx, cy, r: 3.5, fill: paint, stroke: 'sheet', strokeWidth: 1, key: area })) // prettier-ignore
  return [
    ...whiskers(estimates, plan).map(([x, y1, y2]): Mark => ({ kind: 'line', x1: x, y1, x2: x, y2, stroke: paint, strokeWidth: 1.5, opacity: 0.55, key: area })), // prettier-ignore
    { kind: 'path', d: pathOf(values), fill: 'clear', stroke: paint, strokeWidth: 2.5, key: area },
    ...dots,
  ]
}

/** 95 % intervals as upright lines. */
const whiskers = (estimates: Line['estimates'], { series, time, y }: Plan) =>
  estimates.flatMap(
    (one, i): [number, number, number][] =>
    one?.interval95 ? [[round(time.scale(series.points[i]!.middle ?? 0)), round(y(one.interval95.lower)), round(y(one.interval95.upper))]] : [], // prettier-ignore
  )

const lastOf = ({ estimates }: Line) => estimates.findLast((one) => one?.value != null) ?? null

function endLabel(line: Line, { indicator }: Answer): string {
  const last = lastOf(line)
  return last?.value == null ? line.name : `${line.name} ${formatNumber(last.value, indicator)}`
}

/** Names at the lines' ends, moved apart. */
function names(lines: readonly Line[], plan: Plan): Mark[] {
  const ended = lines.filter((line) => lastOf(line))
  const at = spreadOut(ended.map((line) => plan.y(lastOf(line)!.value!)), 17, top, plan.bottom - 4) // prettier-ignore
  return ended.map((line, i): Mark => ({
    kind: 'text',
    x: plan.right + 8,
    y: round(at[i]! + 4),
    text: fitText(endLabel(line, plan.answer), plan.width - plan.right - 8, fontSize, 'bold'),
    size: fontSize,
    weight: 'bold',
    fill: line.paint === 'cat4' || line.paint === 'cat2' ? 'ink' : line.paint,
    halo: true,
    key: line.area,
  }))
}

/** Points of the lines in front, to be walked along a line and from line to line; every other area at its last value. */
function itemsOf(lines: readonly Line[], plan: Plan): Pick<Scene, 'items' | 'neighbours'> {
  const { series, answer } = plan
  const points = lines.flatMap(({ area, estimates }) => estimates.flatMap((one, i) => (one && series.points[i]!.answer ? [itemOf(area, one, i, plan)] : []))) // prettier-ignore
  const front = new Set(lines.map(({ area }) => area))
  const last = series.points.indexOf(series.points.findLast((point) => point.answer === answer)!)
  const back = answer.estimates
    .filter(({ area, value }) => !front.has(area) && value !== null)
    .sort((a, b) => b.value! - a.value!)
    .map((one) => itemOf(one.area, one, last, plan))
  const items = [...points, ...back]
  return { items, neighbours: neighboursOf(items) }
}

interface Placed extends SceneItem {
  at: number
}

function itemOf(area: string, estimate: Estimate, at: number, { series, time, y, bottom }: Plan): Placed {
  const point = series.points[at]!
  const [x, cy] = [time.scale(point.middle ?? 0), estimate.value === null ? bottom - 8 : y(estimate.value)]
  return {
    key: `${area}@${point.code}`,
    area,
    at,
    name: `${point.label}, ${sayEstimate(estimate, point.answer!)}`,
    box: { x: round(x - 9), y: round(cy - 9), width: 18, height: 18 },
  }
}

function neighboursOf(items: readonly Placed[]): NonNullable<Scene['neighbours']> {
  return Object.fromEntries(
    items.map((item) => {
      const along = items.filter(({ area }) => area === item.area)
      const here = items
        .filter(({ at }) => at === item.at)
        .sort((a, b) => a.box.y - b.box.y || (a.key < b.key ? -1 : 1))
      const [i, j] = [along.indexOf(item), here.indexOf(item)]
      return [item.key, { left: along[i - 1]?.key, right: along[i + 1]?.key, up: here[j - 1]?.key, down: here[j + 1]?.key }] // prettier-ignore
    }),
  )
}

function legendOf(lines: readonly Line[], { estimates, context }: Answer): LegendEntry[] {
  const rest = estimates.length - lines.length + 1
  const many = rest > MOST_LINES
  return [
    ...lines.map(({ name, paint }): LegendEntry => ({ label: name, paint, shape: 'line' })),
    ...(rest > 0 ? [{ label: many ? `middle eight in ten of ${estimates.length} ${context.areaTypeLabel.many}` : `other ${context.areaTypeLabel.many} (${rest})`, paint: many ? 'rule' : 'similar', shape: many ? 'swatch' : 'line' } as const] : []), // prettier-ignore
  ]
}

/** What a line leaves out and why, and what changed between its points. */
function notesOf(lines: readonly Line[], series: Series): string[] {
  const gaps = lines.flatMap(
    ({ name, estimates }) =>
    estimates.flatMap((one, i) => (one && one.value === null ? [`${name}, ${series.points[i]!.label}: ${whyNot(one, series.points[i]!.answer!.indicator)}.`] : [])), // prettier-ignore
  )
  const indicator = series.points.find((point) => point.answer)!.answer!.indicator
  return [...gaps.slice(0, 6), ...(gaps.length > 6 ? [`${gaps.length - 6} more values cannot be shown; the table says why.`] : []), ...indicator.breaks.map(({ why }) => why)] // prettier-ignore
}
