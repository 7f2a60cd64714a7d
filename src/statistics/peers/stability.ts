import { CalculationError } from '../../domain/errors'
import { random } from '../random'
import { nearestFinder, stretched } from './similar'
import type { Variables } from './standardise'

/** How firmly an area's neighbours are its neighbours. */
export interface NeighbourStability {
  /** The area's nearest, nearest first. */
  neighbours: Uint32Array
  /** Share of the perturbed weightings in which each is still among the nearest, 0 to 1; same order. */
  survives: Float64Array
  /** Mean of them: how many of the neighbours do not hang on the choice of weights. */
  mean: number
}

export interface StabilityOptions {
  count?: number
  /** One a variable; 1 each if absent. */
  weights?: ArrayLike<number>
  /** Most that a weight is multiplied or divided by; 2 says that it may be half or double. */
  reach?: number
  /** Weightings tried. */
  draws?: number
  /** Keys of the stream of chance: the same keys give the same shares anywhere. */
  seed: readonly number[]
}

/**
 * Stability of similar areas: how often each of an area's nearest neighbours stays among them when every weight is
 * multiplied by a factor of its own between `1∕reach` and `reach`, its logarithm uniform, `draws` times. One variable has no
 * weight to perturb: every neighbour survives.
 * Source: OECD & JRC (2008), Handbook on Constructing Composite Indicators (robustness and sensitivity to weights).
 * Errors: as `similarAreas`; CalculationError for an area outside the list, a reach below 1, or fewer than one draw.
 */
export function neighbourStability(variables: Variables, area: number, options: StabilityOptions): NeighbourStability {
  const { count = 10, weights, reach = 2, draws = 1000, seed } = options
  const columns = stretched(variables, weights)
  const areas = columns[0]!.length
  if (!(area >= 0 && area < areas) || !(count >= 1) || !(reach >= 1 && reach < Infinity) || !(draws >= 1))
    throw new CalculationError(
      `neighbourStability: area ${area} of ${areas}, ${count} neighbours, reach ${reach}, ${draws} draws; expected one inside, and 1 or more`,
    )
  const nearest = nearestFinder(areas, Math.min(count, areas - 1))
  const neighbours = nearest(columns, area).found.slice()
  const stayed = new Uint32Array(areas)
  const perturbed = columns.map((column) => new Float64Array(column.length))
  const { uniform } = random(seed[0] ?? 0, ...seed.slice(1))
  for (let draw = 0; draw < draws; draw++) {
    for (let v = 0; v < columns.length; v++) {
      // The root, as the columns are stretched by that of their weights.
      const factor = Math.pow(reach, uniform() - 0.5)
      for (let i = 0; i < areas; i++) perturbed[v]![i] = columns[v]![i]! * factor
    }
    for (const other of nearest(perturbed, area).found) stayed[other]!++
  }
  const survives = Float64Array.from(neighbours, (other) => stayed[other]! / draws)
  return { neighbours, survives, mean: survives.reduce((sum, share) => sum + share, 0) / (survives.length || 1) }
}
