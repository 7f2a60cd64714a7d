import type { Random } from '../../src/statistics/random'
import { drawGamma, drawNormal, drawPoisson } from '../../src/statistics/draws'
import { random } from '../../src/statistics/random'

/** A stated truth: areas, events expected in each on average, and how much they truly vary. */
export interface Truth {
  areas: number
  events: number
  /** Variance of relative risks that nothing explains. */
  left: number
  /** Slope of the relative risk on one standard deviation of deprivation. */
  deprivation: number
  /** Base to which counts are rounded as controlled rounding does; null for exact counts. */
  base: number | null
}

/** Areas made from a truth: what is known of them, what is true, and what was released. */
export interface MadeAreas {
  size: Float64Array
  score: Float64Array
  expected: Float64Array
  risk: Float64Array
  /** Mean events that the truth gives each area. */
  mean: Float64Array
  observed: Float64Array
  noise: Float64Array | null
}

/** Variance of controlled rounding over that of rounding to the nearest, as `cellNoise` states it. */
const CONTROLLED = 1.6

/** Sizes are log-normal, deprivation normal, and what age makes one expect goes with deprivation (correlation ½). */
export function makeAreas(truth: Truth, ...seed: [number, ...number[]]): MadeAreas {
  const chance = random(...seed)
  const normal = () => drawNormal(chance)
  const column = (of: (i: number) => number) => Float64Array.from({ length: truth.areas }, (_, i) => of(i))
  const size = column(() => Math.exp(0.6 * normal()))
  const score = column(normal)
  const expected = column(
    (i) => truth.events * size[i]! * Math.exp(0.15 * (0.5 * score[i]! + Math.sqrt(0.75) * normal())),
  )
  const risk = column((i) => {
    const own = truth.left > 0 ? drawGamma(chance, 1 / truth.left) * truth.left : 1
    return own * Math.max(0.1, 1 + truth.deprivation * score[i]!)
  })
  const mean = column((i) => expected[i]! * risk[i]!)
  const observed = mean.map((events) => rounded(chance, drawPoisson(chance, events), truth.base))
  const noise = truth.base === null ? null : column(() => (CONTROLLED * (truth.base! ** 2 - 1)) / 12)
  return { size, score, expected, risk, mean, observed, noise }
}

/** Two in five go to the nearest multiple, the others up or down in proportion to how near. */
function rounded(chance: Random, count: number, base: number | null): number {
  if (base === null) return count
  const low = Math.floor(count / base) * base
  const share = (count - low) / base
  const up = chance.uniform() < 2 - CONTROLLED ? share >= 0.5 : chance.uniform() < share
  return up ? low + base : low
}
