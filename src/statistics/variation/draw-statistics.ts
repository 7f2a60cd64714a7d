import { orderer } from './order'
import { quantileOfSorted } from './quantile'
import { selectQuantile } from './select'

/** Measures of the areas' values; each is worked out for the counts and, without chance, for what may lie beneath them. */
export const VALUE_MEASURES = [
  'quotient',
  'p95p5',
  'p90p10',
  'p80p20',
  'p75p25',
  'cv',
  'weightedCv',
  'gini',
  'theilT',
  'theilL',
  'atkinson',
] as const
export type ValueMeasure = (typeof VALUE_MEASURES)[number]

/** Measures of the spread beyond chance, and tests of whether there is any. */
export const CHANCE_MEASURES = [
  'chiSquare',
  'likelihoodRatio',
  'potthoffWhittinghill',
  'deanPB',
  'deanPBAdjusted',
  'diehr',
  'mcpherson',
  'phi',
  'tau2',
] as const
export type ChanceMeasure = (typeof CHANCE_MEASURES)[number]

/** Works out all measures of one draw of so many areas without allocating. */
export function drawStatistics(areas: number) {
  const sorted = new Float64Array(areas)
  const ordered = orderer(areas)
  const scores = new Float64Array(areas)
  const squareRoots = new Float64Array(areas)
  const values = new Float64Array(VALUE_MEASURES.length)
  const chance = new Float64Array(CHANCE_MEASURES.length)
  return { ofValues, ofCounts, values, chance }

  /** Measures of values, weighted where they are; into `values`, in the order of `VALUE_MEASURES`. */
  function ofValues(value: Float64Array, weight: Float64Array): Float64Array {
    let [weights, mass, plain] = [0, 0, 0]
    for (let i = 0; i < areas; i++) {
      weights += weight[i]!
      mass += weight[i]! * value[i]!
      plain += value[i]!
    }
    const mean = plain / areas
    const weighted = mass / weights
    if (!(mass > 0)) return values.fill(0).fill(1, 0, 5)
    let [squares, weightedSquares, t, l, roots, before, below, pairs] = [0, 0, 0, 0, 0, 0, 0, 0]
    const order = ordered(value)
    for (let at = 0; at < areas; at++) {
      const i = order[at]!
      const y = value[i]!
      const w = weight[i]!
      sorted[at] = y
      pairs += w * (y * before - below)
      before += w
      below += w * y
      squares += (y - mean) * (y - mean)
      weightedSquares += w * (y - weighted) * (y - weighted)
      const log = Math.log(y / weighted)
      if (y > 0) t += w * y * log
      l -= w * log
      roots += w * Math.sqrt(y)
    }
    ends()
    values[5] = Math.sqrt(squares / (areas - 1)) / mean
    values[6] = Math.sqrt(weightedSquares / weights) / weighted
    values[7] = Math.max(0, pairs) / (weights * mass)
    values[8] = Math.max(0, t / mass)
    values[9] = Math.max(0, l / weights)
    values[10] = Math.max(0, 1 - (roots / weights) ** 2 / weighted)
    return values
  }

  function ends(): void {
    values[0] = over(sorted[areas - 1]!, sorted[0]!)
    for (let k = 0; k < 4; k++)
      values[k + 1] = over(quantileOfSorted(sorted, UPPER[k]!), quantileOfSorted(sorted, 1 - UPPER[k]!))
  }

  /** Measures of effective counts around what is expected; into `chance`, in the order of `CHANCE_MEASURES`, the last two if asked for. */
  function ofCounts(observed: Float64Array, expected: Float64Array, withDispersion = true): Float64Array {
    let [all, allExpected, chi, logs, pairs, excess, adjusted, squares, diehr, mcpherson] = [
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]
    for (let i = 0; i < areas; i++) {
      const o = observed[i]!
      const e = expected[i]!
      const inverse = 1 / e
      const square = (o - e) * (o - e)
      const log = o > 0 ? Math.log(o * inverse) : -Infinity
      all += o
      allExpected += e
      chi += square * inverse
      if (o > 0) logs += o * log
      pairs += o * (o - 1) * inverse
      excess += square - o
      adjusted += e * e
      squares += e * e
      diehr += (square * inverse - 1) * inverse
      mcpherson += log * log - inverse
      squareRoots[i] = Math.sqrt(o * inverse) - 1
      scores[i] = squareRoots[i]! * 2 * Math.sqrt(e)
    }
    const scale = Math.sqrt(2 * squares)
    chance[0] = chi
    chance[1] = 2 * logs - 2 * (all - allExpected)
    const mean = all * (all - 1)
    chance[2] = mean > 0 ? (allExpected * pairs - mean) / Math.sqrt(2 * (areas - 1) * mean) : 0
    chance[3] = excess / scale
    chance[4] = (excess + adjusted / allExpected) / scale
    chance[5] = diehr / areas
    chance[6] = mcpherson / areas
    if (withDispersion) dispersion(expected)
    return chance
  }

  /** φ and τ² of square-root z-scores, winsorised at a tenth. */
  function dispersion(expected: Float64Array): void {
    sorted.set(scores)
    const [low, high] = [selectQuantile(sorted, 0.1), selectQuantile(sorted, 0.9)]
    let [squares, weights, weightSquares] = [0, 0, 0]
    for (let i = 0; i < areas; i++) {
      const z = Math.min(high, Math.max(low, scores[i]!))
      const w = 4 * expected[i]!
      squares += z * z
      weights += w
      weightSquares += w * w
    }
    chance[7] = squares / areas
    chance[8] = Math.max(0, (squares - (areas - 1)) / (weights - weightSquares / weights))
  }
}

const UPPER = [0.95, 0.9, 0.8, 0.75]

function over(high: number, low: number): number {
  return high === low ? 1 : high / low
}
