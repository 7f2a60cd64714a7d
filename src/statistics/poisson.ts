import { CalculationError } from '../domain/errors'
import { gammaLower, gammaUpper, gammaTerm } from './gamma'

/**
 * Probability of exactly `count` events (a whole number) where `mean` are expected, `e^−μ μᵏ∕k!`; without cancelling at large means.
 * Source: Loader (2000), Fast and accurate computation of binomial probabilities.
 */
export function poissonProbability(count: number, mean: number): number {
  check(count, mean)
  if (mean === 0) return count === 0 ? 1 : 0
  return count === 0 ? Math.exp(-mean) : gammaTerm(count, mean)
}

/** Probability of up to `count` events, `Q(k + 1, μ)` of the gamma distribution. Source: Abramowitz & Stegun (1964) 26.4.21. */
export function poissonLower(count: number, mean: number): number {
  check(count, mean)
  return gammaUpper(mean, count + 1)
}

/**
 * Probability of more than `count` events, `P(k + 1, μ)` of the gamma distribution, to full precision in the far tail.
 * Source: Abramowitz & Stegun (1964) 26.4.21.
 */
export function poissonUpper(count: number, mean: number): number {
  check(count, mean)
  return gammaLower(mean, count + 1)
}

function check(count: number, mean: number): void {
  if (!(Number.isInteger(count) && count >= 0) || !(mean >= 0 && mean < Infinity))
    throw new CalculationError(
      `poisson: ${count} events where ${mean} are expected; expected a whole number, 0 or more`,
    )
}
