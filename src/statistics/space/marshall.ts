import { CalculationError } from '../../domain/errors'
import { areasOf, type Neighbours } from './neighbours'

/** Rates of areas and what they are drawn towards. */
export interface GloballySmoothed {
  /** Counts over populations, n long. */
  raw: Float64Array
  /** Shrunk towards the mean of all, n long. */
  smoothed: Float64Array
  /** Overall rate b. */
  mean: number
  /** Variance of true rates a, 0 or more: 0 where chance explains all, and every area then gets the mean. */
  variance: number
}

/**
 * Global empirical Bayes smoothing by moments: each rate is drawn towards the overall rate, the more the smaller its area,
 * `θᵢ = b + (rᵢ − b) a / (a + b/nᵢ)`, `b = Σ xᵢ / Σ nᵢ`, `a = max(0, s² − b/n̄)`, `s² = Σ nᵢ (rᵢ − b)² / Σ nᵢ`. The binomial
 * form is for proportions: `a = max(0, (n̄s² − b(1 − b)) / (n̄ − 1))`, weight `a / (a + (b(1 − b) − a)/nᵢ)`; it means nothing
 * where counts exceed populations. `populations` may be people, person-years or expected events; rates are per one of
 * them. Source: Marshall (1991), Appl Stat 40:283–294; binomial: Martuzzi & Elliott (1996), Stat Med 15:1867–1873.
 * Throws a CalculationError where a count is negative or missing or a population is not above 0 (leave that area out).
 */
export function marshallGlobal(
  counts: ArrayLike<number>,
  populations: ArrayLike<number>,
  law: 'poisson' | 'binomial' = 'poisson',
): GloballySmoothed {
  const raw = ratesOf(counts, populations)
  const all = Uint32Array.from(raw.keys())
  const mean = rateOver(counts, populations, all)
  const size = total(populations, all) / raw.length
  const square = squareAround(raw, populations, all, () => mean)
  const chance = law === 'poisson' ? mean : mean * (1 - mean)
  const beyond = law === 'poisson' ? square - chance / size : (size * square - chance) / (size - 1)
  const variance = beyond > 0 && (law === 'poisson' || size > 1) ? beyond : 0
  const within = law === 'poisson' ? chance : chance - variance
  return { raw, smoothed: raw.map((rate, area) => shrunk(rate, mean, variance, within / populations[area]!)), mean, variance } // prettier-ignore
}

/** Rates of areas drawn towards those around them, all n long. */
export interface LocallySmoothed {
  smoothed: Float64Array
  /** Rate of each area's window: itself and its neighbours together. */
  means: Float64Array
  /** Variance of true rates within each window, 0 or more. */
  variances: Float64Array
}

/**
 * Local empirical Bayes smoothing by moments: as the global form, but each area is drawn towards its window, itself and
 * its neighbours: `θᵢ = mᵢ + (rᵢ − mᵢ) aᵢ / (aᵢ + mᵢ/nᵢ)`, `aᵢ = max(0, s²ᵢ − mᵢ/n̄ᵢ)`, `mᵢ` and `n̄ᵢ` rate and mean population
 * of the window. `centre: 'window'` is Marshall's definition, `s²ᵢ = Σⱼ nⱼ (rⱼ − mᵢ)² / Σⱼ nⱼ`; `'own'` is R's default, which
 * sets each neighbour against its own window, `(rⱼ − mⱼ)²` (results up to 28 % apart). An island's window is itself, so
 * its rate stays. `neighbours` do not name the area itself. Source: Marshall (1991), Appl Stat 40:283–294.
 * Throws a CalculationError where a count is negative or missing or a population is not above 0 (leave that area out).
 */
export function marshallLocal(
  counts: ArrayLike<number>,
  populations: ArrayLike<number>,
  neighbours: Neighbours,
  centre: 'window' | 'own' = 'window',
): LocallySmoothed {
  const raw = ratesOf(counts, populations)
  if (areasOf(neighbours) !== raw.length)
    throw new CalculationError(`Local smoothing: found ${raw.length} areas, expected ${areasOf(neighbours)}`)
  const windows = Array.from(raw.keys(), (area) => windowOf(neighbours, area))
  const means = Float64Array.from(windows, (window) => rateOver(counts, populations, window))
  const variances = Float64Array.from(windows, (window, area) => {
    const around = centre === 'own' ? (one: number) => means[one]! : () => means[area]!
    const size = total(populations, window) / window.length
    return window.length === 1 ? 0 : Math.max(0, squareAround(raw, populations, window, around) - means[area]! / size)
  })
  const smoothed = raw.map((rate, area) =>
    shrunk(rate, means[area]!, variances[area]!, means[area]! / populations[area]!),
  )
  return { smoothed, means, variances }
}

function windowOf({ starts, ids }: Neighbours, area: number): Uint32Array {
  const others = ids.subarray(starts[area]!, starts[area + 1]!)
  return others.includes(area) ? others : Uint32Array.of(area, ...others)
}

/** The mean itself where true rates do not vary; `chance` is the variance of the rate by chance. */
const shrunk = (rate: number, mean: number, variance: number, chance: number) =>
  variance === 0 ? mean : mean + (variance / (variance + chance)) * (rate - mean)

/** Mean squared distance of rates from what they are set against, weighted by population. */
function squareAround(
  rates: Float64Array,
  populations: ArrayLike<number>,
  areas: Uint32Array,
  around: (area: number) => number,
): number {
  let [sum, weight] = [0, 0]
  for (const area of areas) {
    sum += populations[area]! * (rates[area]! - around(area)) ** 2
    weight += populations[area]!
  }
  return sum / weight
}

function total(column: ArrayLike<number>, areas: Uint32Array): number {
  let sum = 0
  for (const area of areas) sum += column[area]!
  return sum
}

const rateOver = (counts: ArrayLike<number>, populations: ArrayLike<number>, areas: Uint32Array) =>
  total(counts, areas) / total(populations, areas)

/** Counts over populations, checked. */
function ratesOf(counts: ArrayLike<number>, populations: ArrayLike<number>): Float64Array {
  if (counts.length !== populations.length || counts.length === 0)
    throw new CalculationError(`Smoothing: found ${counts.length} counts and ${populations.length} populations, expected as many of each`) // prettier-ignore
  return Float64Array.from({ length: counts.length }, (_, area) => {
    const [count, population] = [counts[area]!, populations[area]!]
    if (!(count >= 0 && count < Infinity && population > 0 && population < Infinity))
      throw new CalculationError(`Smoothing: found ${count} in a population of ${population} in area ${area}, expected 0 or more in one above 0`) // prettier-ignore
    return count / population
  })
}
