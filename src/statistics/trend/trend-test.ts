import { CalculationError } from '../../domain/errors'
import { chiSquareUpper } from '../chi-square'
import { sameLength } from './line'

/** Counts at several times. */
export interface CountSeries {
  /** In any unit, any order. */
  times: ArrayLike<number>
  /** Events or cases. */
  counts: ArrayLike<number>
  /** People, person-years or expected events behind each; a time with 0 has no say. */
  denominators: ArrayLike<number>
  /** Standard deviation that rounding adds to each count; 0 if absent. */
  errors?: ArrayLike<number>
}

/** A test for a linear trend. */
export interface TrendTest {
  /** One degree of freedom. */
  chiSquare: number
  /** Probability of at least this χ² without any trend. */
  p: number
  direction: -1 | 0 | 1
}

/**
 * Cochran–Armitage test for a linear trend in proportions: `χ² = [Σ (t − t̄)(x − n p)]² ∕ (p (1 − p) Σ n (t − t̄)²)`, one degree of
 * freedom, with `p = Σx∕Σn` and `t̄` weighted by `n`. Where nobody or everybody is counted, χ² is 0 and p 1. Rounded counts add `Σ r² (t − t̄)²` to
 * the denominator, `r` the standard deviation of their rounding.
 * Sources: Cochran (1954), Biometrics 10, 417–451; Armitage (1955), Biometrics 11, 375–386.
 * Errors: CalculationError for counts that are hidden, below 0 or above their denominators, errors below 0, or fewer than two different times.
 */
export function cochranArmitage(series: CountSeries): TrendTest {
  checkSeries('cochranArmitage', series)
  for (let i = 0; i < series.counts.length; i++)
    if (series.counts[i]! > series.denominators[i]!)
      throw new CalculationError(
        `cochranArmitage: ${series.counts[i]} cases among ${series.denominators[i]}; expected no more than all`,
      )
  const score = scoreOf(series)
  const variance = score.rate * (1 - score.rate) * score.squares
  return testOf(score.product, variance > 0 ? variance + score.rounding : 0)
}

/**
 * Score test for a linear trend in Poisson rates: `χ² = [Σ (t − t̄)(x − n m)]² ∕ (m Σ n (t − t̄)²)`, one degree of freedom, with
 * `m = Σx∕Σn` and `t̄` weighted by `n`. Without any events χ² is 0 and p 1. Rounded counts add `Σ r² (t − t̄)²` as above.
 * Source: Breslow & Day (1987), Statistical Methods in Cancer Research II, section 3.6.
 * Errors: CalculationError for counts that are hidden or below 0, errors below 0, or fewer than two different times.
 */
export function poissonTrend(series: CountSeries): TrendTest {
  checkSeries('poissonTrend', series)
  const score = scoreOf(series)
  const variance = score.rate * score.squares
  return testOf(score.product, variance > 0 ? variance + score.rounding : 0)
}

function testOf(product: number, variance: number): TrendTest {
  const chiSquare = variance > 0 ? (product * product) / variance : 0
  const direction = chiSquare === 0 ? 0 : product > 0 ? 1 : -1
  return { chiSquare, p: chiSquareUpper(chiSquare, 1), direction }
}

/** Sums that both tests are made of, times counted from their mean weighted by the denominators. */
function scoreOf({ times, counts, denominators, errors }: CountSeries) {
  let [events, size, time] = [0, 0, 0]
  for (let i = 0; i < times.length; i++) {
    events += counts[i]!
    size += denominators[i]!
    time += denominators[i]! * times[i]!
  }
  const [rate, centre] = [events / size, time / size]
  let [product, squares, rounding] = [0, 0, 0]
  for (let i = 0; i < times.length; i++) {
    const distance = times[i]! - centre
    product += distance * (counts[i]! - denominators[i]! * rate)
    squares += denominators[i]! * distance * distance
    rounding += ((errors?.[i] ?? 0) * distance) ** 2
  }
  return { product, squares, rate, rounding }
}

/** Refuses counts, denominators and errors that cannot be, and series at a single time. */
export function checkSeries(name: string, { times, counts, denominators, errors }: CountSeries): void {
  sameLength(name, times, counts, denominators)
  if (errors) sameLength(name, times, errors)
  const peopled = new Set<number>()
  for (let i = 0; i < times.length; i++) {
    const [count, size] = [counts[i]!, denominators[i]!]
    if (!Number.isFinite(times[i]) || !(count >= 0 && count < Infinity) || !(size >= 0 && size < Infinity))
      throw new CalculationError(`${name}: ${count} of ${size} at ${times[i]}; expected numbers of 0 or more`)
    const error = errors?.[i] ?? 0
    if (!(error >= 0 && error < Infinity)) throw new CalculationError(`${name}: error ${error} at ${times[i]}; expected 0 or more`) // prettier-ignore
    if (size === 0 && count > 0) throw new CalculationError(`${name}: ${count} of 0; expected people behind events`)
    if (size > 0) peopled.add(times[i]!)
  }
  if (peopled.size < 2)
    throw new CalculationError(`${name}: people at ${peopled.size} times; expected at least two different times`)
}
