import { topology } from 'topojson-server'
import type { Topology } from '../../../../src/domain'
import {
  areasOf,
  borderNeighbours,
  components,
  degreesOf,
  islandsOf,
  nearestNeighbours,
  neighboursOf,
  neighboursWithin,
  weightSums,
  type BorderRule,
  type Neighbours,
} from '../../../../src/statistics/space'
import { column, type ReferenceCase, type ReferenceMethod } from '../../kit'
import { neighboursIn, weightsIn } from './inputs'

const listsOf = (neighbours: Neighbours) =>
  Array.from({ length: areasOf(neighbours) }, (_, area) => [...neighboursOf(neighbours, area)])

export const weightsFile: ReferenceMethod = {
  file: 'spatial_weights',
  proves: ['space/neighbours', 'space/weights', 'space/components', 'space/border', 'space/nearest'],
  compute(one) {
    if (one.inputs.multipolygon) return { queen: bordersOf(one, 'queen'), rook: bordersOf(one, 'rook') }
    if (one.inputs.px) return nearOf(one)
    const [neighbours, weights] = [neighboursIn(one), weightsIn(one)]
    const { s0, s1, s2, linked } = weightSums(weights)
    const { component, count } = components(neighbours)
    return {
      S0: s0,
      S1: s1,
      S2: s2,
      n_nonisland: areasOf(neighbours) - islandsOf(neighbours).length === linked ? linked : NaN,
      cards: degreesOf(neighbours),
      n_components: count,
      component: component.map((each) => each + 1),
      weights: listsOf(weights).map((list, area) => list.map((_, at) => weights.weights[weights.starts[area]! + at])),
    }
  },
  limit: (name) => (/^S\d$|^weights$/.test(name) ? { relative: 1e-12 } : 'exact'),
}

function bordersOf({ inputs }: ReferenceCase, rule: BorderRule): number[][] {
  const codes = inputs.area as string[]
  const features = (inputs.multipolygon as number[][][][][]).map((coordinates, area) => ({
    type: 'Feature',
    properties: { code: codes[area] },
    geometry: { type: 'MultiPolygon', coordinates },
  }))
  const drawn = topology({ areas: { type: 'FeatureCollection', features } }) as Topology
  return listsOf(borderNeighbours(drawn, codes, rule))
}

function nearOf({ inputs }: ReferenceCase): Record<string, number[][]> {
  const places = { on: 'plane' as const, x: column(inputs.px), y: column(inputs.py) }
  return { knn4: listsOf(nearestNeighbours(places, 4)), band60: listsOf(neighboursWithin(places, 60)) }
}
