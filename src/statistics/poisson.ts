import { CalculationError } from '../domain/errors'
import { gammaLower, gammaUpper, gammaTerm } from './gamma'

/** Probability of exactly `count` events (a whole number) where `mean` are expected; without cancelling at large means. */
export function poissonProbability(count: number, mean: number): number {
  check(count, mean)
  if (mean === 0) return count === 0 ? 1 : 0
  return count === 0 ? Math.exp(-mean) : gammaTerm(count, mean)
}

/** Probability of up to `count` events. */
export function poissonLower(count: number, mean: number): number {
  check(count, mean)
  return gammaUpper(mean, count + 1)
}

/** Probability of more than `count` events, to full precision in the far tail. */
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
