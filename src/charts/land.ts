import type { Box } from './boxes'
import { boundsOf, type Geometry, type Shape } from './geometry'

export interface Land {
  /** Share of a box that lies on areas, 0 to 1. */
  covered(box: Box): number
}

const cell = 6

/** Which cells of the drawing are land. */
export function landGrid({ shapes, width, height }: Geometry): Land {
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)]
  const grid = new Uint8Array(columns * rows)
  for (const { rings } of shapes.values()) fillRows(rings, grid, columns, rows)
  return {
    covered(box) {
      let [hit, all] = [0, 0]
      for (let y = Math.floor(box.y / cell); y <= Math.floor((box.y + box.height) / cell); y++)
        for (let x = Math.floor(box.x / cell); x <= Math.floor((box.x + box.width) / cell); x++) {
          all++
          hit += grid[y * columns + x] ?? 0
        }
      return hit / all
    },
  }
}

function fillRows(rings: Shape['rings'], grid: Uint8Array, columns: number, rows: number): void {
  const box = boundsOf(rings)
  for (
    let row = Math.max(0, Math.floor(box.y / cell));
    row <= Math.min(rows - 1, Math.floor((box.y + box.height) / cell));
    row++
  ) {
    const y = (row + 0.5) * cell
    const crossings: number[] = []
    for (const ring of rings)
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [ring[i], ring[i + 1], ring[j], ring[j + 1]]
        if (y1 > y !== y2 > y) crossings.push(((x2 - x1) * (y - y1)) / (y2 - y1) + x1)
      }
    crossings.sort((a, b) => a - b)
    for (let i = 0; i + 1 < crossings.length; i += 2)
      grid.fill(
        1,
        row * columns + Math.max(0, Math.floor((crossings[i] ?? 0) / cell)),
        row * columns + Math.min(columns, Math.ceil((crossings[i + 1] ?? 0) / cell)),
      )
  }
}
