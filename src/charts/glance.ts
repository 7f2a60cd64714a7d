import type { Mark, Scene } from './scene'
import { moved } from './stack'
import { fitText } from './text'

/** A chart of one line, and what stands to its left. */
export interface GlanceRow {
  name: string
  scene: Scene
}

/** Rows as high as fit, each chart cut to its line: what stands under it, in small letters, is left to larger pictures. */
export function glanceScene(
  rows: readonly GlanceRow[],
  { width, height, names }: { width: number; height: number; names: number },
  about: Omit<Scene, 'width' | 'height' | 'marks' | 'items'>,
): Scene {
  const high = Math.min(44, Math.floor(height / Math.max(1, rows.length)))
  const marks = rows.flatMap(({ name, scene }, at): Mark[] => [
    { kind: 'text', x: 0, y: at * high + 23, text: fitText(name, names - 8, 14), size: 14, fill: 'ink' },
    ...scene.marks.filter(({ kind }) => kind !== 'text').map((mark) => moved(mark, names, at * high)),
  ])
  return { ...about, width, height: rows.length * high, marks, items: [] }
}
