import type { Answer, Estimate } from '../domain'
import { ranked } from '../words'
import { withGroups } from '../words/with-groups'
import { caterpillarScene } from './caterpillar'
import { emptyScene, estimatedLegend, hiddenLegend, sceneBase, type Chart } from './chart'
import { bands, drawRow, layOutRows, type RowStyle } from './row'
import type { Scene, Size } from './scene'
import { valueAxis } from './valueAxis'

export interface RankedExtras {
  /** Draws the 99.8 % intervals too. */
  wide?: boolean
  /** The reader's own groups of areas, as rows among the others. */
  groups?: readonly Estimate[]
}

/** More areas than this are drawn as a dense caterpillar of fixed height. */
const manyAreas = 150

/** Areas ranked by value with intervals, against the comparator. Height follows from the number of areas. */
export function rankedScene(answer: Answer, size: Size, extras: RankedExtras = {}): Scene {
  const style: RowStyle = {
    id: 'ranked',
    minRow: size.compact ? 24 : 16,
    maxRow: 28,
    fontSize: 13,
    names: size.compact ? 0.42 : 0.36,
    wraps: true,
    printsIntervals: true,
    wide: extras.wide ?? false,
  }
  return rankedRows(answer, size, style, extras.groups)
}

export const rankedChart: Chart<RankedExtras> = {
  id: 'ranked',
  label: 'Ranked areas',
  accepts: () => true,
  scene: rankedScene,
}

export function rankedRows(areas: Answer, size: Size, style: RowStyle, groups: readonly Estimate[] = []): Scene {
  const answer = withGroups(areas, groups)
  const base = sceneBase(areas, style.id, 'verdicts', 'Ranked chart with 95 % intervals')
  if (base.empty !== null) return emptyScene(base, size)
  const order = ranked(answer.estimates)
  if (order.length > manyAreas) return caterpillarScene(answer, base, order, size)
  const plan = layOutRows(answer, order, size, style)
  const rows = order.map((estimate, index) => drawRow(estimate, index, answer, plan))
  return {
    ...base,
    legend: [...base.legend, ...hiddenLegend(order, answer.indicator), ...estimatedLegend(order)],
    width: size.width,
    height: plan.height,
    marks: [...bands(order, answer, plan), ...valueAxis(answer, plan), ...rows.flatMap((row) => row.marks)],
    items: rows.map((row) => row.item),
  }
}
