import type { Mark, Scene } from '../../src/charts'
import { textWidth } from '../../src/charts/text'
import { overlaps, type Box } from '../../src/charts/boxes'

export type TextMark = Mark & { kind: 'text' }

export function texts(scene: Scene): TextMark[] {
  return scene.marks.filter((mark): mark is TextMark => mark.kind === 'text')
}

/** The ink of a text: from the height of its capitals to its baseline. */
export function textBox({ x, y, text, size = 13, anchor = 'start', weight }: TextMark): Box {
  const width = textWidth(text, size, weight)
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { x: left, y: y - size * 0.72, width, height: size * 0.72 }
}

export function overlappingTexts(scene: Scene): string[] {
  const boxes = texts(scene).map((mark) => ({ mark, box: textBox(mark) }))
  return boxes.flatMap(({ mark, box }, i) =>
    boxes
      .slice(i + 1)
      .filter((other) => overlaps(box, other.box))
      .map((other) => `${mark.text} × ${other.mark.text}`),
  )
}

export function outsideTexts(scene: Scene): string[] {
  return texts(scene)
    .filter((mark) => {
      const box = textBox(mark)
      return box.x < -1 || box.y < -1 || box.x + box.width > scene.width + 1 || box.y + box.height > scene.height + 1
    })
    .map(({ text }) => text)
}
