import { describe, expect, it } from 'vitest'
import { toDegrees } from '../../../src/imports/plain/grid'
import { readShapes } from '../../../src/imports/plain/shapes'
import { bring, opened } from './bring'

const csv = 'Area,Year,Count,Population\nManchester,2022,30,200\nSalford,2022,50,400\nStockport,2022,60,400\n'
type Ring = number[][]
const square = (x: number, y: number, size = 0.1): Ring[] => [[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]] // prettier-ignore
const feature = (properties: Record<string, unknown>, x: number, y: number, size?: number) => ({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: square(x, y, size) } }) // prettier-ignore

const geojson = {
  type: 'FeatureCollection',
  features: [
    feature({ LAD23CD: 'E08000003', LAD23NM: 'Manchester' }, -2.3, 53.4),
    feature({ LAD23CD: 'E08000006', LAD23NM: 'Salford' }, -2.4, 53.4),
    { type: 'Feature', properties: { LAD23CD: 'x' }, geometry: { type: 'Point', coordinates: [0, 0] } },
  ],
}
const topojson = {
  type: 'Topology',
  objects: {
    areas: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', arcs: [[0, 1]], id: 'E08000003' },
        { type: 'Polygon', arcs: [[-1, 2]], properties: { name: 'Salford' }, id: 'E08000006' },
      ],
    },
  },
  arcs: [[[-2.3, 53.4], [-2.3, 53.5]], [[-2.3, 53.5], [-2.2, 53.5], [-2.2, 53.4], [-2.3, 53.4]], [[-2.3, 53.4], [-2.4, 53.4], [-2.4, 53.5], [-2.3, 53.5]]],
} // prettier-ignore
const hexjson = {
  layout: 'odd-r',
  hexes: { E08000003: { n: 'Manchester', q: 0, r: 0 }, E08000006: { n: 'Salford', q: 1, r: 0 }, E08000007: { n: 'Stockport', q: 1, r: 1 } },
} // prettier-ignore

const drawnIn = (boundaries: unknown) =>
  Object.values((boundaries as { objects: Record<string, { geometries: { properties: { code: string } }[] }> }).objects).flatMap(({ geometries }) => geometries.map(({ properties }) => properties.code)) // prettier-ignore

