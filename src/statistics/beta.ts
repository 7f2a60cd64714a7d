import { CalculationError } from '../domain/errors'
import { logGamma, stirlingError } from './gamma'

/**
 * The beta distribution: both tails and its quantile.
 * Sources: DiDonato & Morris (1992), ACM Trans. Math. Softw. 18, 360–373 (continued fraction); Loader (2000), Fast and accurate
 * computation of binomial probabilities (the leading term at large shapes).
 */

const HALF_LOG_2_PI = 0.9189385332046728

/** `x^a (1 − x)^b ∕ B(a, b)`; `y` is 1 − x, given apart so that it keeps its digits. */
function leadingTerm(x: number, y: number, a: number, b: number): number {
  if (x === 0 || y === 0) return 0
  const n = a + b
  // Deviance of each part from its mean; the logs of a product of large powers would cancel.
  const deviance = a * relative((x * n - a) / a, x * n, a) + b * relative((y * n - b) / b, y * n, b)
  const errors = stirling(n) - stirling(a) - stirling(b)
  return Math.exp(-deviance + errors - HALF_LOG_2_PI) * Math.sqrt((a * b) / n)
}

/** `t − ln(1 + t)` for a value that lies a share t from its mean. */
function relative(t: number, value: number, mean: number): number {
  if (Math.abs(t) > 0.02) return t - Math.log(value / mean)
  return t * t * (1 / 2 - t * (1 / 3 - t * (1 / 4 - t * (1 / 5 - t * (1 / 6 - t * (1 / 7 - t * (1 / 8 - t / 9)))))))
}

/** ln Γ(a) less its leading terms `(a − ½) ln a − a + ½ ln 2π`, at any a above 0. */
function stirling(a: number): number {
  return a >= 16 ? stirlingError(a) : logGamma(a) - (a - 0.5) * Math.log(a) + a - HALF_LOG_2_PI
}

/** The continued fraction of DiDonato and Morris for the lower tail, where x is below the mean. */
function byFraction(x: number, y: number, a: number, b: number): number {
  const lambda = a - (a + b) * x
  let [c, d] = [1e300, 0]
  let product = 1
  for (let n = 0; n < 100_000; n++) {
    const bottom =
      n + (n === 0 ? 0 : (n * (b - n) * x) / (a + 2 * n - 1)) + ((a + n) / (a + 2 * n + 1)) * (lambda + 1 + n * (1 + y))
    if (n === 0) {
      product = d = 1 / bottom
      continue
    }
    const top = alpha(n, x, a, b)
    d = 1 / (bottom + top * d)
    c = bottom + top / c
    product *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return leadingTerm(x, y, a, b) * product
}

function alpha(n: number, x: number, a: number, b: number): number {
  return ((a + n - 1) * (a + b + n - 1) * n * (b - n) * x * x) / (a + 2 * n - 1) ** 2
}

function tails(x: number, y: number, a: number, b: number): { lower: number; upper: number } {
  if (!(a > 0 && b > 0)) throw new CalculationError(`beta: shapes ${a} and ${b}; expected above 0`)
  if (!(x > 0)) return { lower: 0, upper: 1 }
  if (!(y > 0)) return { lower: 1, upper: 0 }
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, byFraction(x, y, a, b))
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, byFraction(y, x, b, a))
  return { lower: 1 - upper, upper }
}

/**
 * Probability that a beta value of shapes `a` and `b` stays up to `x`: `Iₓ(a, b) = ∫₀ˣ tᵃ⁻¹(1 − t)ᵇ⁻¹ dt ∕ B(a, b)`. `rest` is 1 − x where
 * that is known better.
 */
export function betaLower(x: number, a: number, b: number, rest = 1 - x): number {
  return tails(x, rest, a, b).lower
}

/** Probability that a beta value exceeds `x`, `1 − Iₓ(a, b)`, to full precision in the far tail. */
export function betaUpper(x: number, a: number, b: number, rest = 1 - x): number {
  return tails(x, rest, a, b).upper
}

/**
 * The value `x` below which a share `p` of a beta distribution lies, `Iₓ(a, b) = p`. Found on the scale of ln(x ∕ (1 − x)), by Newton’s steps kept inside
 * a bracket. Throws on what is no probability and on shapes not above 0.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new CalculationError(`betaQuantile: probability ${p}; expected 0 to 1`)
  if (p === 0 || p === 1) return p
  const { x, rest } = quantileParts(p, a, b)
  return x < 0.5 ? x : 1 - rest
}

/** The quantile and what is left of it to 1, each to full precision. */
export function quantileParts(p: number, a: number, b: number): { x: number; rest: number } {
  let [low, high] = [-1500, 1500]
  let logit = Math.log(a / b)
  for (let step = 0; step < 300; step++) {
    const [x, y] = [1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit))]
    const { lower, upper } = tails(x, y, a, b)
    const excess = lower < 0.5 ? lower - p : 1 - p - upper
    if (excess > 0) high = logit
    else low = logit
    // On the log of the tail the curve is nearly straight far out, so that steps neither stall nor jump.
    const [tail, goal, sign] = p < 0.5 ? [lower, p, 1] : [upper, 1 - p, -1]
    const slope = leadingTerm(x, y, a, b)
    const move = sign * (tail > 0 && slope > 0 ? (Math.log(tail / goal) * tail) / slope : Infinity)
    const next = logit - move
    const inside = next > low && next < high
    if (inside && Math.abs(move) <= 4e-16 * Math.max(1, Math.abs(logit))) break
    logit = inside ? next : (low + high) / 2
    if (high - low <= 1e-15 * Math.max(1, Math.abs(logit))) break
  }
  return { x: 1 / (1 + Math.exp(-logit)), rest: 1 / (1 + Math.exp(logit)) }
}
