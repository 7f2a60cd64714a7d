import type { HexLayout } from '../domain'
import { fit, type Frame, type Geometry, type Outline } from './geometry'

const fitted = new WeakMap<HexLayout, Map<string, Geometry>>()
const half = Math.sqrt(3) / 2

/** One hexagon an area, laid out as HexJSON says (rows count upwards), fitted to the frame; kept for new colourings. */
export function hexGeometry(layout: HexLayout, codes: readonly string[], frame: Frame): Geometry {
  const kept = fitted.get(layout) ?? new Map<string, Geometry>()
  fitted.set(layout, kept)
  const key = [frame.left, frame.right, frame.top, frame.bottom, frame.width, frame.height, codes.join(' ')].join()
  const found = kept.get(key)
  if (found) return found
  const present = codes.filter((code) => layout.hexes[code])
  const { shapes, height } = fit(
    present.map((code) => hexagon(code, layout)),
    frame,
  )
  const geometry = { shapes, borders: touching(present, layout), width: frame.width, height, cells: true }
  if (kept.size > 7) kept.clear()
  kept.set(key, geometry)
  return geometry
}

/** Centre in units of the hexagon's radius, y downwards. */
function centre(code: string, { layout, hexes }: HexLayout): [number, number] {
  const { q, r } = hexes[code] ?? { q: 0, r: 0 }
  const odd = (n: number) => Math.abs(n % 2)
  const shift = layout.startsWith('odd') ? odd : (n: number) => 1 - odd(n)
  if (layout.endsWith('-r')) return [2 * half * (q + shift(r) / 2), -1.5 * r]
  return [1.5 * q, -2 * half * (r + shift(q) / 2)]
}

function hexagon(code: string, layout: HexLayout): Outline {
  const [cx, cy] = centre(code, layout)
  const turn = layout.layout.endsWith('-r') ? Math.PI / 6 : 0
  const corners = [0, 1, 2, 3, 4, 5].flatMap((i) => {
    const angle = turn + (i * Math.PI) / 3
    return [cx + Math.cos(angle), cy + Math.sin(angle)]
  })
  return { code, rings: [corners] }
}

/** Centres one hexagon's width apart touch. */
function touching(codes: readonly string[], layout: HexLayout): Map<string, string[]> {
  const cell = (x: number, y: number) => `${Math.round(x * 4)},${Math.round(y * 4)}`
  const at = new Map(codes.map((code) => [cell(...centre(code, layout)), code]))
  const turn = layout.layout.endsWith('-r') ? 0 : Math.PI / 6
  return new Map(
    codes.map((code) => {
      const [x, y] = centre(code, layout)
      const around = [0, 1, 2, 3, 4, 5].map((i) => turn + (i * Math.PI) / 3)
      const found = around.map((angle) => at.get(cell(x + 2 * half * Math.cos(angle), y + 2 * half * Math.sin(angle))))
      return [code, found.filter((other) => other !== undefined)]
    }),
  )
}
