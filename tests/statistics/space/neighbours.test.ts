import fc from 'fast-check'
import { topology } from 'topojson-server'
import { describe, expect, it } from 'vitest'
import type { Topology } from '../../../src/domain'
import { CalculationError } from '../../../src/domain/errors'
import {
  areasOf,
  borderNeighbours,
  components,
  EARTH_RADIUS_KM,
  islandsOf,
  keepAreas,
  nearestNeighbours,
  neighboursFromLists,
  neighboursOf,
  neighboursWithin,
  spatialWeights,
  weightSums,
  withSelf,
  type BorderRule,
  type Neighbours,
  type WeightStyle,
} from '../../../src/statistics/space'
import { linked, maps, matrixOf, smooth } from './graphs'

const listsOf = (neighbours: Neighbours) =>
  Array.from({ length: areasOf(neighbours) }, (_, area) => [...neighboursOf(neighbours, area)])

describe('neighbour lists', () => {
  it('are sorted; an empty one is an island and stays', () => {
    const neighbours = neighboursFromLists([[2, 1], [0], [0], []])
    expect(listsOf(neighbours)).toEqual([[1, 2], [0], [0], []])
    expect(islandsOf(neighbours)).toEqual([3])
  })
  it.each([[[[1], [2]]], [[[1, 1], [0]]], [[[0.5], [0]]], [[[NaN], [0]]], [[[-1], [0]]]])('refuse %j', (lists) =>
    expect(() => neighboursFromLists(lists)).toThrow(CalculationError),
  )
  it('lose areas that are left out, and those alone become islands', () => {
    const neighbours = linked(4, [[0, 1], [1, 2], [2, 3]]) // prettier-ignore
    expect(listsOf(keepAreas(neighbours, [3, 2, 0]))).toEqual([[1], [0], []])
    expect(() => keepAreas(neighbours, [0, 0])).toThrow(CalculationError)
    expect(() => keepAreas(neighbours, [4])).toThrow(CalculationError)
  })
  it('gain each area itself, once', () => {
    const once = withSelf(linked(3, [[0, 2]]))
    expect(listsOf(once)).toEqual([[0, 2], [1], [0, 2]])
    expect(listsOf(withSelf(once))).toEqual(listsOf(once))
  })
})

describe('components', () => {
  it('are what a walk over neighbours reaches, counted from the first area', () => {
    fc.assert(
      fc.property(maps(2, 30, smooth), ({ neighbours }) => {
        const { component, count } = components(neighbours)
        const seen: number[] = []
        const walk = (area: number, name: number) => {
          if (seen[area] !== undefined) return
          seen[area] = name
          neighboursOf(neighbours, area).forEach((id) => walk(id, name))
        }
        let names = 0
        for (let area = 0; area < areasOf(neighbours); area++) if (seen[area] === undefined) walk(area, names++)
        expect([...component]).toEqual(seen)
        expect(count).toBe(names)
      }),
    )
  })
  it('do not mind which way a link points', () =>
    expect(components(neighboursFromLists([[], [0], [1], []])).component).toEqual(Uint32Array.of(0, 0, 0, 1)))
})

describe('spatial weights', () => {
  const styles: WeightStyle[] = ['B', 'W', 'C', 'U', 'S']
  it('sum to what their style says; S₀, S₁, S₂ are those of the full matrix', () => {
    fc.assert(
      fc.property(maps(2, 15, smooth), fc.constantFrom(...styles), ({ neighbours }, style) => {
        const weights = spatialWeights(neighbours, style)
        const m = matrixOf(weights)
        const { s0, s1, s2, linked: areas } = weightSums(weights)
        const row = (i: number) => m[i]!.reduce((sum, each) => sum + each, 0)
        const column = (j: number) => m.reduce((sum, each) => sum + each[j]!, 0)
        const all = m.flatMap((each, i) => each.map((w, j) => (w + m[j]![i]!) ** 2 / 2))
        expect(s0).toBeCloseTo(style === 'B' ? neighbours.ids.length : style === 'U' ? 1 : areas, 10)
        expect(s1).toBeCloseTo(all.reduce((sum, each) => sum + each, 0), 10) // prettier-ignore
        expect(s2).toBeCloseTo(m.reduce((sum, _, i) => sum + (row(i) + column(i)) ** 2, 0), 8) // prettier-ignore
        if (style === 'W') m.forEach((_, i) => expect(row(i)).toBeCloseTo(islandsOf(neighbours).includes(i) ? 0 : 1, 12)) // prettier-ignore
      }),
    )
  })
  it('take strengths; refuse bad ones and maps without a link', () => {
    const neighbours = linked(3, [[0, 1], [1, 2]]) // prettier-ignore
    expect([...spatialWeights(neighbours, 'W', [2, 1, 3, 5]).weights]).toEqual([1, 0.25, 0.75, 1])
    for (const strengths of [
      [1, 1, 1],
      [1, -1, 1, 1],
      [1, NaN, 1, 1],
      [0, 1, 1, 1],
    ])
      expect(() => spatialWeights(neighbours, 'B', strengths)).toThrow(CalculationError)
    expect(() => spatialWeights(neighboursFromLists([[], []]), 'W')).toThrow(CalculationError)
  })
  it('sums of weights do not mind links of one direction', () => {
    const weights = spatialWeights(neighboursFromLists([[1], [2], [1]]), 'B')
    expect(weightSums(weights)).toEqual({ s0: 3, s1: 0.5 + 0.5 + 4 * 0.5 * 2, s2: 1 + 9 + 4, linked: 3 })
  })
})

