import { topology } from 'topojson-server'
import type { HexLayout } from '../../src/domain'
import type { Topology } from '../../src/charts'

type Ring = [number, number][]

/** Squares on a grid with shared arcs; `columns` to a row, each `step` wide, the first at `origin`. */
export function gridTopology(
  codes: readonly string[],
  columns: number,
  step = 1,
  origin: [number, number] = [0, 0],
): Topology {
  const features = codes.map((code, i) => {
    const [x, y] = [origin[0] + (i % columns) * step, origin[1] + Math.floor(i / columns) * step]
    return polygon(code, [
      [x, y],
      [x, y + step],
      [x + step, y + step],
      [x + step, y],
      [x, y],
    ])
  })
  return topologyOf(features)
}

export function polygon(code: string, ring: Ring) {
  return { type: 'Feature' as const, properties: { code }, geometry: { type: 'Polygon' as const, coordinates: [ring] } }
}

export function topologyOf(features: ReturnType<typeof polygon>[]): Topology {
  return topology({ areas: { type: 'FeatureCollection', features } }, 1e5) as unknown as Topology
}

export function hexLayout(codes: readonly string[], columns: number): HexLayout {
  return {
    layout: 'odd-r',
    hexes: Object.fromEntries(codes.map((code, i) => [code, { q: i % columns, r: Math.floor(i / columns) }])),
  }
}
