import { describe, expect, it } from 'vitest'
import { drawGamma, drawPoisson } from '../../../src/statistics/draws'
import { peerDifference, rateBesidePeers, type PeerChoice } from '../../../src/statistics/peers'
import { random, type Random } from '../../../src/statistics/random'

const AREAS = 30
const expected = Float64Array.from({ length: AREAS }, (_, i) => 20 + ((i * 37) % 180))
const best: PeerChoice = { kind: 'best fifth', better: 'lower' }
const given: PeerChoice = { kind: 'given', areas: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }
const tofive = (count: number, chance: Random) =>
  5 * (Math.floor(count / 5) + Number(chance.uniform() < (count % 5) / 5))

/** Counts of a world whose underlying rates vary with this shape. */
function world(run: number, shape: number, released?: typeof tofive) {
  const chance = random(31, run)
  const rates = expected.map(() => (shape === Infinity ? 1 : drawGamma(chance, shape) / shape))
  const observed = expected.map((e, i) => {
    const count = drawPoisson(chance, e * rates[i]!)
    return released ? released(count, chance) : count
  })
  return { rates, observed }
}

/** Events a year by which an area truly differs from the peers that were chosen. */
function truth(rates: Float64Array, peers: Uint32Array, area: number): number {
  let [sum, weight] = [0, 0]
  for (const i of peers) {
    sum += expected[i]! * rates[i]!
    weight += expected[i]!
  }
  return expected[area]! * (rates[area]! - sum / weight)
}

