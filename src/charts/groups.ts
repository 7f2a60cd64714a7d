import type { Answer, Division, Estimate, Interval, PlaceGaps, Series } from '../domain'
import { formatInterval, formatNumber, sayEstimate, sentence, shortReason } from '../words'
import { emptyScene, estimatedDash, partlyEstimated, round, sceneBase, unitTitle } from './chart'
import { rowName } from './rowName'
import { linear, type Scale } from './scale'
import type { LegendEntry, Mark, Paint, Scene, SceneItem, Size } from './scene'
import { fitText, textWidth, twoLines, wrapText } from './text'
import { axisFoot, padded, plainAxis } from './valueAxis'

/** So many marked areas stand beside the comparator, each with a colour of its own. */
const MOST_PLACES = 4
const PAINTS: readonly Paint[] = ['ink', 'cat1', 'cat4', 'cat3', 'cat2']
const fontSize = 14
const top = 40

/** One place's value in one group. */
interface Row {
  place: PlaceGaps
  /** Which of the places, 0 the comparator. */
  at: number
  point: Series['points'][number]
  estimate: Estimate | null
  y: number
}

/** A line of letters over the rows of a group, or over those that are never ranked. */
interface Heading {
  text: string
  y: number
  rule: boolean
  quiet: boolean
}

/** How rows are named: beside them, by group or by place; or by a heading over each group. */
interface Naming {
  headed: boolean
  /** Of names beside rows, px; 0 where headings say all. */
  room: number
}

interface Plan {
  answer: Answer
  places: readonly PlaceGaps[]
  rows: readonly Row[]
  headings: readonly Heading[]
  naming: Naming
  row: number
  width: number
  /** Of the letters of all names beside rows: one size, whether or not some would fit a larger one. */
  nameSize: number
  left: number
  right: number
  bottom: number
  valuesAt: number
  intervalsAt: number | null
  domain: readonly [number, number]
  x: Scale
}

/** Every group's value with its interval, for the comparator and marked areas; groups in their own order. Null where there is no answer. */
export function groupsScene(division: Division, size: Size): Scene | null {
  const { series } = division
  const answer = series?.points.find((point) => point.answer)?.answer
  if (!series || !answer) return null
  const places = division.places.slice(0, MOST_PLACES + 1)
  const base = { ...sceneBase(answer, 'groups', 'values', 'Values of groups'), title: titleOf(answer, series), subtitle: subtitleOf(division, answer) } // prettier-ignore
  const plan = layOut(series, answer, places, size)
  if (!plan) return emptyScene(base, size, emptyOf(division))
  const ladder = division.kind === 'deprivation' || division.kind === 'age'
  return {
    ...base,
    empty: null,
    description: `Values by ${series.label.toLowerCase()}, with 95 % intervals: ${series.points.map(({ label }) => label).join(', ')}. For ${places.map(({ name }) => name).join(', ')}.${answer.context.release.synthetic ? ' SYNTHETIC: every number is made up.' : ''}`,
    legend: places.length === 1 ? [] : places.map(({ name }, i): LegendEntry => ({ label: name, paint: PAINTS[i]!, shape: 'dot' })), // prettier-ignore
    width: size.width,
    height: plan.bottom + axisFoot,
    marks: [...plainAxis(axisOf(plan, size)), ...(ladder ? ladders(plan) : []), ...headingMarks(plan), ...plan.rows.flatMap((row) => rowMarks(row, plan))], // prettier-ignore
    ...itemsOf(plan),
    notes: notesOf(division),
  }
}

const titleOf = ({ indicator }: Answer, { label }: Series) => `${indicator.shortName} by ${label.toLowerCase()}`

function subtitleOf({ over, places }: Division, { context }: Answer): string {
  const { periodLabel, sexLabel, ageLabel, release } = context
  const parts = [places.map(({ name }) => sentence(name)).slice(0, MOST_PLACES + 1).join(', '), periodLabel, over === 'sex' ? '' : sexLabel, over === 'age' ? '' : ageLabel] // prettier-ignore
  return `${release.synthetic ? 'SYNTHETIC. ' : ''}${parts.filter(Boolean).join(', ')}`
}

