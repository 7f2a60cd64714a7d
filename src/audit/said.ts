import { blurReach } from '../domain'
import type { AuditRules } from '../disclosure'

/** What an edition published of a cell, and the place of the rules that it follows. */
export interface Said {
  value: number
  status: number
  rule: number
}

/** Under the same rules the same value; under others, values that may stand for one count. */
export function unchanged(rules: readonly AuditRules[], now: Said, then: Said): boolean {
  const [a, b] = [rules[now.rule]!, rules[then.rule]!]
  if (a.method === b.method && a.base === b.base && now.status === then.status) return now.value === then.value
  const reach = (said: Said) => spanOf(rules[said.rule]!, said.status)
  return Math.abs(now.value - then.value) <= reach(now) + reach(then)
}

/** How far a count may lie from what was published of it. */
export function spanOf({ method, base, reach = 1, leastValues, noise }: AuditRules, status: number): number {
  if (status === 0) return 0
  if (method === 'cell-key') return blurReach({ leastValues, noise })
  return (base ?? 1) * (method === 'controlled-rounding' ? reach : 1) - 1
}
