import { CalculationError } from '../../domain/errors'
import { drawGamma } from '../draws'
import type { Random } from '../random'
import { checkCounts, type ObservedExpected } from '../variation/counts'
import { poissonGamma, shrunkBy } from '../variation/poisson-gamma'

/** Whom an area is held against. */
export type PeerChoice =
  /** Places of named peers: similar areas, say. The area itself is left out if it is among them. */
  | { kind: 'given'; areas: ArrayLike<number> }
  /** The best fifth of the other areas by shrunk rate, at least one; equal rates in the order of areas. */
  | { kind: 'best fifth'; better: 'lower' | 'higher' }

/** How underlying rates are distributed: gamma of this shape (infinite: all alike) and mean. */
export interface RateDistribution {
  shape: number
  mean: number
}

/** An area's shrunk rate beside that of its peers, both over what was expected. */
export interface RateBesidePeers {
  area: number
  peers: number
  /** Places of the peers. */
  chosen: Uint32Array
  /** Of the other areas' underlying rates. */
  distribution: RateDistribution
}

/**
 * Shrunk rate of an area and of its peers, over what was expected. The distribution of underlying rates is fitted to the
 * other areas alone (Poisson–gamma, `poissonGamma`), so that the area does not stretch what it is measured by; its own rate is
 * `(O + α)∕(E + α∕μ)` of that; the peers' is the mean of theirs weighted by what was expected, `Σ E θ̂ ∕ Σ E`.
 * Source: Clayton & Kaldor (1987), Biometrics 43, 671–681.
 * Errors: CalculationError for an area that is not there, no peers, fewer than three areas, or a count that is hidden or cannot be
 * (leave such areas out).
 */
export function rateBesidePeers(events: ObservedExpected, area: number, choice: PeerChoice): RateBesidePeers {
  checkCounts('rateBesidePeers', events, 3)
  if (!(Number.isInteger(area) && area >= 0 && area < events.observed.length))
    throw new CalculationError(`rateBesidePeers: area ${area} of ${events.observed.length}; expected one of them`)
  return besidePeers(events, area, choice, ratesOfOthers(events, area))
}

/** The distribution of the underlying rates of all areas but one. */
export function ratesOfOthers({ observed, expected }: ObservedExpected, area: number): RateDistribution {
  const { shape, mean } = poissonGamma({ observed: without(observed, area), expected: without(expected, area) })
  return { shape, mean }
}

/** The same with the distribution given. */
export function besidePeers(
  events: ObservedExpected,
  area: number,
  choice: PeerChoice,
  distribution: RateDistribution,
): RateBesidePeers {
  const { shrunk } = shrunkBy(events, distribution.shape, distribution.mean)
  const chosen = choose(choice, area, shrunk)
  return { area: shrunk[area]!, peers: peerMean(chosen, events.expected, shrunk), chosen, distribution }
}

/** Mean rate of areas, weighted by what was expected of each. */
export function peerMean(chosen: Uint32Array, expected: ArrayLike<number>, rates: ArrayLike<number>): number {
  let [mean, weight] = [0, 0]
  for (const i of chosen) {
    weight += expected[i]!
    // By steps, so that equal rates have that very mean.
    mean += (rates[i]! - mean) * (expected[i]! / weight)
  }
  return mean
}

/** An underlying rate drawn from the distribution, given the events seen where so many are expected. */
export function drawRate(chance: Random, { shape, mean }: RateDistribution, seen: number, expected: number): number {
  if (shape === Infinity || mean === 0) return mean
  return drawGamma(chance, shape + seen) / (shape / mean + expected)
}

function choose(choice: PeerChoice, area: number, rates: Float64Array): Uint32Array {
  if (choice.kind === 'given') {
    const chosen = Uint32Array.from(choice.areas).filter((i) => i !== area)
    if (chosen.length === 0 || chosen.some((i) => i >= rates.length))
      throw new CalculationError(
        `rateBesidePeers: peers ${chosen.join(', ')} of ${rates.length}; expected some of them`,
      )
    return chosen
  }
  const sign = choice.better === 'lower' ? 1 : -1
  const order = new Uint32Array(rates.length - 1).map((_, i) => (i < area ? i : i + 1))
  order.sort((one, other) => sign * (rates[one]! - rates[other]!) || one - other)
  return order.slice(0, Math.max(1, Math.round((rates.length - 1) / 5)))
}

function without(column: ArrayLike<number>, area: number): Float64Array {
  const out = new Float64Array(column.length - 1)
  for (let i = 0; i < out.length; i++) out[i] = column[i < area ? i : i + 1]!
  return out
}
