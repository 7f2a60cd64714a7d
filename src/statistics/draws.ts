import { CalculationError } from '../domain/errors'
import { logGamma } from './gamma'
import type { Random } from './random'

/**
 * Standard normal draw by the ratio of uniforms, `z = v∕u`, taken where `v² ≤ −4 u² ln u`; exact up to the 2⁻³² steps of the stream,
 * about 2.7 uniforms a draw.
 * Source: Leva (1992), ACM Trans. Math. Softw. 18, 449–453.
 */
export function drawNormal(chance: Random): number {
  for (;;) {
    const u = 1 - chance.uniform()
    const v = 1.7156 * (chance.uniform() - 0.5)
    const x = u - 0.449871
    const y = Math.abs(v) + 0.386595
    const q = x * x + y * (0.196 * y - 0.25472 * x)
    if (q < 0.27597 || (q <= 0.27846 && v * v <= -4 * Math.log(u) * u * u)) return v / u
  }
}

/**
 * Gamma draw of the given shape (above 0) and scale 1, exact: a cube of a shifted normal, `d (1 + z∕√(9d))³` with
 * `d = shape − 1∕3`, accepted by a squeeze; below shape 1 that of shape + 1 times a power of a uniform, `u^(1∕shape)`. A shape so small that the draw is below the least number is 0.
 * Source: Marsaglia & Tsang (2000), ACM Trans. Math. Softw. 26, 363–372.
 */
export function drawGamma(chance: Random, shape: number): number {
  if (!(shape > 0)) throw new CalculationError(`drawGamma: shape ${shape}; expected above 0`)
  if (shape < 1) return drawGamma(chance, shape + 1) * Math.pow(1 - chance.uniform(), 1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = drawNormal(chance)
    const base = 1 + c * x
    if (base <= 0) continue
    const cube = base * base * base
    const u = 1 - chance.uniform()
    const x2 = x * x
    if (u < 1 - 0.0331 * x2 * x2 || Math.log(u) < 0.5 * x2 + d * (1 - cube + Math.log(cube))) return d * cube
  }
}

const LOG_FACTORIALS = /* @__PURE__ */ Float64Array.from({ length: 256 }, (_, n) => logGamma(n + 1))

function logFactorial(n: number): number {
  return n < LOG_FACTORIALS.length ? LOG_FACTORIALS[n]! : logGamma(n + 1)
}

/**
 * Poisson draw of the given mean (0 to 1e15), exact: below 10 by multiplying uniforms (Knuth), from there by transformed
 * rejection with a squeeze (PTRS), `⌊(2a∕(½ − |u|) + b) u + mean + 0.43⌋`, two to three uniforms a draw whatever the mean.
 * Source: Hörmann (1993), Insurance: Mathematics and Economics 12, 39–45.
 */
export function drawPoisson(chance: Random, mean: number): number {
  if (!(mean >= 0 && mean <= 1e15)) throw new CalculationError(`drawPoisson: mean ${mean}; expected 0 to 1e15`)
  return mean < 10 ? smallPoisson(chance, mean) : largePoisson(chance, mean)
}

function smallPoisson(chance: Random, mean: number): number {
  const limit = Math.exp(-mean)
  let events = 0
  for (let product = 1 - chance.uniform(); product > limit; product *= 1 - chance.uniform()) events++
  return events
}

function largePoisson(chance: Random, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const squeeze = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = chance.uniform() - 0.5
    const v = 1 - chance.uniform()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= squeeze) return k
    if (!(k >= 0) || !Number.isFinite(k) || (us < 0.013 && v > us)) continue
    const inverse = 1.1239 + 1.1328 / (b - 3.4)
    const bound = k * Math.log(mean) - mean - logFactorial(k)
    if (Math.log((v * inverse) / (a / (us * us) + b)) <= bound) return k
  }
}

/**
 * Binomial draw: how many of `n` (a whole number up to 1e15) succeed with probability `p`, exact. By inversion where the
 * rarer outcome has a mean below 10, else by transformed rejection with a squeeze (BTRS), `⌊(2a∕(½ − |u|) + b) u + n p + ½⌋`.
 * Source: Hörmann (1993), J. Stat. Comput. Simul. 46, 101–110.
 */
export function drawBinomial(chance: Random, n: number, p: number): number {
  if (!(Number.isInteger(n) && n >= 0 && n <= 1e15) || !(p >= 0 && p <= 1))
    throw new CalculationError(`drawBinomial: ${n} trials at ${p}; expected a whole number and 0 to 1`)
  if (p > 0.5) return n - drawBinomial(chance, n, 1 - p)
  return n * p < 10 ? smallBinomial(chance, n, p) : largeBinomial(chance, n, p)
}

/** Adds up waiting times between successes, so that it takes as many draws as there are successes (Devroye 1986, X.4). */
function smallBinomial(chance: Random, n: number, p: number): number {
  const log = Math.log1p(-p)
  let [at, successes] = [0, -1]
  while (at <= n) {
    at += log === 0 ? Infinity : Math.floor(Math.log(1 - chance.uniform()) / log) + 1
    successes++
  }
  return successes
}

function largeBinomial(chance: Random, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const c = n * p + 0.5
  const squeeze = 0.92 - 4.2 / b
  const scale = (2.83 + 5.1 / b) * spread
  const mode = Math.floor((n + 1) * p)
  const odds = Math.log(p / (1 - p))
  for (;;) {
    const u = chance.uniform() - 0.5
    const v = 1 - chance.uniform()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + c)
    if (!(k >= 0 && k <= n)) continue
    if (us >= 0.07 && v <= squeeze) return k
    const bound =
      logFactorial(mode) + logFactorial(n - mode) - logFactorial(k) - logFactorial(n - k) + (k - mode) * odds
    if (Math.log((v * scale) / (a / (us * us) + b)) <= bound) return k
  }
}
