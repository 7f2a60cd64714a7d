import { CalculationError } from '../../domain/errors'

/** What a least-squares fit on one or two columns leaves. */
export interface Leftover {
  /** Sum of squared residuals over rows less columns. */
  variance: number
  /** The part of it that errors of the given variances make on average, `Σ (1 − h) c ∕ (k − p)`. */
  chance: number
  coefficients: [number, number]
}

/**
 * Least squares of values on one or two columns (no constant unless a column is one), weighted, with the part of the residual variance
 * that independent errors of variances `chance` explain. A second column that says nothing beyond the first is left out.
 */
export function leftover(
  values: ArrayLike<number>,
  [first, second]: readonly [ArrayLike<number>, (ArrayLike<number> | null)?],
  chance: ArrayLike<number> | null = null,
): Leftover {
  const k = values.length
  let [aa, ab, bb, ay, by] = [0, 0, 0, 0, 0]
  for (let i = 0; i < k; i++) {
    const a = first[i]!
    const b = second ? second[i]! : 0
    aa += a * a
    ab += a * b
    bb += b * b
    ay += a * values[i]!
    by += b * values[i]!
  }
  const determinant = aa * bb - ab * ab
  const two = second && determinant > 1e-12 * aa * bb
  const slope = two ? (aa * by - ab * ay) / determinant : 0
  const level = (ay - ab * slope) / aa
  const rows = k - (two ? 2 : 1)
  if (rows < 1) throw new CalculationError(`leftover: ${k} values; expected more than columns`)
  let [squares, expected] = [0, 0]
  for (let i = 0; i < k; i++) {
    const a = first[i]!
    const b = second ? second[i]! : 0
    squares += (values[i]! - level * a - slope * b) ** 2
    if (!chance) continue
    const hat = two ? (bb * a * a - 2 * ab * a * b + aa * b * b) / determinant : (a * a) / aa
    expected += (1 - hat) * chance[i]!
  }
  return { variance: squares / rows, chance: expected / rows, coefficients: [level, slope] }
}
