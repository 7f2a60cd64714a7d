import type { Estimate, Interval, LimitPoint } from '../domain'
import type { Yardstick } from './yardstick'
import { limitsAt } from './yardstick'

const POINTS = 60

type Sized = Pick<Estimate, 'value' | 'size' | 'protection'>

/** Control limits of chance from the smallest to the largest area, by the functions that give the verdicts. */
export const funnelLimits = (estimates: readonly Sized[], yard: Yardstick): LimitPoint[] =>
  limitPoints(estimates, (size, coverage, error) => limitsAt(yard, size, coverage, error))

/** Limits from the smallest to the largest area; `error` is what protection adds to a value of that size, in the printed unit. */
export function limitPoints(
  estimates: readonly Sized[],
  limits: (size: number, coverage: number, error: number) => Interval | null,
): LimitPoint[] {
  const events = middleError(estimates)
  return sizesOver(estimates).flatMap((size) => {
    const inner = limits(size, 0.95, events / size)
    const outer = limits(size, 0.998, events / size)
    if (!inner || !outer) return []
    return [{ size, lower95: inner.lower, upper95: inner.upper, lower998: outer.lower, upper998: outer.upper }]
  })
}

/** What protection adds to the middle area's value, times its size: lines are drawn for that, areas judged by their own. */
function middleError(estimates: readonly Sized[]): number {
  const errors = estimates.flatMap(({ protection, size }) => (size === null ? [] : (protection?.error ?? 0) * size))
  return errors.sort((one, other) => one - other)[errors.length >> 1] ?? 0
}

function sizesOver(estimates: readonly Sized[]): number[] {
  let [least, most] = [Infinity, -Infinity]
  for (const { size, value } of estimates) {
    if (!size || value === null) continue
    least = Math.min(least, size)
    most = Math.max(most, size)
  }
  if (!(most > 0)) return []
  if (most / least < 1.01) [least, most] = [least / 2, most * 1.5]
  // By ratio, since limits bend most where areas are smallest.
  return Array.from({ length: POINTS }, (_, i) =>
    i === POINTS - 1 ? most : least * (most / least) ** (i / (POINTS - 1)),
  )
}
