import { feature } from 'topojson-client'
import { describe, expect, it } from 'vitest'
import type { Area, AreaType } from '../../src/domain'
import { boundariesFor } from '../../src/imports/boundaries'

const area = (code: string, type = 'unitary'): Area => ({
  ...{ code, name: code, type, parents: [], facility: null, x: null, y: null, score: null },
  ...{ validFrom: null, validTo: null, successors: [] },
})
const ltla: AreaType = { id: 'ltla', label: { one: 'authority', many: 'authorities' }, includes: ['unitary'], means: 'residence' } // prettier-ignore
const shape = (areacd: string, arcs: number[][], more: object = {}) => ({ type: 'Polygon', arcs, properties: { areacd, ...more } }) // prettier-ignore

// Two squares side by side share arc 1; arcs 0 and 4 are of areas that no release here holds.
const topology = {
  type: 'Topology',
  transform: { scale: [1, 1], translate: [0, 0] },
  objects: {
    ltla: {
      type: 'GeometryCollection',
      geometries: [
        shape('OLD', [[0]], { end: 2018 }),
        shape('A', [[1, 2]]),
        shape('B', [[~1, 3]], { start: 2023 }),
        shape('C', [[4]]),
        shape('A', [[4]], { end: 2021 }),
      ],
    },
  },
  arcs: [
    [[0, 0], [9, 0], [0, 9], [-9, -9]],
    [[1, 0], [0, 1]],
    [[1, 1], [-1, 0], [0, -1], [1, 0]],
    [[1, 0], [1, 0], [0, 1], [-1, 0]],
    [[5, 5], [1, 0], [0, 1], [-1, -1]],
  ],
} // prettier-ignore

describe('boundaries for a release', () => {
  const years = { first: 2020, last: 2024 }

  it('keeps the shapes of its areas, and only their arcs, shared ones once', () => {
    const { boundaries, without } = boundariesFor(topology, [area('A'), area('B'), area('OLD')], [ltla], years)
    expect(boundaries?.objects['ltla']?.geometries).toEqual([
      { type: 'Polygon', arcs: [[0, 1]], properties: { code: 'A', name: 'A' } },
      { type: 'Polygon', arcs: [[~0, 2]], properties: { code: 'B', name: 'B' } },
    ])
    expect(boundaries?.arcs).toEqual([topology.arcs[1], topology.arcs[2], topology.arcs[3]])
    expect(without).toEqual({ ltla: ['OLD'] })
  })

  it('draws what the source draws', () => {
    const { boundaries } = boundariesFor(topology, [area('A'), area('B')], [ltla], years)
    const drawn = feature(boundaries as never, boundaries?.objects['ltla'] as never) as unknown as { features: { geometry: unknown }[] } // prettier-ignore
    const source = feature(topology as never, topology.objects.ltla as never) as unknown as { features: { geometry: unknown }[] } // prettier-ignore
    expect(drawn.features.map((found) => found.geometry)).toEqual([1, 2].map((i) => source.features[i]?.geometry))
  })

  it('leaves out a shape that began after the release', () => {
    expect(boundariesFor(topology, [area('B')], [ltla], { first: 2018, last: 2022 })).toEqual({
      boundaries: null,
      without: { ltla: ['B'] },
    })
  })

  it.each([['{}'], ['no json'], ['{"type":"FeatureCollection"}']])('refuses %s', (text) => {
    expect(() => boundariesFor(text, [], [], years)).toThrow(/boundaries are not/)
  })
})
