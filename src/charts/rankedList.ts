import type { Answer } from '../domain'
import type { Chart } from './chart'
import { rankedRows } from './ranked'
import type { Scene, Size } from './scene'

/** The ranked areas in the narrow column beside a map; keeps to the map's height as long as every name can stand in its row. */
export function rankedListScene(answer: Answer, size: Size): Scene {
  return rankedRows(answer, size, {
    id: 'ranked-list',
    minRow: size.compact ? 24 : 13,
    maxRow: 24,
    fontSize: size.compact ? 13 : 12,
    names: 0.46,
    wraps: size.compact,
    printsIntervals: false,
    wide: false,
  })
}

export const rankedListChart: Chart = {
  id: 'ranked-list',
  label: 'Ranked list',
  accepts: () => true,
  scene: rankedListScene,
}
