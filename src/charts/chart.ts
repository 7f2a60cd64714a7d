import type { Answer, Estimate, Verdict } from '../domain'
import {
  chartSubtitle,
  chartTitle,
  describe,
  emptyWords,
  formatCount,
  groupsWord,
  sentence,
  sourceLine,
  statusWord,
  verdictWord,
  type Drawn,
} from '../words'
import type { LegendEntry, Mark, Paint, Scene, Size } from './scene'

/** A way to draw an Answer. Every one is a line in `index.ts`. */
export interface Chart<Extras = undefined> {
  id: string
  /** As on a button: `Ranked areas`. */
  label: string
  accepts(answer: Answer): boolean
  scene(answer: Answer, size: Size, extras?: Extras): Scene
}

export const shapeOf: Readonly<Record<Verdict, 'up' | 'down' | 'dot'>> = {
  higher: 'up',
  similar: 'dot',
  lower: 'down',
  none: 'dot',
}

/** Lines in the verdict's colour; grey ones in the darker outline grey, which alone is 3:1 on the sheet. */
export const lineOf: Readonly<Record<Verdict, Paint>> = {
  higher: 'higher',
  similar: 'outline',
  lower: 'lower',
  none: 'outline',
}

/** Whether a verdict says that an area stands out, as an item of a scene says it. */
export const standsOut = (verdict: Verdict): true | undefined =>
  verdict === 'higher' || verdict === 'lower' ? true : undefined

/** A ring around the mark of a chosen area: yellow with a dark edge. */
export function chosenRing(cx: number, cy: number, key: string): Mark[] {
  const circle = { kind: 'circle', cx, cy, key } as const
  return [
    { ...circle, r: 11, fill: 'edge' },
    { ...circle, r: 10, fill: 'chosen' },
    { ...circle, r: 7, fill: 'sheet' },
  ]
}

/** What every scene says of itself. */
export function sceneBase(
  answer: Answer,
  id: string,
  drawn: Drawn,
  what: string,
): Omit<Scene, 'width' | 'height' | 'marks' | 'items'> {
  return {
    id,
    title: chartTitle(answer, drawn),
    subtitle: chartSubtitle(answer),
    source: sourceLine(answer.context.release, answer.indicator),
    description: describe(answer, what),
    legend: drawn === 'values' ? [] : verdictLegend(answer),
    empty: emptyWords(answer),
  }
}

/** `▲ higher (21)`, `● cannot be told apart (28)`, `▼ lower (13)`; only those that occur. */
function verdictLegend({ counts, indicator, estimates }: Answer): LegendEntry[] {
  const entries: LegendEntry[] = (['higher', 'similar', 'lower', 'none'] as const)
    .filter((verdict) => verdict !== 'none' && counts[verdict] > 0)
    .map((verdict) => ({
      label: `${verdictWord(verdict, indicator.polarity)} (${formatCount(counts[verdict])})`,
      paint: verdict,
      shape: shapeOf[verdict],
    }))
  const uncompared = estimates.filter((e) => e.value !== null && e.verdict === 'none').length
  return uncompared === 0
    ? entries
    : [...entries, { label: `no comparison (${formatCount(uncompared)})`, paint: 'none', shape: 'dot' }]
}

/** Hidden areas by reason: `too few to show safely (2)`, `too many age groups hidden (1)`; `lead` says what became of them. */
export function hiddenLegend(estimates: readonly Estimate[], indicator: Answer['indicator'], lead = ''): LegendEntry[] {
  const hidden = estimates.filter((e) => e.status === 'hidden')
  const groups = hidden.filter((e) => e.hidden === 'groups').length
  const entry = (label: string, many: number): LegendEntry[] =>
    many === 0 ? [] : [{ label: `${lead}${label} (${formatCount(many)})`, paint: 'hatch', shape: 'hatch' }]
  return [
    ...entry(statusWord.hidden, hidden.length - groups),
    ...entry(`too many ${groupsWord(indicator)} hidden`, groups),
  ]
}

export const partlyEstimated = ({ value, protection }: Estimate) => value !== null && (protection?.estimated ?? 0) > 0

/** Dashes of what is partly estimated. */
export const estimatedDash = '3 3'

/** `partly estimated (9)` where there are any; drawn with dashes. */
export function estimatedLegend(estimates: readonly Estimate[]): LegendEntry[] {
  const many = estimates.filter(partlyEstimated).length
  return many === 0 ? [] : [{ label: `partly estimated (${formatCount(many)})`, paint: 'outline', shape: 'dashed' }]
}

/** The verdict's shape and colour. */
export function verdictMark(estimate: Estimate, cx: number, cy: number, r: number): Mark {
  const { verdict } = estimate
  const outlined = verdict === 'similar' || verdict === 'none'
  return {
    kind: 'symbol',
    shape: shapeOf[verdict],
    cx,
    cy,
    r: verdict === 'similar' || verdict === 'none' ? r * 0.86 : r,
    fill: verdict,
    stroke: outlined ? 'outline' : 'sheet',
    strokeWidth: 1,
    key: estimate.area,
  }
}

/** A scene without a drawing: says why, in the room of a few lines. */
export function emptyScene(base: Omit<Scene, 'width' | 'height' | 'marks' | 'items'>, size: Size, why?: string): Scene {
  return { ...base, legend: [], width: size.width, height: 96, marks: [], items: [], empty: why ?? base.empty }
}

/** `Per 100,000 people`, `%`: what an axis measures. */
export function unitTitle({ indicator }: Answer): string {
  const unit = indicator.unit.trim()
  if (unit === '' || unit === '-') return sentence(indicator.shortName)
  return unit === '%' ? `${sentence(indicator.shortName)}, %` : sentence(unit)
}

export function round(value: number): number {
  return Math.round(value * 100) / 100
}
