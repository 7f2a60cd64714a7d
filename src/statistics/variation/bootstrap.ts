import type { Interval } from '../../domain'
import { CalculationError } from '../../domain/errors'
import { random } from '../random'
import type { ChanceModel } from './chance-model'
import { checkModel, effectiveCounts } from './chance-model'
import type { ConfidenceCurve } from './confidence-curve'
import { sum } from './counts'
import type { ChanceMeasure, ValueMeasure } from './draw-statistics'
import { CHANCE_MEASURES, VALUE_MEASURES, drawStatistics } from './draw-statistics'
import { poissonGamma, varianceSlope } from './poisson-gamma'
import { quantileOfSorted } from './quantile'
import type { Judge, Weighing } from './spread-interval'
import { effectiveDrawer, spreadCurves } from './spread-interval'
import { drawUnderlying, meanOfDraw, varianceOfDraw } from './underlying'

/** A measure, and what chance and rounding alone would make of it. */
export interface TestedMeasure {
  value: number
  /** Probability of at least this value from chance and rounding alone. */
  p: number
}

/** A measure of the variance beyond chance: its interval holds the variance of the relative risks from which areas are drawn. */
export interface SpreadMeasure extends TestedMeasure {
  interval95: Interval
}

/** A measure of the values: beside the value, with chance in it, what it may be of what lies beneath the counts. */
export interface BeneathMeasure extends TestedMeasure {
  /** The measure of the underlying values of these areas: its median, and an interval that holds it. */
  beneath: number
  interval95: Interval
}

export interface VariationBootstrap {
  draws: number
  /** Tests: χ², likelihood ratio, Potthoff–Whittinghill, Dean’s two; φ and τ² of square-root scores, winsorised at a tenth. */
  tests: Readonly<Record<Exclude<ChanceMeasure, 'diehr' | 'mcpherson'>, TestedMeasure>>
  /** Systematic component of variation, Diehr’s form. */
  scv: SpreadMeasure
  /** McPherson’s form; infinite, and without an interval, where an area has no events. */
  scvLog: (TestedMeasure & { interval95: Interval | null }) | null
  /** Empirical Bayes variance by maximum likelihood, `1∕α`, mean 1. */
  empiricalBayes: SpreadMeasure
  /** Relative risks: extremal quotient, percentile ratios, coefficients of variation, Gini, Theil, Atkinson (½). */
  values: Readonly<Record<ValueMeasure, BeneathMeasure>>
}

export interface BootstrapOptions {
  seed: number
  /** Draws of each kind: from chance alone, at variances beyond it, and of what lies beneath; at least 200. */
  draws?: number
}

/** How the statistics whose curves are fitted weigh areas: empirical Bayes, Diehr’s, McPherson’s. */
const SPREADS: readonly Weighing[] = ['by size', 'alike', 'alike']

/**
 * An interval and a probability under chance alone for every measure of variation, by a seeded parametric bootstrap in which counts
 * are released as these were: events or cases by chance, repeat events by their dispersion, rounding by its variance and base.
 * Probabilities: how many draws without variation reach the measure, `(1 + reached) ∕ (1 + draws)`. Variances beyond chance: the
 * variances at which draws reach the measure in 2.5 % to 97.5 %, so that the interval covers what it says at few areas too, and starts at
 * 0 where chance alone might do; with three to six areas it may start there though `p` is small, since the curve is then rougher than the
 * draws without variation that `p` is a share of, and then `p` holds. Measures of values:
 * those of draws of what lies beneath the counts. Counts are read as effective counts (`effectiveCounts`), so the measures are already
 * less what rounding adds. Same seed, same digits.
 * Source: Ibáñez et al. (2009), BMC Health Serv. Res. 9, 60 (parametric bootstrap of variation statistics); Garthwaite & Buckland
 * (1992), Appl. Stat. 41, 159–171; Laird & Louis (1987), J. Am. Stat. Assoc. 82, 739–750.
 * Throws on fewer than three areas, on nothing observed, on counts, people or noise that cannot be, on fewer than 200 draws.
 */
export function variationBootstrap(model: ChanceModel, { seed, draws = 2000 }: BootstrapOptions): VariationBootstrap {
  checkModel('variationBootstrap', model, 3)
  if (!(sum(model.observed) > 0)) throw new CalculationError('variationBootstrap: no events; expected some')
  if (!(draws >= 200)) throw new CalculationError(`variationBootstrap: ${draws} draws; expected at least 200`)
  const counts = effectiveCounts(model)
  const areas = counts.observed.length
  const work = drawStatistics(areas)
  const seen = {
    chance: Float64Array.from(work.ofCounts(counts.observed, counts.expected)),
    values: Float64Array.from(work.ofValues(ratios(counts), counts.expected)),
  }
  const fitted = poissonGamma(counts, { mean: 1 }).relativeVariance
  const none = chanceAlone(model, work, seen, fitted, { seed, draws })
  const judge = spreadJudge(work, seen.chance, fitted)
  const curves = spreadCurves(random(seed, 2), model, judge, {
    weighing: SPREADS,
    draws,
    guesses: [fitted, seen.chance[DIEHR]!],
  })
  const beneath = beneathValues(counts, work, curves[0]!, { seed, draws })
  return assemble({ draws, seen, fitted, none, curves, beneath })
}

