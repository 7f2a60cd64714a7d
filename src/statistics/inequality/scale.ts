import { CalculationError } from '../../domain/errors'
import { zOf } from '../normal'

/** On which scale values scatter, or a line is fitted: as they are, as logarithms (rates), as log odds (proportions, 0 to 1). */
export type ValueScale = 'plain' | 'log' | 'logit'

/**
 * A value on a scale: `y`, `ln y` or `ln(y∕(1 − y))`.
 * Errors: CalculationError for a value that has none there: at or below 0 (log), or not between 0 and 1 (logit).
 */
export function toScale(value: number, scale: ValueScale): number {
  const found = scale === 'plain' ? value : scale === 'log' ? Math.log(value) : Math.log(value) - Math.log1p(-value)
  if (!Number.isFinite(found)) throw new CalculationError(`toScale: ${value}; expected ${EXPECTED[scale]}`)
  return found
}

const EXPECTED: Record<ValueScale, string> = {
  plain: 'a number',
  log: 'above 0 for a logarithm',
  logit: 'above 0 and below 1 for log odds',
}

/** The value that has this place on a scale: `y`, `eʸ` or `1∕(1 + e⁻ʸ)`. */
export function fromScale(place: number, scale: ValueScale): number {
  if (scale === 'plain') return place
  return scale === 'log' ? Math.exp(place) : 1 / (1 + Math.exp(-place))
}

/**
 * Standard errors on a scale from published limits: `(f(upper) − f(lower)) ∕ 2z`. Limits in the value's unit, same length.
 * Source: Altman & Bland (2011), BMJ 343, d2304.
 * Errors: CalculationError for limits in the wrong order or without a place on the scale (a rate whose lower limit is 0).
 */
export function errorsFromLimits(
  limits: { lower: ArrayLike<number>; upper: ArrayLike<number> },
  scale: ValueScale = 'plain',
  coverage = 0.95,
): Float64Array {
  const width = 2 * zOf(coverage)
  return Float64Array.from(limits.lower, (lower, i) => {
    const upper = limits.upper[i]!
    if (!(upper >= lower)) throw new CalculationError(`errorsFromLimits: ${lower} to ${upper}; expected rising limits`)
    return (toScale(upper, scale) - toScale(lower, scale)) / width
  })
}
