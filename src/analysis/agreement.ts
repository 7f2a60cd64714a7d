import type { Answer, Estimate } from '../domain'

/** Two limits are the same when they differ by no more than this share of themselves: rounding in transport. */
const SAME = 1e-8

const close = (one: number, other: number) => Math.abs(one - other) <= SAME * Math.max(Math.abs(one), Math.abs(other))

/** How published 95 % intervals stand to recomputed ones; null where none can be compared. `largest` in the unit. */
export function agreementOf(estimates: readonly Estimate[]): Answer['agreement'] {
  let [compared, agree, largest, method] = [0, 0, 0, '']
  for (const { interval95: published, recomputed } of estimates) {
    if (!published || !recomputed) continue
    const again = recomputed.interval95
    compared++
    method = recomputed.method
    if (close(published.lower, again.lower) && close(published.upper, again.upper)) agree++
    largest = Math.max(largest, Math.abs(published.lower - again.lower), Math.abs(published.upper - again.upper))
  }
  return compared === 0 ? null : { compared, agree, largest, method }
}
