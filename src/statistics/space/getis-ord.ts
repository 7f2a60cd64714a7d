import { CalculationError } from '../../domain/errors'
import { areasOf, firstWithSelf, neighboursOf } from './neighbours'
import { deviationsOf, type Deviations } from './deviations'
import { islandIn, lagVariance, localTests, spreadOfRows, type LocalTests } from './local-tests'
import { rowSums, spatialLag, type SpatialWeights } from './weights'

/** A Getis–Ord statistic of each area, n long: `value` is the weighted share of all values that lies around it. */
export interface LocalGetisOrd extends LocalTests {
  value: Float64Array
}

/**
 * Getis–Ord Gᵢ: how much of the other areas' values lies beside an area,
 * `Gᵢ = Σⱼ wᵢⱼ xⱼ / Σⱼ≠ᵢ xⱼ`, `E = Wᵢ / (n − 1)`,
 * `z = (Σⱼ wᵢⱼ xⱼ − Wᵢ x̄₍ᵢ₎) / (s₍ᵢ₎ √([(n − 1)Vᵢ − Wᵢ²] / (n − 2)))` with mean and standard deviation (divisor n − 1) of
 * the n − 1 others, `Wᵢ = Σⱼ wᵢⱼ`, `Vᵢ = Σⱼ wᵢⱼ²`: right for weights of every style, row-standardised too. z above 0: high
 * values beside it. An island has no z or p (NaN). `values` n long, 0 or more, in any unit; where all others are 0, the
 * value is its expectation. Source: Ord & Getis (1995), Geogr Anal 27:286–306.
 * Throws a CalculationError where values are negative, missing, all equal or fewer than two, or an area neighbours itself.
 */
export function getisOrd(values: ArrayLike<number>, weights: SpatialWeights): LocalGetisOrd {
  const { z, mean } = checked(values, weights)
  const selfish = firstWithSelf(weights)
  if (selfish !== null)
    throw new CalculationError(`Gᵢ: found area ${selfish} among its own neighbours, expected others alone`)
  const { sums } = rowSums(weights)
  const [lag, variance] = [spatialLag(weights, z), lagVariance(weights, z)]
  const expected = sums.map((sum, area) => 0 - (sum * z[area]!) / (z.length - 1))
  return shares({ lag, expected, variance, sums, total: totalsOfOthers(values), many: z.length - 1, mean }, weights)
}

/**
 * Getis–Ord Gᵢ*: how much of all values lies in and beside an area,
 * `Gᵢ* = Σⱼ wᵢⱼ xⱼ / Σ xⱼ`, `E = Wᵢ / n`, `z = (Σⱼ wᵢⱼ xⱼ − Wᵢ x̄) / (s √([nVᵢ − Wᵢ²] / (n − 1)))`, the area being its own
 * neighbour, mean and standard deviation (divisor n) over all areas. Weights are made from neighbours `withSelf`; an island
 * then stands for itself alone. `values` n long, 0 or more, in any unit. Source: Ord & Getis (1995), Geogr Anal 27:286–306.
 * Throws a CalculationError where values are negative, missing, all equal or fewer than two, or an area is not its own neighbour.
 */
export function getisOrdStar(values: ArrayLike<number>, weights: SpatialWeights): LocalGetisOrd {
  const { z, squares, mean } = checked(values, weights)
  const alone = Array.from(z.keys()).find((area) => !neighboursOf(weights, area).includes(area))
  if (alone !== undefined)
    throw new CalculationError(`Gᵢ*: found area ${alone} missing among its own neighbours, expected neighbours with self`) // prettier-ignore
  const variance = spreadOfRows(weights, z.length).map((spread) => (spread * squares) / (z.length - 1))
  const total = new Float64Array(z.length).fill(z.length * mean)
  const { sums } = rowSums(weights)
  const [lag, expected] = [spatialLag(weights, z), new Float64Array(z.length)]
  return shares({ lag, expected, variance, sums, total, many: z.length, mean }, weights)
}

function checked(values: ArrayLike<number>, weights: SpatialWeights): Deviations {
  for (let area = 0; area < values.length; area++)
    if (values[area]! < 0)
      throw new CalculationError(`Getis–Ord: found ${values[area]} in area ${area}, expected 0 or more`)
  return deviationsOf(values, areasOf(weights))
}

/** Sum of all areas but one, for each: from both ends, so that nothing is subtracted. */
function totalsOfOthers(values: ArrayLike<number>): Float64Array {
  const totals = new Float64Array(values.length)
  let [before, after] = [0, 0]
  for (let area = 0; area < totals.length; area++) {
    const mirrored = totals.length - 1 - area
    totals[area]! += before
    totals[mirrored]! += after
    before += values[area]!
    after += values[mirrored]!
  }
  return totals
}

/** Sums of weighted distances from the mean, what chance gives them, and what they are a share of. */
interface WeightedSums {
  lag: Float64Array
  expected: Float64Array
  variance: Float64Array
  sums: Float64Array
  total: Float64Array
  many: number
  mean: number
}

function shares({ lag, expected, variance, sums, total, many, mean }: WeightedSums, weights: SpatialWeights) {
  const isIsland = islandIn(weights)
  const { z, p } = localTests(lag, expected, variance, isIsland)
  const expectation = sums.map((sum) => sum / many)
  const value = lag.map((each, area) =>
    total[area] === 0 ? expectation[area]! : (each + sums[area]! * mean) / total[area]!,
  )
  const share = variance.map((each, area) => (total[area] === 0 ? 0 : each / total[area]! ** 2))
  return { value, expectation, variance: share, z, p }
}
