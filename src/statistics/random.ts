import { exp } from './portable'

/** A reproducible stream of chance. Equal seed and keys give equal draws on every machine. */
export interface Random {
  /** Whole number from 0 to 2³² − 1. */
  next(): number
  /** From 0 (included) to 1 (excluded), in steps of 2⁻³². */
  uniform(): number
  /** Whole number from 0 to n − 1. */
  below(n: number): number
  /** Number of events where `mean` are expected, 0 or more. */
  poisson(mean: number): number
  /** Roughly standard normal, within ±6: sum of twelve uniforms (no logarithm or cosine is needed). */
  normal(): number
  /** Position in a rising list of cumulative weights, chosen in proportion to them. */
  pick(cumulative: readonly number[]): number
}

/** A stream of its own for each list of keys, so that one region's records do not depend on another's. */
export function random(seed: number, ...keys: readonly number[]): Random {
  const step = sfc32(seed, keys)
  const uniform = () => (step() >>> 0) / 4294967296
  return {
    next: () => step() >>> 0,
    uniform,
    below: (n) => Math.floor(uniform() * n),
    poisson: (mean) => poisson(mean, uniform),
    normal() {
      let sum = -6
      for (let n = 0; n < 12; n++) sum += uniform()
      return sum
    },
    pick: (cumulative) => pick(cumulative, uniform()),
  }
}

/**
 * Small fast counting generator, 128 bits of state (C. Doty-Humphrey, PractRand): whole-number operations only. Gives 32 bits as a
 * signed number, which engines keep in a register.
 */
function sfc32(seed: number, keys: readonly number[]): () => number {
  let a = mix(seed)
  let b = mix(a ^ 0x9e3779b9)
  let c = keys.reduce((hash, key) => mix(hash ^ mix(key + 0x85ebca6b)), mix(b + 0x632be5ab))
  let counter = 1
  const next = () => {
    const t = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    c |= 0
    return t
  }
  for (let n = 0; n < 12; n++) next()
  return next
}

/** Finaliser of MurmurHash3 (A. Appleby): spreads each bit over all 32. */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** Knuth's product of uniforms, in parts of at most 16 so that e⁻ᵐ never runs out of bits. */
function poisson(mean: number, uniform: () => number): number {
  let events = 0
  for (let left = mean; left > 0; left -= 16) events += poissonPart(Math.min(left, 16), uniform)
  return events
}

function poissonPart(mean: number, uniform: () => number): number {
  const limit = exp(-mean)
  let product = uniform()
  let events = 0
  while (product > limit) {
    events++
    product *= uniform()
  }
  return events
}

function pick(cumulative: readonly number[], uniform: number): number {
  const target = uniform * (cumulative[cumulative.length - 1] ?? 0)
  let at = 0
  while (at < cumulative.length - 1 && target >= (cumulative[at] ?? 0)) at++
  return at
}