function emptyOf({ places, mostUnknown }: Division): string {
  if (places[0]?.unknown != null && places[0].unknown > mostUnknown)
    return 'Too many people’s group is not known, so no values of groups are given. Divide by something else.'
  return 'No group has a value here: too few to show safely, or not collected. Divide by something else, or choose a larger place.' // prettier-ignore
}

/** Null where there is no value to draw. */
function layOut(series: Series, answer: Answer, places: readonly PlaceGaps[], size: Size): Plan | null {
  const naming = namingOf(series, places, size)
  const { rows, headings, row, bottom } = rowsOf(series, places, naming, size)
  const held = rows.flatMap(({ estimate }) => (estimate?.value == null ? [] : [estimate as Estimate & { value: number }])) // prettier-ignore
  if (held.length === 0) return null
  const domain = rangeOf(held)
  const widest = (texts: readonly string[], weight: 'normal' | 'bold' = 'normal') => Math.max(0, ...texts.map((text) => textWidth(text, fontSize, weight))) // prettier-ignore
  const valueRoom = widest(held.map(({ value }) => formatNumber(value, answer.indicator)), 'bold') // prettier-ignore
  const rangeRoom = widest(held.flatMap(({ interval95, value }) => (interval95 ? [formatInterval(interval95, answer.indicator, value)] : []))) // prettier-ignore
  const names = widest(rows.map((one) => nameOf(one, places)), 'bold') // prettier-ignore
  const left = Math.ceil(Math.min(names, naming.room)) + 18
  const ranges = size.width - left - valueRoom - rangeRoom >= 320
  const intervalsAt = ranges ? size.width - 2 : null
  const valuesAt = size.width - 2 - (ranges ? rangeRoom + 14 : 0)
  const right = Math.floor(valuesAt - valueRoom - 14)
  return { answer, places, rows, headings, naming, row, width: size.width, nameSize: names <= naming.room ? fontSize : 12, left, right, bottom, valuesAt, intervalsAt, domain, x: linear(domain, [left, right]) } // prettier-ignore
}

/** The group's own name where it has one row, else the place's. */
const nameOf = ({ place, point }: Row, places: readonly PlaceGaps[]) =>
  sentence(places.length === 1 ? point.label : place.name)

/** Names beside rows take about a third of the width, in two lines at most; where that cuts one, groups get headings and places more room. */
function namingOf({ points }: Series, places: readonly PlaceGaps[], { width, compact }: Size): Naming {
  const room = width * (compact ? 0.36 : 0.34)
  const several = places.length > 1
  const names = several ? places.map(({ name }) => name) : points.map(({ label }) => label)
  const cut = names.some((name) => twoLines(sentence(name), room, 12, 'bold').some((line) => line.endsWith('…')))
  return { headed: several || cut, room: !cut ? room : several ? width * 0.5 : 0 }
}

/** Rows and headings from the top down; groups that are never ranked last, under a heading of their own. */
function rowsOf(series: Series, places: readonly PlaceGaps[], { headed }: Naming, { width }: Size) {
  const row = headed ? 24 : 34
  const rows: Row[] = []
  const headings: Heading[] = []
  let y = top + 4
  const heading = (text: string, quiet = false) => {
    const lines = wrapText(text, width - 4, fontSize, 'bold') ?? [fitText(text, width - 4, fontSize, 'bold')]
    lines.forEach((line, i) => headings.push({ text: line, y: y + 17 + i * 17, rule: quiet && i === 0, quiet }))
    y += (quiet ? 26 : 24) + (lines.length - 1) * 17
  }
  series.points.forEach((point, i) => {
    if (point.unranked && !series.points[i - 1]?.unranked) heading('Never ranked', true)
    if (headed) heading(sentence(point.label))
    for (const [at, place] of places.entries()) {
      rows.push({ place, at, point, estimate: estimateAt(point.answer, place, at), y: y + row / 2 })
      y += row
    }
    if (headed) y += 6
  })
  return { rows, headings, row, bottom: y + 4 }
}

