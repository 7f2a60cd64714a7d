import { drawGamma } from '../draws'
import type { Random } from '../random'
import type { ConfidenceCurve } from './confidence-curve'

/** Counts and expected events that vary like plain Poisson counts, as `effectiveCounts` makes them. */
interface Effective {
  observed: Float64Array
  expected: Float64Array
}

/**
 * Draws what may lie beneath the counts: relative risks of the areas, each from the gamma distribution that its count leaves of the
 * common one, `Gamma(α + O, 1∕(α∕m + E))`, `α = 1∕v` and m the area's mean (1 if not given), for one variance v beyond chance. With no
 * variance all are at their means.
 * Source: Laird & Louis (1987), J. Am. Stat. Assoc. 82, 739–750 (empirical Bayes intervals by the parametric bootstrap); Carlin &
 * Gelfand (1990), J. Am. Stat. Assoc. 85, 105–114 (the variance itself drawn anew).
 */
export function drawUnderlying(
  chance: Random,
  { observed, expected }: Effective,
  variance: number,
  into: Float64Array,
  mean?: ArrayLike<number>,
): void {
  const shape = 1 / variance
  for (let i = 0; i < into.length; i++) {
    const m = mean ? mean[i]! : 1
    into[i] = variance > 0 && shape < 1e12 ? drawGamma(chance, shape + observed[i]!) / (shape / m + expected[i]!) : m
  }
}

/**
 * The common mean for one draw: 1, give or take what the areas at hand can tell of it, `Σ E² v ∕ (ΣE)² + 1 ∕ ΣE`.
 */
export function meanOfDraw(chance: Random, expected: Float64Array, variance: number): number {
  let [all, squares] = [0, 0]
  for (const e of expected) {
    all += e
    squares += e * e
  }
  const spread = (squares * variance) / (all * all) + 1 / all
  return variance > 0 ? drawGamma(chance, 1 / spread) * spread : 1
}

/**
 * Variance beyond chance for draw `b` of `draws`, each as often as a confidence curve bears it out: an even walk through the curve, 0 for
 * the share of it that no variance bears out.
 */
export function varianceOfDraw(curve: ConfidenceCurve, b: number, draws: number): number {
  return curve.varianceAt((b + 0.5) / draws)
}
