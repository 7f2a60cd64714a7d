import type { Estimate } from '../domain'
import { sureLegendWords, surenessOf, type Sureness } from '../words/sureness'
import type { Geometry } from './geometry'
import type { LegendEntry, Mark, PatternPaint } from './scene'

/** Stripes of the sheet strike out some of the colour of what is less sure, and most of it of what is unsure. */
const stripes: Readonly<Record<Sureness, PatternPaint | null>> = { sure: null, less: 'less-sure', unsure: 'unsure' }

/** What is laid over an area's colour; null where it is sure or has no value. */
export function stripesOf(estimate: Estimate): PatternPaint | null {
  const level = surenessOf(estimate)
  return level && stripes[level]
}

export function stripeMarks(order: readonly Estimate[], { shapes }: Geometry): Mark[] {
  return order.flatMap((e): Mark[] => {
    const [shape, fill] = [shapes.get(e.area), stripesOf(e)]
    return shape && fill ? [{ kind: 'path', d: shape.d, fill, key: e.area }] : []
  })
}

/** All three levels, so that a reader of one map knows those of the next. */
export function sureLegend(order: readonly Estimate[]): LegendEntry[] {
  return (['sure', 'less', 'unsure'] as const).map((level): LegendEntry => {
    const many = order.filter((e) => surenessOf(e) === level).length
    const paint = stripes[level]
    return { label: sureLegendWords(level, many), paint: paint ?? 'outline', shape: paint ? 'stripes' : 'swatch' }
  })
}
