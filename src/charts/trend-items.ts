import { groups } from 'd3'
import type { Estimate } from '../domain'
import { counted, formatInterval, sayEstimate, unitSuffix } from '../words'
import { round, standsOut } from './chart'
import type { Scene, SceneItem } from './scene'
import type { Plan } from './trend-plan'

/** Key of the marks of the band, and the area of its items: no area code. */
export const BAND = 'band'

/** An item with its place in the series. */
export interface Placed extends SceneItem {
  area: string
  at: number
}

/**
 * Points of the lines in front, to be walked along a line and from line to line; every other area at its last value, or the band
 * that stands for them, period by period.
 */
export function itemsOf(plan: Plan): Pick<Scene, 'items' | 'neighbours'> {
  const { series, lines } = plan
  const points = lines.flatMap(({ area, estimates }) =>
    estimates.flatMap((one, i) => (one && series.points[i]!.answer ? [itemOf(area, one, i, plan)] : [])),
  )
  const items = [...points, ...(plan.band ? bandItems(plan) : backItems(plan))]
  return { items, neighbours: neighboursOf(items) }
}

function backItems(plan: Plan): Placed[] {
  const { series, answer, back } = plan
  const last = series.points.findLastIndex((point) => point.answer === answer)
  return back
    .filter(({ value }) => value !== null)
    .sort((a, b) => b.value! - a.value!)
    .map((one) => itemOf(one.area, one, last, plan))
}

function itemOf(area: string, estimate: Estimate, at: number, plan: Plan): Placed {
  const { label, answer } = plan.series.points[at]!
  const y = estimate.value === null ? plan.bottom - 8 : plan.y(estimate.value)
  const item = placed(area, at, `${label}, ${sayEstimate(estimate, answer!)}`, y, 18, plan)
  return { ...item, called: estimate.name, standsOut: standsOut(estimate.verdict) }
}

/** One item a period, over the band's height there. */
function bandItems(plan: Plan): Placed[] {
  const { series, answer, band, y } = plan
  const { indicator, context } = answer
  return band!.flatMap((ends, at) => {
    if (!ends) return []
    const { label, answer: then } = series.points[at]!
    const valued = then!.estimates.filter(({ value }) => value !== null).length
    const range = formatInterval({ lower: ends.low, upper: ends.high }, indicator) + unitSuffix(indicator)
    const name = `${label}: the middle eight in ten of ${counted(valued, context.areaTypeLabel)} lie from ${range}`
    return [placed(BAND, at, name, (y(ends.low) + y(ends.high)) / 2, Math.max(18, y(ends.low) - y(ends.high)), plan)]
  })
}

function placed(area: string, at: number, name: string, y: number, height: number, { series, time }: Plan): Placed {
  const { code, middle } = series.points[at]!
  const x = time.scale(middle ?? 0)
  return {
    key: `${area}@${code}`,
    area,
    at,
    name,
    box: { x: round(x - 9), y: round(y - height / 2), width: 18, height: round(height) },
  }
}

/** Left and right along an area's own points, in time; up and down among the items of one period, by value. */
export function neighboursOf(items: readonly Placed[]): NonNullable<Scene['neighbours']> {
  const steps: Record<string, { up?: string; down?: string; left?: string; right?: string }> = {}
  for (const { key } of items) steps[key] = {}
  const link = (row: readonly Placed[], back: 'left' | 'up', on: 'right' | 'down') =>
    row.forEach(({ key }, i) => {
      steps[key]![back] = row[i - 1]?.key
      steps[key]![on] = row[i + 1]?.key
    })
  for (const [, line] of groups(items, ({ area }) => area)) link(line, 'left', 'right')
  for (const [, here] of groups(items, ({ at }) => at)) link(here.sort(highestFirst), 'up', 'down')
  return steps
}

const middleOf = ({ box }: Placed) => box.y + box.height / 2
const highestFirst = (a: Placed, b: Placed) => middleOf(a) - middleOf(b) || (a.key < b.key ? -1 : 1)
