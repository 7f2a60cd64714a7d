import { blurOdds, noiseOf } from './cellkey'
import { HIDDEN, ROUNDED } from './ranges'
import type { AuditRules } from './scene'

/** How often counts that need not be hidden are hidden nonetheless: none at all, and more than the rules hide. */
export interface HidingOdds {
  zero: number
  large: number
}

/** How likely a count is to be published so, but for a factor; the rules are public, so an attacker knows. */
export type Likelihood = (count: number) => number

const EVEN: Likelihood = () => 1

/**
 * Controlled rounding goes up with odds that fall with distance (base − |z − a|); hidden are all counts from 1 to the threshold, of
 * others a few; cell keys blur by a known table.
 */
export function likelihoodOf(rules: AuditRules, status: number, value: number, odds: HidingOdds): Likelihood {
  const { method, base, hideTo, reach = 1 } = rules
  if (status === HIDDEN && hideTo !== null)
    return (count) => (count === 0 ? odds.zero : count <= hideTo ? 1 : odds.large)
  if (status !== ROUNDED) return EVEN
  if (method === 'controlled-rounding' && reach === 1) return (count) => Math.max(0, base! - Math.abs(count - value))
  return method === 'cell-key' ? blurred(rules, value) : EVEN
}

function blurred(rules: AuditRules, value: number): Likelihood {
  const table = noiseOf(rules)
  return (count) => blurOdds(table, count, value)
}
