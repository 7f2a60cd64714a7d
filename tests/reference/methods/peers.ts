import { similarAreas, standardise, type Standardisation } from '../../../src/statistics/peers'
import { column, type ReferenceMethod } from '../kit'

/** Names of R's columns and what each is standardised by. */
const BY: Record<string, Standardisation> = {
  neighbours_z: 'z-score',
  neighbours_minmax: 'min-max',
  neighbours_mahalanobis: 'mahalanobis',
}

const neighbours: ReferenceMethod = {
  file: 'statistical_neighbours',
  proves: ['peers/standardise', 'peers/similar'],
  compute({ inputs, params = {} }) {
    const variables = ['v1', 'v2', 'v3', 'v4'].map((name) => column(inputs[name]))
    const scores = standardise(variables)
    const nearest = Object.entries(BY).map(([name, by]) => [name, similarAreas(standardise(variables, by)).neighbours])
    return {
      ...Object.fromEntries(nearest),
      distance_z: similarAreas(scores).distances,
      neighbours_z_weighted: similarAreas(scores, 10, column(params.wt)).neighbours,
    }
  },
  limit: (name) => (name === 'distance_z' ? { relative: 1e-10 } : 'exact'),
}

export const peers: readonly ReferenceMethod[] = [neighbours]
