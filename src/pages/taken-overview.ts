import type { Overview, OverviewRow } from '../domain'
import { stripReach, stripScene } from '../charts/strip'
import { spineLegend, spineScene } from '../charts/spine'
import { stackScenes, stackWords, type Stacked } from '../charts/stack'
import type { Scene, Size } from '../charts/scene'
import type { App } from '../state'
import { standingsOf } from '../state/of-overview'
import { resolveView } from '../view'
import { sentence, sourceLine } from '../words'
import { overviewFinding, overviewRowWords } from '../words/overview'
import { profileFinding, profileRowWords } from '../words/profile'
import type { TakenFigures } from './taking'

const synthetic = ({ context }: Overview) => (context.release.synthetic ? 'SYNTHETIC. ' : '')

/** Every indicator's strip of areas, widest first, as one picture. */
export function stripsScene(overview: Overview, { width }: Size): Scene {
  const { rows, context, question } = overview
  const reach = stripReach(rows)
  const room = width - stackWords(width)
  const rowOf = (row: OverviewRow, at: number): Stacked => {
    const { name, about, size, interval, sure } = overviewRowWords(row, overview)
    const scene = stripScene(row, { width: room, height: 36, compact: false }, { chosen: question.chosen, comparatorLabel: context.comparatorLabel, reach, axis: at === 0 || at === rows.length - 1 }) // prettier-ignore
    return { name, lines: [about, size ? `${size} (${interval}); ${sure}` : sure].filter(Boolean), scene }
  }
  const { headline } = overviewFinding(overview)
  return stackScenes(rows.map(rowOf), width, {
    id: 'strips',
    title: 'Where variation is greatest',
    subtitle: `${synthetic(overview)}${sentence(context.areaTypeLabel.many)} of ${context.placeLabel}; each mark is an area, the line is ${context.comparatorLabel}`,
    source: sourceLine(context.release),
    description: `${headline}. One strip of ${context.areaTypeLabel.many} for each indicator, widest variation first.`,
    legend: [],
    notes: ['Above the line: higher; below: lower; across it: cannot be told apart. The grey band is about what chance alone does.'], // prettier-ignore
    empty: rows.length === 0 ? 'This release holds no indicators.' : null,
  })
}

/** One area's spine charts, as one picture; null where the area is none of those compared. */
export function spinesScene(overview: Overview, code: string, { width }: Size): Scene | null {
  const { context, question } = overview
  const standings = standingsOf(overview)
  const standing = standings.areas.find(({ area }) => area === code)
  if (!standing) return null
  const room = width - stackWords(width)
  const rowOf = (row: OverviewRow, at: number): Stacked => {
    const estimate = standing.estimates[at] ?? null
    const { name, about, value, verdict } = profileRowWords(row, estimate, context)
    const scene = spineScene({ row, estimate, name: standing.name, context, chosen: question.chosen }, { width: room, height: 56, compact: false }) // prettier-ignore
    return { name, lines: [about, [value, verdict].filter(Boolean).join(', ')], scene }
  }
  return stackScenes(standings.rows.map(rowOf), width, {
    id: 'spines',
    title: `${standing.name} on every indicator`,
    subtitle: `${synthetic(overview)}Each bar reaches from the lowest to the highest of the ${context.areaTypeLabel.many} of ${context.placeLabel}`,
    source: sourceLine(context.release),
    description: `${profileFinding(standing, standings, overview).headline}.`,
    legend: spineLegend(standings, context),
    notes: ['Better lies to the right; where nothing is better or worse, higher does.'],
    empty: standings.rows.length === 0 ? 'This release holds no indicators.' : null,
  })
}

/** The figures of every indicator of an overview, with the period and the people that each is of. */
export function overviewFigures({ rows, question }: Overview, app: App): TakenFigures[] {
  const { release } = app
  if (!release) return []
  return rows.flatMap(({ indicator, periodLabel, estimates, comparator }) => {
    const view = app.with({ indicator: indicator.id, period: undefined, sex: undefined, ages: [], category: undefined })
    const { question: own } = resolveView(view, release)
    const period = release.dimensions.periods.find(({ label }) => label === periodLabel)?.code ?? own.period
    return [{ indicator, estimates, comparator, question: { ...own, period, comparator: question.comparator } }]
  })
}
