import type { Estimate, LimitPoint } from '../domain'
import type { Yardstick } from './yardstick'
import { limitsAt } from './yardstick'

const POINTS = 60
/** Sizes that differ by more than this factor are spaced by ratio, so that both ends of the funnel are smooth. */
const WIDE = 20

/** Control limits from the smallest to the largest area, by the functions that give the verdicts. */
export function funnelLimits(estimates: readonly Estimate[], yard: Yardstick): LimitPoint[] {
  const events = middleError(estimates)
  return sizesOver(estimates).flatMap((size) => {
    const inner = limitsAt(yard, size, 0.95, events / size)
    const outer = limitsAt(yard, size, 0.998, events / size)
    if (!inner || !outer) return []
    return [{ size, lower95: inner.lower, upper95: inner.upper, lower998: outer.lower, upper998: outer.upper }]
  })
}

/** What protection adds to the middle area's value, times its size: lines are drawn for that, areas judged by their own. */
function middleError(estimates: readonly Estimate[]): number {
  const errors = estimates.flatMap(({ protection, size }) => (size === null ? [] : (protection?.error ?? 0) * size))
  return errors.sort((one, other) => one - other)[errors.length >> 1] ?? 0
}

function sizesOver(estimates: readonly Estimate[]): number[] {
  let [least, most] = [Infinity, -Infinity]
  for (const { size, value } of estimates) {
    if (size === null || value === null) continue
    least = Math.min(least, size)
    most = Math.max(most, size)
  }
  if (!(most > 0)) return []
  if (most / least < 1.01) [least, most] = [least / 2, most * 1.5]
  const at = (share: number) => (most / least > WIDE ? least * (most / least) ** share : least + (most - least) * share)
  return Array.from({ length: POINTS }, (_, i) => (i === POINTS - 1 ? most : at(i / (POINTS - 1))))
}
