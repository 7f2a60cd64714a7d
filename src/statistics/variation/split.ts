import { CalculationError } from '../../domain/errors'
import type { ChanceModel } from './chance-model'
import { checkModel, varianceFactors } from './chance-model'
import { sum } from './counts'
import { leftover } from './projection'

/** Areas whose values are to be split: `observed` and `expected` (by age and sex) events, and what values are per. */
export interface SplitModel extends ChanceModel {
  /** What each area's value is per: people, or person-years, above 0. */
  size: ArrayLike<number>
  /** Deprivation score of each area, best without its health domain, to which illness is coupled; null where there is none. */
  deprivation?: ArrayLike<number> | null
}

/** Variances of the areas' values over their mean, so squares of relative differences. They add up to the total. */
export interface SplitVariances {
  total: number
  /** Chance and rounding. */
  chance: number
  age: number
  /** 0 where no score was given. */
  deprivation: number
  left: number
}

/** Columns that the split needs, worked out once. Position is the area. */
export interface SplitColumns {
  /** `O ∕ (n r)`: each area's value over that of all. */
  value: Float64Array
  /** `E ∕ (n r)`: what age and sex make of it. */
  age: Float64Array
  deprivation: Float64Array | null
  /** `age` times the score. */
  both: Float64Array | null
  /** Variance that chance gives a value over the value, and the variance that rounding gives it. */
  perValue: Float64Array
  rounding: Float64Array
}

/** Variance that chance and rounding give each value. */
export function chanceOf({ perValue, rounding }: SplitColumns, value: Float64Array): Float64Array {
  return value.map((one, i) => perValue[i]! * one + rounding[i]!)
}

const ones = (k: number) => new Float64Array(k).fill(1)

/**
 * Splits the spread of areas' values into chance, age and sex, deprivation, and what is left over. Each model of the values leaves a
 * variance, `V = RSS∕(k − p) − Σ(1 − h)c∕(k − p)`, without chance (`c` is each value's variance by chance and rounding): V₀ of one level, V_A of
 * what age and sex make one expect, V_D of a line on deprivation, V_AD of both (deprivation times what is expected). Age and
 * deprivation go together, so each is given its mean over both orders (Shapley): age `½[(V₀ − V_A) + (V_D − V_AD)]`, deprivation
 * `½[(V₀ − V_D) + (V_A − V_AD)]`, left over V_AD. Age or deprivation below 0 means that it hides differences; left over below 0, that
 * areas differ less than chance makes likely, as in half of all sets where nothing is left. `splitBootstrap` gives bounded figures.
 * Source: Shapley (1953), Contributions to the Theory of Games II, 307–317; Shorrocks (2013), J. Econ. Inequal. 11, 99–126.
 * Throws on fewer than five areas, on nothing observed, on counts, sizes, scores or noise that cannot be.
 */
export function splitOfSpread(model: SplitModel): SplitVariances {
  const columns = splitColumns(model)
  return splitOfValues(columns, columns.value, chanceOf(columns, columns.value))
}

/** The same of any values of those areas; with `chance` null they are free of it, as underlying values are. */
export function splitOfValues(columns: SplitColumns, value: Float64Array, chance: Float64Array | null): SplitVariances {
  const { age, deprivation, both } = columns
  const level = ones(value.length)
  const none = leftover(value, [level], chance)
  const beyond = ({ variance, chance: part }: typeof none) => variance - part
  const v0 = beyond(none)
  const byAge = beyond(leftover(value, [age], chance))
  const byScore = deprivation ? beyond(leftover(value, [level, deprivation], chance)) : v0
  const byBoth = deprivation ? beyond(leftover(value, [age, both!], chance)) : byAge
  const part = (variance: number) => (Math.abs(variance) < 1e-12 * none.variance ? 0 : variance)
  return {
    total: none.variance,
    chance: none.chance,
    age: part((v0 - byAge + (byScore - byBoth)) / 2),
    deprivation: part((v0 - byScore + (byAge - byBoth)) / 2),
    left: part(byBoth),
  }
}

export function splitColumns(model: SplitModel): SplitColumns {
  checkSplit(model)
  const { observed, expected, size, deprivation, noise, dispersion = 1 } = model
  const k = observed.length
  const [all, rate] = [sum(observed), sum(observed) / sum(size)]
  const scale = all / sum(expected)
  const score = deprivation ? centred(deprivation) : null
  const age = Float64Array.from(expected, (e, i) => (scale * e) / (size[i]! * rate))
  // Chance by the mean, not by the count itself, where a share of cases or repeat events widen it.
  const rest = Math.min(...varianceFactors({ ...model, noise: null })) / dispersion
  return {
    value: Float64Array.from({ length: k }, (_, i) => observed[i]! / (size[i]! * rate)),
    age,
    deprivation: score,
    both: score && score.map((d, i) => d * age[i]!),
    perValue: Float64Array.from(size, (n) => (dispersion * rest) / (n * rate)),
    rounding: Float64Array.from(size, (n, i) => (noise ? noise[i]! : 0) / (n * rate) ** 2),
  }
}

/** Scores less their mean, over their standard deviation: only so that sums do not cancel. */
function centred(scores: ArrayLike<number>): Float64Array {
  const k = scores.length
  const mean = sum(scores) / k
  let squares = 0
  for (let i = 0; i < k; i++) squares += (scores[i]! - mean) ** 2
  const deviation = Math.sqrt(squares / (k - 1)) || 1
  return Float64Array.from(scores, (score) => (score - mean) / deviation)
}

function checkSplit(model: SplitModel): void {
  checkModel('splitOfSpread', model, 5)
  const { observed, size, deprivation } = model
  if (!(sum(observed) > 0)) throw new CalculationError('splitOfSpread: no events; expected some')
  for (let i = 0; i < observed.length; i++) {
    if (!(size[i]! > 0 && size[i]! < Infinity))
      throw new CalculationError(`splitOfSpread: size ${size[i]} in position ${i}; expected above 0`)
    if (deprivation && !Number.isFinite(deprivation[i]))
      throw new CalculationError(`splitOfSpread: score ${deprivation[i]} in position ${i}; expected a number`)
  }
}
