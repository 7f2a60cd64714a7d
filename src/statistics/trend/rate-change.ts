import type { Interval } from '../../domain'
import { CalculationError } from '../../domain/errors'
import { chiSquareUpper } from '../chi-square'
import { zOf } from '../normal'
import { rootBetween } from '../root'
import { checkSeries, type CountSeries } from './trend-test'

/** How fast a rate changes. */
export interface RateChange {
  /** Change of the log rate per unit of time, and its standard error from Poisson chance. */
  logSlope: number
  error: number
  /** Change per unit of time in per cent: `100 (eᵇ − 1)`, above −100. */
  change: number
  /** 95 % interval of `change`; widened by the dispersion where that is above 1. */
  interval95: Interval
  /** Likelihood ratio against no change, one degree of freedom, and its probability. */
  likelihoodRatio: number
  p: number
  /** Pearson's χ² about the line over its degrees of freedom; null at two times. Well above 1: the line does not fit. */
  dispersion: number | null
}

/**
 * Poisson regression of counts on time with the log denominator as offset, `x ~ Poisson(n e^(a + b t))`: annual percentage change
 * `100 (eᵇ − 1)` where time is in years. The `b` of greatest likelihood solves `Σ x (t − t̄ᵦ) = 0`, `t̄ᵦ = Σ t n eᵇᵗ ∕ Σ n eᵇᵗ` (`a` is solved
 * for already), whose left side only falls; `se(b) = 1∕√(Σx var(t))`, the variance weighted by the fitted counts.
 * Source: McCullagh & Nelder (1989), Generalized Linear Models, ch. 6.
 * Errors: CalculationError for counts that are hidden or below 0, fewer than two different times, or events all at the first
 * time or all at the last (none at all too), where no finite change fits best.
 */
export function rateChange(series: CountSeries): RateChange {
  checkSeries('rateChange', series)
  const sums = sumsOf(series)
  refuseOneEnd(series, sums)
  const logSlope = steepest(series, sums)
  return told(series, logSlope, climb(series, sums, logSlope))
}

/** The slope at the top: how steep the likelihood is falls all the way from below it to above it. */
function steepest(series: CountSeries, sums: Sums): number {
  const score = (slope: number) => climb(series, sums, slope).score
  const start = score(0)
  if (start === 0) return 0
  let step = Math.sign(start) / (sums.last - sums.first)
  while (score(step) * start > 0) step *= 2
  return rootBetween(score, 0, step)
}

interface Sums {
  events: number
  size: number
  /** Mean time, weighted by the denominators: times are counted from there. */
  centre: number
  /** First and last time with people. */
  first: number
  last: number
}

function sumsOf({ times, counts, denominators }: CountSeries): Sums {
  const sums = { events: 0, size: 0, centre: 0, first: Infinity, last: -Infinity }
  for (let i = 0; i < times.length; i++) {
    sums.events += counts[i]!
    sums.size += denominators[i]!
    sums.centre += denominators[i]! * times[i]!
    if (denominators[i] === 0) continue
    sums.first = Math.min(sums.first, times[i]!)
    sums.last = Math.max(sums.last, times[i]!)
  }
  sums.centre /= sums.size
  return sums
}

function refuseOneEnd({ times, counts }: CountSeries, { events, first, last }: Sums): void {
  const at = (time: number) => Array.from(times).reduce((sum, t, i) => (t === time ? sum + counts[i]! : sum), 0)
  if (events === 0 || at(first) === events || at(last) === events)
    throw new CalculationError(
      `rateChange: ${events} events, ${at(first)} at the first time, ${at(last)} at the last; expected some elsewhere`,
    )
}

interface Climb {
  /** Log likelihood above that of no change. */
  likelihood: number
  score: number
  information: number
  /** Events that the line puts at each time. */
  fitted: Float64Array
}

/** The likelihood at a slope, how steep it is there, and how curved. */
function climb({ times, counts, denominators }: CountSeries, sums: Sums, slope: number): Climb {
  const { events, centre, size } = sums
  // The largest power is taken out, so that none overflows.
  const most = Math.max(slope * (sums.first - centre), slope * (sums.last - centre))
  const fitted = Float64Array.from(denominators, (n, i) => n && n * Math.exp(slope * (times[i]! - centre) - most))
  let [weight, mean] = [0, 0]
  for (let i = 0; i < times.length; i++) {
    weight += fitted[i]!
    mean += fitted[i]! * (times[i]! - centre)
  }
  mean /= weight
  let [score, information, seen] = [0, 0, 0]
  for (let i = 0; i < times.length; i++) {
    const distance = times[i]! - centre - mean
    fitted[i]! *= events / weight
    score += counts[i]! * distance
    information += fitted[i]! * distance * distance
    seen += counts[i]! * (times[i]! - centre)
  }
  return { likelihood: slope * seen - events * (Math.log(weight / size) + most), score, information, fitted }
}

function told({ counts }: CountSeries, logSlope: number, at: Climb): RateChange {
  const error = 1 / Math.sqrt(at.information)
  const dispersion = dispersionOf(counts, at.fitted)
  const reach = zOf(0.95) * error * Math.sqrt(Math.max(1, dispersion ?? 1))
  const likelihoodRatio = 2 * Math.max(0, at.likelihood)
  return {
    logSlope,
    error,
    change: 100 * Math.expm1(logSlope),
    interval95: { lower: 100 * Math.expm1(logSlope - reach), upper: 100 * Math.expm1(logSlope + reach) },
    likelihoodRatio,
    p: chiSquareUpper(likelihoodRatio, 1),
    dispersion,
  }
}

function dispersionOf(counts: ArrayLike<number>, fitted: Float64Array): number | null {
  let [pearson, points] = [0, 0]
  for (let i = 0; i < fitted.length; i++) {
    if (fitted[i] === 0) continue
    pearson += (counts[i]! - fitted[i]!) ** 2 / fitted[i]!
    points++
  }
  return points > 2 ? pearson / (points - 2) : null
}
