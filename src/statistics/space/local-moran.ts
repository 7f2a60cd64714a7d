import { areasOf } from './neighbours'
import { deviationsOf, type Deviations } from './deviations'
import { islandIn, lagVariance, localTests, type LocalTests } from './local-tests'
import { rowSums, spatialLag, type SpatialWeights } from './weights'

/** Divisor of the variance in local Moran's I: n, or n − 1, which makes every I smaller by (n − 1) / n. */
export type LocalScaling = 'n' | 'n-1'

/** An area, then its neighbours: above the mean (High), or not (Low). */
export type Quadrant = 'High-High' | 'Low-Low' | 'High-Low' | 'Low-High'

/** Local Moran's I of each area, all columns n long. */
export interface LocalMoran {
  /** Iᵢ; 0 for an island. */
  value: Float64Array
  /** Lag `Σⱼ wᵢⱼ zⱼ` of values standardised by the n − 1 standard deviation; 0 for an island. */
  lag: Float64Array
  /** The area's own value stays, the others' are dealt at random: what a conditional permutation would converge to. */
  conditional: LocalTests
  /** All values are dealt at random. */
  total: LocalTests
  /** An island's lag of 0 counts as Low; it has no z, so it is never called a cluster. */
  quadrant: Quadrant[]
}

/**
 * Local Moran's I: `Iᵢ = (zᵢ / m₂) Σⱼ wᵢⱼ zⱼ`, `m₂ = Σ z² / n` (or `/ (n − 1)`, see `scaling`), with two closed forms of
 * chance. Conditional: `E = −zᵢ² Wᵢ / (m₂ (n − 1))`,
 * `Var = (zᵢ/m₂)² · n/(n − 2) · (Vᵢ − Wᵢ²/(n − 1)) · (Σz²/n − zᵢ²/(n − 1))`, `Wᵢ = Σⱼ wᵢⱼ`, `Vᵢ = Σⱼ wᵢⱼ²`. Total:
 * `E = −Wᵢ / (n − 1)`, `Var = Vᵢ (n − b₂)/(n − 1) + (Wᵢ² − Vᵢ)(2b₂ − n)/((n − 1)(n − 2)) − E²`. An island has I 0 and no
 * z or p (NaN); an area exactly at the mean has I 0, z 0 and p 1. n counts islands. `values` n long, in any unit.
 * Source: Anselin (1995), Geogr Anal 27:93–115; Sokal, Oden & Thomson (1998), Geogr Anal 30:331–354.
 * Throws a CalculationError where values are missing, all equal or fewer than two.
 */
export function localMoran(
  values: ArrayLike<number>,
  weights: SpatialWeights,
  scaling: LocalScaling = 'n',
): LocalMoran {
  const deviations = deviationsOf(values, areasOf(weights))
  const { z, squares } = deviations
  const n = z.length
  const moment = squares / (scaling === 'n' ? n : n - 1)
  const lag = spatialLag(weights, z)
  // Adding 0 turns the −0 of an island below the mean into 0.
  const value = z.map((each, area) => (each / moment) * lag[area]! + 0)
  return {
    value,
    lag: lag.map((each) => each / Math.sqrt(squares / (n - 1))),
    conditional: conditionalTests(value, deviations, moment, weights),
    total: totalTests(value, deviations, scaling === 'n' ? 1 : (n - 1) / n, weights),
    quadrant: Array.from(z, (each, area) => quadrantOf(each, lag[area]!)),
  }
}

const quadrantOf = (own: number, lag: number): Quadrant => `${own > 0 ? 'High' : 'Low'}-${lag > 0 ? 'High' : 'Low'}`

function conditionalTests(value: Float64Array, { z }: Deviations, moment: number, weights: SpatialWeights): LocalTests {
  const { sums } = rowSums(weights)
  const ofLag = lagVariance(weights, z)
  const expectation = z.map((each, area) => 0 - (each * (each / moment) * sums[area]!) / (z.length - 1))
  const variance = z.map((each, area) => (each / moment) ** 2 * ofLag[area]!)
  return localTests(value, expectation, variance, islandIn(weights))
}

/** `share` is 1, or (n − 1) / n for the smaller scaling. */
function totalTests(
  value: Float64Array,
  { z, kurtosis: b2 }: Deviations,
  share: number,
  weights: SpatialWeights,
): LocalTests {
  const n = z.length
  const { sums, squares } = rowSums(weights)
  const expectation = sums.map((sum) => 0 - (share * sum) / (n - 1))
  const variance = sums.map((sum, area) => {
    const own = (squares[area]! * (n - b2)) / (n - 1)
    const pairs = n > 2 ? ((sum * sum - squares[area]!) * (2 * b2 - n)) / ((n - 1) * (n - 2)) : 0
    const all = share * share * (own + pairs)
    const less = all - expectation[area]! ** 2
    return less > 1e-12 * all ? less : 0
  })
  return localTests(value, expectation, variance, islandIn(weights))
}
