import type { Interval } from '../domain'
import { CalculationError } from '../domain/errors'
import { betaQuantile } from './beta'
import { tailOf } from './normal'

/**
 * Exact interval of a proportion: `Beta(α∕2; x, n − x + 1)` to `Beta(1 − α∕2; x + 1, n − x)`, 0 at none and 1 at all. Never covers
 * less than it says, mostly more.
 * Source: Clopper & Pearson (1934), Biometrika 26, 404–413.
 * Throws unless there are 0 to `people` cases among more than 0 people.
 */
export function clopperPearson(cases: number, people: number, coverage = 0.95): Interval {
  if (!(cases >= 0) || !(people > 0) || cases > people)
    throw new CalculationError(`clopperPearson: ${cases} cases among ${people} people; expected 0 to ${people}`)
  const tail = tailOf(coverage)
  return {
    lower: cases === 0 ? 0 : betaQuantile(tail, cases, people - cases + 1),
    upper: cases === people ? 1 : 1 - betaQuantile(tail, people - cases, cases + 1),
  }
}
