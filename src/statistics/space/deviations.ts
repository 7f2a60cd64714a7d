import { CalculationError } from '../../domain/errors'

/** Values of areas as distances from their mean, with the sums that spatial statistics are made of. */
export interface Deviations {
  mean: number
  /** `zᵢ = xᵢ − x̄`, n long; what rounding alone keeps from 0 is 0. */
  z: Float64Array
  /** `Σ zᵢ²`, above 0. */
  squares: number
  /** `b₂ = n Σ zᵢ⁴ / (Σ zᵢ²)²`, 1 or more. */
  kurtosis: number
  /** Largest `|xᵢ|`. */
  largest: number
}

/**
 * Distances from the mean. Throws a CalculationError where there are fewer than two areas, not `areas` many, a value is
 * missing (leave its area out of the neighbours too, see `keepAreas`), or all are equal, since nothing then varies.
 */
export function deviationsOf(values: ArrayLike<number>, areas: number): Deviations {
  checkValues(values, areas)
  const largest = largestOf(values)
  const mean = meanOf(values)
  const z = Float64Array.from({ length: areas }, (_, area) => snapped(values[area]! - mean, largest))
  let [squares, fourths] = [0, 0]
  for (const each of z) {
    const square = each * each
    squares += square
    fourths += square * square
  }
  if (!(fourths > 0 && squares * squares < Infinity))
    throw new CalculationError(`Spatial statistics: found ${areas} values that are all equal (or differ beyond what numbers hold), expected some that differ`) // prettier-ignore
  return { mean, z, squares, kurtosis: (areas * fourths) / (squares * squares), largest }
}

function checkValues(values: ArrayLike<number>, areas: number): void {
  if (values.length !== areas)
    throw new CalculationError(
      `Spatial statistics: found ${values.length} values, expected ${areas}, one for each area`,
    )
  if (areas < 2) throw new CalculationError(`Spatial statistics: found ${areas} areas, expected at least 2`)
  for (let area = 0; area < areas; area++)
    if (!Number.isFinite(values[area]!))
      throw new CalculationError(`Spatial statistics: found the value ${values[area]} in area ${area}, expected a number; leave hidden areas out`) // prettier-ignore
}

function largestOf(values: ArrayLike<number>): number {
  let largest = 0
  for (let area = 0; area < values.length; area++) largest = Math.max(largest, Math.abs(values[area]!))
  return largest
}

/** Mean with its own rounding error taken out by a second pass. */
function meanOf(values: ArrayLike<number>): number {
  let [first, second] = [0, 0]
  for (let area = 0; area < values.length; area++) first += values[area]! / values.length
  for (let area = 0; area < values.length; area++) second += (values[area]! - first) / values.length
  return first + second
}

const snapped = (distance: number, largest: number) =>
  Math.abs(distance) <= 4 * Number.EPSILON * largest ? 0 : distance

/**
 * Squared distances of all areas but one from their own mean, for each area, n long: built up from both ends, so that one
 * huge value does not drown the others. Source: Chan, Golub & LeVeque (1983), Am Stat 37:242–247.
 */
export function squaresOfOthers(z: Float64Array): Float64Array {
  const before = runningMoments(z)
  const after = runningMoments(z.slice().reverse())
  return z.map((_, area) => {
    const [left, right] = [area, z.length - 1 - area]
    const apart = after.means[right]! - before.means[left]!
    return before.squares[left]! + after.squares[right]! + (apart * apart * left * right) / (left + right)
  })
}

/** Mean of the first 0, 1, 2 … values, and their squared distances from it. */
function runningMoments(z: Float64Array): { means: Float64Array; squares: Float64Array } {
  const [means, squares] = [new Float64Array(z.length + 1), new Float64Array(z.length + 1)]
  for (let at = 0; at < z.length; at++) {
    const step = z[at]! - means[at]!
    means[at + 1] = means[at]! + step / (at + 1)
    squares[at + 1] = squares[at]! + step * (z[at]! - means[at + 1]!)
  }
  return { means, squares }
}
