import type { Placed } from './place'

const candidates = [1, 100, 1000, 10_000, 100_000]

/** What value ∕ (count ∕ denominator) says about the multiplier. */
export interface Multiplier {
  multiplier: number
  /** `rows`: inferred; `value type`: the kind's usual one; `none`: nothing to go by, 1. */
  from: 'rows' | 'value type' | 'none'
  /** Rows with value, count and denominator above nought. */
  rows: number
  /** Median of value ∕ (count ∕ denominator) over those rows; null without rows. */
  median: number | null
  /** Share of those rows within 1 % of the multiplier. */
  agree: number
}

const usual: Readonly<Record<string, number>> = {
  'proportion': 100,
  'indirectly standardised proportion': 100,
  'indirectly standardised ratio': 100,
  'crude rate': 100_000,
  'directly standardised rate': 100_000,
} // prettier-ignore

/**
 * The multiplier whose value lies within a tenth of the median ratio; else the value type's usual one. The tenth
 * leaves room for standardised rates, whose ratio to the crude one scatters about 1.
 */
export function inferMultiplier(placed: readonly Placed[], valueType: string): Multiplier {
  const ratios = placed
    .map(({ row }) => (row.value * row.denominator) / row.count)
    .filter((ratio) => Number.isFinite(ratio) && ratio > 0)
    .sort((a, b) => a - b)
  const median = ratios[ratios.length >> 1] ?? null
  const found = median === null ? undefined : candidates.find((m) => Math.abs(median / m - 1) <= 0.1)
  const multiplier = found ?? usual[valueType.toLowerCase()] ?? 1
  const agree = ratios.filter((ratio) => Math.abs(ratio / multiplier - 1) <= 0.01).length / Math.max(1, ratios.length)
  const from = found !== undefined ? 'rows' : usual[valueType.toLowerCase()] ? 'value type' : 'none'
  return { multiplier, from, rows: ratios.length, median, agree }
}

/** How the multiplier was found, for the method. */
export function sayMultiplier({ multiplier, from, rows, median, agree }: Multiplier): string {
  const times = multiplier.toLocaleString('en-GB')
  const middle = median === null ? '' : `: median of value ÷ (count ÷ denominator) ${median.toPrecision(6)}, ${Math.round(agree * 100)} % of rows within 1 %` // prettier-ignore
  if (from === 'rows') return `The multiplier ${times} was inferred from ${rows.toLocaleString('en-GB')} rows${middle}.`
  if (from === 'value type')
    return `The multiplier ${times} is the value type’s usual one, since ${rows === 0 ? 'no row has count and denominator' : `the rows do not show one${middle}`}.` // prettier-ignore
  return 'No multiplier could be inferred.'
}
