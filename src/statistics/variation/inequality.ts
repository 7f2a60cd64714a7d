import { CalculationError } from '../../domain/errors'
import { checkValues } from './counts'

/**
 * Gini coefficient of areas’ values, weighted: half the mean absolute difference of two draws over the mean,
 * `Σ Σ pᵢ pⱼ |yᵢ − yⱼ| ∕ 2μ`, by the Lorenz curve. 0 (all alike) to 1; 0 where all values are 0. Divisor n, not n − 1.
 * Source: Gini (1912), Variabilità e mutabilità; Lerman & Yitzhaki (1989), J. Econom. 42, 43–47.
 * Throws on no values, on values below 0 or not finite, on weights not above 0.
 */
export function gini(values: ArrayLike<number>, weights?: ArrayLike<number>): number {
  checkValues('gini', values, weights)
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort((i, j) => values[i]! - values[j]!)
  let [weight, mass, twice] = [0, 0, 0]
  for (const i of order) {
    const w = weights ? weights[i]! : 1
    // Each pair once: what lies above all before it by its value less theirs.
    twice += w * (values[i]! * weight - mass)
    weight += w
    mass += w * values[i]!
  }
  return mass === 0 ? 0 : Math.max(0, twice) / (weight * mass)
}

/** Theil’s measures, and their parts between and within groups. 0 where all values are alike. */
export interface Theil {
  /** `Σ p (y∕μ) ln(y∕μ)`: generalised entropy 1. */
  t: number
  /** `Σ p ln(μ∕y)`: generalised entropy 0, the mean log deviation; infinite where a value is 0. */
  l: number
  /** T of the groups’ means, and the groups’ own T weighted by their share of the total; they add up to T. */
  tBetween: number
  tWithin: number
  /** L of the groups’ means, and the groups’ own L weighted by their people; they add up to L. */
  lBetween: number
  lWithin: number
}

interface Group {
  weight: number
  mass: number
}

/**
 * Theil’s entropy measures T and L of areas’ values, weighted, with their exact decomposition between and within groups:
 * `T = Σ p (y∕μ) ln(y∕μ)`, `L = Σ p ln(μ∕y)`. `groups` names each area’s group (a region); without it all is within one.
 * Source: Theil (1967), Economics and Information Theory; Shorrocks (1980), Econometrica 48, 613–625.
 * Throws on no values, on values below 0 or not finite, on weights not above 0, on another number of groups.
 */
export function theil(values: ArrayLike<number>, weights?: ArrayLike<number>, groups?: ArrayLike<unknown>): Theil {
  checkValues('theil', values, weights)
  if (groups && groups.length !== values.length)
    throw new CalculationError(`theil: ${groups.length} groups; expected one for each of ${values.length} values`)
  const all: Group = { weight: 0, mass: 0 }
  const by = new Map<unknown, Group>()
  for (let i = 0; i < values.length; i++) {
    const w = weights ? weights[i]! : 1
    const own = by.get(groups?.[i]) ?? { weight: 0, mass: 0 }
    by.set(groups?.[i], own)
    for (const group of [all, own]) {
      group.weight += w
      group.mass += w * values[i]!
    }
  }
  const out: Theil = { t: 0, l: 0, tBetween: 0, tWithin: 0, lBetween: 0, lWithin: 0 }
  if (all.mass === 0) return out
  for (const own of by.values()) {
    out.tBetween += part(own.mass / all.mass, relativeLog(own, all))
    out.lBetween -= (own.weight / all.weight) * relativeLog(own, all)
  }
  for (let i = 0; i < values.length; i++) {
    const one = { weight: weights ? weights[i]! : 1, mass: (weights ? weights[i]! : 1) * values[i]! }
    const own = by.get(groups?.[i])!
    out.tWithin += part(one.mass / all.mass, relativeLog(one, own))
    out.lWithin -= (one.weight / all.weight) * relativeLog(one, own)
  }
  for (const key of ['tBetween', 'tWithin', 'lBetween', 'lWithin'] as const) out[key] = Math.max(0, out[key])
  out.t = out.tBetween + out.tWithin
  out.l = out.lBetween + out.lWithin
  return out
}

/** ln of one mean over another; −∞ for a mean of 0, but 0 where both are. */
function relativeLog(one: Group, other: Group): number {
  if (other.mass === 0) return 0
  return Math.log(one.mass / one.weight / (other.mass / other.weight))
}

/** A term of T: a value of 0 adds nothing. */
function part(share: number, log: number): number {
  return share === 0 ? 0 : share * log
}

/**
 * Atkinson’s index of areas’ values, weighted: `1 − (Σ p (y∕μ)^(1 − ε))^(1∕(1 − ε))`, for ε = 1 `1 − e^(Σ p ln(y∕μ))`. The share
 * of the mean that could be given up if all were alike; ε, above 0, says how much low values count. 0 to 1.
 * Source: Atkinson (1970), J. Econ. Theory 2, 244–263.
 * Throws on no values, on values below 0 or not finite, on weights not above 0. From ε = 1 a value of 0 makes it 1.
 */
export function atkinson(values: ArrayLike<number>, weights?: ArrayLike<number>, aversion = 0.5): number {
  checkValues('atkinson', values, weights)
  checkValues('atkinson: aversion', [0], [aversion])
  let [weight, mean] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    weight += weights ? weights[i]! : 1
    mean += ((weights ? weights[i]! : 1) / weight) * (values[i]! - mean)
  }
  if (mean === 0) return 0
  let total = 0
  for (let i = 0; i < values.length; i++) {
    const y = values[i]! / mean
    total += ((weights ? weights[i]! : 1) / weight) * (aversion === 1 ? Math.log(y) : Math.pow(y, 1 - aversion))
  }
  const equal = aversion === 1 ? Math.exp(total) : Math.pow(total, 1 / (1 - aversion))
  return Math.min(1, Math.max(0, 1 - equal))
}
