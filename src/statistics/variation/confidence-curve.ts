import { normalQuantile } from '../normal'
import { normalLower } from '../normal-tails'

/**
 * How probable it is to see at least the observed value of a statistic, for each variance `v` beyond chance: a probit curve in
 * `ln(v + c)`, rising from no variance on. The variances at which it passes 2.5 % and 97.5 % are the limits of an interval; read as a
 * distribution it says how much each variance is borne out.
 */
export interface ConfidenceCurve {
  /** Probability of at least the observed value with no variance. */
  atNone: number
  /** The variance at which the curve passes a probability, 0 where it starts above. */
  varianceAt(probability: number): number
}

/** Draws of one statistic: the variance each was drawn with, and whether it came out at least as high as observed (1 or 0). */
export interface CurveDraws {
  variance: ArrayLike<number>
  reached: ArrayLike<number>
}

/**
 * Fits the curve to draws at many variances by probit regression on a quadratic of `ln(v + c)`, or a line where the quadratic does not
 * rise; the variances may come from any design that spans the limits. `c` is the variance of relative risks that chance alone gives.
 * Source: Garthwaite & Buckland (1992), Appl. Stat. 41, 159–171 (limits by simulating tests); Finney (1971), Probit Analysis.
 */
export function confidenceCurve({ variance, reached }: CurveDraws, c: number): ConfidenceCurve {
  const u = Float64Array.from(variance, (v) => Math.log(v + c))
  let [low, high] = [Infinity, -Infinity]
  for (const at of u) {
    low = Math.min(low, at)
    high = Math.max(high, at)
  }
  const middle = (low + high) / 2
  const half = (high - low) / 2 || 1
  const x = u.map((at) => (at - middle) / half)
  const none = (Math.log(c) - middle) / half
  const curved = probit(x, reached, 3)
  // The slope is least at an end: where it is not above 0 there, a line serves.
  const rises = curved[1]! - 2 * Math.abs(curved[2]!) > 0.05 * Math.abs(curved[1]!)
  const [a, b, d] = rises ? curved : [...probit(x, reached, 2), 0]
  const at = (z: number) => rootOf(a!, Math.max(b!, 1e-6), d!, z)
  const height = (t: number) => a! + b! * t + d! * t * t
  return {
    atNone: normalLower(height(none)),
    varianceAt(probability) {
      // Draws end at 1: what is far beyond them they cannot tell.
      const t = Math.min(FURTHEST, at(normalQuantile(probability)))
      return Math.max(0, Math.exp(middle + half * t) - c)
    },
  }
}

/** How far beyond its middle, in halves of the range of the draws, a curve is still followed. */
const FURTHEST = 1.5

/** Where `a + b t + d t²` passes z on its rising side; continued straight beyond the range of the draws. */
function rootOf(a: number, b: number, d: number, z: number): number {
  for (const end of [-1, 1]) {
    const height = a + b * end + d
    const slope = b + 2 * d * end
    if (end * (z - height) > 0) return end + (z - height) / slope
  }
  if (Math.abs(d) < 1e-9) return (z - a) / b
  const discriminant = Math.sqrt(Math.max(0, b * b - 4 * d * (a - z)))
  return (2 * (z - a)) / (b + discriminant)
}

/** Coefficients of a probit regression on powers of x, by Fisher's scoring, a little drawn to 0 so that it always has an end. */
function probit(x: Float64Array, reached: ArrayLike<number>, terms: 2 | 3): number[] {
  let beta = [0, 1, 0].slice(0, terms)
  for (let step = 0; step < 25; step++) {
    const { information, score } = scoring(x, reached, beta)
    const move = solve(information, score)
    const largest = Math.max(...move.map(Math.abs))
    const damp = largest > 1 ? 1 / largest : 1
    beta = beta.map((value, k) => value + damp * move[k]!)
    if (largest < 1e-9) break
  }
  return beta
}

const RIDGE = 1e-3

function scoring(x: Float64Array, reached: ArrayLike<number>, beta: readonly number[]) {
  const terms = beta.length
  const information = beta.map((_, row) => beta.map((__, col) => (row === col ? RIDGE : 0)))
  const score = beta.map((value) => -RIDGE * value)
  const power = [1, 0, 0]
  for (let i = 0; i < x.length; i++) {
    power[1] = x[i]!
    power[2] = x[i]! * x[i]!
    let height = 0
    for (let k = 0; k < terms; k++) height += beta[k]! * power[k]!
    const p = Math.min(1 - 1e-10, Math.max(1e-10, normalCurve(height)))
    const density = Math.exp((-height * height) / 2) * 0.3989422804014327
    const weight = (density * density) / (p * (1 - p))
    const pull = (density * (reached[i]! - p)) / (p * (1 - p))
    for (let row = 0; row < terms; row++) {
      score[row]! += pull * power[row]!
      for (let col = 0; col < terms; col++) information[row]![col]! += weight * power[row]! * power[col]!
    }
  }
  return { information, score }
}

/**
 * Normal probability below z to 7e-8, which a regression on a few thousand draws cannot tell from the truth, in a tenth of the time.
 * Source: Abramowitz & Stegun (1964) 26.2.17.
 */
function normalCurve(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = Math.exp((-z * z) / 2) * 0.3989422804014327 * series
  return z > 0 ? 1 - tail : tail
}

/** Solves a small symmetric system by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!])
  const size = rows.length
  for (let k = 0; k < size; k++)
    for (let i = k + 1; i < size; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!
      for (let j = k; j <= size; j++) rows[i]![j]! -= factor * rows[k]![j]!
    }
  const out = new Array<number>(size).fill(0)
  for (let k = size - 1; k >= 0; k--) {
    let rest = rows[k]![size]!
    for (let j = k + 1; j < size; j++) rest -= rows[k]![j]! * out[j]!
    out[k] = rest / rows[k]![k]!
  }
  return out
}
