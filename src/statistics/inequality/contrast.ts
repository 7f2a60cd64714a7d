import { CalculationError } from '../../domain/errors'

/** A value and its limits, in one unit. Limits may be infinite. */
export interface Limited {
  value: number
  lower: number
  upper: number
}

/**
 * Mean of independent values, `Σ wᵢ yᵢ ∕ Σ wᵢ`, and its limits from theirs: `ȳ − √(Σ wᵢ² (yᵢ − lᵢ)²) ∕ Σ wᵢ`, and likewise upwards.
 * Limits need not lie evenly about their values. Weights: people as a rule.
 * Source: Zou & Donner (2008), Stat. Med. 27, 1693–1702 (variance estimates recovered from limits).
 * Errors: CalculationError for no weight, columns of different length, or a value that is hidden.
 */
export function meanOfGroups(groups: readonly Limited[], weights: readonly number[]): Limited {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (groups.length !== weights.length || !(total > 0) || groups.some(({ value }) => !Number.isFinite(value)))
    throw new CalculationError(
      `meanOfGroups: ${groups.length} values with a total weight of ${total}; expected as many, above 0`,
    )
  const sum = (of: (one: Limited) => number) => groups.reduce((all, one, i) => all + of(one) * weights[i]!, 0) / total
  const reach = (of: (one: Limited) => number) =>
    Math.hypot(...groups.map((one, i) => (weights[i] === 0 ? 0 : (of(one) * weights[i]!) / total)))
  const value = sum((one) => one.value)
  return { value, lower: value - reach((one) => one.value - one.lower), upper: value + reach((one) => one.upper - one.value) } // prettier-ignore
}

/**
 * Difference of two independent values, `a − b`, with limits `d − √((a − lₐ)² + (u_b − b)²)` and `d + √((uₐ − a)² + (b − l_b)²)`.
 * Sources: Newcombe (1998), Stat. Med. 17, 873–890; Zou & Donner (2008), Stat. Med. 27, 1693–1702.
 */
export function groupDifference(a: Limited, b: Limited): Limited {
  const value = a.value - b.value
  return {
    value,
    lower: value - Math.hypot(a.value - a.lower, b.upper - b.value),
    upper: value + Math.hypot(a.upper - a.value, b.value - b.lower),
  }
}

/**
 * Ratio of two independent values above 0, `a ∕ b`, with the limits of the difference of their logarithms, `e^(ln a − ln b ± …)`.
 * A lower limit of 0 gives the ratio an open end: 0, or infinity. Null where a value is not above 0.
 * Source: Zou & Donner (2008), Stat. Med. 27, 1693–1702.
 */
export function groupRatio(a: Limited, b: Limited): Limited | null {
  if (!(a.value > 0 && b.value > 0)) return null
  const log = ({ value, lower, upper }: Limited): Limited => ({
    value: Math.log(value),
    lower: Math.log(Math.max(0, lower)),
    upper: Math.log(upper),
  })
  const { value, lower, upper } = groupDifference(log(a), log(b))
  return { value: Math.exp(value), lower: Math.exp(lower), upper: Math.exp(upper) }
}