const DIEHR = CHANCE_MEASURES.indexOf('diehr')
const MCPHERSON = CHANCE_MEASURES.indexOf('mcpherson')
type Work = ReturnType<typeof drawStatistics>
interface Seen {
  chance: Float64Array
  values: Float64Array
}

function ratios({ observed, expected }: { observed: Float64Array; expected: Float64Array }): Float64Array {
  return observed.map((count, i) => count / expected[i]!)
}

/** A draw counts as reaching a value that it misses by rounding of arithmetic alone. */
const reaches = (drawn: number, seen: number) => drawn === seen || drawn >= seen - 1e-9 * Math.abs(seen)

/** Shares of draws without variation that reach each measure; the last is empirical Bayes. */
function chanceAlone(
  model: ChanceModel,
  work: Work,
  seen: Seen,
  fitted: number,
  { seed, draws = 0 }: BootstrapOptions,
) {
  const { next, observed, expected } = effectiveDrawer(model)
  const chance = random(seed, 1)
  const value = new Float64Array(observed.length)
  const inChance = new Float64Array(seen.chance.length)
  const inValues = new Float64Array(seen.values.length)
  let byLikelihood = 0
  for (let b = 0; b < draws; b++) {
    next(chance, null)
    const drawn = work.ofCounts(observed, expected)
    for (let k = 0; k < drawn.length; k++) if (reaches(drawn[k]!, seen.chance[k]!)) inChance[k]!++
    for (let i = 0; i < value.length; i++) value[i] = observed[i]! / expected[i]!
    const measured = work.ofValues(value, expected)
    for (let k = 0; k < measured.length; k++) if (reaches(measured[k]!, seen.values[k]!)) inValues[k]!++
    if (fitted === 0 || varianceSlope({ observed, expected }, fitted, 1) >= 0) byLikelihood++
  }
  const share = (reached: number) => (1 + reached) / (1 + draws)
  return { chance: inChance.map(share), values: inValues.map(share), empiricalBayes: share(byLikelihood) }
}

/**
 * A draw's likelihood is greatest above the fitted variance exactly when it still rises there: so none needs fitting. Where nothing was
 * fitted those draws count from which something would be, so that the upper limit is no less than it must be.
 */
function spreadJudge(work: Work, seen: Float64Array, fitted: number): Judge {
  return (observed, expected, into) => {
    const drawn = work.ofCounts(observed, expected, false)
    into[0] = varianceSlope({ observed, expected }, fitted, 1) > 0 ? 1 : 0
    into[1] = reaches(drawn[DIEHR]!, seen[DIEHR]!) ? 1 : 0
    into[2] = reaches(drawn[MCPHERSON]!, seen[MCPHERSON]!) ? 1 : 0
  }
}

/** Sorted measures of draws of what lies beneath the counts. */
function beneathValues(
  counts: { observed: Float64Array; expected: Float64Array },
  work: Work,
  curve: ConfidenceCurve,
  { seed, draws = 0 }: BootstrapOptions,
): Float64Array[] {
  const chance = random(seed, 3)
  const risk = new Float64Array(counts.observed.length)
  const mean = new Float64Array(risk.length)
  const columns = VALUE_MEASURES.map(() => new Float64Array(draws))
  for (let b = 0; b < draws; b++) {
    const variance = varianceOfDraw(curve, b, draws)
    mean.fill(meanOfDraw(chance, counts.expected, variance))
    drawUnderlying(chance, counts, variance, risk, mean)
    const measured = work.ofValues(risk, counts.expected)
    for (let k = 0; k < columns.length; k++) columns[k]![b] = measured[k]!
  }
  return columns.map((column) => column.sort())
}

function assemble(from: {
  draws: number
  seen: Seen
  fitted: number
  none: ReturnType<typeof chanceAlone>
  curves: readonly ConfidenceCurve[]
  beneath: readonly Float64Array[]
}): VariationBootstrap {
  const { draws, seen, fitted, none, curves, beneath } = from
  const tested = (k: number): TestedMeasure => ({ value: seen.chance[k]!, p: none.chance[k]! })
  const limits = (k: number) => intervalOf(curves[k]!)
  const tests = Object.fromEntries(
    CHANCE_MEASURES.flatMap((name, k) => (k === DIEHR || k === MCPHERSON ? [] : [[name, tested(k)]])),
  ) as VariationBootstrap['tests']
  const values = Object.fromEntries(
    VALUE_MEASURES.map((name, k) => [name, { value: seen.values[k]!, p: none.values[k]!, ...spanOf(beneath[k]!) }]),
  ) as VariationBootstrap['values']
  return {
    draws,
    tests,
    scv: { ...tested(DIEHR), interval95: limits(1) },
    scvLog: { ...tested(MCPHERSON), interval95: Number.isFinite(seen.chance[MCPHERSON]) ? limits(2) : null },
    empiricalBayes: { value: fitted, p: none.empiricalBayes, interval95: limits(0) },
    values,
  }
}

/** Limits of a variance from a curve, 0 where chance alone reaches the observed often enough. */
export function intervalOf(curve: ConfidenceCurve): Interval {
  return { lower: curve.varianceAt(0.025), upper: curve.varianceAt(0.975) }
}

function spanOf(sorted: Float64Array): { beneath: number; interval95: Interval } {
  const at = (p: number) => quantileOfSorted(sorted, p)
  return { beneath: at(0.5), interval95: { lower: at(0.025), upper: at(0.975) } }
}
