import { describe, expect, it } from 'vitest'
import { feature, merge, neighbors } from 'topojson-client'
import type { GeometryCollection, Polygon, Topology } from 'topojson-specification'
import { geoArea } from 'd3'
import {
  formerDistricts,
  hexBoundaries,
  neighboursOf,
  peopleByFifth,
  places,
  populationOf,
  regions,
} from '../../src/demo'
import { demoAreas } from '../../src/demo/dimensions'
import { hexLayout } from '../../src/demo/hexagons'
import { ethnicShares, fifthShares } from '../../src/demo/population'

interface Drawn extends GeometryCollection {
  geometries: (Polygon & { properties: { code: string } })[]
}

const named = (name: string) => places.find((place) => place.name === name)!
const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0)

describe('places', () => {
  it('are the 62 authorities of four regions', () => {
    expect(new Set(places.map(({ code }) => code)).size).toBe(62)
    expect(places.every(({ code }) => /^E0[678]\d{6}$/.test(code))).toBe(true)
    const sizes = regions.map(({ id }) => places.filter(({ region }) => region === id).length)
    expect(Object.fromEntries(regions.map(({ id }, at) => [id, sizes[at]]))).toEqual({
      nwc: 24,
      gm: 10,
      cy: 15,
      nenc: 13,
    })
  })

  it('are whole numbers of thousands, shares of one and points in the North', () => {
    for (const { people, ethnicMix, x, y, score } of places) {
      expect(people % 1000).toBe(0)
      expect(Math.abs(sum(ethnicMix) - 100)).toBeLessThanOrEqual(1)
      expect(x > -3.7 && x < 0.1 && y > 53 && y < 55.9).toBe(true)
      expect(score).toBeGreaterThan(5)
    }
  })

  it('put the most and the least deprived where they are known to be', () => {
    const order = [...places].sort((a, b) => b.score - a.score).map(({ name }) => name)
    expect(order.slice(0, 6).sort()).toEqual(
      ['Blackpool', 'Kingston upon Hull', 'Knowsley', 'Liverpool', 'Manchester', 'Middlesbrough'].sort(),
    )
    expect(order.at(-1)).toBe('Ribble Valley')
  })

  it('keep the districts of 2023 with their last day and the authority that took their place', () => {
    const areas = demoAreas()
    const former = areas.filter(({ type }) => type === 'former-district')
    expect(former).toHaveLength(13)
    expect(former.every(({ validTo, successors }) => validTo === '2023-03-31' && successors.length === 1)).toBe(true)
    const today = new Set(places.map(({ code }) => code))
    expect(formerDistricts.every(({ successor }) => today.has(successor))).toBe(true)
    expect(areas.filter(({ type }) => type === 'region').every(({ parents }) => parents[0] === 'NORTH')).toBe(true)
  })
})

describe('populations', () => {
  it('add up to what each place is said to have, within rounding', () => {
    for (const place of places) {
      const all = sum(populationOf(place).get(2023)!)
      expect(Math.abs(all - place.people)).toBeLessThanOrEqual(200)
    }
    expect(sum(places.map(({ people }) => people)) / 1e6).toBeCloseTo(15.7, 1)
  })

  it('are old by the sea and young where students are', () => {
    const share = (name: string, from: number, to: number) => {
      const people = populationOf(named(name)).get(2023)!
      return sum([...people].filter((_, cell) => cell % 19 >= from && cell % 19 < to)) / sum(people)
    }
    expect(share('Wyre', 13, 19)).toBeGreaterThan(0.25)
    expect(share('Manchester', 13, 19)).toBeLessThan(0.15)
    expect(share('Manchester', 4, 6)).toBeGreaterThan(2 * share('Wyre', 4, 6))
  })

  it('share out into deprivation fifths and ethnic groups without losing anybody', () => {
    for (const place of places) {
      expect(sum(peopleByFifth(place, 123_457))).toBe(123_457)
      expect(sum(ethnicShares(place, 3))).toBeCloseTo(1, 12)
    }
    expect(fifthShares(named('Blackpool'))[0]).toBeGreaterThan(0.5)
    expect(fifthShares(named('Ribble Valley'))[0]).toBeLessThan(0.05)
  })
})

describe('hexagons', () => {
  const topology = hexBoundaries() as unknown as Topology
  const la = topology.objects['la'] as Drawn
  const region = topology.objects['region'] as Drawn
  const touching = neighbors(la.geometries).map((list) => list.map((at) => places[at]!.name))
  const around = (name: string) => touching[named(name).index]!

  it('stand one to a place, no two on the same spot', () => {
    const { hexes } = hexLayout()
    expect(Object.keys(hexes)).toEqual(places.map(({ code }) => code))
    expect(new Set(Object.values(hexes).map(({ q, r }) => `${q} ${r}`)).size).toBe(62)
    expect(la.geometries.map(({ properties }) => properties.code)).toEqual(places.map(({ code }) => code))
  })

  it('have the same neighbours by shared arcs as by the grid', () => {
    places.forEach((place) =>
      expect([...around(place.name)].sort()).toEqual(
        neighboursOf(place, places)
          .map(({ name }) => name)
          .sort(),
      ),
    )
  })

  it('let places touch that touch', () => {
    expect(around('Salford')).toEqual(
      expect.arrayContaining(['Manchester', 'Bolton', 'Bury', 'Trafford', 'Warrington']),
    )
    expect(around('Liverpool')).toEqual(expect.arrayContaining(['Sefton', 'Knowsley']))
    expect(around('Northumberland')).toEqual(expect.arrayContaining(['Cumberland', 'Newcastle upon Tyne']))
    expect(around('East Riding of Yorkshire')).toEqual(expect.arrayContaining(['Kingston upon Hull', 'York']))
    expect(around('Wirral')).toContain('Cheshire West and Chester')
    expect(around('Manchester')).not.toContain('Leeds')
    expect(Math.min(...touching.map((list) => list.length))).toBeGreaterThanOrEqual(1)
  })

  it('run clockwise as d3 draws them, and join into four whole regions', () => {
    const shapes = feature(topology, la).features
    expect(shapes.every((shape) => geoArea(shape) < 0.001)).toBe(true)
    regions.forEach(({ id, code }, at) => {
      const members = la.geometries.filter((_, place) => places[place]!.region === id)
      const drawn = feature(topology, region.geometries[at]!)
      expect(merge(topology, members).coordinates).toHaveLength(1)
      expect(region.geometries[at]!.properties.code).toBe(code)
      expect(geoArea(drawn)).toBeCloseTo(sum(members.map((member) => geoArea(feature(topology, member)))), 8)
    })
  })
})
