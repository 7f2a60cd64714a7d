import type { Indicator, Overview, Release } from '../domain'
import type { View } from './view'

/** Two indicators, the second held against the first. */
export interface IndicatorPair {
  need: Indicator
  care: Indicator
}

/**
 * The two indicators that a view holds against each other. What it leaves out: for need how many have something (a share of persons
 * that is neither good nor bad), for care something of another topic of which more is good; else whatever comes nearest to that. Where
 * an overview is at hand, first of those by which some area can be held against the comparator. Null where the release has
 * fewer than two.
 */
export function pairOf(
  { indicator, and }: View,
  { indicators }: Release,
  overview: Overview | null = null,
): IndicatorPair | null {
  // prettier-ignore
  const byId = (id: string | undefined) => indicators.find((one) => one.id === id)
  const told = overview && new Set(overview.rows.flatMap((row) => (row.estimates.some(({ verdict }) => verdict !== 'none') ? [row.indicator.id] : []))) // prettier-ignore
  const first = byId(indicator)
  const second = byId(and) === first ? undefined : byId(and)
  const best = (cost: (one: Indicator) => number, other: Indicator | undefined) =>
    indicators
      .filter((one) => one !== other)
      .reduce<Indicator | undefined>((top, one) => (top && cost(top) <= cost(one) ? top : one), undefined)
  const lacks = ({ id }: Indicator) => (told && !told.has(id) ? 8 : 0)
  const careCost = (one: Indicator) => lacks(one) + (one.polarity === 'high-is-good' ? 0 : 2) + (isNeed(one) ? 1 : 0)
  // Something stays for care to be.
  const spared = second ?? best(careCost, undefined)
  const need = first ?? best((one) => lacks(one) + (one === spared ? 4 : 0) + (isNeed(one) ? 0 : 1), second)
  const care = second ?? best((one) => careCost(one) + (one.topic === need?.topic ? 4 : 0), need)
  return need && care ? { need, care } : null
}

const isNeed = ({ kind, recompute, polarity, repeats }: Indicator) =>
  (kind === 'proportion' || recompute === 'proportion') && polarity === 'neither' && repeats === 'persons'
