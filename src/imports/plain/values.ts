import { countInterval, wilson } from '../../statistics'
import type { Placed } from '../fingertips/place'
import type { SourceRow } from '../fingertips/rows'
import type { HowMeasured } from './measure'

/** What was worked out from counts, in how many entries. */
export interface WorkedOut {
  values: number
  intervals: number
}

type How = Pick<HowMeasured, 'measure' | 'per'>

/** A value where the file gives count and denominator alone, or a count that is the value itself. Numbers of rows are filled in. */
export function fillValues(placed: readonly Placed[], { measure, per }: How): number {
  let filled = 0
  for (const { row } of placed) {
    if (!Number.isNaN(row.value)) continue
    const value = measure === 'count' ? row.count : measure === 'other' ? NaN : (row.count / row.denominator) * per
    if (!Number.isFinite(value)) continue
    row.value = value
    row.written = [String(value), ...row.written.slice(1)]
    filled++
  }
  return filled
}

/** So many of an indicator's values have to be the quotients of their counts, before anything is worked out from those. */
const MOST = 0.95

/**
 * Whether the values of one indicator are count ÷ denominator, as nearly all of those show that stand with whole counts. Standardised
 * values are not, and survey estimates are not.
 */
export function areQuotients(placed: readonly Placed[], { measure, per }: How): boolean {
  if (measure !== 'proportion' && measure !== 'rate') return false
  const able = placed.map(({ row }) => row).filter((row) => hasCounts(row, measure) && !Number.isNaN(row.value))
  const decimals = able.reduce((most, { value }) => Math.max(most, decimalsOf(value)), 0)
  return able.filter((row) => isQuotient(row, per, decimals)).length >= MOST * able.length
}

/**
 * 95 % and 99.8 % limits where the file gives none, though it gives whole counts and denominators of which the values are the quotients:
 * Wilson's of a proportion, Byar's (exact below 10) of a rate.
 */
export function fillIntervals(placed: readonly Placed[], how: How): number {
  const { measure, per } = how
  if ((measure !== 'proportion' && measure !== 'rate') || !areQuotients(placed, how)) return 0
  const rows = placed.map(({ row }) => row).filter((row) => hasCounts(row, measure) && !Number.isNaN(row.value))
  const lacking = rows.filter((row) => Number.isNaN(row.lower95) && Number.isNaN(row.upper95) && isQuotient(row, per))
  for (const row of lacking) fillLimits(row, measure, per)
  return lacking.length
}

const hasCounts = ({ count, denominator }: SourceRow, measure: 'proportion' | 'rate') =>
  Number.isInteger(count) && count >= 0 && denominator > 0 && !(measure === 'proportion' && count > denominator)

/** Whether a printed value is the quotient, rounded to so many decimals. */
function isQuotient({ count, denominator, value }: SourceRow, per: number, decimals = decimalsOf(value)): boolean {
  const quotient = (count / denominator) * per
  return Math.abs(value - quotient) <= Math.max(0.501 * 10 ** -decimals, 1e-9 * quotient)
}

/** Decimals of a number as it was printed; past the ninth none was rounded. */
const decimalsOf = (value: number) =>
  Math.min(9, /e/.test(String(value)) ? 9 : (String(value).split('.')[1]?.length ?? 0))

function fillLimits(row: SourceRow, measure: 'proportion' | 'rate', per: number): void {
  const [inner, outer] = [0.95, 0.998].map((coverage) => limitsOf(measure, row.count, row.denominator, coverage))
  row.lower95 = inner!.lower * per
  row.upper95 = inner!.upper * per
  row.lower998 = outer!.lower * per
  row.upper998 = outer!.upper * per
  const [value, , , , , x, n] = row.written
  row.written = [value!, ...[row.lower95, row.upper95, row.lower998, row.upper998].map(String), x!, n!]
}

function limitsOf(measure: 'proportion' | 'rate', count: number, people: number, coverage: number) {
  if (measure === 'proportion') return wilson(count, people, coverage)
  const { lower, upper } = countInterval(count, coverage)
  return { lower: lower / people, upper: upper / people }
}
