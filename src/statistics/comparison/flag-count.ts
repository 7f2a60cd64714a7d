import { CalculationError } from '../../domain/errors'
import { betaLower } from '../beta'

/**
 * Probability that chance alone raises at least `flags` flags among `tests` independent tests that each raise a false one with
 * probability `share`: the upper tail of the binomial, `Iₚ(k, n − k + 1)`. Where tests differ, `share` is their mean, and from one above
 * the expected number on this probability is if anything too large.
 * Source: Abramowitz & Stegun (1964) 26.5.24; Hoeffding (1956), Ann. Math. Stat. 27, 713–721.
 * Throws on what is no number of flags or no probability.
 */
export function flagsByChance(flags: number, tests: number, share: number): number {
  const whole = Number.isInteger(flags) && Number.isInteger(tests) && flags >= 0 && flags <= tests
  if (!whole || !(share >= 0 && share <= 1))
    throw new CalculationError(`flagsByChance: ${flags} of ${tests} at ${share}; expected whole numbers and 0 to 1`)
  return flags === 0 ? 1 : betaLower(share, flags, tests - flags + 1)
}
