import type { Random } from '../random'
import type { ObservedExpected } from '../variation/counts'
import type { PeerModel, PeerQuestion } from './peer-difference'
import { drawRate, rateBesidePeers, type RateBesidePeers, type RateDistribution } from './peer-rate'

/** Share of false alarms that is allowed. */
export const NOMINAL = 0.05

/** What an area's rate does beside its peers', and how likely that is by chance. */
interface PeerTest {
  p: number
  /** Rate of the area less that of its peers, both over what was expected, as observed. */
  raw: number
}

/**
 * Monte-Carlo test of whether an area has the rate about which its peers lie, on `|O_A∕E_A − ΣO∕ΣE|`: raw rates, since shrunk ones
 * are all the same where the others do not differ beyond chance, however far out the area lies. Under the null hypothesis
 * the area has that rate, and the others' rates are drawn about it from the gamma distribution fitted to them, for given peers one standard error of its
 * variance wider (for the best fifth all have one rate where none of their spread is beyond chance); counts are drawn and released as the observed were, and the best fifth is
 * chosen anew in every draw. For given peers the rate is that of the area and its peers together; for the best fifth its shrunk one, or that of all
 * areas where all have one.
 * Source: Davison & Hinkley (1997), Bootstrap Methods and their Application, ch. 4.
 */
export function peerTest(
  model: PeerModel,
  question: PeerQuestion,
  found: RateBesidePeers,
  draws: number,
  chance: Random,
): PeerTest {
  const { area, peers } = question
  const raw = rawDifference(model.events, area, found.chosen)
  if (raw === 0) return { p: 1, raw }
  const drawer = nullDrawer(model, question, found, chance)
  const differs = () => {
    const drawn = { observed: drawer(), expected: model.events.expected }
    const chosen = peers.kind === 'given' ? found.chosen : rateBesidePeers(drawn, area, peers).chosen
    return Math.abs(rawDifference(drawn, area, chosen)) >= Math.abs(raw)
  }
  return { p: shareReached(differs, draws), raw }
}

/** Draws counts under the null hypothesis, into one array. Of given peers alone, where no others have a say. */
function nullDrawer(
  { events: { observed, expected }, draw, released }: PeerModel,
  { area, peers }: PeerQuestion,
  { chosen, distribution, peers: peerRate }: RateBesidePeers,
  chance: Random,
): () => Float64Array {
  const given = peers.kind === 'given'
  const alike = given ? [area, ...chosen] : distribution.shape === Infinity ? [...expected.keys()] : null
  const rate = alike ? pooled({ observed, expected }, alike) : peerRate
  const shape = given ? widerShape(distribution.shape, expected, rate) : distribution.shape
  const others: RateDistribution = alike ? { shape, mean: rate } : distribution
  const places = given ? chosen : Uint32Array.from(expected.keys()).filter((i) => i !== area)
  const drawn = new Float64Array(expected.length)
  const count = (i: number, risk: number) => released(draw(expected[i]! * risk, chance), chance)
  return () => {
    drawn[area] = count(area, rate)
    for (const i of places) drawn[i] = count(i, drawRate(chance, others, 0, 0))
    return drawn
  }
}

/**
 * Shape of a spread one standard error wider than the fitted `1∕α`, `√(2∕(n − 1)) (1∕α + 1∕(Ē θ))` for n others: taken as if it were sure,
 * the fit would raise too many alarms.
 */
function widerShape(shape: number, expected: Float64Array, rate: number): number {
  const others = expected.length - 1
  const mean = expected.reduce((sum, one) => sum + one, 0) / expected.length
  return 1 / (1 / shape + Math.sqrt(2 / (others - 1)) * (1 / shape + 1 / (mean * rate)))
}

/**
 * Share of draws that reach what was found, which counts as one of them. Once more than 5 % must have reached it no more are drawn
 * (Besag & Clifford 1991, Biometrika 78, 301–304).
 */
function shareReached(reaches: () => boolean, draws: number): number {
  const enough = Math.ceil(NOMINAL * (draws + 1))
  let reached = 0
  for (let at = 0; at < draws; at++) {
    if (reaches()) reached++
    if (reached === enough) return Math.max(reached / (at + 1), (reached + 1) / (draws + 1))
  }
  return (reached + 1) / (draws + 1)
}

const rawDifference = (events: ObservedExpected, area: number, peers: ArrayLike<number>) =>
  events.observed[area]! / events.expected[area]! - pooled(events, peers)

/** Rate of several areas together. */
function pooled({ observed, expected }: ObservedExpected, places: ArrayLike<number>): number {
  let [events, mean] = [0, 0]
  for (let at = 0; at < places.length; at++) {
    events += observed[places[at]!]!
    mean += expected[places[at]!]!
  }
  return events / mean
}
