import { drawPoisson } from './draws'
import { poissonProbability } from './poisson'
import type { Random } from './random'

/** Beyond this mean a table would be long, and rejection is as fast. */
const MOST_MEAN = 20_000

/**
 * Prepares Poisson draws of one mean, for when thousands are wanted: the distribution is laid out once and each draw takes one uniform
 * and about one step from a guide. Exact up to the 2⁻³² steps of the stream; beyond a mean of 20,000 as `drawPoisson`.
 * Source: Chen & Asau (1974), AIIE Trans. 6, 163–166.
 */
export function poissonDrawer(mean: number): (chance: Random) => number {
  if (!(mean > 0 && mean <= MOST_MEAN)) return (chance) => drawPoisson(chance, mean)
  const reach = 7 * Math.sqrt(mean) + 25
  const from = Math.max(0, Math.floor(mean - reach))
  const cumulative = cumulate(from, Math.ceil(mean + reach) - from, mean)
  const last = cumulative.length - 1
  const guide = new Uint16Array(cumulative.length)
  for (let g = 0, k = 0; g < guide.length; g++) {
    while (k < last && cumulative[k]! <= g / guide.length) k++
    guide[g] = k
  }
  return (chance) => {
    const u = chance.uniform()
    let k = guide[Math.floor(u * guide.length)]!
    while (k < last && cumulative[k]! <= u) k++
    return from + k
  }
}

/** Probabilities of up to each count; from the most probable outwards, so that no error grows. */
function cumulate(from: number, length: number, mean: number): Float64Array {
  const p = new Float64Array(length)
  const top = Math.min(length - 1, Math.max(0, Math.floor(mean) - from))
  p[top] = poissonProbability(from + top, mean)
  for (let k = top - 1; k >= 0; k--) p[k] = (p[k + 1]! * (from + k + 1)) / mean
  for (let k = top + 1; k < length; k++) p[k] = (p[k - 1]! * mean) / (from + k)
  for (let k = 1; k < length; k++) p[k]! += p[k - 1]!
  return p
}