const estimateAt = (answer: Answer | null, { area }: PlaceGaps, at: number): Estimate | null =>
  !answer ? null : at === 0 ? answer.comparator : (answer.estimates.find((one) => one.area === area) ?? null)

const axisOf = ({ answer, width, left, right, bottom, domain, x }: Plan, { compact }: Size) => ({
  width,
  left,
  right,
  top,
  linesTo: bottom,
  bottom,
  domain,
  scale: x,
  title: compact ? unitTitle(answer) : `${unitTitle(answer)}, with 95 % intervals`,
})

function headingMarks({ headings, width }: Plan): Mark[] {
  return headings.flatMap(({ text, y, rule, quiet }): Mark[] => [
    // No line runs through letters.
    { kind: 'rect', x: 0, y: y - 14, width: Math.min(width, Math.ceil(textWidth(text, fontSize, 'bold')) + 4), height: 19, fill: 'sheet' }, // prettier-ignore
    ...(rule ? [{ kind: 'line', x1: 0, y1: y - 17, x2: width, y2: y - 17, stroke: 'outline', strokeWidth: 1 } as const] : []), // prettier-ignore
    { kind: 'text', x: 0, y, text, size: fontSize, weight: quiet ? 'normal' : 'bold', fill: quiet ? 'muted' : 'ink', halo: true }, // prettier-ignore
  ])
}

/** From group to group of one place, where groups are steps of a ladder. */
function ladders({ rows, places, x }: Plan): Mark[] {
  return places.flatMap((_, at): Mark[] => {
    const steps = rows.filter((row) => row.at === at && !row.point.unranked)
    const runs = steps.map(({ estimate, y }, i) => (estimate?.value == null ? '' : `${i > 0 && steps[i - 1]!.estimate?.value != null ? 'L' : 'M'}${round(x(estimate.value))},${round(y)}`)) // prettier-ignore
    return [{ kind: 'path', d: runs.join(''), fill: 'clear', stroke: PAINTS[at], strokeWidth: 1.5, opacity: 0.4, key: places[at]!.area }] // prettier-ignore
  })
}

function rowMarks(row: Row, plan: Plan): Mark[] {
  const { place, at, estimate, y } = row
  const key = place.area
  const band: Mark[] = at === 0 ? [] : [{ kind: 'rect', x: 0, y: y - plan.row / 2, width: 4, height: plan.row, fill: 'chosen', key }] // prettier-ignore
  const several = plan.places.length > 1
  const name = plan.naming.room === 0 ? [] : rowName(nameOf(row, plan.places), { x: several ? 10 : 0, y, room: plan.left - 18, anchor: 'start', size: plan.nameSize, weight: at === 0 && several ? 'normal' : 'bold', tall: true, key }) // prettier-ignore
  return [...band, ...name, ...(estimate?.value == null ? withoutValue(row, plan) : withValue(row, estimate, estimate.value, plan))] // prettier-ignore
}

function withoutValue({ place: { area: key }, point, estimate, y }: Row, plan: Plan): Mark[] {
  const hatched: Mark[] = estimate?.status === 'hidden' ? [{ kind: 'rect', x: plan.left, y: round(y - 5), width: 16, height: 10, fill: 'hatch', stroke: 'outline', strokeWidth: 1, key }] : [] // prettier-ignore
  const x = plan.left + (hatched.length > 0 ? 22 : 0)
  const why = estimate ? shortReason(estimate, plan.answer.indicator) : (point.why ?? 'no figure')
  const said = rowName(why, { x, y, room: plan.width - x - 2, anchor: 'start', size: fontSize, weight: 'normal', tall: true, key }) // prettier-ignore
  return [...hatched, ...said.map((mark): Mark => (mark.kind === 'text' ? { ...mark, fill: 'muted', halo: true } : mark))] // prettier-ignore
}

