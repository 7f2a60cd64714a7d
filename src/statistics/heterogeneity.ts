import type { Interval } from '../domain'
import { CalculationError } from '../domain/errors'
import { chiSquareQuantile, chiSquareUpper } from './chi-square'

/** Values of several areas and the variance that chance alone would give each, in the same unit (squared). */
export interface Spread {
  values: ArrayLike<number>
  variances: ArrayLike<number>
}

export interface Heterogeneity {
  /** Cochran's Q: squared distances from the weighted mean, in units of chance. */
  q: number
  df: number
  /** Probability of at least this Q from chance alone. */
  p: number
  /** Variance beyond chance, by Paule and Mandel. */
  tau2: number
  /** 95 % interval of `tau2` by Q-profile; it always holds `tau2`. */
  interval95: Interval
}

/** Q with a variance τ² beyond chance allowed for, which falls as τ² rises, and how fast it falls. */
function generalisedQ({ values, variances }: Spread, tau2: number): { q: number; slope: number } {
  let [weights, weighted] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    const w = 1 / (variances[i]! + tau2)
    weights += w
    weighted += w * values[i]!
  }
  const mean = weighted / weights
  let [q, slope] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    const w = 1 / (variances[i]! + tau2)
    const distance = values[i]! - mean
    const part = w * distance * distance
    q += part
    slope -= w * part
  }
  return { q, slope }
}

/**
 * The τ² at which the generalised Q comes down to `target`; 0 where it starts below. Q is convex in τ² (each term is a
 * square over a line, and the mean minimises their sum), so Newton's steps rise to the root and never pass it.
 */
function tauAt(spread: Spread, target: number): number {
  let tau2 = 0
  for (let step = 0; step < 500; step++) {
    const { q, slope } = generalisedQ(spread, tau2)
    if (q <= target) return tau2
    const move = (target - q) / slope
    tau2 += move
    if (move <= 1e-15 * tau2) return tau2
  }
  return tau2
}

/**
 * How much more values differ than chance explains: Cochran's test of homogeneity, `Q(τ²) = Σ w (y − ȳ)²` with `w = 1∕(v + τ²)`, at
 * τ² = 0; the variance beyond chance of Paule and Mandel, the τ² at which `Q(τ²) = k − 1`; and its interval (Q-profile), the τ² at which
 * Q is the 97.5th and the 2.5th percentile of χ². Needs two values, and variances above 0.
 * Source: Cochran (1954), Biometrics 10, 101–129; Paule & Mandel (1982), J. Res. Natl. Bur. Stand. 87, 377–385; Viechtbauer (2007),
 * Stat. Med. 26, 37–52.
 */
export function heterogeneity(spread: Spread): Heterogeneity {
  const df = spread.values.length - 1
  check(spread)
  const { q } = generalisedQ(spread, 0)
  const interval95 = {
    lower: tauAt(spread, chiSquareQuantile(0.975, df)),
    upper: tauAt(spread, chiSquareQuantile(0.025, df)),
  }
  return { q, df, p: chiSquareUpper(q, df), tau2: tauAt(spread, df), interval95 }
}

/**
 * Variance beyond chance by moments, in one step: `max(0, (Q − (k − 1)) ∕ (Σw − Σw²∕Σw))`.
 * Source: DerSimonian & Laird (1986), Control. Clin. Trials 7, 177–188.
 */
export function derSimonianLaird(spread: Spread): number {
  check(spread)
  let [weights, squares] = [0, 0]
  for (let i = 0; i < spread.values.length; i++) {
    const w = 1 / spread.variances[i]!
    weights += w
    squares += w * w
  }
  return Math.max(0, (generalisedQ(spread, 0).q - (spread.values.length - 1)) / (weights - squares / weights))
}

function check({ values, variances }: Spread): void {
  if (values.length < 2 || values.length !== variances.length)
    throw new CalculationError(
      `heterogeneity: ${values.length} values, ${variances.length} variances; expected two pairs`,
    )
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i]) || !(variances[i]! > 0))
      throw new CalculationError(`heterogeneity: value ${values[i]} with variance ${variances[i]}; expected above 0`)
}
