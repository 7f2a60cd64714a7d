import { blurReach } from '../domain'
import { DisclosureError } from './errors'

/**
 * The table by which cell keys blur counts: noise v from −D to D with odds exp(−v² ∕ 2s²), tilted for counts below D so
 * that nothing goes below 0 and the mean noise stays 0; a count of 0 stays 0. Not additive, and open to averaging of
 * tables that share cells: an option only where a facility demands it. (G. Thompson and others, ABS, UNECE 2013.)
 */
export interface NoiseTable {
  largest: number
  spread: number
  /** For counts 0, 1, …, D (D for all above): cumulative odds of −D, …, D. */
  cumulative: readonly Float64Array[]
}

export function noiseTable(largest: number, spread: number): NoiseTable {
  if (!Number.isInteger(largest) || largest < 1 || !(spread > 0))
    throw new DisclosureError('Cell-key noise needs a largest step and a spread.', {
      found: `${largest}, ${spread}`,
      expected: 'a whole number from 1, and a number above 0',
    })
  const cumulative = Array.from({ length: largest + 1 }, (_, count) => cumulate(tilted(count, largest, spread)))
  return { largest, spread, cumulative }
}

const made = new Map<number, NoiseTable>()

/** The noise that rules name: as far as they say, with half of that as spread. */
export function noiseOf(rules: Parameters<typeof blurReach>[0]): NoiseTable {
  const largest = blurReach(rules)
  const table = made.get(largest) ?? noiseTable(largest, largest / 2)
  made.set(largest, table)
  return table
}

/** Blurs each count by its cell's key: the same records always get the same noise. Keys are sums of record keys, modulo 2³². */
export function perturb(counts: Int32Array, keys: Uint32Array, table: NoiseTable): Int32Array {
  return counts.map((count, cell) => {
    if (count === 0) return 0
    const odds = table.cumulative[Math.min(count, table.largest)]!
    const uniform = mix(keys[cell]!) / 4294967296
    return count + odds.findIndex((limit) => uniform < limit) - table.largest
  })
}

/** Spreads sums of keys evenly over 32 bits. (Murmur3's finaliser.) */
function mix(key: number): number {
  let mixed = key ^ (key >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Odds of −D … D for a count, with mean 0: weights exp(−v²∕2s² + tv), t found by halving. */
function tilted(count: number, largest: number, spread: number): number[] {
  if (count === 0) return Array.from({ length: 2 * largest + 1 }, (_, at) => (at === largest ? 1 : 0))
  const weights = (tilt: number) =>
    Array.from({ length: 2 * largest + 1 }, (_, at) => {
      const noise = at - largest
      return count + noise < 0 ? 0 : Math.exp(-(noise * noise) / (2 * spread * spread) + tilt * noise)
    })
  const mean = (odds: readonly number[]) => odds.reduce((sum, weight, at) => sum + weight * (at - largest), 0)
  let [low, high] = [-50, 50]
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (mean(weights(middle)) > 0) high = middle
    else low = middle
  }
  const odds = weights((low + high) / 2)
  const total = odds.reduce((sum, weight) => sum + weight, 0)
  return odds.map((weight) => weight / total)
}

function cumulate(odds: readonly number[]): Float64Array {
  let sum = 0
  const result = Float64Array.from(odds, (weight) => (sum += weight))
  result[result.length - 1] = 1
  return result
}

/** The odds of noise: how likely a count is to be published as a value. */
export function blurOdds({ cumulative, largest }: NoiseTable, count: number, value: number): number {
  const odds = cumulative[Math.min(count, largest)]!
  const at = value - count + largest
  return at < 0 || at >= odds.length ? 0 : odds[at]! - (odds[at - 1] ?? 0)
}