function withValue({ place: { area: key }, at, y }: Row, estimate: Estimate, value: number, plan: Plan): Mark[] {
  const { answer, x, valuesAt, intervalsAt } = plan
  const [stroke, limits] = [PAINTS[at]!, estimate.interval95]
  const text = { kind: 'text', y: round(y + 5), anchor: 'end', size: fontSize, key } as const
  return [
    ...(limits ? interval(limits, round(y), plan, { stroke, strokeWidth: 2.5, dash: partlyEstimated(estimate) ? estimatedDash : undefined, key }) : []), // prettier-ignore
    { kind: 'circle', cx: round(x(value)), cy: round(y), r: 5.5, fill: stroke, stroke: 'sheet', strokeWidth: 1.5, key },
    { ...text, x: valuesAt, text: formatNumber(value, answer.indicator), weight: 'bold', fill: 'ink' },
    ...(intervalsAt !== null && limits ? [{ ...text, x: intervalsAt, text: formatInterval(limits, answer.indicator, value), fill: 'muted' } as const] : []), // prettier-ignore
  ]
}

/** A limit beyond the axis ends in an arrowhead. */
function interval(
  { lower, upper }: Interval,
  y: number,
  { x, domain: [low, high] }: Plan,
  drawn: Pick<Mark, 'stroke' | 'strokeWidth' | 'dash' | 'key'>,
): Mark[] {
  // prettier-ignore
  const [x1, x2] = [round(x(Math.max(low, lower))), round(x(Math.min(high, upper)))]
  const head = (at: number, back: number): Mark => ({ ...drawn, kind: 'path', d: `M${round(at + back)},${y - 5}L${at},${y}L${round(at + back)},${y + 5}`, fill: 'clear', strokeWidth: 2, dash: undefined }) // prettier-ignore
  return [
    { ...drawn, kind: 'line', x1, y1: y, x2, y2: y },
    ...(lower < low ? [head(x1, 5)] : []),
    ...(upper > high ? [head(x2, -5)] : []),
  ]
}

/** The values and their intervals, but no wild interval squeezes the rest into a corner. */
function rangeOf(held: readonly Estimate[]): [number, number] {
  const values = held.map(({ value }) => value!)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const from = Math.min(...held.map(({ interval95, value }) => interval95?.lower ?? value!))
  const to = Math.max(...held.map(({ interval95, value }) => interval95?.upper ?? value!))
  const span = high - low
  return span > 0 ? padded(Math.max(from, low - span), Math.min(to, high + span)) : padded(from, to)
}

/** Row by row; up and down keep to one place, left and right go from place to place within a group. */
function itemsOf({ rows, places, width, row: height }: Plan): Pick<Scene, 'items' | 'neighbours'> {
  const keyOf = ({ place, at, point }: Row) => `${at === 0 ? '' : place.area}@${point.code}`
  const items = rows.map((row): SceneItem => {
    const { place, point, estimate, y } = row
    const said = estimate && point.answer ? sayEstimate(estimate, point.answer) : `${sentence(place.name)}: ${point.why ?? 'no figure'}` // prettier-ignore
    return { key: keyOf(row), area: place.area, name: `${sentence(point.label)}, ${said}`, box: { x: 0, y: round(y - height / 2), width, height } } // prettier-ignore
  })
  const many = places.length
  const near = items.map(({ key }, i) => {
    const beside = (step: number) => (Math.floor((i + step) / many) === Math.floor(i / many) ? items[i + step]?.key : undefined) // prettier-ignore
    return [key, { up: items[i - many]?.key, down: items[i + many]?.key, left: beside(-1), right: beside(1) }] as const
  })
  return { items, neighbours: Object.fromEntries(near) }
}

function notesOf({ places }: Division): string[] {
  const more = places.length - 1 - MOST_PLACES
  return more > 0 ? [`${more} more marked ${more === 1 ? 'area is' : 'areas are'} in the table: no more than ${MOST_PLACES} are drawn.`] : [] // prettier-ignore
}