// Simulations: a busy machine may take its time.
describe('difference from peers', { timeout: 60_000 }, () => {
  it.each([
    ['the best fifth', best, undefined],
    ['given peers', given, undefined],
    ['the best fifth, counts rounded', best, tofive],
  ])('under chance alone raises no more false alarms than one in twenty: %s', (_, peers, released) => {
    let [alarms, numbers] = [0, 0]
    for (let run = 0; run < 300; run++) {
      const { observed } = world(run, Infinity, released)
      // A large area, where chance alone reaches furthest in events.
      const found = peerDifference({ observed, expected, area: 4, peers, years: 1, draws: 199, released, seed: [run] })
      if (found.told) alarms++
      if (found.difference) numbers++
    }
    // Two standard errors of so many runs above the nominal rate.
    expect(alarms / 300).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / 300))
    expect(numbers / 300).toBeLessThanOrEqual(0.05)
  })
  it.each([8, 25])(
    'where the others vary (shape %d), an area at the rate about which its peers lie raises no more',
    (shape) => {
      let alarms = 0
      for (let run = 0; run < 300; run++) {
        const { observed } = world(run, shape)
        observed[4] = drawPoisson(random(32, run), expected[4]!)
        if (peerDifference({ observed, expected, area: 4, peers: given, years: 1, draws: 199, seed: [run] }).told) alarms++ // prettier-ignore
      }
      expect(alarms / 300).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / 300))
    },
  )
  it('tells an area at twice the rate of others that are all alike, with no number of how far', () => {
    let [told, numbers] = [0, 0]
    for (let run = 0; run < 60; run++) {
      const { observed } = world(run, Infinity, tofive)
      observed[4] = tofive(drawPoisson(random(33, run), 2 * expected[4]!), random(34, run))
      const found = peerDifference({ observed, expected, area: 4, peers: given, years: 1, draws: 199, released: tofive, seed: [run] }) // prettier-ignore
      if (found.told === 'more') told++
      if (found.difference) numbers++
    }
    expect(told).toBeGreaterThan(54)
    expect(numbers).toBeLessThan(10)
    const six = { observed: [200, 50, 50, 50, 51, 49, 50], expected: Array.from({ length: 7 }, () => 50) }
    expect(peerDifference({ ...six, area: 0, peers: { kind: 'given', areas: [1, 2, 3] }, years: 1, seed: [1] })).toMatchObject({ told: 'more', difference: null }) // prettier-ignore
  })
  it('finds true differences, and its intervals hold them', () => {
    let [shown, held, over] = [0, 0, 0]
    for (let run = 0; run < 60; run++) {
      const { observed, rates } = world(run, 8)
      const found = peerDifference({ observed, expected, area: 4, peers: best, years: 1, draws: 199, seed: [run] })
      if (!found.difference) continue
      const { interval95, events } = found.difference
      const true_ = truth(rates, found.peers, 4)
      shown++
      over += events / true_
      if (interval95.lower <= true_ && true_ <= interval95.upper) held++
    }
    expect(shown).toBeGreaterThan(30)
    // 95 % less three standard errors of so many runs; and no overstatement by picking the best.
    expect(held / shown).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / shown))
    expect(over / shown).toBeLessThan(1.15)
  })
  it('is the same for the same seed; by year it is the years’ part; relabelled it stays', () => {
    const { observed } = world(3, 6)
    const ask = { observed, expected, area: 4, peers: given, years: 1, draws: 999, seed: [2] }
    const one = peerDifference(ask).difference!
    expect(peerDifference(ask).difference).toEqual(one)
    expect(peerDifference({ ...ask, years: 4 }).difference!.events).toBeCloseTo(one.events / 4, 10)
    const turned = { kind: 'given' as const, areas: given.areas && Array.from(given.areas, (i) => AREAS - 1 - i) }
    const other = rateBesidePeers({ observed: [...observed].reverse(), expected: [...expected].reverse() }, AREAS - 5, turned) // prettier-ignore
    expect(other.area).toBeCloseTo(one.areaRate, 9)
    expect(other.peers).toBeCloseTo(one.peerRate, 9)
  })
  it('leaves the area out: it neither stretches the spread nor is its own peer', () => {
    const { observed } = world(5, 20)
    const among = rateBesidePeers({ observed, expected }, 4, { kind: 'given', areas: [4, 5, 6] })
    expect([...among.chosen]).toEqual([5, 6])
    const wild = Float64Array.from(observed)
    wild[4] = 5000
    const found = rateBesidePeers({ observed: wild, expected }, 4, given)
    const calm = rateBesidePeers({ observed, expected }, 4, given)
    expect(found.peers).toBe(calm.peers)
    expect(found.distribution).toEqual(calm.distribution)
  })
  it('takes the lowest or the highest fifth', () => {
    const observed = expected.map((e, i) => e * (1 + i / 10))
    const low = rateBesidePeers({ observed, expected }, 0, best)
    expect(low.chosen.length).toBe(6)
    expect(low.area).toBeLessThan(low.peers)
    const high = rateBesidePeers({ observed, expected }, 29, { kind: 'best fifth', better: 'higher' })
    expect([...high.chosen].every((i) => i >= 20)).toBe(true)
  })
  it('shows nothing where all areas are alike, none has events, or counts are vast and equal', () => {
    for (const observed of [expected, expected.map(() => 0)])
      expect(peerDifference({ observed, expected, area: 0, peers: best, years: 1, seed: [1] }).difference).toBeNull()
    const vast = expected.map((e) => e * 1e7)
    expect(peerDifference({ observed: vast, expected: vast, area: 0, peers: best, years: 1, seed: [1] })).toMatchObject({ p: 1, difference: null }) // prettier-ignore
  })
  it('a person with several events counts less: with dispersion fewer differences are told', () => {
    const told = (dispersion: number) => {
      let found = 0
      for (let run = 0; run < 30; run++) {
        const { observed } = world(run, 30)
        if (peerDifference({ observed, expected, area: 4, peers: best, years: 1, draws: 199, dispersion, seed: [run] }).difference) found++ // prettier-ignore
      }
      return found
    }
    expect(told(4)).toBeLessThan(told(1))
  })
  it('refuses what cannot be asked', () => {
    const { observed } = world(1, 10)
    const ask = { observed, expected, area: 0, peers: best, years: 1, seed: [1] }
    expect(() => peerDifference({ ...ask, area: 99 })).toThrow(/area 99 of 30/)
    expect(() => peerDifference({ ...ask, years: 0 })).toThrow(/0 years/)
    expect(() => peerDifference({ ...ask, draws: 10 })).toThrow(/10 draws/)
    expect(() => peerDifference({ ...ask, peers: { kind: 'given', areas: [0] } })).toThrow(/expected some of them/)
    expect(() => peerDifference({ ...ask, peers: { kind: 'given', areas: [77] } })).toThrow(/peers 77/)
    expect(() => peerDifference({ ...ask, observed: observed.map((o, i) => (i === 2 ? NaN : o)) })).toThrow(
      /NaN events/,
    )
    expect(() => rateBesidePeers({ observed: [1, 2], expected: [1, 2] }, 0, best)).toThrow(/at least 3/)
  })
})
