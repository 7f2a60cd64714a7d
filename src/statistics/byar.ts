import type { Interval } from '../domain'
import { CalculationError } from '../domain/errors'
import { zOf } from './normal'

function cubed(base: number, change: number): number {
  const cube = 1 - 1 / (9 * base) + change / (3 * Math.sqrt(base))
  return base * cube * cube * cube
}

/** Lower limit for a two-sided z, without checks: below about 2 events it is not to be used. */
export function byarLower(count: number, z: number): number {
  return Math.max(0, cubed(count, -z))
}

/** Upper limit for a two-sided z, without checks. */
export function byarUpper(count: number, z: number): number {
  return cubed(count + 1, z)
}

/**
 * Byar's approximation to the limits of a Poisson count: `O(1 − 1∕(9O) − z∕(3√O))³` and `(O + 1)(1 − 1∕(9(O + 1)) + z∕(3√(O + 1)))³`.
 * Only from 10 events: below, use `exactPoisson`.
 * Source: Breslow & Day (1987), Statistical Methods in Cancer Research II, p. 69.
 */
export function byar(count: number, coverage = 0.95): Interval {
  if (!(count >= 1)) throw new CalculationError(`byar: a count of ${count}; expected at least 1`)
  const z = zOf(coverage)
  return { lower: byarLower(count, z), upper: byarUpper(count, z) }
}
