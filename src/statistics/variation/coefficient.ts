import { checkValues } from './counts'

/**
 * Coefficient of variation of areas’ values: standard deviation over mean, areas unweighted, `√(Σ (y − ȳ)² ∕ (k − 1)) ∕ ȳ`. 0 where all
 * values are 0. Chance is in it: small areas raise it.
 * Source: Diehr, Cain, Connell & Volinn (1990), Health Serv. Res. 24, 741–771.
 * Throws on fewer than two values and on values below 0 or not finite.
 */
export function coefficientOfVariation(values: ArrayLike<number>): number {
  checkValues('coefficientOfVariation', values, undefined, 2)
  let [mean, squares] = [0, 0]
  for (let i = 0; i < values.length; i++) mean += (values[i]! - mean) / (i + 1)
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2
  return mean === 0 ? 0 : Math.sqrt(squares / (values.length - 1)) / mean
}

export interface WeightedCoefficient {
  /** Weighted mean of the values. */
  mean: number
  /** `√(Σ w (y − ȳ)² ∕ Σ w) ∕ ȳ`. */
  value: number
  /** The same with divisor `Σ w − Σ w² ∕ Σ w`, without bias where weights are numbers of equally variable parts. */
  unbiased: number
}

/**
 * Weighted coefficient of variation: areas weigh by their people or by what is expected of them,
 * `√(Σ w (y − ȳ)² ∕ Σ w) ∕ ȳ`. 0 where all values are 0.
 * Source: Diehr, Cain, Connell & Volinn (1990), Health Serv. Res. 24, 741–771; divisor: Kish (1965), Survey Sampling.
 * Throws on fewer than two values, on values below 0 or not finite, on weights not above 0.
 */
export function weightedCoefficient(values: ArrayLike<number>, weights: ArrayLike<number>): WeightedCoefficient {
  checkValues('weightedCoefficient', values, weights, 2)
  let [total, totalSquares, mean, squares] = [0, 0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const w = weights[i]!
    total += w
    totalSquares += w * w
    mean += (w / total) * (values[i]! - mean)
  }
  for (let i = 0; i < values.length; i++) squares += weights[i]! * (values[i]! - mean) ** 2
  const over = (divisor: number) => (mean === 0 ? 0 : Math.sqrt(squares / divisor) / mean)
  return { mean, value: over(total), unbiased: over(total - totalSquares / total) }
}
