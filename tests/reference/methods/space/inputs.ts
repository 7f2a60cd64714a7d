import { neighboursFromLists, spatialWeights, type Neighbours, type SpatialWeights, type WeightStyle } from '../../../../src/statistics/space' // prettier-ignore
import { column, type ReferenceCase } from '../../kit'

export const valuesOf = ({ inputs }: ReferenceCase): number[] => column(inputs.x)

export const countsOf = ({ inputs }: ReferenceCase) => ({ counts: column(inputs.O), populations: column(inputs.n) })

export const neighboursIn = ({ inputs }: ReferenceCase): Neighbours =>
  neighboursFromLists((inputs.neighbours as unknown[]).map(column))

/** Weights of a case in the style that it names, else row-standardised. */
export const weightsIn = (one: ReferenceCase): SpatialWeights =>
  spatialWeights(neighboursIn(one), (one.params?.style ?? 'W') as WeightStyle)
