import { blurReach } from '../domain'
import type { FacilityRules } from '../domain'

/** What one protected cell may hide of its count. Variances in events squared. */
export interface CellNoise {
  /** Variance of a rounded cell's error. */
  variance: number
  /** How far from the truth a rounded cell may lie at most. */
  most: number
  /** Whether totals were rounded together with their parts, so that a kept total errs like one cell. */
  tied: boolean
  /** Counts from 1 to this are hidden; 0 where a hidden cell may hold anything. */
  hideTo: number
  /** The least count that a hidden cell may hold: 1, or 0 where zeros had to be hidden too. */
  hideFrom: number
}

/**
 * Mean squared error of controlled rounding over that of rounding to the nearest, `(b² − 1)∕12`: most cells take the nearer
 * multiple, some the other. Measured with our own rounding over the demo (`tests/coverage`): 1.3 to 1.45 for counts, up to
 * 1.85 for cases among a protected denominator; were the nearer no likelier it would be 2 (`(b² − 1)∕6`: Cox 1987, JASA 82,
 * 520–524).
 */
const CONTROLLED = 1.6

/**
 * The noise that a facility's rules put into the cells of an indicator. Variance of one cell rounded by itself to base b `(b² − 1)∕12`,
 * under controlled rounding `1.6 (b² − 1)∕12` times the square of its reach (1 next to the value), of cell keys `(most∕2)²`.
 */
export function cellNoise(rules: FacilityRules, indicator: string): CellNoise {
  const { method, base, reach } = rules
  const tied = method === 'controlled-rounding'
  const nearest = base === null ? 0 : (base * base - 1) / 12
  const hideTo = rules.thresholds[indicator] ?? rules.hideTo ?? 0
  const hideFrom = rules.zerosHidden?.includes(indicator) ? 0 : 1
  const hides = { hideTo, hideFrom }
  // Cell keys: normal odds cut off at their reach, with half of it as standard deviation.
  if (method === 'cell-key') {
    const most = blurReach(rules)
    return { variance: most ** 2 / 4, most, tied, ...hides }
  }
  if (tied) return { variance: CONTROLLED * nearest * reach * reach, most: reach * base! - 1, tied, ...hides }
  return { variance: nearest, most: base === null ? 0 : Math.floor(base / 2), tied, ...hides }
}

/**
 * Single cells that a sum over `taken` of the `of` members of a kept axis errs like: errors of cells that add up to that of
 * one more cell are correlated by `−1∕of`. One for a single member, and again for all of them.
 */
export function tiedCells(taken: number, of: number): number {
  return (taken * (of + 1 - taken)) / of
}

/**
 * Single cells that such a sum errs like at worst (see `tiedCells`), `min(taken, of + 1 − taken)`: the errors of its cells, or of the
 * total and the cells left out.
 */
export function tiedCellsAtMost(taken: number, of: number): number {
  return Math.min(taken, of + 1 - taken)
}

/** Variance of a count from `hideFrom` to `hideTo` of which nothing else is known: `((hideTo − hideFrom + 1)² − 1)∕12`. */
export function hiddenVariance({ hideTo, hideFrom }: Pick<CellNoise, 'hideTo' | 'hideFrom'>): number {
  return ((hideTo - hideFrom + 1) ** 2 - 1) / 12
}
