import type { Answer, Series } from '../domain'
import { sentence, whyNot } from '../words'
import { spreadOut } from './boxes'
import { emptyScene, round, sceneBase, unitTitle } from './chart'
import { linearTicks } from './scale'
import type { LegendEntry, Mark, Paint, Scene, Size } from './scene'
import { fitText, textWidth, twoLines } from './text'
import { BAND, itemsOf } from './trend-items'
import { endLabel, fontSize, lastOf, layOut, targetLabel, top, type Band, type Line, type Plan } from './trend-plan'

/** Height of a line of letters. */
const LINE = 16

/** The comparator and the marked areas over time, every other area faint behind them. */
export function trendScene(series: Series, size: Size): Scene | null {
  const answer = series.points.findLast((point) => point.answer)?.answer
  if (!answer) return null
  const base = { ...sceneBase(answer, 'trend', 'values', 'Lines over time'), subtitle: subtitleOf(series, answer) }
  const valued = series.points.filter((point) => point.answer?.estimates.some(({ value }) => value !== null))
  if (valued.length < 2)
    return emptyScene(
      base,
      size,
      'Only one period has values, so there is no trend to draw. Open Compare for that period.',
    )
  const plan = layOut(series, answer, size)
  const { lines } = plan
  return {
    ...base,
    empty: null,
    title: `${answer.indicator.shortName} over time`,
    description: `Lines over time from ${valued[0]!.label} to ${valued.at(-1)!.label}: ${lines.map(({ name }) => name).join(', ')}. ${answer.estimates.length} ${answer.context.areaTypeLabel.many} in all.`,
    legend: legendOf(plan),
    width: size.width,
    height: plan.height,
    marks: [...grid(plan), ...behind(plan), ...breaks(plan), ...target(plan), ...lines.toReversed().flatMap((line) => lineMarks(line, plan)), ...names(plan)], // prettier-ignore
    ...itemsOf(plan),
    notes: notesOf(lines, series),
  }
}

function subtitleOf({ points }: Series, { context }: Answer): string {
  const { areaTypeLabel, placeLabel, sexLabel, ageLabel, categoryLabel, release } = context
  const parts = [`${sentence(areaTypeLabel.many)} of ${placeLabel}`, sexLabel, ageLabel, categoryLabel, `${points[0]?.label} to ${points.at(-1)?.label}`] // prettier-ignore
  return `${release.synthetic ? 'SYNTHETIC. ' : ''}${parts.filter(Boolean).join(', ')}`
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
function behind(plan: Plan): Mark[] {
  if (plan.band) return bandMarks(plan.band, plan)
  const valuesOf = (area: string) =>
    plan.series.points.map(({ answer }) => answer?.estimates.find((one) => one.area === area)?.value ?? null)
  return plan.back.flatMap(({ area }): Mark[] => {
    const all = runs(valuesOf(area), plan)
    const last = all.at(-1)?.at(-1)
    return [
      { kind: 'path', d: pathOf(all), fill: 'clear', stroke: 'similar', strokeWidth: 1, opacity: 0.8, key: area },
      // What can be pointed at shows, however faint its line.
      ...(last ? [{ kind: 'circle', cx: last[0], cy: last[1], r: 2, fill: 'outline', key: area } as const] : []),
    ]
  })
}

function bandMarks(band: Band, plan: Plan): Mark[] {
  const [low, high] = [runs(band.map((ends) => ends?.low ?? null), plan), runs(band.map((ends) => ends?.high ?? null), plan)] // prettier-ignore
  return low.map((run, i): Mark => ({ kind: 'path', d: `${pathOf([[...run, ...high[i]!.toReversed()]])}Z`, fill: 'rule', opacity: 0.7, key: BAND })) // prettier-ignore
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
  return [{ kind: 'line', x1: left, y1: at, x2: right, y2: at, stroke: 'ink', strokeWidth: 1.5, dash: '7 4' }]
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

/** What stands at the end of a line: of an area, of the comparator or of the target. */
interface End {
  /** Where a figure finds no room beside its name it stands below it. */
  name: string
  text: string
  value: number
  fill: Paint
  weight: 'normal' | 'bold'
  key?: string
}

function endsOf({ lines, answer }: Plan): End[] {
  const { target: set } = answer.indicator
  const ofLines = lines.flatMap((line): End[] => {
    const { name, paint, area: key } = line
    const value = lastOf(line)?.value ?? null
    const fill = paint === 'cat4' || paint === 'cat2' ? 'ink' : paint
    return value === null ? [] : [{ name, text: endLabel(line, answer), value, fill, weight: 'bold', key }]
  })
  return set ? [...ofLines, { name: 'Target', text: targetLabel(answer)!, value: set.value, fill: 'ink', weight: 'normal' }] : ofLines // prettier-ignore
}

/** Names at the lines' ends, moved apart; in lines of their own where there is no room for a figure beside its name but below it. */
function names(plan: Plan): Mark[] {
  const ends = endsOf(plan)
  const room = plan.width - plan.right - 8
  const whole = ends.map((end) => endLines(end, room))
  const highest = LINE * Math.max(1, ...whole.map(({ length }) => length))
  const fits = (highest + 1) * ends.length <= plan.bottom - top
  const letters = fits ? whole : ends.map(({ text, weight }) => [fitText(text, room, fontSize, weight)])
  const high = fits ? highest : LINE
  const at = spreadOut(ends.map(({ value }) => plan.y(value)), high + 1, top + high / 2 - 8, plan.bottom - high / 2 + 4) // prettier-ignore
  return ends.flatMap(({ fill, weight, key }, i) =>
    letters[i]!.map((text, row): Mark => ({
      kind: 'text',
      x: plan.right + 8,
      y: round(at[i]! + 4 + (row - (letters[i]!.length - 1) / 2) * LINE),
      text,
      size: fontSize,
      weight,
      fill,
      halo: true,
      ...(key === undefined ? {} : { key }),
    })),
  )
}

function endLines({ name, text, weight }: End, room: number): string[] {
  if (textWidth(text, fontSize, weight) <= room) return [text]
  const figure = text.slice(name.length + 1)
  return [...twoLines(name, room, fontSize, weight), ...(figure ? [figure] : [])]
}

function legendOf({ lines, back, band, answer }: Plan): LegendEntry[] {
  const { estimates, context } = answer
  const { many } = context.areaTypeLabel
  const rest: LegendEntry = band
    ? { label: `middle eight in ten of ${estimates.length} ${many}`, paint: 'rule', shape: 'swatch' }
    : {
        label: `${lines.some(({ area }) => area !== answer.comparator.area) ? `other ${many}` : many} (${back.length})`,
        paint: 'outline',
        shape: 'line',
      }
  return [
    ...lines.map(({ name, paint }): LegendEntry => ({ label: name, paint, shape: 'line' })),
    ...(back.length > 0 ? [rest] : []),
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
