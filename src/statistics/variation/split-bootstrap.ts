import type { Interval } from '../../domain'
import { CalculationError } from '../../domain/errors'
import { drawGamma, drawNormal } from '../draws'
import { zOf } from '../normal'
import type { Random } from '../random'
import { random } from '../random'
import type { BootstrapOptions } from './bootstrap'
import { intervalOf } from './bootstrap'
import { effectiveCounts } from './chance-model'
import type { ConfidenceCurve } from './confidence-curve'
import { sum } from './counts'
import { poissonGamma, varianceSlope } from './poisson-gamma'
import { quantileOfSorted } from './quantile'
import type { SplitColumns, SplitModel, SplitVariances } from './split'
import { chanceOf, splitColumns, splitOfSpread, splitOfValues } from './split'
import type { Judge } from './spread-interval'
import { spreadCurves } from './spread-interval'
import { drawUnderlying, varianceOfDraw } from './underlying'

/** One part of the spread, of relative values: 0.1 is a tenth of the mean. Intervals hold their figures. */
export interface SpreadPart {
  /** Standard deviation, 0 where the part's variance is not above 0. */
  deviation: number
  deviation95: Interval
  /** Share of the variance of all parts together, which add up to 1; below 0 where age or deprivation hides differences. */
  share: number
  share95: Interval
}

export interface SpreadSplit {
  /** Standard deviation of the values as they are, relative to their mean. */
  total: number
  /**
   * What `splitOfSpread` leaves over of the total by moments, unbounded: below 0 where areas differ less than chance alone makes likely.
   * The parts are of what lies beneath and are never so; then they are together more than the total.
   */
  leftUnbounded: number
  chance: SpreadPart
  age: SpreadPart
  /** Null where no score was given. */
  deprivation: SpreadPart | null
  left: SpreadPart
  /** Variance of the relative risks from which areas are drawn, beyond age and deprivation; from 0 where chance alone might do. */
  leftVariance95: Interval
  draws: number
}

const PARTS = ['chance', 'age', 'deprivation', 'left'] as const

/**
 * The split of the spread with intervals for each part, by a seeded parametric bootstrap. The variance left over is found out by
 * simulating the whole of it (counts by chance, released as these were, the line on deprivation fitted anew) at many variances; then what may
 * lie beneath the counts is drawn at variances as that bears them out, with lines as uncertain as they are, and each draw is split
 * exactly. Intervals hold the split of the areas' underlying values. What is left over starts at 0 where chance alone might do, and
 * deprivation at 0 where its line is no steeper than chance makes one. The figures are the mean split of those underlying values at the
 * median of the variances borne out, at none where the likelihood is greatest there (`centralSplit`): so they are bounded as the draws are and
 * lie inside their intervals. Shares are of what the parts make together. Same seed, same digits.
 * Source: Laird & Louis (1987), J. Am. Stat. Assoc. 82, 739–750; Garthwaite & Buckland (1992), Appl. Stat. 41, 159–171; Shorrocks (2013),
 * J. Econ. Inequal. 11, 99–126.
 * Throws as `splitOfSpread` does, and on fewer than 200 draws.
 */
export function splitBootstrap(model: SplitModel, { seed, draws = 2000 }: BootstrapOptions): SpreadSplit {
  if (!(draws >= 200)) throw new CalculationError(`splitBootstrap: ${draws} draws; expected at least 200`)
  const columns = splitColumns(model)
  const counts = effectiveCounts(model)
  const line = lineOn(counts, columns.deprivation, 0)
  const fitted = Float64Array.from(model.expected, (e, i) => e * line.at(i))
  const own = effectiveCounts({ ...model, expected: fitted })
  const variance = poissonGamma(own, { mean: 1 }).relativeVariance
  const judge = lineJudge(columns.deprivation, line, variance)
  const options = { weighing: ['by size' as const], draws, guesses: [variance] }
  const [curve] = spreadCurves(random(seed, 5), { ...model, expected: fitted }, judge, options)
  const sorted = drawSplits(counts, columns, curve!, { seed, draws })
  // The curve counts all sets alike from which nothing was fitted: they are left none.
  const central = variance > 0 ? curve!.varianceAt(0.5) : 0
  return assemble(splitOfSpread(model), centralSplit(counts, columns, central), sorted, {
    flat: Math.abs(line.slope) <= zOf(0.95) * line.slopeError(variance),
    scored: columns.deprivation !== null,
    draws,
    left: intervalOf(curve!),
  })
}

interface Counts {
  observed: Float64Array
  expected: Float64Array
}

interface Line {
  slope: number
  /** Relative risk on the line for an area; never below a twentieth of the level. */
  at(i: number): number
  /** Standard error of the slope were the variance beyond chance this. */
  slopeError(variance: number): number
  /** A line as it might as well be. */
  draw(chance: Random): (i: number) => number
}

