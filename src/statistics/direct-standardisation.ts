import type { Interval } from '../domain'
import { CalculationError } from '../domain/errors'
import { byarLower, byarUpper } from './byar'
import { countInterval } from './count-interval'
import { zOf } from './normal'

/** Below this many events no directly standardised rate is given. */
export const FEWEST_EVENTS = 10

/** One stratum (an age band) of many areas at once: position is the area. */
export interface StratumColumns {
  /** Persons of the standard population. */
  weight: number
  count: Float64Array
  population: Float64Array
}

/** Per person, unmultiplied; one element per area. */
export interface StandardisedColumns {
  value: Float64Array
  /** V of Dobson, for independent events. */
  variance: Float64Array
  count: Float64Array
  population: Float64Array
  /** 1 where a stratum without people holds events: no rate can be given. */
  broken: Uint8Array
}

/**
 * Directly standardised rates of many areas: `D = Σ wᵢ xᵢ∕nᵢ ∕ Σ wᵢ`, `V = Σ wᵢ² xᵢ∕nᵢ² ∕ (Σ w)²`, over the strata in
 * which an area has people. Rates are NaN where there are none. Strata are summed in the order given.
 * Source: Dobson, Kuulasmaa, Eberle & Scherer (1991), Stat. Med. 10, 457–462.
 */
export function directlyStandardised(strata: readonly StratumColumns[], areas: number): StandardisedColumns {
  const value = new Float64Array(areas)
  const variance = new Float64Array(areas)
  const count = new Float64Array(areas)
  const population = new Float64Array(areas)
  const unweighed = new Float64Array(areas)
  const broken = new Uint8Array(areas)
  let weights = 0
  for (const { weight, count: events, population: people } of strata) {
    weights += weight
    for (let i = 0; i < areas; i++) {
      const n = people[i]!
      const x = events[i]!
      count[i]! += x
      if (n > 0) {
        const each = weight / n
        const part = each * x
        population[i]! += n
        value[i]! += part
        variance[i]! += each * part
      } else {
        unweighed[i]! += weight
        if (x > 0) broken[i] = 1
      }
    }
  }
  for (let i = 0; i < areas; i++) {
    const total = weights - unweighed[i]!
    value[i]! /= total
    variance[i]! /= total * total
  }
  return { value, variance, count, population, broken }
}

export interface Stratum {
  weight: number
  count: number
  population: number
}

export interface StandardisedRate {
  /** Per person. */
  value: number
  variance: number
  count: number
  population: number
}

/**
 * The same for one area.
 * Errors: CalculationError where a stratum without people holds events, or a weight, a count or a population is below 0 or no number.
 */
export function standardisedRate(strata: readonly Stratum[]): StandardisedRate {
  let [value, variance, count, population, weights, unweighed] = [0, 0, 0, 0, 0, 0]
  for (const { weight, count: x, population: n } of strata) {
    if (!(weight >= 0 && x >= 0 && n >= 0))
      throw new CalculationError(`standardisedRate: weight ${weight}, ${x} events among ${n}; expected 0 or more`)
    if (!(n > 0) && x > 0)
      throw new CalculationError(`standardisedRate: ${x} events among ${n} people in one stratum; expected people`)
    count += x
    weights += weight
    if (!(n > 0)) {
      unweighed += weight
      continue
    }
    const each = weight / n
    value += each * x
    variance += each * (each * x)
    population += n
  }
  const total = weights - unweighed
  return { value: value / total, variance: variance / (total * total), count, population }
}

/**
 * Dobson's limits of a directly standardised rate, `D + √(V∕O)(O_L − O)`, never below 0. Null below 10 events.
 * With a dispersion φ the variance is φV, as where people can be counted more than once.
 * Source: Dobson, Kuulasmaa, Eberle & Scherer (1991), Stat. Med. 10, 457–462.
 * Errors: CalculationError for a rate or variance below 0 or no number, or a dispersion not above 0.
 */
export function dobson(rate: StandardisedRate, coverage = 0.95, dispersion = 1): Interval | null {
  const { value, variance, count } = rate
  if (!(value >= 0 && variance >= 0 && dispersion > 0))
    throw new CalculationError(
      `dobson: rate ${value}, variance ${variance}, dispersion ${dispersion}; expected 0 or more`,
    )
  if (count < FEWEST_EVENTS) return null
  const limits = countInterval(count, coverage)
  const scale = Math.sqrt((dispersion * variance) / count)
  return { lower: Math.max(0, value + scale * (limits.lower - count)), upper: value + scale * (limits.upper - count) }
}

/** The same limits for many rates at once, times `scale`; NaN below 10 events or where there is no rate. */
export function dobsonColumns(
  { value, variance, count }: StandardisedColumns,
  { coverage = 0.95, dispersion = 1, scale = 1 } = {},
): { lower: Float64Array; upper: Float64Array } {
  const lower = new Float64Array(count.length).fill(NaN)
  const upper = new Float64Array(count.length).fill(NaN)
  const z = zOf(coverage)
  for (let i = 0; i < count.length; i++) {
    const events = count[i]!
    if (!(events >= FEWEST_EVENTS)) continue
    const reach = scale * Math.sqrt((dispersion * variance[i]!) / events)
    const middle = scale * value[i]!
    lower[i] = Math.max(0, middle + reach * (byarLower(events, z) - events))
    upper[i] = middle + reach * (byarUpper(events, z) - events)
  }
  return { lower, upper }
}
