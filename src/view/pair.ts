import type { Indicator, Release } from '../domain'
import type { View } from './view'

/** Two indicators, the second held against the first. */
export interface IndicatorPair {
  need: Indicator
  care: Indicator
}

/**
 * The two indicators that a view holds against each other. What it leaves out: for need how many have something (a proportion of
 * persons that is neither good nor bad), for care something of which more is good; else whatever comes first in the release. Null
 * where the release has fewer than two.
 */
export function pairOf({ indicator, and }: View, { indicators }: Release): IndicatorPair | null {
  const byId = (id: string | undefined) => indicators.find((one) => one.id === id)
  const care = (other: Indicator | undefined) => {
    const rest = indicators.filter((one) => one !== other)
    return rest.find(({ polarity }) => polarity === 'high-is-good') ?? rest[0]
  }
  const [first, second] = [byId(indicator), byId(and)]
  const other = second === first ? undefined : second
  const need = first ?? indicators.find((one) => one !== other && isNeed(one)) ?? indicators.find((one) => one !== (other ?? care(undefined))) // prettier-ignore
  const held = other ?? care(need)
  return need && held ? { need, care: held } : null
}

const isNeed = ({ kind, polarity, repeats }: Indicator) =>
  kind === 'proportion' && polarity === 'neither' && repeats === 'persons'