describe('boundaries beside a table', () => {
  it('come as GeoJSON, and areas without any are counted', async () => {
    const { draft, report, brought } = await opened(csv, { beside: { 'areas.geojson': geojson } })
    expect(brought.shapes[0]).toMatchObject({ kind: 'GeoJSON', code: 'LAD23CD', label: 'LAD23NM', projection: 'degrees' }) // prettier-ignore
    expect(drawnIn(draft.boundaries)).toEqual(['E08000003', 'E08000006'])
    expect(report.withoutBoundary).toEqual({ ltla: ['E08000007'] })
    expect(report.notes).toContain('No boundary was found for 1 area.')
  })

  it('come as TopoJSON, whose shared lines stay shared', async () => {
    const { draft } = await opened(csv, { beside: { 'areas.topojson': topojson } })
    expect(drawnIn(draft.boundaries)).toEqual(['E08000003', 'E08000006'])
    expect(draft.boundaries!.arcs).toHaveLength(3)
  })

  it('come as HexJSON', async () => {
    const { draft } = await opened(csv, { beside: { 'areas.hexjson': hexjson } })
    expect(draft.boundaries).toBeNull()
    expect(draft.layout).toMatchObject({ layout: 'odd-r', hexes: { E08000003: { q: 0, r: 0 }, E08000006: { q: 1, r: 0 }, E08000007: { q: 1, r: 1 } } }) // prettier-ignore
  })

  it('may come both as outlines and as hexagons, but not as two of a kind', async () => {
    const { draft } = await opened(csv, { beside: { 'a.geojson': geojson, 'a.hexjson': hexjson } })
    expect([draft.boundaries !== null, draft.layout !== null]).toEqual([true, true])
    expect(() => bring(csv, { beside: { 'a.geojson': geojson, 'b.topojson': topojson } })).toThrow('One file of boundaries at a time') // prettier-ignore
  })

  it('are found by name where they have no codes, and tell the table’s names where nothing else does', async () => {
    const named = { ...geojson, features: [feature({ name: 'Harbour' }, 0, 50), feature({ name: 'Hill' }, 0.1, 50)] }
    const { draft } = await opened('Place,Year,Rate\nHarbour,2022,5\nHill,2022,6\n', { known: [], beside: { 'a.geojson': named } }) // prettier-ignore
    expect(drawnIn(draft.boundaries).sort()).toEqual(['harbour', 'hill'])
    const { look } = bring('Area,Year,Rate\nManchester,2022,5\nSalford,2022,6\n', { known: [], beside: { 'a.geojson': geojson } }) // prettier-ignore
    expect(look.areas.map(({ area }) => area?.code)).toEqual(['E08000003', 'E08000006'])
  })

  it('are turned from British National Grid into degrees', async () => {
    const grid = { ...geojson, features: [feature({ code: 'E08000003' }, 384_000, 398_000, 5000), feature({ code: 'E08000006' }, 375_000, 398_000, 5000)] } // prettier-ignore
    const { brought, draft } = await opened(csv, { beside: { 'a.geojson': grid } })
    expect(brought.shapes[0]!.projection).toBe('British National Grid')
    const { arcs, transform } = draft.boundaries!
    const [x, y] = [0, 1].map((at) => arcs[0]![0]![at]! * transform!.scale[at]! + transform!.translate[at]!)
    expect(x).toBeGreaterThan(-2.5)
    expect(x).toBeLessThan(-2.1)
    expect(y).toBeGreaterThan(53.4)
    expect(y).toBeLessThan(53.6)
  })

  // Ordnance Survey, A guide to coordinate systems in Great Britain (2020), annex C: this point of the grid is 52°39′27.2531″ N, 1°43′4.5177″ E on its own datum.
  it('are turned within five metres', () => {
    const [lon, lat] = toDegrees['British National Grid'](651_409.903, 313_177.27)
    // The same point on WGS 84, shifted by about 100 m east and 70 m north of the British datum.
    expect(Math.abs(lat - (52 + 39 / 60 + 28.83 / 3600))).toBeLessThan(0.0001)
    expect(Math.abs(lon - (1 + 42 / 60 + 57.79 / 3600))).toBeLessThan(0.0002)
  })
})

describe('files that are no boundaries', () => {
  const deep = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`
  it.each([
    ['no JSON', '{"type": "Feature'],
    ['a list', '[1, 2]'],
    ['other JSON', '{"hello": 1}'],
    ['points', '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]}}]}'],
    ['nothing drawn', '{"type":"FeatureCollection","features":[]}'],
    ['no features', '{"type":"FeatureCollection","features":[null, 5]}'],
    ['no arcs', '{"type":"Topology","objects":{}}'],
    ['null objects', '{"type":"Topology","objects":{"a":null},"arcs":[]}'],
    ['missing arcs', '{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[5]]}]}},"arcs":[]}'],
    ['far coordinates', '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[9e9,0],[9e9,1],[1,1],[9e9,0]]]}}]}'],
    ['no coordinates', '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon"}}]}'],
    ['very deep coordinates', `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":${deep}}}]}`],
    ['no layout', '{"hexes":{"a":{"q":1,"r":1}}}'],
    ['hexagons nowhere', '{"layout":"odd-r","hexes":{"a":{"q":"x"},"b":null}}'],
  ])('are refused with what was found: %s', (_, text) => {
    expect(() => readShapes('a.json', text)).toThrow(expect.objectContaining({ name: 'ReleaseError' }))
  }) // prettier-ignore

  it('do no harm by their names', async () => {
    const hostile =
      '{"layout":"odd-r","hexes":{"__proto__":{"q":1,"r":1,"n":"Manchester"},"constructor":{"q":2,"r":1,"n":"Salford"}}}'
    const { layout } = (await opened(csv, { beside: { 'a.hexjson': JSON.parse(hostile) as unknown } })).draft
    expect(Object.keys(layout?.hexes ?? {}).sort()).toEqual(['E08000003', 'E08000006'])
    expect(({} as Record<string, unknown>)['q']).toBeUndefined()
  })
})
