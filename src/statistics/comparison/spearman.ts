import { CalculationError } from '../../domain/errors'
import { zOf } from '../normal'

/** Fewest pairs for which the interval of `spearman` is known to hold what it should. */
const FEWEST_PAIRS = 10

/**
 * Spearman's rank correlation of pairs: Pearson's of their ranks, equal values sharing the mean of theirs, without ties
 * `1 − 6 Σ d² ∕ (n(n² − 1))`; −1 to 1, NaN where all of one side are equal. Its interval is Fisher's with the standard error of Bonett and
 * Wright, `tanh(artanh r ± z √((1 + r²∕2) ∕ (n − 3)))`, which Fisher's own `1 ∕ √(n − 3)` is too narrow for; null under 10 pairs.
 * Source: Spearman (1904), Am. J. Psychol. 15, 72–101; Bonett & Wright (2000), Psychometrika 65, 23–28.
 * Throws on lists of different length.
 */
export function spearman(
  one: ArrayLike<number>,
  other: ArrayLike<number>,
  coverage = 0.95,
): { value: number; interval: { lower: number; upper: number } | null } {
  if (one.length !== other.length)
    throw new CalculationError(`spearman: ${one.length} and ${other.length} values; expected as many`)
  const value = pearson(meanRanks(one), meanRanks(other))
  const interval = one.length >= FEWEST_PAIRS && !Number.isNaN(value) ? fisher(value, one.length, coverage) : null
  return { value, interval }
}

function fisher(r: number, n: number, coverage: number): { lower: number; upper: number } {
  if (Math.abs(r) >= 1) return { lower: r, upper: r }
  const reach = zOf(coverage) * Math.sqrt((1 + (r * r) / 2) / (n - 3))
  return { lower: Math.tanh(Math.atanh(r) - reach), upper: Math.tanh(Math.atanh(r) + reach) }
}

/** Ranks from 1, equal values at the mean of the ranks that they take up. */
function meanRanks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((i, j) => values[i]! - values[j]!)
  const ranks = new Float64Array(values.length)
  for (let from = 0; from < order.length;) {
    let to = from
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to++
    for (let at = from; at <= to; at++) ranks[order[at]!] = (from + to) / 2 + 1
    from = to + 1
  }
  return ranks
}

/** Of ranks, whose mean is known. */
function pearson(one: Float64Array, other: Float64Array): number {
  const mean = (one.length + 1) / 2
  let [product, square, otherSquare] = [0, 0, 0]
  for (let i = 0; i < one.length; i++) {
    const [a, b] = [one[i]! - mean, other[i]! - mean]
    product += a * b
    square += a * a
    otherSquare += b * b
  }
  const scale = Math.sqrt(square * otherSquare)
  return scale === 0 ? NaN : Math.max(-1, Math.min(1, product / scale))
}
