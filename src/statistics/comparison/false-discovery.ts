import { CalculationError } from '../../domain/errors'

function checkProbabilities(who: string, probabilities: ArrayLike<number>): void {
  for (let i = 0; i < probabilities.length; i++)
    if (!(probabilities[i]! >= 0 && probabilities[i]! <= 1) && !Number.isNaN(probabilities[i]))
      throw new CalculationError(
        `${who}: probability ${probabilities[i]} in position ${i}; expected 0 to 1, or NaN for none`,
      )
}

/** Steps up from the largest probability: each is `factor · m∕rank · p`, and never above one with a larger p. */
function steppedUp(probabilities: ArrayLike<number>, factor: (tests: number) => number): Float64Array {
  const order = Array.from({ length: probabilities.length }, (_, i) => i)
    .filter((i) => !Number.isNaN(probabilities[i]))
    .sort((i, j) => probabilities[j]! - probabilities[i]!)
  const adjusted = new Float64Array(probabilities.length).fill(NaN)
  const scale = order.length * factor(order.length)
  let least = 1
  order.forEach((i, at) => {
    least = Math.min(least, (scale / (order.length - at)) * probabilities[i]!)
    adjusted[i] = least
  })
  return adjusted
}

/**
 * Probabilities adjusted for the false discovery rate by Benjamini and Hochberg: areas with an adjusted p up to q hold, on
 * average, at most a share q of false alarms, `min over j ≥ i of m p₍ⱼ₎∕j`. Holds for independent and positively dependent tests.
 * NaN (no test) stays NaN and does not count. Same order as given.
 * Source: Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57, 289–300.
 * Throws on what is no probability.
 */
export function benjaminiHochberg(probabilities: ArrayLike<number>): Float64Array {
  checkProbabilities('benjaminiHochberg', probabilities)
  return steppedUp(probabilities, () => 1)
}

/**
 * Probabilities adjusted for the false discovery rate under any dependence, by Benjamini and Yekutieli: those of
 * `benjaminiHochberg` times `Σ 1∕i`.
 * Source: Benjamini & Yekutieli (2001), Ann. Stat. 29, 1165–1188.
 * Throws on what is no probability.
 */
export function benjaminiYekutieli(probabilities: ArrayLike<number>): Float64Array {
  checkProbabilities('benjaminiYekutieli', probabilities)
  return steppedUp(probabilities, (tests) => {
    let harmonic = 0
    for (let i = 1; i <= tests; i++) harmonic += 1 / i
    return harmonic
  })
}

/**
 * Bonferroni's adjustment: probabilities times the number of tests, at most 1, `min(1, m p)`: keeps the chance of even one false alarm below the level. NaN (no test) stays
 * NaN and does not count.
 * Source: Bonferroni (1936), Pubbl. R. Ist. Super. Sci. Econ. Commer. Firenze 8, 3–62.
 * Throws on what is no probability.
 */
export function bonferroni(probabilities: ArrayLike<number>): Float64Array {
  checkProbabilities('bonferroni', probabilities)
  let tests = 0
  for (let i = 0; i < probabilities.length; i++) if (!Number.isNaN(probabilities[i])) tests++
  return Float64Array.from(probabilities, (p) => (Number.isNaN(p) ? NaN : Math.min(1, p * tests)))
}

/**
 * The cut-off that GeoDa shows as false discovery rate: it walks up from the smallest probability and stops at the first that is
 * not below `rank · level ∕ tests`, so it can miss what Benjamini and Hochberg, who take the last, would find. Only to name the
 * difference; use `benjaminiHochberg`.
 * Source: Anselin, GeoDa documentation (2020); compare Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57, 289–300.
 * Throws on what is no probability, and where there is none.
 */
export function geodaCutOff(probabilities: ArrayLike<number>, level = 0.05): number {
  checkProbabilities('geodaCutOff', probabilities)
  const sorted = Float64Array.from(probabilities)
    .filter((p) => !Number.isNaN(p))
    .sort()
  if (sorted.length === 0) throw new CalculationError('geodaCutOff: no probabilities; expected at least one')
  const step = (rank: number) => (rank * level) / sorted.length
  let passed = 0
  while (passed < sorted.length && sorted[passed]! < step(passed + 1)) passed++
  return step(Math.max(1, passed))
}
