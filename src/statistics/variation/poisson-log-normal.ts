import { minimise } from '../minimise'
import type { ObservedExpected } from './counts'
import { checkCounts, sum } from './counts'
import type { LogNormalBayes } from './clayton-kaldor'
import { hermite } from './hermite'
import { quantile } from './quantile'

/**
 * Empirical Bayes by maximum likelihood of the Poisson–log-normal model: `O ~ Poisson(E e^(μ + u))`, `u ~ N(0, σ²)`, a Poisson
 * regression with a normal effect of each area. The likelihood is integrated by adaptive Gauss–Hermite quadrature at `points`
 * points about each area’s mode (1 is Laplace’s approximation). Shrunk relative risks are `e^(μ + mode)`. σ² is 0 where the
 * likelihood does not rise from no variation.
 * Source: Pinheiro & Bates (1995), J. Comput. Graph. Stat. 4, 12–35; Liu & Pierce (1994), Biometrika 81, 624–629.
 * Throws on fewer than two areas, on counts below 0 or not finite, on expected events not above 0.
 */
export function poissonLogNormal(counts: ObservedExpected, { points = 25 } = {}): LogNormalBayes {
  checkCounts('poissonLogNormal', counts, 2)
  const flat = Math.log(sum(counts.observed) / sum(counts.expected))
  if (flat === -Infinity)
    return { mean: flat, variance: 0, shrunk: new Float64Array(counts.observed.length), eq8020: 1 }
  const rule = hermite(points)
  const modes = new Float64Array(counts.observed.length)
  const best = (deviation: number) =>
    minimise(
      (mean) => -logLikelihood(counts, mean, deviation, rule, modes),
      flat - 4 * deviation - 0.1,
      flat + deviation + 0.1,
    )
  const fitted = minimise((log) => best(Math.exp(log)).value, Math.log(1e-4), Math.log(5))
  const none = -logLikelihood(counts, flat, 0, rule, modes)
  const deviation = fitted.value < none - 1e-9 ? Math.exp(fitted.at) : 0
  const mean = deviation > 0 ? best(deviation).at : flat
  logLikelihood(counts, mean, deviation, rule, modes)
  const shrunk = modes.map((mode) => Math.exp(mean + mode))
  return { mean, variance: deviation ** 2, shrunk, eq8020: quantile(shrunk, 0.8) / quantile(shrunk, 0.2) }
}

interface Rule {
  nodes: Float64Array
  weights: Float64Array
}

/** Log likelihood, less what does not depend on mean and deviation; leaves each area’s mode in `modes`. */
function logLikelihood(
  { observed, expected }: ObservedExpected,
  mean: number,
  deviation: number,
  rule: Rule,
  modes: Float64Array,
) {
  let total = 0
  for (let i = 0; i < observed.length; i++) {
    const [o, rate] = [observed[i]!, Math.log(expected[i]!) + mean]
    if (deviation === 0) {
      modes[i] = 0
      total += o * rate - Math.exp(rate)
    } else total += logIntegral(o, rate, deviation * deviation, rule, modes, i)
  }
  return total
}

/** ln ∫ exp(o(r + u) − e^(r + u)) φ(u; 0, v) du by quadrature about the mode, scaled by the curvature there. */
function logIntegral(o: number, rate: number, variance: number, rule: Rule, modes: Float64Array, i: number): number {
  let u = Math.min(modes[i]!, Math.log(o + 1) - rate + 1)
  for (let step = 0; step < 100; step++) {
    const risk = Math.exp(rate + u)
    const move = (o - risk - u / variance) / (risk + 1 / variance)
    u += Math.max(-2, Math.min(1, move))
    if (Math.abs(move) < 1e-13 * (1 + Math.abs(u))) break
  }
  modes[i] = u
  const height = o * (rate + u) - Math.exp(rate + u) - (u * u) / (2 * variance)
  const scale = 1 / Math.sqrt(Math.exp(rate + u) + 1 / variance)
  let integral = 0
  for (let k = 0; k < rule.nodes.length; k++) {
    const x = rule.nodes[k]!
    const at = u + scale * x
    const log = o * (rate + at) - Math.exp(rate + at) - (at * at) / (2 * variance)
    integral += rule.weights[k]! * Math.exp(log - height + (x * x) / 2)
  }
  return height + Math.log(integral * scale) - Math.log(variance) / 2
}