/** Weighted least squares of observed on expected events and expected times score, errors of variance `E + vE²`. */
function lineOn({ observed, expected }: Counts, score: Float64Array | null, variance: number): Line {
  const sums = (v: number) => {
    let [aa, ab, bb, ay, by] = [0, 0, 0, 0, 0]
    for (let i = 0; i < observed.length; i++) {
      const weight = 1 / (1 + v * expected[i]!)
      const d = score ? score[i]! : 0
      aa += weight * expected[i]!
      ab += weight * expected[i]! * d
      bb += weight * expected[i]! * d * d
      ay += weight * observed[i]!
      by += weight * observed[i]! * d
    }
    return { aa, ab, bb, ay, by, determinant: aa * bb - ab * ab }
  }
  const { aa, ab, bb, ay, by, determinant } = sums(variance)
  const sloped = score !== null && determinant > 1e-9 * aa * bb
  const slope = sloped ? (aa * by - ab * ay) / determinant : 0
  const level = (ay - ab * slope) / aa
  const on = (height: number, steep: number) => (i: number) =>
    Math.max(level / 20, height + steep * (score ? score[i]! : 0))
  return {
    slope,
    at: on(level, slope),
    slopeError(v) {
      const other = sums(v)
      return sloped ? Math.sqrt(other.aa / other.determinant) : 0
    },
    draw(chance) {
      const steep = slope + (sloped ? Math.sqrt(aa / determinant) * drawNormal(chance) : 0)
      return on((ay - ab * steep) / aa + drawNormal(chance) / Math.sqrt(aa), steep)
    },
  }
}

/** Fits the line to each draw anew, then tells whether its likelihood still rises at the fitted variance. */
function lineJudge(score: Float64Array | null, line: Line, variance: number): Judge {
  let plain = new Float64Array(0)
  return (observed, expected, into) => {
    if (plain.length !== expected.length) plain = new Float64Array(expected.length)
    for (let i = 0; i < plain.length; i++) plain[i] = expected[i]! / line.at(i)
    const { at } = lineOn({ observed, expected: plain }, score, 0)
    for (let i = 0; i < plain.length; i++) plain[i]! *= at(i)
    into[0] = varianceSlope({ observed, expected: plain }, variance, 1) > 0 ? 1 : 0
  }
}

/** Sorted deviations and shares of each part, over draws of what lies beneath. */
function drawSplits(
  counts: Counts,
  columns: SplitColumns,
  curve: ConfidenceCurve,
  { seed, draws = 0 }: BootstrapOptions,
) {
  const chance = random(seed, 6)
  const areas = counts.observed.length
  const events = sum(counts.observed)
  const [risk, mean] = [new Float64Array(areas), new Float64Array(areas)]
  const deviations = PARTS.map(() => new Float64Array(draws))
  const shares = PARTS.map(() => new Float64Array(draws))
  for (let b = 0; b < draws; b++) {
    const variance = varianceOfDraw(curve, b, draws)
    const at = lineOn(counts, columns.deprivation, variance).draw(chance)
    for (let i = 0; i < areas; i++) mean[i] = at(i)
    drawUnderlying(chance, counts, variance, risk, mean)
    for (let i = 0; i < areas; i++) risk[i]! *= columns.age[i]!
    const parts = splitOfValues(columns, risk, null)
    // The mean that values are held against is uncertain too: with fewer events in all, chance is more.
    const level = drawGamma(chance, events) / events
    parts.chance = sum(chanceOf(columns, risk)) / areas / level
    PARTS.forEach((part, k) => {
      deviations[k]![b] = Math.sqrt(Math.max(0, parts[part]))
      shares[k]![b] = parts[part] / (parts.total + parts.chance)
    })
  }
  return { deviations: deviations.map((column) => column.sort()), shares: shares.map((column) => column.sort()) }
}

/**
 * The mean split of what may lie beneath the counts at one variance, without drawing: parts are quadratic in the risks, so it is the
 * split of their means plus what their variances `(α + O) ∕ (α∕m + E)²` add. No part of it that is left over is below 0.
 */
function centralSplit({ observed, expected }: Counts, columns: SplitColumns, variance: number): Parts {
  const { at } = lineOn({ observed, expected }, columns.deprivation, variance)
  const value = columns.age.map((age, i) => age * at(i))
  const unsure = new Float64Array(value.length)
  const shape = 1 / variance
  for (let i = 0; variance > 0 && i < value.length; i++) {
    const rate = shape / at(i) + expected[i]!
    value[i] = (columns.age[i]! * (shape + observed[i]!)) / rate
    unsure[i] = -(columns.age[i]! ** 2 * (shape + observed[i]!)) / (rate * rate)
  }
  const parts = splitOfValues(columns, value, unsure)
  return { ...parts, chance: sum(chanceOf(columns, value)) / value.length }
}

type Parts = Pick<SplitVariances, (typeof PARTS)[number]>

function assemble(
  asCounted: SplitVariances,
  parts: Parts,
  { deviations, shares }: ReturnType<typeof drawSplits>,
  from: { flat: boolean; scored: boolean; draws: number; left: Interval },
): SpreadSplit {
  const whole = PARTS.reduce((all, name) => all + parts[name], 0)
  const part = (name: (typeof PARTS)[number]): SpreadPart => {
    const k = PARTS.indexOf(name)
    const reached = name === 'deprivation' && from.flat ? [0] : []
    const deviation = Math.sqrt(Math.max(0, parts[name]))
    const share = whole > 0 ? parts[name] / whole : 0
    return {
      deviation,
      deviation95: spanWith(deviations[k]!, deviation, ...reached),
      share,
      share95: spanWith(shares[k]!, share, ...reached),
    }
  }
  return {
    total: Math.sqrt(asCounted.total),
    leftUnbounded: asCounted.total > 0 ? asCounted.left / asCounted.total : 0,
    chance: part('chance'),
    age: part('age'),
    deprivation: from.scored ? part('deprivation') : null,
    left: part('left'),
    leftVariance95: from.left,
    draws: from.draws,
  }
}

/** The middle 95 % of sorted draws, widened up to the values given where it leaves them out. */
function spanWith(sorted: Float64Array, ...values: readonly number[]): Interval {
  return {
    lower: Math.min(quantileOfSorted(sorted, 0.025), ...values),
    upper: Math.max(quantileOfSorted(sorted, 0.975), ...values),
  }
}
