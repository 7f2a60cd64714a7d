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
}

/**
 * Mean squared error of controlled rounding over that of rounding to the nearest, `(b² − 1)∕12`: most cells take the nearer
 * multiple, some the other. Measured with our own rounding over the demo (`tests/coverage`): 1.3 to 1.45 for counts, up to
 * 1.85 for cases among a protected denominator; were the nearer no likelier it would be 2 (`(b² − 1)∕6`: Cox 1987, JASA 82,
 * 520–524).
 */
const CONTROLLED = 1.6

/** The noise that a facility's rules put into the cells of an indicator. */
export function cellNoise(rules: FacilityRules, indicator: string): CellNoise {
  const { method, base, reach, leastValues } = rules
  const tied = method === 'controlled-rounding'
  const nearest = base === null ? 0 : (base * base - 1) / 12
  const hideTo = rules.thresholds[indicator] ?? rules.hideTo ?? 0
  // Cell keys: normal odds cut off at the least number of possible values, with half of it as standard deviation.
  if (method === 'cell-key') return { variance: leastValues ** 2 / 4, most: leastValues, tied, hideTo }
  if (tied) return { variance: CONTROLLED * nearest * reach * reach, most: reach * base! - 1, tied, hideTo }
  return { variance: nearest, most: base === null ? 0 : Math.floor(base / 2), tied, hideTo }
}

/**
 * Single cells that a sum over `taken` of the `of` members of a kept axis errs like: errors of cells that add up to that of
 * one more cell are correlated by `−1∕of`. One for a single member, and again for all of them.
 */
export function tiedCells(taken: number, of: number): number {
  return (taken * (of + 1 - taken)) / of
}

/** Single cells that such a sum errs like at worst (see `tiedCells`): the errors of its cells, or of the total and the cells left out. */
export function tiedCellsAtMost(taken: number, of: number): number {
  return Math.min(taken, of + 1 - taken)
}

/** Variance of a count from 1 to `hideTo` of which nothing else is known. */
export function hiddenVariance(hideTo: number): number {
  return (hideTo * hideTo - 1) / 12
}
