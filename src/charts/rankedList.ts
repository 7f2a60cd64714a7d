import type { Answer } from '../domain'
import type { Chart } from './chart'
import { rankedRows } from './ranked'
import type { Scene, Size } from './scene'

/** The ranked areas in the narrow column beside a map; close rows for a pointer, high ones for thumbs. */
export function rankedListScene(answer: Answer, size: Size): Scene {
  return rankedRows(answer, size, {
    id: 'ranked-list',
    minRow: size.compact ? 26 : 19,
    maxRow: size.compact ? 28 : 26,
    fontSize: 13,
    names: 0.48,
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
