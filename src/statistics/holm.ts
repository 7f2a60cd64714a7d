/**
 * Holm's step-down adjustment: probabilities adjusted so that, over all of them, the chance of even one false alarm stays below the level that each
 * is held against: `max over j ≤ i of min(1, (m − j + 1) pⱼ)`, the m probabilities in rising order. NaN (no test) stays NaN and does not count. Same order as given; each 0 to 1.
 * Source: Holm (1979), Scand. J. Stat. 6, 65–70.
 */
export function holm(probabilities: readonly number[]): number[] {
  const order = probabilities
    .map((_, at) => at)
    .filter((at) => !Number.isNaN(probabilities[at]))
    .sort((one, other) => probabilities[one]! - probabilities[other]!)
  const adjusted = new Array<number>(probabilities.length).fill(NaN)
  let most = 0
  order.forEach((at, rank) => {
    most = Math.max(most, Math.min(1, (order.length - rank) * probabilities[at]!))
    adjusted[at] = most
  })
  return adjusted
}
