import { digammaLessLog } from '../digamma'
import { rootBetween } from '../root'
import type { ObservedExpected } from './counts'
import { checkCounts, sum } from './counts'
import { quantile } from './quantile'

/** Relative risks of areas as draws from one distribution, estimated with each area’s share of chance taken off. */
export interface EmpiricalBayes {
  /** Shape of the gamma distribution of relative risks; infinite where none of the spread is beyond chance. */
  shape: number
  /** Mean of the relative risks. */
  mean: number
  /** Variance of relative risks over their squared mean, `1∕α`: the size of variation beyond chance; 0 or more. */
  relativeVariance: number
  /** Relative risk of each area, drawn to the mean by what chance explains: `(O + α) ∕ (E + α∕μ)`. */
  shrunk: Float64Array
  /** 80th over 20th percentile of the shrunk relative risks, type 7. */
  eq8020: number
}

/** The relative risks that a gamma distribution of that shape and mean leaves of the counts. */
export function shrunkBy({ observed, expected }: ObservedExpected, shape: number, mean: number): EmpiricalBayes {
  const shrunk = new Float64Array(observed.length)
  for (let i = 0; i < shrunk.length; i++)
    shrunk[i] = shape === Infinity || mean === 0 ? mean : (observed[i]! + shape) / (expected[i]! + shape / mean)
  const eq8020 = mean === 0 ? 1 : quantile(shrunk, 0.8) / quantile(shrunk, 0.2)
  return { shape, mean, relativeVariance: 1 / shape, shrunk, eq8020 }
}

/**
 * Empirical Bayes by maximum likelihood of the Poisson–gamma (negative binomial) model: `O ~ Poisson(E θ)`, `θ ~ Gamma` of
 * shape α and mean μ. Variance `1∕α` and shrunk relative risks `(O + α) ∕ (E + α∕μ)`. `mean` is fitted unless given (1 where the
 * expected add up to the observed). α is infinite, the variance 0, where the likelihood does not rise from no variation.
 * Source: Clayton & Kaldor (1987), Biometrics 43, 671–681; Martuzzi & Hills (1995), Am. J. Epidemiol. 141, 369–374 (mean 1);
 * Coory & Gibberd (1998), Stat. Med. 17, 2625–2634 (EQ of shrunk values); Ibáñez, Librero, Bernal-Delgado et al. (2009), BMC Health Serv.
 * Res. 9, 60.
 * Throws on no areas, on counts below 0 or not finite, on expected events not above 0.
 */
export function poissonGamma(counts: ObservedExpected, { mean }: { mean?: number } = {}): EmpiricalBayes {
  checkCounts('poissonGamma', counts)
  const flat = mean ?? sum(counts.observed) / sum(counts.expected)
  if (flat === 0 || counts.observed.length < 2) return shrunkBy(counts, Infinity, flat)
  const slope = (variance: number) => varianceSlope(counts, variance, mean ?? fittedMean(counts, variance, flat))
  if (!(slope(0) > 0)) return shrunkBy(counts, Infinity, flat)
  let [low, high] = [1, 1]
  while (slope(low) <= 0) low /= 8
  while (slope(high) > 0) high *= 8
  const log = rootBetween(
    (x) => slope(Math.exp(x)),
    Math.log(low === 1 ? high / 8 : low),
    Math.log(low === 1 ? high : low * 8),
  )
  const variance = Math.exp(log)
  return shrunkBy(counts, 1 / variance, mean ?? fittedMean(counts, variance, flat))
}

/** The mean at which the likelihood is greatest for a given variance: Newton’s steps on `Σ (O − μE) ∕ (1 + vμE) = 0`. */
function fittedMean({ observed, expected }: ObservedExpected, variance: number, start: number): number {
  let mean = start
  for (let step = 0; step < 100 && variance > 0; step++) {
    let [excess, slope] = [0, 0]
    for (let i = 0; i < observed.length; i++) {
      const over = 1 + variance * mean * expected[i]!
      excess += (observed[i]! - mean * expected[i]!) / over
      slope -= (expected[i]! * (1 + variance * observed[i]!)) / (over * over)
    }
    const next = Math.max(mean / 4, mean - excess / slope)
    const done = Math.abs(next - mean) <= 1e-15 * mean
    mean = next
    if (done) break
  }
  return mean
}

/** How fast the log likelihood rises with the variance `v = 1∕α`, at a mean; at 0 it is `½ Σ[(O − μE)² − O]`. */
export function varianceSlope({ observed, expected }: ObservedExpected, variance: number, mean: number): number {
  let total = 0
  if (variance === 0) {
    for (let i = 0; i < observed.length; i++) total += (observed[i]! - mean * expected[i]!) ** 2 - observed[i]!
    return total / 2
  }
  const shape = 1 / variance
  const base = digammaLessLog(shape)
  for (let i = 0; i < observed.length; i++) {
    const at = observed[i]! + shape
    const x = (observed[i]! - mean * expected[i]!) / (shape + mean * expected[i]!)
    total -= logLessItself(x) + digammaLessLog(at) - base
  }
  return total * shape * shape
}

/** `ln(1 + x) − x`, without cancelling near 0. */
function logLessItself(x: number): number {
  if (Math.abs(x) > 0.02) return Math.log1p(x) - x
  return -x * x * (1 / 2 - x * (1 / 3 - x * (1 / 4 - x * (1 / 5 - x * (1 / 6 - x * (1 / 7 - x / 8))))))
}
