import type { Interval } from '../domain'
import { CalculationError } from '../domain/errors'
import { zOf } from './normal'

/**
 * Wilson's score interval for a proportion, 0 to 1: `(2x + z² ∓ z√(z² + 4x(1 − x∕n))) ∕ (2(n + z²))`; behaves at none and at all, where
 * the normal one does not.
 * With a dispersion φ the counts are read as φ times less informative: x∕φ among n∕φ.
 * Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209–212; Newcombe (1998), Stat. Med. 17, 857–872.
 * Errors: CalculationError unless 0 to `people` cases, above 0 people, a dispersion above 0, and a coverage between 0 and 1.
 */
export function wilson(cases: number, people: number, coverage = 0.95, dispersion = 1): Interval {
  if (!(cases >= 0) || !(people > 0) || cases > people)
    throw new CalculationError(
      `wilson: ${cases} cases among ${people} people; expected 0 to ${people} among at least 1`,
    )
  if (!(dispersion > 0 && dispersion < Infinity))
    throw new CalculationError(`wilson: a dispersion of ${dispersion}; expected above 0`)
  return wilsonInterval(cases / dispersion, people / dispersion, zOf(coverage))
}

/** The same without the checks, for the loop over areas; z is two-sided. */
export function wilsonInterval(x: number, n: number, z: number): Interval {
  const z2 = z * z
  const root = z * Math.sqrt(z2 + 4 * x * (1 - x / n))
  const upper = x === n ? 1 : Math.min(1, (2 * x + z2 + root) / (2 * (n + z2)))
  // The two limits multiply to (x/n)²/(1 + z²/n): no difference of close numbers when cases are few.
  const lower = x === 0 ? 0 : Math.min(1, (x * x) / (n * (n + z2) * ((2 * x + z2 + root) / (2 * (n + z2)))))
  return { lower, upper }
}
