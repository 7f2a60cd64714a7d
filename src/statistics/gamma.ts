import { CalculationError } from '../domain/errors'
import { normalQuantile } from './normal'

/**
 * The gamma distribution with unit scale: both tails and its quantile.
 * Sources: Abramowitz & Stegun (1964) 6.1.40, 6.5.29, 6.5.31; Loader (2000), Fast and accurate computation of binomial
 * probabilities (the saddle-point form of the leading term); Goldberg & Levine (1946), Ann. Math. Statist. 17, 216–225
 * (Cornish–Fisher expansion for large shapes).
 */

const HALF_LOG_2_PI = 0.9189385332046728
const STIRLING_FROM = 16
/** From here the expansion is closer to the quantile than double precision can tell. */
const EXPANSION_FROM = 1e5
const MOST_STEPS = 2_000_000

/** ln Γ(a + 1) − (a + ½) ln a + a − ½ ln 2π, for a ≥ 16: what Stirling’s formula leaves. */
export function stirlingError(a: number): number {
  const s = 1 / (a * a)
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))))) / a
}

/** Natural logarithm of the gamma function `Γ(a) = ∫₀^∞ tᵃ⁻¹ e⁻ᵗ dt`, a > 0. */
export function logGamma(a: number): number {
  let product = 1
  while (a < STIRLING_FROM) product *= a++
  return (a - 0.5) * Math.log(a) - a + HALF_LOG_2_PI + stirlingError(a) - Math.log(product)
}

/** x^a e^−x ∕ Γ(a + 1), without the overflow and the cancelling of the plain form. */
export function gammaTerm(a: number, x: number): number {
  if (a < STIRLING_FROM) return Math.exp(a * Math.log(x) - x - logGamma(a + 1))
  const excess = (x - a) / a
  const log = Math.abs(excess) < 0.5 ? Math.log1p(excess) : Math.log(x / a)
  return Math.exp(-a * (excess - log) - stirlingError(a) - HALF_LOG_2_PI) / Math.sqrt(a)
}

function lowerBySeries(a: number, x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; k < MOST_STEPS; k++) {
    term *= x / (a + k)
    sum += term
    if (term < sum * 1e-17) break
  }
  return gammaTerm(a, x) * sum
}

/** Legendre's continued fraction, evaluated from the front (Lentz). */
function upperByFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let product = d
  for (let k = 1; k < MOST_STEPS; k++) {
    const numerator = -k * (k - a)
    b += 2
    d = 1 / (numerator * d + b)
    c = b + numerator / c
    const factor = c * d
    product *= factor
    if (Math.abs(factor - 1) < 1e-16) break
  }
  return gammaTerm(a, x) * a * product
}

/** Probability that a gamma value of that shape a stays up to `x`: `P(a, x) = ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt ∕ Γ(a)`. */
export function gammaLower(x: number, shape: number): number {
  if (x <= 0) return 0
  return x < shape + 1 ? lowerBySeries(shape, x) : 1 - upperByFraction(shape, x)
}

/** Probability that a gamma value of that shape a exceeds `x`, `Q(a, x) = 1 − P(a, x)`, exact in the far tail. */
export function gammaUpper(x: number, shape: number): number {
  if (x <= 0) return 1
  return x < shape + 1 ? 1 - lowerBySeries(shape, x) : upperByFraction(shape, x)
}

/** Cornish–Fisher expansion of a χ² quantile with n = 2·shape degrees of freedom, halved. */
function byExpansion(z: number, shape: number): number {
  const n = 2 * shape
  const root = Math.sqrt(n)
  const z2 = z * z
  const chi =
    n +
    root * Math.SQRT2 * z +
    (2 / 3) * (z2 - 1) +
    (z * (z2 - 7)) / (9 * Math.SQRT2 * root) -
    (6 * z2 * z2 + 14 * z2 - 32) / (405 * n) +
    (z * (9 * z2 * z2 + 256 * z2 - 433)) / (4860 * Math.SQRT2 * n * root)
  return chi / 2
}

function firstGuess(p: number, z: number, shape: number): number {
  const cube = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))
  const wilsonHilferty = shape * cube * cube * cube
  if (cube > 0.2) return wilsonHilferty
  return Math.exp((Math.log(p) + logGamma(shape + 1)) / shape)
}

/**
 * The value x below which (`lower`) or above which (`upper`) a share `p` of a gamma distribution lies: `P(a, x) = p` or `Q(a, x) = p`. Halley's steps, kept inside a bracket.
 * Shape 0 stands for a distribution that is always 0.
 */
export function gammaQuantile(p: number, shape: number, tail: 'lower' | 'upper' = 'lower'): number {
  if (!(p >= 0 && p <= 1) || !(shape >= 0))
    throw new CalculationError(`gammaQuantile: p ${p} and shape ${shape}; p must be 0 to 1 and shape not negative`)
  if (shape === 0 || p === (tail === 'lower' ? 0 : 1)) return 0
  if (p === (tail === 'lower' ? 1 : 0)) return Infinity
  const z = tail === 'lower' ? normalQuantile(p) : -normalQuantile(p)
  if (shape >= EXPANSION_FROM) return byExpansion(z, shape)
  return refine(p, shape, tail, firstGuess(tail === 'lower' ? p : 1 - p, z, shape))
}

function refine(p: number, shape: number, tail: 'lower' | 'upper', start: number): number {
  let x = start
  let low = 0
  let high = Infinity
  for (let step = 0; step < 200; step++) {
    const excess = tail === 'lower' ? gammaLower(x, shape) - p : p - gammaUpper(x, shape)
    if (excess > 0) high = x
    else low = x
    const newton = (excess * x) / (gammaTerm(shape, x) * shape)
    const bend = Math.min(1, Math.max(-1, newton * ((shape - 1) / x - 1)))
    const move = newton / (1 - bend / 2)
    if (Math.abs(move) <= 1e-15 * x || high - low <= 1e-15 * x) return x - move
    const next = x - move
    x = next > low && next < high ? next : high === Infinity ? x * 2 : (low + high) / 2
  }
  return x
}
