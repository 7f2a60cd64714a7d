import type { Interval } from '../../domain'
import { CalculationError } from '../../domain/errors'
import { drawPoisson } from '../draws'
import { random, type Random } from '../random'
import type { ObservedExpected } from '../variation/counts'
import { quantileOfSorted } from '../variation/quantile'
import {
  besidePeers,
  drawRate,
  peerMean,
  rateBesidePeers,
  ratesOfOthers,
  type PeerChoice,
  type RateBesidePeers,
} from './peer-rate'
import { NOMINAL, peerTest } from './peer-test'

export interface PeerQuestion extends ObservedExpected {
  /** Place of the area. */
  area: number
  peers: PeerChoice
  /** Years that the events come from. */
  years: number
  /** Variance of counts over their mean, where one person may have several events. */
  dispersion?: number
  /** What protection makes of a drawn count (rounding), so that its error is in every draw; as it is if absent. */
  released?: (count: number, chance: Random) => number
  /** Draws for the interval, and as many for chance alone. */
  draws?: number
  /** Keys of the stream of chance: the same keys give the same figures anywhere. */
  seed: readonly number[]
}

/** How far an area is from its peers. */
export interface PeerDifference {
  /** Places of the peers. */
  peers: Uint32Array
  /** Probability of a difference at least as large, either way, if the area had the rate about which its peers lie. */
  p: number
  /** Whether its events are more or fewer than at the peers' rate; null where it cannot be told from its peers. */
  told: 'more' | 'fewer' | null
  /** Null where it cannot be told from its peers, or how far it is from them cannot: no number is to be shown then. */
  difference: {
    /** Events a year more (above 0) or fewer than at the peers' rate. */
    events: number
    interval95: Interval
    /** Shrunk rates over what was expected. */
    areaRate: number
    peerRate: number
  } | null
}

/** Draws below which limits and p would be too coarse. */
const FEWEST = 199

/**
 * Difference from peers: events a year that an area has more or fewer than it would at its peers' rate. Whether it has, is told by
 * a Monte-Carlo test on raw rates, `|O_A∕E_A − ΣO∕ΣE|`, the sum over peers (`peerTest`). How far is
 * `E_A (θ̂_A − θ̂_peers) ∕ years`, on shrunk rates with the area left out of the fit (`rateBesidePeers`). A difference, not what could be
 * avoided: areas differ for reasons that are nobody's doing. Interval by parametric bootstrap of the fit: counts are drawn from
 * the fitted distribution, `θ* ~ Gamma(α̂, μ̂)`, `O* ~ Poisson(E θ*)`, α* and μ* are fitted to them, the peers are chosen again under these, and
 * underlying rates are drawn from what they leave of the observed counts, `θ ~ Gamma(O + α*, E + α*∕μ*)`: so areas that did well by
 * chance count as what they are likely to be, and the difference of an area that lies far out from all others is more likely larger
 * than smaller. The number is given only if the test tells the area apart and the interval leaves out 0: where the others do not differ
 * beyond chance, how far one lies out cannot be told from them.
 * Sources: Clayton & Kaldor (1987), Biometrics 43, 671–681; Laird & Louis (1987), J. Am. Stat. Assoc. 82, 739–750 (type III
 * bootstrap); Davison & Hinkley (1997), Bootstrap Methods and their Application, ch. 4 (Monte-Carlo tests).
 * Errors: as `rateBesidePeers`; CalculationError for years or a dispersion not above 0, or fewer than 199 draws.
 */
export function peerDifference(question: PeerQuestion): PeerDifference {
  const { draws = 2000, seed, area } = question
  const model = modelOf(question)
  const found = rateBesidePeers(model.events, area, question.peers)
  const stream = (key: number) => random(seed[0] ?? 0, ...seed.slice(1), key)
  const { p, raw } = peerTest(model, question, found, draws, stream(0))
  const peers = found.chosen
  if (p > NOMINAL) return { peers, p, told: null, difference: null }
  const told = raw > 0 ? 'more' : 'fewer'
  const drawn = drawnDifferences(model, question, found, draws, stream(1))
  const interval95 = { lower: quantileOfSorted(drawn, 0.025), upper: quantileOfSorted(drawn, 0.975) }
  const events = model.perYear * (found.area - found.peers)
  // Where chance explains all differences between the others, every shrunk rate is the mean and tells of no distance.
  const apart = raw > 0 ? events > 0 && interval95.lower > 0 : events < 0 && interval95.upper < 0
  const difference = apart ? { events, interval95, areaRate: found.area, peerRate: found.peers } : null
  return { peers, p, told, difference }
}

/** What counts are drawn by. */
export interface PeerModel {
  /** Counts as Poisson ones: over the dispersion. */
  events: ObservedExpected & { expected: Float64Array }
  /** What makes a difference of rates into events a year. */
  perYear: number
  /** A count drawn for a mean, and what is released of one. */
  draw(mean: number, chance: Random): number
  released(count: number, chance: Random): number
}

function modelOf({ observed, expected, area, years, dispersion = 1, released, draws = 2000 }: PeerQuestion): PeerModel {
  if (!(years > 0 && years < Infinity) || !(dispersion > 0 && dispersion < Infinity) || !(draws >= FEWEST))
    throw new CalculationError(
      `peerDifference: ${years} years, dispersion ${dispersion}, ${draws} draws; expected above 0, above 0, from ${FEWEST}`,
    )
  const over = (column: ArrayLike<number>) => Float64Array.from(column, (count) => count / dispersion)
  return {
    events: { observed: over(observed), expected: over(expected) },
    perYear: expected[area]! / years,
    draw: (mean, chance) => drawPoisson(chance, mean),
    released: (count, chance) => (released ? Math.max(0, released(count * dispersion, chance)) / dispersion : count),
  }
}

/** Differences that the observed counts may stand for, in events a year, rising. */
function drawnDifferences(
  { events, perYear, draw, released }: PeerModel,
  { area, peers }: PeerQuestion,
  { distribution }: RateBesidePeers,
  draws: number,
  chance: Random,
): Float64Array {
  const { observed, expected } = events
  const drawn = new Float64Array(expected.length)
  const behind = new Float64Array(expected.length)
  const rates = new Float64Array(expected.length)
  const differences = new Float64Array(draws)
  for (let at = 0; at < draws; at++) {
    for (let i = 0; i < drawn.length; i++) {
      const count = draw(expected[i]! * drawRate(chance, distribution, 0, 0), chance)
      drawn[i] = released(count, chance)
      // What protection did to the drawn count it may have done to the published one.
      behind[i] = Math.max(0, observed[i]! - (drawn[i]! - count))
    }
    const refitted = ratesOfOthers({ observed: drawn, expected }, area)
    const { chosen } = besidePeers({ observed: behind, expected }, area, peers, refitted)
    for (let i = 0; i < rates.length; i++) rates[i] = drawRate(chance, refitted, behind[i]!, expected[i]!)
    differences[at] = perYear * (rates[area]! - peerMean(chosen, expected, rates))
  }
  return differences.sort()
}
