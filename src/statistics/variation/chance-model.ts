import { CalculationError } from '../../domain/errors'
import { drawBinomial, drawGamma, drawNormal, drawPoisson } from '../draws'
import { poissonDrawer } from '../poisson-table'
import type { Random } from '../random'
import type { ObservedExpected } from './counts'
import { checkCounts, sum } from './counts'

/** Events of areas, and all that chance and rounding do to them. Position is the area. */
export interface ChanceModel extends ObservedExpected {
  /** People of each area where events are cases among them (binomial); without them events are Poisson. */
  people?: ArrayLike<number> | null
  /** Variance of events over their mean, where people can be counted more than once; 1 if not said. */
  dispersion?: number
  /** Variance of the error that protection gave each count, in events squared. */
  noise?: ArrayLike<number> | null
  /** Base to which released counts are rounded; null or absent where errors are not rounding. */
  base?: number | null
}

/** Throws where counts, people, dispersion or noise cannot be. */
export function checkModel(who: string, model: ChanceModel, least = 2): void {
  checkCounts(who, model, least)
  const { observed, people, noise, dispersion = 1 } = model
  if (!(dispersion > 0 && dispersion < Infinity))
    throw new CalculationError(`${who}: dispersion ${dispersion}; expected above 0`)
  for (let i = 0; i < observed.length; i++) {
    if (people && !(people[i]! > 0 && observed[i]! <= people[i]!))
      throw new CalculationError(
        `${who}: ${observed[i]} cases among ${people[i]} people in position ${i}; expected no more`,
      )
    if (noise && !(noise[i]! >= 0 && noise[i]! < Infinity))
      throw new CalculationError(`${who}: noise of variance ${noise[i]} in position ${i}; expected 0 or more`)
  }
}

/** Share of people who are cases, or 0 for events that are no cases among people. */
function caseShare({ observed, people }: ChanceModel): number {
  return people ? sum(observed) / sum(people) : 0
}

/**
 * Counts and expected events, each divided by the variance that chance and rounding give the count over its mean: read so, they vary
 * like plain Poisson counts, and every statistic for those holds: `φᵢ = (φ E (1 − P) + v) ∕ E`. P is the common share of cases (0
 * for events), v the variance of rounding. The expected are scaled to add up to the observed.
 * Source: the quasi-Poisson reading of Public Health England, Technical Guide: confidence intervals (2018).
 */
export function effectiveCounts(model: ChanceModel): { observed: Float64Array; expected: Float64Array } {
  const factors = varianceFactors(model)
  const scale = sum(model.observed) / sum(model.expected)
  return {
    observed: factors.map((factor, i) => model.observed[i]! / factor),
    expected: factors.map((factor, i) => ((scale || 1) * model.expected[i]!) / factor),
  }
}

/** The variance of each area's count over its mean, under chance and rounding alone. */
export function varianceFactors(model: ChanceModel): Float64Array {
  const { observed, expected, noise, dispersion = 1 } = model
  const scale = sum(observed) / sum(expected) || 1
  // All are cases: nothing varies, and any factor above 0 will do.
  const rest = Math.max(1e-9, 1 - caseShare(model))
  return Float64Array.from({ length: observed.length }, (_, i) => {
    const mean = scale * expected[i]!
    return dispersion * rest + (noise ? noise[i]! / mean : 0)
  })
}

/** Draws counts as they would be released, were the areas' relative risks `risk` (null: all alike), into `into`. */
export type CountDrawer = (chance: Random, risk: ArrayLike<number> | null, into: Float64Array) => void

/** Prepares to draw counts of a model: what chance makes of the expected, then what rounding makes of that. */
export function countDrawer(model: ChanceModel): CountDrawer {
  const { observed, expected, people, noise, dispersion = 1, base = null } = model
  const scale = sum(observed) / sum(expected)
  const means = Float64Array.from(expected, (value) => value * scale)
  const tables = people ? null : Array.from(means, (mean) => poissonDrawer(mean / dispersion))
  const events = (chance: Random, i: number, risk: ArrayLike<number> | null) =>
    dispersion * (risk ? drawPoisson(chance, (means[i]! * risk[i]!) / dispersion) : tables![i]!(chance))
  const releases = Array.from(means, (_, i) =>
    noise && noise[i]! > 0 ? releaser(noise[i]!, base, people ? people[i]! : Infinity) : null,
  )
  return (chance, risk, into) => {
    for (let i = 0; i < means.length; i++) {
      const drawn = people
        ? cases(chance, people[i]!, risk ? means[i]! * risk[i]! : means[i]!, dispersion)
        : events(chance, i, risk)
      const one = releases[i]
      into[i] = one ? one(chance, drawn) : drawn
    }
  }
}

function cases(chance: Random, people: number, mean: number, dispersion: number): number {
  const whole = Math.max(1, Math.round(people / dispersion))
  return (people / whole) * drawBinomial(chance, whole, Math.min(1, mean / people))
}

export type Releaser = (chance: Random, count: number) => number

/**
 * Releases a count as protection might. Rounded to a base: to the nearer multiple or, in proportion to how near, to either, mixed so
 * that the variance is right; what is more than one cell's rounding is normal. Else normal. Never below 0 or above `most`.
 */
export function releaser(variance: number, base: number | null, most: number): Releaser {
  if (base === null || base <= 1) {
    const deviation = Math.sqrt(variance)
    return (chance, count) => Math.min(most, Math.max(0, count + deviation * drawNormal(chance)))
  }
  const nearest = (base * base - 1) / 12
  const more = Math.sqrt(Math.max(0, variance - 2 * nearest))
  const sure = 2 - variance / nearest
  return (chance, count) => {
    const noisy = more > 0 ? Math.max(0, count + more * drawNormal(chance)) : count
    const low = Math.floor(noisy / base) * base
    const share = (noisy - low) / base
    if (share === 0) return low
    const up = sure > 0 && chance.uniform() < sure ? share >= 0.5 : chance.uniform() < share
    return up ? Math.min(Math.max(most, low), low + base) : low
  }
}

/** Draws relative risks of mean 1 and the given variance into `into`: gamma, or for cases among people beta over its mean. */
export function drawRisks(chance: Random, model: ChanceModel, variance: number, into: Float64Array): void {
  const share = caseShare(model)
  if (share === 0) {
    const shape = 1 / variance
    for (let i = 0; i < into.length; i++) into[i] = drawGamma(chance, shape) * variance
    return
  }
  const size = (1 - share) / (share * variance) - 1
  for (let i = 0; i < into.length; i++) {
    const [a, b] = [drawGamma(chance, share * size), drawGamma(chance, (1 - share) * size)]
    into[i] = a + b > 0 ? a / (a + b) / share : chance.uniform() < share ? 1 / share : 0
  }
}

/** Variances of relative risks from here cannot be: shares of cases end at 1. */
export function mostVariance(model: ChanceModel): number {
  const share = caseShare(model)
  return share === 0 ? Infinity : (0.98 * (1 - share)) / share
}
