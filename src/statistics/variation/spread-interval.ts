import type { Random } from '../random'
import type { ChanceModel } from './chance-model'
import { countDrawer, drawRisks, effectiveCounts, mostVariance, varianceFactors } from './chance-model'
import type { ConfidenceCurve } from './confidence-curve'
import { confidenceCurve } from './confidence-curve'
import { sum } from './counts'

/** Judges one draw of effective counts: for each statistic, whether it came out at least as high as observed (1 or 0). */
export type Judge = (observed: Float64Array, expected: Float64Array, into: Uint8Array) => void

/** Draws counts of a model and reads them as effective counts, with the expected scaled to each draw's total. */
export function effectiveDrawer(model: ChanceModel) {
  const draw = countDrawer(model)
  const factors = varianceFactors(model)
  const base = effectiveCounts(model).expected
  const total = sum(model.observed)
  const observed = new Float64Array(factors.length)
  const expected = new Float64Array(factors.length)
  return { next, observed, expected }

  function next(chance: Random, risk: ArrayLike<number> | null): void {
    draw(chance, risk, observed)
    const scale = sum(observed) / total || 1
    for (let i = 0; i < factors.length; i++) {
      observed[i]! /= factors[i]!
      expected[i] = base[i]! * scale
    }
  }
}

/** How a statistic weighs areas: all alike, or by how much is expected of them. */
export type Weighing = 'alike' | 'by size'

/** Variance of relative risks that chance gives, as a statistic that weighs areas so sees it. */
function chanceVariance(expected: Float64Array, weighing: Weighing): number {
  if (weighing === 'by size') return expected.length / sum(expected)
  return sum(expected.map((e) => 1 / e)) / expected.length
}

/**
 * A curve for each of several statistics of how probable at least their observed value is for each variance beyond chance, from `draws` sets
 * of counts: a quarter at variances spread evenly in `ln(v + c)` widely around the `guesses`, the others between the variances that
 * those bear out at all. `weighing` tells how each statistic weighs areas, and so what `c` its curve is straight in.
 */
export function spreadCurves(
  chance: Random,
  model: ChanceModel,
  judge: Judge,
  { weighing, draws, guesses }: { weighing: readonly Weighing[]; draws: number; guesses: readonly number[] },
): ConfidenceCurve[] {
  const counts = effectiveDrawer(model)
  const { expected } = effectiveCounts(model)
  const scales = weighing.map((one) => chanceVariance(expected, one))
  const c = Math.min(...scales)
  const variance = new Float64Array(draws)
  const reached = weighing.map(() => new Uint8Array(draws))
  const risk = new Float64Array(model.observed.length)
  const verdicts = new Uint8Array(weighing.length)
  const most = mostVariance(model)
  const first = Math.ceil(draws / 4)
  const wide = rangeOf(expected, scales, guesses)
  draw(0, first, wide)
  draw(first, draws, narrowed(curvesOf(first), c, wide))
  return curvesOf(draws)

  function draw(from: number, to: number, [low, high]: readonly [number, number]): void {
    for (let b = from; b < to; b++) {
      const v = Math.min(most, Math.max(0, Math.exp(low + ((b - from + 0.5) / (to - from)) * (high - low)) - c))
      const varied = v > 1e-9 * c
      variance[b] = varied ? v : 0
      if (varied) drawRisks(chance, model, v, risk)
      counts.next(chance, varied ? risk : null)
      judge(counts.observed, counts.expected, verdicts)
      for (let k = 0; k < verdicts.length; k++) reached[k]![b] = verdicts[k]!
    }
  }

  function curvesOf(many: number): ConfidenceCurve[] {
    return reached.map((column, k) =>
      confidenceCurve({ variance: variance.subarray(0, many), reached: column.subarray(0, many) }, scales[k]!),
    )
  }
}

/** From the least to the greatest variance that any curve bears out once in 200, within the range it was fitted to. */
function narrowed(
  curves: readonly ConfidenceCurve[],
  c: number,
  [low, high]: readonly [number, number],
): [number, number] {
  const ends = (p: number) => curves.map((curve) => Math.log(curve.varianceAt(p) + c))
  const from = Math.max(low, Math.min(...ends(0.005)))
  const to = Math.min(high, Math.max(...ends(0.995)))
  return to - from > 0.1 * (high - low) ? [from, to] : [low, high]
}

/**
 * Four standard errors about the guesses, on the scale of `ln(v + c)` of each statistic and then of the least c; where that is below no
 * variance, from there.
 */
function rangeOf(expected: Float64Array, scales: readonly number[], guesses: readonly number[]): [number, number] {
  const inverse = expected.map((e) => 1 / e)
  const squares = sum(inverse.map((one) => one * one))
  // Areas as uneven as these tell as much of a variance as so many alike.
  const even = Math.max(2, Math.min(expected.length, sum(inverse) ** 2 / squares + expected.length / 4))
  const reach = 4.2 * Math.sqrt(2 / (even - 1))
  const c = Math.min(...scales)
  const known = guesses.map((guess) => Math.max(0, guess))
  const lows = scales.map((scale) => (Math.min(...known) + scale) * Math.exp(-reach) - scale)
  const highs = scales.map((scale) => (Math.max(...known) + scale) * Math.exp(1.3 * reach) - scale)
  return [Math.log(Math.max(0, Math.min(...lows)) + c), Math.log(Math.max(...highs) + c)]
}
