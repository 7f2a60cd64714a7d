import { CalculationError } from '../../domain/errors'

/** A straight line through points of known weight. */
export interface WeightedLine {
  /** Per unit of time. */
  slope: number
  /** Weighted mean of the times and of the values: the line passes through it. */
  centre: { time: number; value: number }
  /** `Σ w (t − t̄)²`; with weights `1∕s²` the slope's variance is one over it. */
  information: number
}

/**
 * Weighted least-squares line: `b = Σ w (t − t̄)(y − ȳ) ∕ Σ w (t − t̄)²`, with weighted means `t̄` and `ȳ`. `skip` leaves one
 * point out. Columns of equal length, weights above 0.
 * Source: Draper & Smith (1998), Applied Regression Analysis, ch. 9.
 * Errors: CalculationError where all the times that are left are equal, or a figure is no number.
 */
export function weightedLine(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  skip = -1,
): WeightedLine {
  let [total, time, value] = [0, 0, 0]
  for (let i = 0; i < times.length; i++) {
    if (i === skip) continue
    total += weights[i]!
    time += weights[i]! * times[i]!
    value += weights[i]! * values[i]!
  }
  const centre = { time: time / total, value: value / total }
  let [information, product] = [0, 0]
  for (let i = 0; i < times.length; i++) {
    if (i === skip) continue
    const distance = times[i]! - centre.time
    information += weights[i]! * distance * distance
    product += weights[i]! * distance * (values[i]! - centre.value)
  }
  if (!(information > 0 && Math.abs(product) < Infinity))
    throw new CalculationError(`weightedLine: ${times.length} points; expected numbers at two or more different times`)
  return { slope: product / information, centre, information }
}

/** Slopes with each point left out in turn, in the order of the points. */
export function leaveOneOut(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(times, (_, i) => weightedLine(times, values, weights, i).slope)
}

/** Refuses columns that do not belong together. */
export function sameLength(name: string, ...columns: readonly ArrayLike<unknown>[]): void {
  const lengths = columns.map(({ length }) => length)
  if (new Set(lengths).size > 1)
    throw new CalculationError(`${name}: columns of ${lengths.join(', ')} figures; expected one length`)
}
