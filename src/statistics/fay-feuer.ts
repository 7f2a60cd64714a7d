import type { Interval } from '../domain'
import { CalculationError } from '../domain/errors'
import { gammaQuantile } from './gamma'
import { tailOf } from './normal'

/**
 * Gamma limits of a directly standardised rate: those of a gamma distribution with the rate as mean and V as variance below, and
 * with one event of the greatest weight more above: mean `D + w`, variance `V + w²`. `value` is D per person, `variance` V (Dobson’s),
 * `largest` the greatest weight of one event over all strata, `w = max wᵢ∕nᵢ ∕ Σ w`.
 * Source: Fay & Feuer (1997), Stat. Med. 16, 791–801.
 * Throws on values or variances below 0, on a largest weight not above 0.
 */
export function fayFeuer(
  { value, variance }: { value: number; variance: number },
  largest: number,
  coverage = 0.95,
): Interval {
  if (!(value >= 0 && variance >= 0 && largest > 0))
    throw new CalculationError(`fayFeuer: rate ${value}, variance ${variance}, weight ${largest}; expected 0 or more`)
  const tail = tailOf(coverage)
  const [mean, spread] = [value + largest, variance + largest * largest]
  return {
    lower: value === 0 ? 0 : (variance / value) * gammaQuantile(tail, (value * value) / variance),
    upper: (spread / mean) * gammaQuantile(tail, (mean * mean) / spread, 'upper'),
  }
}
