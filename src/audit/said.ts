import { HIDDEN, saidRange } from '../disclosure'
import type { AuditRules } from '../disclosure'

/** What an edition published of a cell, and the place of the rules that it follows. */
export interface Said {
  value: number
  status: number
  rule: number
}

/** The counts for which it may stand: of a hidden cell, from what all hidden cells have at least. */
export const countsOf = (rules: readonly AuditRules[], { value, status, rule }: Said) =>
  saidRange(rules[rule]!, status, value)

/** Under the same rules the same value; under others, or where one edition hides it, what may stand for one count. */
export function unchanged(rules: readonly AuditRules[], now: Said, then: Said): boolean {
  const [a, b] = [rules[now.rule]!, rules[then.rule]!]
  const alike = a.method === b.method && a.base === b.base && now.status === then.status && now.status !== HIDDEN
  if (alike) return now.value === then.value
  const [mine, theirs] = [countsOf(rules, now), countsOf(rules, then)]
  return mine[0] <= theirs[1] && theirs[0] <= mine[1]
}
