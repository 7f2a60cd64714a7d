import type { Mark, Scene } from './scene'
import { wrapText } from './text'

/** A scene and the words that stand to its left. */
export interface Stacked {
  /** In bold; then the smaller lines under it. */
  name: string
  lines: readonly string[]
  scene: Scene
}

const GAP = 10
const NAME = 14
const LINE = 12

/** Of a stack's width, what the words to the left take. */
export const stackWords = (width: number): number => Math.round(Math.max(120, width * 0.34))

/** Scenes one below the other, each with its words, as one picture. `about` says what they are together. */
export function stackScenes(
  rows: readonly Stacked[],
  width: number,
  about: Omit<Scene, 'width' | 'height' | 'marks' | 'items'>,
): Scene {
  // prettier-ignore
  const left = stackWords(width)
  const marks: Mark[] = []
  const items: Scene['items'][number][] = []
  let top = 0
  for (const row of rows) {
    const words = wordMarks(row, left - 16, top)
    marks.push({ kind: 'line', x1: 0, y1: top, x2: width, y2: top, stroke: 'rule', strokeWidth: 1 }, ...words.marks)
    const down = top + GAP
    if (row.scene.empty === null) {
      marks.push(...row.scene.marks.map((mark) => moved(mark, left, down)))
      items.push(...row.scene.items.map((item) => ({ ...item, area: item.area ?? item.key, key: `${row.name}: ${item.key}`, box: { ...item.box, x: item.box.x + left, y: item.box.y + down } }))) // prettier-ignore
    } else marks.push({ kind: 'text', x: left, y: down + 16, text: row.scene.empty, size: LINE, fill: 'muted' })
    top = Math.max(words.bottom, down + row.scene.height) + GAP
  }
  return { ...about, width, height: top, marks, items }
}

function wordMarks({ name, lines }: Stacked, room: number, top: number): { marks: Mark[]; bottom: number } {
  let y = top + GAP
  const marks: Mark[] = []
  const say = (text: string, size: number, weight: 'normal' | 'bold', fill: 'ink' | 'muted') => {
    for (const line of wrapText(text, room, size, weight) ?? [text]) {
      y += size * 1.3
      marks.push({ kind: 'text', x: 0, y, text: line, size, weight, fill })
    }
  }
  say(name, NAME, 'bold', 'ink')
  for (const line of lines) say(line, LINE, 'normal', 'muted')
  return { marks, bottom: y }
}

/** A mark elsewhere. Paths move by their absolute coordinates: `M` and `L` alone, as the scenes of rows draw them. */
export function moved(mark: Mark, dx: number, dy: number): Mark {
  switch (mark.kind) {
    case 'line':
      return { ...mark, x1: mark.x1 + dx, x2: mark.x2 + dx, y1: mark.y1 + dy, y2: mark.y2 + dy }
    case 'rect':
    case 'text':
      return { ...mark, x: mark.x + dx, y: mark.y + dy }
    case 'circle':
    case 'symbol':
      return { ...mark, cx: mark.cx + dx, cy: mark.cy + dy }
    case 'path':
      return { ...mark, d: movedPath(mark.d, dx, dy) }
  }
}

function movedPath(d: string, dx: number, dy: number): string {
  if (/[^MLZ\d.,eE\s-]/.test(d)) throw new TypeError(`A path of straight lines was expected, found ${d.slice(0, 40)}`)
  return d.replace(/([ML])(-?[\d.]+(?:e-?\d+)?)[ ,](-?[\d.]+(?:e-?\d+)?)/g, (_, to: string, x: string, y: string) => `${to}${Number(x) + dx},${Number(y) + dy}`) // prettier-ignore
}