describe('neighbours by border', () => {
  const square = (code: string, x: number, y: number) => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: 'Polygon', coordinates: [[[x, y], [x, y + 1], [x + 1, y + 1], [x + 1, y], [x, y]]] }, // prettier-ignore
  })
  const board = (wide: number, high: number, ...more: object[]) =>
    Array.from({ length: wide * high }, (_, at) => square(`${at}`, at % wide, Math.floor(at / wide))).concat(more as never) // prettier-ignore
  const drawn = (features: object[], quantization?: number) =>
    topology({ areas: { type: 'FeatureCollection', features } }, quantization) as Topology
  const near = (wide: number, areas: number, rule: BorderRule) =>
    Array.from({ length: areas }, (_, one) =>
      Array.from({ length: areas }, (_, other) => other).filter((other) => {
        const [dx, dy] = [Math.abs((one % wide) - (other % wide)), Math.abs(Math.floor(one / wide) - Math.floor(other / wide))] // prettier-ignore
        return rule === 'queen' ? Math.max(dx, dy) === 1 : dx + dy === 1
      }),
    )
  it.each(['rook', 'queen'] as const)(
    'on a chess board are those that a %s reaches in a step, on a grid of points or not',
    (rule) => {
      for (const [wide, high] of [
        [1, 2],
        [3, 3],
        [5, 4],
      ] as const)
        // prettier-ignore
        for (const quantization of [undefined, 1e4]) {
        const codes = Array.from({ length: wide * high }, (_, at) => `${at}`)
        const found = borderNeighbours(drawn(board(wide, high), quantization), codes, rule)
        expect(listsOf(found)).toEqual(near(wide, wide * high, rule))
      }
    },
  )
  it('an area without a shape, or off the coast, is an island; other codes are passed over', () => {
    const shapes = drawn(board(2, 1, square('off', 9, 9)))
    expect(listsOf(borderNeighbours(shapes, ['off', '1', 'unknown', '0'], 'queen'))).toEqual([[], [3], [], [1]])
    expect(listsOf(borderNeighbours(shapes, ['off', '1'], 'rook'))).toEqual([[], []])
  })
  it('an area of several shapes borders what any of them borders, and never itself', () => {
    const shapes = drawn([square('a', 0, 0), square('b', 1, 0), square('a', 2, 0), square('c', 3, 0)])
    expect(listsOf(borderNeighbours(shapes, ['a', 'b', 'c'], 'rook'))).toEqual([[1, 2], [0], [0]])
  })
})

describe('neighbours by distance', () => {
  const coordinate = fc.double({ min: -50, max: 50, noNaN: true })
  const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 60 })
  const sphere = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]) => {
    const [f1, f2, dl] = [b, d, c - a].map((each) => (each * Math.PI) / 180) as [number, number, number]
    const h = Math.sin((f2 - f1) / 2) ** 2 + Math.cos(f1) * Math.cos(f2) * Math.sin(dl / 2) ** 2
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(h))
  }
  const plane = (one: readonly [number, number], other: readonly [number, number]) =>
    Math.hypot(one[0] - other[0], one[1] - other[1])
  it.each([
    ['plane', plane, 30],
    ['globe', sphere, 3000],
  ] as const)('on the %s are those found by trying all', (on, distance, reach) => {
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 6 }), (list, wanted) => {
        const [east, north] = [list.map(([x]) => x), list.map(([, y]) => y)]
        const places = on === 'plane' ? ({ on, x: east, y: north } as const) : ({ on, longitude: east, latitude: north } as const) // prettier-ignore
        const k = Math.min(wanted, list.length - 1)
        const away = list.map((one, area) => list.map((other, id) => (area === id ? Infinity : distance(one, other))))
        listsOf(nearestNeighbours(places, k)).forEach((found, area) => {
          const kth = away[area]!.toSorted((one, other) => one - other)[k - 1]!
          expect(found).toHaveLength(k)
          for (const id of found) expect(away[area]![id]).toBeLessThanOrEqual(kth * (1 + 1e-7) + 1e-4)
        })
        listsOf(neighboursWithin(places, reach)).forEach((found, area) =>
          away[area]!.forEach((far, id) => {
            if (Math.abs(far - reach) > 1e-6) expect(found.includes(id)).toBe(far < reach)
          }),
        )
      }),
    )
  })
  it('London is 343.5 km from Paris, and not 343', () => {
    const places = { on: 'globe', longitude: [-0.1278, 2.3522], latitude: [51.5074, 48.8566] } as const
    expect(neighboursWithin(places, 343).ids).toHaveLength(0)
    expect(neighboursWithin(places, 344).ids).toHaveLength(2)
  })
  it('of equally far areas the first is nearest; a band holds all at one point', () => {
    const cross = { on: 'plane', x: [0, 1, -1, 0, 0], y: [0, 0, 0, 1, -1] } as const
    expect([...neighboursOf(nearestNeighbours(cross, 2), 0)]).toEqual([1, 2])
    expect(listsOf(neighboursWithin({ on: 'plane', x: [1, 1, 1], y: [2, 2, 2] }, 0.1))).toEqual([[1, 2], [0, 2], [0, 1]]) // prettier-ignore
  })
  it('refuse k beyond the areas, a distance of 0, and places that are nowhere', () => {
    const places = { on: 'plane', x: [0, 1], y: [0, 0] } as const
    for (const k of [0, 2, 1.5]) expect(() => nearestNeighbours(places, k)).toThrow(CalculationError)
    for (const distance of [0, -1, NaN, Infinity]) expect(() => neighboursWithin(places, distance)).toThrow(CalculationError) // prettier-ignore
    expect(() => nearestNeighbours({ on: 'globe', longitude: [0, NaN], latitude: [1, 2] }, 1)).toThrow(CalculationError)
    expect(() => nearestNeighbours({ on: 'plane', x: [0, 1, 2], y: [1, 2] }, 1)).toThrow(CalculationError)
  })
})
