import type { ObservedExpected } from './counts'
import { checkCounts, sum } from './counts'
import type { EmpiricalBayes } from './poisson-gamma'
import { shrunkBy } from './poisson-gamma'
import { quantile } from './quantile'

const MOST_STEPS = 100_000

/**
 * Empirical Bayes by Clayton and Kaldor’s moments: the gamma distribution whose mean is that of the shrunk relative risks and
 * whose variance is `(1∕(k − 1)) Σ (1 + a∕E)(θ − μ)²`, `a = α∕μ` its rate, iterated until nothing changes. Where the moments leave
 * no variance beyond chance the shape is infinite.
 * Source: Clayton & Kaldor (1987), Biometrics 43, 671–681, section 3.1.
 * Throws on fewer than two areas, on counts below 0 or not finite, on expected events not above 0.
 */
export function claytonKaldor(counts: ObservedExpected): EmpiricalBayes {
  checkCounts('claytonKaldor', counts, 2)
  const { observed, expected } = counts
  const areas = observed.length
  const flat = sum(observed) / sum(expected)
  if (flat === 0) return shrunkBy(counts, Infinity, 0)
  let [mean, rate] = [0, 0]
  const risk = Float64Array.from({ length: areas }, (_, i) => observed[i]! / expected[i]!)
  for (let step = 0; step < MOST_STEPS; step++) {
    const previous = rate
    mean = sum(risk) / areas
    let variance = 0
    for (let i = 0; i < areas; i++) variance += ((1 + rate / expected[i]!) * (risk[i]! - mean) ** 2) / (areas - 1)
    // So little is left that the next step would call it none: chance explains the spread.
    if (!(variance > 1e-12 * mean * mean)) return shrunkBy(counts, Infinity, flat)
    rate = mean / variance
    for (let i = 0; i < areas; i++) risk[i] = (observed[i]! + rate * mean) / (expected[i]! + rate)
    if (Math.abs(rate - previous) <= 1e-15 * rate) break
  }
  return shrunkBy(counts, mean * rate, mean)
}

/** Log relative risks of areas as draws from one normal distribution. */
export interface LogNormalBayes {
  /** Mean and variance of the log relative risks. */
  mean: number
  variance: number
  /** Relative risk of each area. */
  shrunk: Float64Array
  /** 80th over 20th percentile of the shrunk relative risks, type 7. */
  eq8020: number
}

/**
 * Empirical Bayes with log-normal relative risks, by the quadratic approximation of the likelihood of `O + ½` and the EM algorithm:
 * `b = (φ + (O + ½)σ² ln((O + ½)∕E) − σ²∕2) ∕ (1 + (O + ½)σ²)`.
 * Source: Clayton & Kaldor (1987), Biometrics 43, 671–681, section 3.2.
 * Throws on fewer than two areas, on counts below 0 or not finite, on expected events not above 0.
 */
export function logNormalBayes(counts: ObservedExpected): LogNormalBayes {
  checkCounts('logNormalBayes', counts, 2)
  const { observed, expected } = counts
  const areas = observed.length
  const log = Float64Array.from({ length: areas }, (_, i) => Math.log((observed[i]! + 0.5) / expected[i]!))
  const b = Float64Array.from(log)
  let mean = sum(b) / areas
  let variance = 0
  for (let i = 0; i < areas; i++) variance += (b[i]! - mean) ** 2 / (areas - 1)
  for (let step = 0; step < MOST_STEPS && variance > 0; step++) {
    let [spread, total] = [0, 0]
    for (let i = 0; i < areas; i++) {
      const weight = (observed[i]! + 0.5) * variance
      b[i] = (mean + weight * log[i]! - variance / 2) / (1 + weight)
      spread += variance / (1 + weight)
      total += b[i]!
    }
    const [oldMean, oldVariance] = [mean, variance]
    mean = total / areas
    for (let i = 0; i < areas; i++) spread += (b[i]! - mean) ** 2
    variance = spread / areas
    if (Math.abs(variance - oldVariance) <= 1e-15 * variance && Math.abs(mean - oldMean) <= 1e-15) break
  }
  const shrunk = b.map(Math.exp)
  return { mean, variance, shrunk, eq8020: quantile(shrunk, 0.8) / quantile(shrunk, 0.2) }
}
