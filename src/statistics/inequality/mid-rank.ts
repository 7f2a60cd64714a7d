import { CalculationError } from '../../domain/errors'

/** What each group adds to the two ends of a line fitted through the groups, per unit of its value. */
export interface SlopeWeights {
  /** Mid-rank of each group: share of people more deprived than its middle, 0 to 1. */
  ranks: Float64Array
  /** Fitted value at rank 0, the most deprived end: `Y₀ = Σ pᵢ yᵢ`. */
  mostDeprived: Float64Array
  /** Slope, from the most to the least deprived end: `b = Σ cᵢ yᵢ`. */
  slope: Float64Array
}

/**
 * Weights of the population-weighted least-squares line on the mid-rank. With `aᵢ` a group's share of all people and
 * `bᵢ = Σⱼ₍ⱼ₌₁…ᵢ₎ aⱼ − aᵢ∕2`, the slope is `Σ aᵢ (bᵢ − ½) yᵢ ∕ Σ aᵢ (bᵢ − ½)²` and the line passes through the mean at rank ½:
 * both are linear in the values, so their variances are sums of squares.
 * `populations` in people, most deprived group first; a group without people has no say. Same length out as in.
 * Source: Pamuk (1985), Population Studies 39, 17–31.
 * Errors: CalculationError for a population that is negative or no number, or fewer than two groups with people.
 */
export function slopeWeights(populations: ArrayLike<number>): SlopeWeights {
  const total = peopleIn(populations)
  const count = populations.length
  const line = { ranks: new Float64Array(count), mostDeprived: new Float64Array(count), slope: new Float64Array(count) }
  let [passed, squares] = [0, 0]
  for (let i = 0; i < count; i++) {
    const people = populations[i]!
    line.ranks[i] = (passed + people / 2) / total
    // Rank less a half, from those before and those after: it keeps its digits where one group is nearly everybody.
    const fromMiddle = (passed - (total - passed - people)) / (2 * total)
    passed += people
    line.slope[i] = (people / total) * fromMiddle
    squares += line.slope[i]! * fromMiddle
  }
  for (let i = 0; i < count; i++) {
    line.slope[i]! /= squares
    line.mostDeprived[i] = populations[i]! / total - line.slope[i]! / 2
  }
  return line
}

function peopleIn(populations: ArrayLike<number>): number {
  let [total, groups] = [0, 0]
  for (let i = 0; i < populations.length; i++) {
    const people = populations[i]!
    if (!(people >= 0 && people < Infinity))
      throw new CalculationError(`slopeWeights: a population of ${people}; expected 0 or more`)
    total += people
    if (people > 0) groups++
  }
  if (groups < 2) throw new CalculationError(`slopeWeights: ${groups} groups with people; expected at least two`)
  return total
}
