import type { Interval } from '../domain'
import { CalculationError } from '../domain/errors'
import { zOf } from './normal'

/** One age band of an abridged life table. */
export interface LifeBand {
  /** First completed year of age; the last band is open. */
  start: number
  deaths: number
  /** People, or person-years, among whom they died. */
  population: number
}

export interface LifeExpectancy {
  /** Years still to live at the start of each band; NaN where nobody dies in the open band, which would never end. */
  years: Float64Array
  /** Variance of each, in years squared. */
  variance: Float64Array
}

/** Share of its first year that an infant lives who dies in it; elsewhere half of the band. */
const INFANT_SHARE = 0.1

/**
 * Life expectancy from an abridged life table: Chiang’s second method with `a₀ = 0.1` and `½` elsewhere, `q = n M ∕ (1 + n(1 − a)M)`,
 * worked backwards from `e = 1∕M` of the open band, `e = n(1 − q) + n a q + (1 − q) e′`, and its variance from Silcocks’ `1∕(D M²)` of the
 * open band, each band adding `(n(1 − a) + e′)² q²(1 − q)∕D`, nothing where nobody died. Bands rise in age, the last is open.
 * Source: Chiang (1984), The Life Table and its Applications; Silcocks, Jenner & Reza (2001), J. Epidemiol. Community Health 55, 38–43.
 * Throws on fewer than two bands, ages that do not rise, populations not above 0, deaths below 0 or above the population.
 */
export function lifeExpectancy(bands: readonly LifeBand[]): LifeExpectancy {
  checkBands(bands)
  const years = new Float64Array(bands.length)
  const variance = new Float64Array(bands.length)
  const open = bands[bands.length - 1]!
  let [ahead, spread] = [open.population / open.deaths, (open.population / open.deaths) ** 2 / open.deaths]
  for (let i = bands.length - 1; i >= 0; i--) {
    if (i < bands.length - 1) {
      const { start, deaths, population } = bands[i]!
      const width = bands[i + 1]!.start - start
      const share = start === 0 ? INFANT_SHARE : 0.5
      const rate = deaths / population
      const q = Math.min(1, (width * rate) / (1 + width * (1 - share) * rate))
      const own = deaths > 0 ? (q * q * (1 - q)) / deaths : 0
      spread = (width * (1 - share) + ahead) ** 2 * own + (1 - q) ** 2 * spread
      ahead = width * (1 - q) + width * share * q + (1 - q) * ahead
    }
    years[i] = ahead
    variance[i] = spread
  }
  return open.deaths > 0 ? { years, variance } : { years: years.fill(NaN), variance: variance.fill(NaN) }
}

function checkBands(bands: readonly LifeBand[]): void {
  if (bands.length < 2) throw new CalculationError(`lifeExpectancy: ${bands.length} bands; expected at least two`)
  bands.forEach(({ start, deaths, population }, i) => {
    if (!(deaths >= 0 && population > 0 && deaths <= population))
      throw new CalculationError(`lifeExpectancy: ${deaths} deaths among ${population} people from ${start} years; expected 0 to ${population}`) // prettier-ignore
    if (i > 0 && !(start > bands[i - 1]!.start))
      throw new CalculationError(`lifeExpectancy: a band from ${start} after one from ${bands[i - 1]!.start}; expected rising ages`) // prettier-ignore
  })
}

/** Normal interval of a life expectancy, in years. */
export function lifeExpectancyInterval(years: number, variance: number, coverage = 0.95): Interval {
  const reach = zOf(coverage) * Math.sqrt(variance)
  return { lower: years - reach, upper: years + reach }
}
