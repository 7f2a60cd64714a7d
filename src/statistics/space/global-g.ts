import { CalculationError } from '../../domain/errors'
import { areasOf } from './neighbours'
import { deviationsOf } from './deviations'
import { momentTest, type MomentTest } from './moment-test'
import { squareIfDealt } from './moran'
import { columnSums, linkedPlaces, rowSums, spatialLag, weightSums, type SpatialWeights } from './weights'

/** Global G with its moments under random dealing of values. */
export interface GlobalG {
  /** G: share of all products of two areas' values that neighbours make up, weighted. */
  value: number
  /** `S₀ / (n(n − 1))`. */
  expectation: number
  /** z above 0 where high values are beside high ones; null below four areas or where G is always the same. */
  randomisation: MomentTest | null
  /** The n of the formulas: areas with neighbours. */
  areas: number
}

/**
 * Getis–Ord global G: whether high values (rather than low ones) lie together,
 * `G = Σᵢⱼ wᵢⱼ xᵢ xⱼ / Σᵢ≠ⱼ xᵢ xⱼ`, `E = S₀ / (n(n − 1))`, over the n areas with neighbours, islands left out. The variance
 * under random dealing is that of `(A + x̄B) / Σᵢ≠ⱼ xᵢ xⱼ`, `A = Σ wᵢⱼ zᵢ zⱼ`, `B = Σ zᵢ (wᵢ. + w.ᵢ)`: `Var A` as for Moran's
 * I, `Var B = (S₂ − 4S₀²/n) Σz²/(n − 1)`, `Cov = (2(2S₀² − S₂)/(n − 2) − S₂) Σz³ / (n(n − 1))`; the same as in powers of x,
 * without their rounding. `values` n long, 0 or more, in any unit. Source: Getis & Ord (1992), Geogr Anal 24:189–206.
 * Throws a CalculationError where values of areas with neighbours are negative, missing, all equal, or only one is above 0.
 */
export function globalG(values: ArrayLike<number>, weights: SpatialWeights): GlobalG {
  const parts = linkedDeviations(values, weights)
  const { s0 } = weightSums(weights)
  const { n, mean, z, squares, pairs } = parts
  const expectation = s0 / (n * (n - 1))
  const [lag, around] = [spatialLag(weights, z), linkSums(weights)]
  let distance = expectation * squares
  for (let area = 0; area < z.length; area++) distance += z[area]! * (lag[area]! + mean * around[area]!)
  const randomisation =
    n < 4 ? null : momentTest(distance / pairs, varianceOfProducts(parts, weights) / (pairs * pairs))
  return { value: expectation + distance / pairs, expectation, randomisation, areas: n }
}

interface LinkedDeviations {
  /** Number of areas with neighbours. */
  n: number
  mean: number
  /** Distances from the mean of areas with neighbours; 0 for islands. */
  z: Float64Array
  squares: number
  cubes: number
  kurtosis: number
  /** `Σᵢ≠ⱼ xᵢ xⱼ`, above 0. */
  pairs: number
}

function linkedDeviations(values: ArrayLike<number>, weights: SpatialWeights): LinkedDeviations {
  if (values.length !== areasOf(weights))
    throw new CalculationError(`Global G: found ${values.length} values, expected ${areasOf(weights)}`)
  const linked = [...linkedPlaces(weights).entries()].flatMap(([area, is]) => (is ? [area] : []))
  const x = linked.map((area) => values[area]!)
  const { z, ...rest } = deviationsOf(x, x.length)
  if (x.some((each) => each < 0) || x.filter((each) => each > 0).length < 2)
    throw new CalculationError('Global G: found negative values or fewer than two above 0, expected 0 or more')
  const all = new Float64Array(values.length)
  linked.forEach((area, at) => (all[area] = z[at]!))
  const cubes = z.reduce((sum, each) => sum + each ** 3, 0)
  return { n: x.length, ...rest, z: all, cubes, pairs: productsOfPairs(x) }
}

/** Each area's value times the sum of those before it, twice: nothing is subtracted. */
function productsOfPairs(x: readonly number[]): number {
  let [before, sum] = [0, 0]
  for (const each of x) {
    sum += 2 * each * before
    before += each
  }
  return sum
}

/** `wᵢ. + w.ᵢ` of each area. */
function linkSums(weights: SpatialWeights): Float64Array {
  const into = columnSums(weights)
  return rowSums(weights).sums.map((sum, area) => sum + into[area]!)
}

/** `Var(A + x̄B)`; 0 where it is nothing but rounding. */
function varianceOfProducts({ n, mean, squares, cubes, kurtosis }: LinkedDeviations, weights: SpatialWeights): number {
  const sums = weightSums(weights)
  const { s0, s2 } = sums
  const ofA = squareIfDealt(n, kurtosis, sums) * ((s0 * squares) / n) ** 2 - ((s0 * squares) / (n * (n - 1))) ** 2
  const ofB = ((s2 - (4 * s0 * s0) / n) * squares) / (n - 1)
  const both = (((2 * (2 * s0 * s0 - s2)) / (n - 2) - s2) * cubes) / (n * (n - 1))
  const variance = ofA + 2 * mean * both + mean * mean * ofB
  const scale = (s0 * squares) ** 2 / n + (mean * mean * s2 * squares) / n
  return variance > 1e-13 * scale ? variance : 0
}
