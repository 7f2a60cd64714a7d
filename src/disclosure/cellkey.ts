import { DisclosureError } from './errors'
import type { System } from './system'

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

/** Shares of cells whose count the attacker's best guess hits. */
export interface AveragingGain {
  cells: number
  /** From the cell's own published value and the spread of counts alone: the prior. */
  alone: number
  /** With all releases of the cell and every sum that it stands in. */
  together: number
  /** together − alone; attack 11 passes at 0.01 or less. */
  gain: number
}

/**
 * What an attacker gains who knows the noise and averages: over releases of the same cells, and over sums (a margin less its
 * other parts is the cell with the noise of all of them, taken as normal). The same value again is taken for the same
 * key's noise, which tells nothing new. `counts`: the truth, to score guesses. Cells of 0 stay 0 and are not scored.
 */
export function averagingGain(
  system: System,
  counts: Int32Array,
  releases: readonly Int32Array[],
  table: NoiseTable,
): AveragingGain {
  const prior = priorOf(counts)
  const margins = marginGuesses(system, releases[0]!, table)
  let [cells, alone, together] = [0, 0, 0]
  counts.forEach((count, cell) => {
    if (count === 0) return
    cells++
    const values = [...new Set(releases.map((release) => release[cell]!))]
    if (bestGuess(values.slice(0, 1), [], prior, table) === count) alone++
    if (bestGuess(values, margins[cell]!, prior, table) === count) together++
  })
  const share = (part: number) => (cells > 0 ? part / cells : 0)
  return { cells, alone: share(alone), together: share(together), gain: share(together) - share(alone) }
}

interface NormalGuess {
  value: number
  variance: number
}

/** How often each count occurs, smoothed by one so that none is impossible. */
function priorOf(counts: Int32Array): (count: number) => number {
  const times = new Map<number, number>()
  for (const count of counts) if (count > 0) times.set(count, (times.get(count) ?? 0) + 1)
  return (count) => (times.get(count) ?? 0) + 1
}

function marginGuesses(system: System, values: Int32Array, table: NoiseTable): NormalGuess[][] {
  const result = Array.from({ length: system.cells }, (): NormalGuess[] => [])
  const variance = varianceOf(table)
  for (let row = 0; row < system.rows; row++) {
    const [from, to] = [system.rowStart[row]!, system.rowStart[row + 1]!]
    let [sum, blurred] = [0, 0]
    for (let k = from; k < to; k++) {
      sum += system.rowSign[k]! * values[system.rowCell[k]!]!
      if (values[system.rowCell[k]!] !== 0) blurred++
    }
    for (let k = from; k < to; k++) {
      const cell = system.rowCell[k]!
      const value = values[cell]! - system.rowSign[k]! * sum
      result[cell]!.push({ value, variance: Math.max(1, blurred - 1) * variance })
    }
  }
  return result
}

function varianceOf({ cumulative, largest }: NoiseTable): number {
  const odds = cumulative[largest]!
  return odds.reduce((sum, limit, at) => sum + (limit - (odds[at - 1] ?? 0)) * (at - largest) ** 2, 0)
}

function bestGuess(
  values: readonly number[],
  margins: readonly NormalGuess[],
  prior: (count: number) => number,
  { cumulative, largest }: NoiseTable,
): number {
  let [best, score] = [-1, -Infinity]
  const least = Math.max(1, Math.min(...values) - largest)
  for (let count = least; count <= Math.max(...values) + largest; count++) {
    const odds = cumulative[Math.min(count, largest)]!
    let sum = Math.log(prior(count))
    for (const value of values) {
      const at = value - count + largest
      sum += Math.log(at < 0 || at >= odds.length ? 0 : odds[at]! - (odds[at - 1] ?? 0))
    }
    for (const { value, variance } of margins) sum -= (value - count) ** 2 / (2 * variance)
    if (sum > score) [best, score] = [count, sum]
  }
  return best
}
