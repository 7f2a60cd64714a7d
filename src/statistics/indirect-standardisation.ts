import type { Interval } from '../domain'
import { CalculationError } from '../domain/errors'
import { countInterval } from './count-interval'

/** One stratum (age and sex) of many areas at once beside the reference's events per person in it. */
export interface ReferenceStratum {
  /** Reference events ∕ reference people; NaN where the reference has no people. */
  rate: number
  population: Float64Array
}

/**
 * Expected events of many areas, had each person the reference's rate: `E = Σ Rᵢ nᵢ`. NaN where an area has people in a
 * stratum in which the reference has none.
 * Source: Breslow & Day (1987), Statistical Methods in Cancer Research II, ch. 2.
 * Errors: CalculationError for a rate below 0.
 */
export function expectedEvents(strata: readonly ReferenceStratum[], areas: number): Float64Array {
  const expected = new Float64Array(areas)
  for (const { rate, population } of strata) {
    if (rate < 0) throw new CalculationError(`expectedEvents: a rate of ${rate}; expected 0 or more`)
    for (let i = 0; i < areas; i++) {
      const n = population[i]!
      if (n > 0) expected[i]! += rate * n
    }
  }
  return expected
}

/** Limits of observed ∕ expected events: those of the observed count over what was expected. */
export function ratioInterval(observed: number, expected: number, coverage = 0.95, dispersion = 1): Interval {
  if (!(expected > 0)) throw new CalculationError(`ratioInterval: ${expected} expected events; expected above 0`)
  const { lower, upper } = countInterval(observed, coverage, dispersion)
  return { lower: lower / expected, upper: upper / expected }
}
