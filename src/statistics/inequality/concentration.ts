import { CalculationError } from '../../domain/errors'
import { zOf } from '../normal'

/** People, groups or areas in any order, with what ranks them and what is measured. */
export interface RankedValues {
  /** What ranks them, low = most disadvantaged; any unit. Equal figures share a rank. */
  ranking: ArrayLike<number>
  /** The indicator. */
  values: ArrayLike<number>
  /** Weight of each, people as a rule; 0 has no say. */
  weights: ArrayLike<number>
}

/** The concentration index in its four forms; below 0: concentrated among the disadvantaged. */
export interface Concentration {
  /** Weighted mean of the values. */
  mean: number
  /** Relative form, −1 to 1 for values not below 0; null where the mean is 0. */
  relative: number | null
  /** Generalised form: in the value's unit. */
  generalised: number
  /** Erreygers' form for a value between two bounds, −1 to 1. */
  erreygers: number
  /** Wagstaff's form for a value between two bounds, −1 to 1; null where the mean is at a bound. */
  wagstaff: number | null
}

/**
 * Weighted fractional ranks: share of all weight below each, plus half of the weight that shares its place, 0 to 1,
 * `Rᵢ = (Σ w below i + ½ Σ w at the same place) ∕ Σ w`.
 * Same order and length as given.
 * Sources: Lerman & Yitzhaki (1989), J. Econometrics 42, 43–47; ties share the midpoint.
 * Errors: CalculationError for columns of different length, a ranking figure or weight that is no number, a negative weight, or no weight at all.
 */
export function fractionalRanks({ ranking, weights }: Omit<RankedValues, 'values'>): Float64Array {
  const total = checkedWeight(ranking, weights)
  const order = orderOf(ranking)
  const ranks = new Float64Array(ranking.length)
  let below = 0
  for (let start = 0; start < order.length;) {
    let [end, here] = [start, 0]
    for (; end < order.length && ranking[order[end]!] === ranking[order[start]!]; end++) here += weights[order[end]!]!
    for (let at = start; at < end; at++) ranks[order[at]!] = (below + here / 2) / total
    below += here
    start = end
  }
  return ranks
}

/**
 * Concentration index: `C = 2 Σ pᵢ yᵢ Rᵢ ∕ μ − 1`, with `pᵢ` the share of weight, `Rᵢ` the fractional rank and `μ = Σ pᵢ yᵢ`.
 * Generalised: `C μ`. For a value between `least` and `most`: Erreygers `4 μ C ∕ (most − least)`, Wagstaff
 * `C μ (most − least) ∕ ((most − μ)(μ − least))`. All of them are 0 where all values are equal.
 * Sources: Kakwani, Wagstaff & van Doorslaer (1997), J. Econometrics 77, 87–103; Wagstaff (2005), Health Econ. 14, 429–432;
 * Erreygers (2009), J. Health Econ. 28, 504–515.
 * Errors: as `fractionalRanks`, and CalculationError for a value that is hidden or outside its bounds.
 */
export function concentrationIndex(data: RankedValues, bounds: { least: number; most: number }): Concentration {
  const ranks = fractionalRanks(data)
  const mean = meanWithin(data, bounds)
  let [product, total] = [0, 0]
  for (let i = 0; i < ranks.length; i++) {
    const weight = data.weights[i]!
    if (weight === 0) continue
    total += weight
    // About the mean, so that equal values give 0 to the last digit and large ones lose none.
    product += weight * (data.values[i]! - mean) * (ranks[i]! - 0.5)
  }
  const generalised = (2 * product) / total
  const width = bounds.most - bounds.least
  const room = (bounds.most - mean) * (mean - bounds.least)
  return {
    mean,
    relative: mean === 0 ? null : generalised / mean,
    generalised,
    erreygers: (4 * generalised) / width,
    wagstaff: room > 0 ? (generalised * width) / room : null,
  }
}

/**
 * Interval of the relative index for values with known errors, the ranks and weights being held fixed:
 * `C ± z √(Σ (pᵢ (2 Rᵢ − 1 − C) ∕ μ)² sᵢ²)`, the delta method on what each value adds to the index. `errors` are standard errors in
 * the value's unit; an infinite one is refused. Null where the mean is 0.
 * Source: Kakwani, Wagstaff & van Doorslaer (1997), J. Econometrics 77, 87–103, section 3.2 (known variances within groups).
 * Errors: as `concentrationIndex`, and CalculationError for an error that is negative or no number.
 */
