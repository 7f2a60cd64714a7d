/**
 * Probabilities adjusted so that, over all of them, the chance of even one false alarm stays below the level that each
 * is held against. Holm S. A simple sequentially rejective multiple test procedure. Scand J Stat 1979;6:65–70.
 * Same order as given; each 0 to 1.
 */
export function holm(probabilities: readonly number[]): number[] {
  const order = probabilities.map((_, at) => at).sort((one, other) => probabilities[one]! - probabilities[other]!)
  const adjusted = new Array<number>(probabilities.length)
  let most = 0
  order.forEach((at, rank) => {
    most = Math.max(most, Math.min(1, (probabilities.length - rank) * probabilities[at]!))
    adjusted[at] = most
  })
  return adjusted
}
