/** A rectangle in pixels of the drawing. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

export function inside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

/** Boxes of 2 × `reach` pixels strung along a line, for labels to keep clear of. */
export function alongLine(points: readonly (readonly [number, number])[], reach: number): Box[] {
  const boxes: Box[] = []
  for (let i = 1; i < points.length; i++) {
    const [x1, y1] = points[i - 1] ?? [0, 0]
    const [x2, y2] = points[i] ?? [0, 0]
    const steps = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / (2 * reach)))
    for (let s = 0; s <= steps; s++) {
      const [x, y] = [x1 + ((x2 - x1) * s) / steps, y1 + ((y2 - y1) * s) / steps]
      boxes.push({ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach })
    }
  }
  return boxes
}

/** Moves centres apart until neighbours are `gap` from each other, within `from` and `to`; keeps their order. */
export function spreadOut(centres: readonly number[], gap: number, from: number, to: number): number[] {
  const order = centres.map((centre, index) => ({ centre, index })).sort((a, b) => a.centre - b.centre)
  let floor = from
  for (const entry of order) {
    entry.centre = Math.max(entry.centre, floor)
    floor = entry.centre + gap
  }
  let ceiling = to
  for (const entry of [...order].reverse()) {
    entry.centre = Math.min(entry.centre, ceiling)
    ceiling = entry.centre - gap
  }
  const moved = [...centres]
  for (const { centre, index } of order) moved[index] = centre
  return moved
}