export function concentrationInterval(
  data: RankedValues,
  errors: ArrayLike<number>,
  coverage = 0.95,
): { lower: number; upper: number } | null {
  const { relative, mean } = concentrationIndex(data, { least: -Infinity, most: Infinity })
  if (relative === null) return null
  const ranks = fractionalRanks(data)
  const total = checkedWeight(data.ranking, data.weights)
  let variance = 0
  for (let i = 0; i < ranks.length; i++) {
    if (data.weights[i] === 0) continue
    if (!(errors[i]! >= 0 && errors[i]! < Infinity))
      throw new CalculationError(`concentrationInterval: a standard error of ${errors[i]}; expected 0 or more`)
    variance += (((data.weights[i]! / total) * (2 * ranks[i]! - 1 - relative) * errors[i]!) / mean) ** 2
  }
  const reach = zOf(coverage) * Math.sqrt(variance)
  return { lower: relative - reach, upper: relative + reach }
}

/**
 * Concentration curve: from (0, 0) to (1, 1), the share of people (from the most disadvantaged on) and the share of the
 * value's total that they have. At each: `Σ n ∕ Σ n` and `Σ n y ∕ Σ n y`, both up to there over all.
 * Those of equal rank are one step. The index is `1 − 2 A`, `A` the area under it.
 * Source: Wagstaff, Paci & van Doorslaer (1991), Soc. Sci. Med. 33, 545–557.
 * Errors: as `fractionalRanks`, and CalculationError for a hidden or negative value, or a total of 0, which cannot be shared.
 */
export function concentrationCurve(data: RankedValues): { people: Float64Array; share: Float64Array } {
  const total = checkedWeight(data.ranking, data.weights)
  const sum = meanWithin(data, { least: 0, most: Infinity }) * total
  if (!(sum > 0)) throw new CalculationError(`concentrationCurve: values add up to ${sum}; expected above 0`)
  const [people, share] = [[0], [0]]
  const order = orderOf(data.ranking)
  let [weight, value] = [0, 0]
  order.forEach((i, at) => {
    weight += data.weights[i]!
    if (data.weights[i]! > 0) value += data.weights[i]! * data.values[i]!
    const next = order[at + 1]
    if (next !== undefined && data.ranking[next] === data.ranking[i]) return
    people.push(weight / total)
    share.push(value / sum)
  })
  return { people: Float64Array.from(people), share: Float64Array.from(share) }
}

function orderOf(ranking: ArrayLike<number>): Uint32Array {
  return Uint32Array.from(ranking, (_, i) => i).sort((one, other) => ranking[one]! - ranking[other]! || one - other)
}

function checkedWeight(ranking: ArrayLike<number>, weights: ArrayLike<number>): number {
  if (ranking.length !== weights.length)
    throw new CalculationError(`fractionalRanks: ${ranking.length} ranked, ${weights.length} weights; expected pairs`)
  let total = 0
  for (let i = 0; i < weights.length; i++) {
    if (!Number.isFinite(ranking[i]) || !(weights[i]! >= 0))
      throw new CalculationError(
        `fractionalRanks: ${ranking[i]} with weight ${weights[i]}; expected numbers, weight ≥ 0`,
      )
    total += weights[i]!
  }
  if (!(total > 0 && total < Infinity))
    throw new CalculationError(`fractionalRanks: a total weight of ${total}; expected above 0`)
  return total
}

function meanWithin({ values, weights }: RankedValues, { least, most }: { least: number; most: number }): number {
  if (values.length !== weights.length || !(most > least))
    throw new CalculationError(
      `concentrationIndex: ${values.length} values, ${weights.length} weights, bounds ${least} to ${most}; expected pairs and rising bounds`,
    )
  let [mean, total] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    if (weights[i] === 0) continue
    if (!(values[i]! >= least && values[i]! <= most))
      throw new CalculationError(`concentrationIndex: a value of ${values[i]}; expected ${least} to ${most}`)
    total += weights[i]!
    // By steps, so that equal values have that very mean.
    mean += (values[i]! - mean) * (weights[i]! / total)
  }
  return Math.min(most, Math.max(least, mean))
}
