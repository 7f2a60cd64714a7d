import type { Interval } from '../domain'
import { CalculationError } from '../domain/errors'
import { gammaQuantile } from './gamma'
import { tailOf } from './normal'

/**
 * Exact limits of a Poisson count: `½χ²(α∕2; 2O)` and `½χ²(1 − α∕2; 2O + 2)`, which are gamma quantiles.
 * Source: Garwood (1936), Biometrika 28, 437–442.
 */
export function exactPoisson(count: number, coverage = 0.95): Interval {
  if (!(count >= 0 && count < Infinity))
    throw new CalculationError(`exactPoisson: a count of ${count}; expected 0 or more`)
  const tail = tailOf(coverage)
  return { lower: gammaQuantile(tail, count), upper: gammaQuantile(tail, count + 1, 'upper') }
}
