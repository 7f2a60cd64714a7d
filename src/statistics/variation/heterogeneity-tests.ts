import { CalculationError } from '../../domain/errors'
import { chiSquareUpper } from '../chi-square'
import { normalUpper } from '../normal-tails'
import type { ObservedExpected } from './counts'
import { checkCounts, sum } from './counts'

/** Tests of whether areas’ events differ from what is expected by more than chance. */
export interface HeterogeneityTests {
  /** `Σ (O − E)² ∕ E`, on areas − 1 degrees of freedom. */
  chiSquare: number
  df: number
  p: number
  /** `2 Σ O ln(O∕E) − 2 (ΣO − ΣE)`: the deviance, on the same degrees of freedom. */
  likelihoodRatio: number
  likelihoodRatioP: number
  /** Potthoff and Whittinghill’s `ΣE · Σ O(O − 1)∕E`, its mean and variance under chance alone, and the one-sided p. */
  potthoffWhittinghill: { statistic: number; mean: number; variance: number; p: number }
  /** Dean’s score statistics for over-dispersion, standard normal under chance alone: z and one-sided p. */
  deanPB: { z: number; p: number }
  deanPBAdjusted: { z: number; p: number }
  /** Share of χ² beyond its degrees of freedom, `max(0, 1 − (k − 1)∕χ²)`, 0 to 1. */
  i2: number
}

/**
 * Tests of heterogeneity of Poisson counts around what is expected: χ², likelihood ratio, Potthoff–Whittinghill, Dean’s
 * `P_B = Σ[(O − E)² − O] ∕ √(2ΣE²)` and `P′_B`, which adds `hE` with `h = E∕ΣE` for the fitted mean. Probabilities are those of
 * chance counts that nobody rounded, with the expected scaled to the observed total; on rounded counts use the bootstrap.
 * Source: Potthoff & Whittinghill (1966), Biometrika 53, 183–190; Dean (1992), J. Am. Stat. Assoc. 87, 451–457; Higgins &
 * Thompson (2002), Stat. Med. 21, 1539–1558 (I²).
 * Throws on fewer than two areas, on counts below 0 or not finite, on expected events not above 0.
 */
export function heterogeneityTests(counts: ObservedExpected): HeterogeneityTests {
  checkCounts('heterogeneityTests', counts, 2)
  const { observed, expected } = counts
  const [all, allExpected, df] = [sum(observed), sum(expected), observed.length - 1]
  let [chiSquare, logs, pairs, excess, adjusted, squares] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < observed.length; i++) {
    const [o, e] = [observed[i]!, expected[i]!]
    const square = (o - e) * (o - e)
    chiSquare += square / e
    if (o > 0) logs += o * Math.log(o / e)
    pairs += (o * (o - 1)) / e
    excess += square - o
    adjusted += square - o + (e * e) / allExpected
    squares += e * e
  }
  const likelihoodRatio = Math.max(0, 2 * logs - 2 * (all - allExpected))
  const scale = Math.sqrt(2 * squares)
  return {
    chiSquare,
    df,
    p: chiSquareUpper(chiSquare, df),
    likelihoodRatio,
    likelihoodRatioP: chiSquareUpper(likelihoodRatio, df),
    potthoffWhittinghill: potthoffWhittinghill(allExpected * pairs, all, df),
    deanPB: oneSided(excess / scale),
    deanPBAdjusted: oneSided(adjusted / scale),
    i2: chiSquare > df ? 1 - df / chiSquare : 0,
  }
}

function potthoffWhittinghill(statistic: number, all: number, df: number) {
  const mean = all * (all - 1)
  const variance = 2 * df * mean
  return { statistic, mean, variance, p: variance > 0 ? normalUpper((statistic - mean) / Math.sqrt(variance)) : 1 }
}

const oneSided = (z: number) => ({ z, p: normalUpper(z) })

/**
 * χ² test of whether areas share one proportion, `Σ (x − nP)² ∕ (nP(1 − P))`, `P = Σx∕Σn`, on areas − 1 degrees of freedom. `cases` and
 * `people` have one element an area. Where nobody or everybody is a case χ² is 0.
 * Source: Pearson (1900), Philos. Mag. 50, 157–175.
 * Throws on fewer than two areas, on cases below 0 or above people, on people not above 0.
 */
export function proportionHeterogeneity(cases: ArrayLike<number>, people: ArrayLike<number>) {
  checkCounts('proportionHeterogeneity', { observed: cases, expected: people }, 2)
  const share = sum(cases) / sum(people)
  let chiSquare = 0
  for (let i = 0; i < cases.length; i++) {
    const [x, n] = [cases[i]!, people[i]!]
    if (x > n) throw new CalculationError(`proportionHeterogeneity: ${x} cases among ${n} people; expected 0 to ${n}`)
    if (share > 0 && share < 1) chiSquare += (x - n * share) ** 2 / (n * share * (1 - share))
  }
  const df = cases.length - 1
  return { chiSquare, df, p: chiSquareUpper(chiSquare, df) }
}
