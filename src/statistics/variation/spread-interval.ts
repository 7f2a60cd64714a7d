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

/** Variance of relative risks that chance alone gives, on the harmonic mean of what is expected. */
export function chanceVariance(expected: ArrayLike<number>): number {
  let inverse = 0
  for (let i = 0; i < expected.length; i++) inverse += 1 / expected[i]! / expected.length
  return inverse
}

/**
 * A curve for each of `statistics` statistics of how probable at least their observed value is for each variance beyond chance, from
 * `draws` sets of counts, drawn at variances spread evenly in `ln(v + c)` around the `guesses`. `none` are draws without variance that
 * were judged already: so many of them reached each observed value.
 */
export function spreadCurves(
  chance: Random,
  model: ChanceModel,
  judge: Judge,
  { statistics, draws, guesses }: { statistics: number; draws: number; guesses: readonly number[] },
): ConfidenceCurve[] {
  const { next, observed, expected } = effectiveDrawer(model)
  const c = chanceVariance(effectiveCounts(model).expected)
  const [low, high] = rangeOf(model, c, guesses)
  const variance = new Float64Array(draws)
  const reached = Array.from({ length: statistics }, () => new Uint8Array(draws))
  const risk = new Float64Array(observed.length)
  const verdicts = new Uint8Array(statistics)
  const most = mostVariance(model)
  for (let b = 0; b < draws; b++) {
    const v = Math.min(most, Math.max(0, Math.exp(low + ((b + 0.5) / draws) * (high - low)) - c))
    variance[b] = v
    if (v > 1e-9 * c) drawRisks(chance, model, v, risk)
    next(chance, v > 1e-9 * c ? risk : null)
    judge(observed, expected, verdicts)
    for (let k = 0; k < statistics; k++) reached[k]![b] = verdicts[k]!
  }
  return reached.map((column) => confidenceCurve({ variance, reached: column }, c))
}

/** From four to four standard errors beyond the guesses, on the scale of `ln(v + c)`; where that is below no variance, from there. */
function rangeOf({ expected }: ChanceModel, c: number, guesses: readonly number[]): [number, number] {
  let [squares, inverse] = [0, 0]
  for (let i = 0; i < expected.length; i++) {
    inverse += 1 / expected[i]!
    squares += 1 / expected[i]! ** 2
  }
  // Areas as uneven as these tell as much of a variance as so many alike.
  const even = Math.max(2, Math.min(expected.length, (inverse * inverse) / squares + expected.length / 4))
  const reach = 3.5 * Math.sqrt(2 / (even - 1)) * 1.2
  const logs = guesses.map((guess) => Math.log(Math.max(0, guess) + c))
  const low = Math.max(Math.log(c), Math.min(...logs) - reach)
  return [low, Math.max(low + reach, Math.max(...logs) + 1.3 * reach)]
}
