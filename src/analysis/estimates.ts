import type { Area, Estimate, Indicator, Interval, ProtectedCells, RuleId } from '../domain'
import type { Figures, Noise, Recomputed } from '../indicators'
import { RECOMPUTE } from '../indicators'
import type { Yardstick } from './yardstick'
import { judge } from './yardstick'

const orNull = (x: number | undefined): number | null => (x === undefined || Number.isNaN(x) ? null : x)

function interval(lower: number, upper: number): Interval | null {
  return Number.isNaN(lower) || Number.isNaN(upper) ? null : { lower, upper }
}

/** What was found for one place, before it is held against anything. */
export function measured(
  figures: Figures,
  i: number,
  who: Pick<Area, 'code' | 'name'>,
  noise: Noise | null = null,
): Estimate {
  const protection = noise && !Number.isNaN(figures.value[i]!) ? protectionAt(noise, figures, i) : null
  return {
    area: who.code,
    name: who.name,
    count: orNull(figures.count[i]),
    population: orNull(figures.population[i]),
    value: orNull(figures.value[i]),
    interval95: interval(figures.lower95[i]!, figures.upper95[i]!),
    interval998: interval(figures.lower998[i]!, figures.upper998[i]!),
    status: figures.status[i]!,
    why: figures.why[i]!,
    hidden: figures.hidden[i] ?? undefined,
    verdicts: { overlap: 'none', limits: 'none' },
    verdict: 'none',
    verdict998: 'none',
    recomputed: null,
    size: orNull(figures.size[i]),
    ...(protection && { protection }),
  }
}

function protectionAt(noise: Noise, figures: Figures, i: number): ProtectedCells | null {
  const [rounded, estimated, error] = [noise.rounded[i]!, noise.estimated[i]!, figures.error[i]!]
  if (rounded + estimated === 0) return null
  const rows = noise.made?.[i] ?? [i]
  const fromTotal = estimated > 0 && rows.every((row) => !Number.isNaN(noise.rows.total[row]!))
  return { cells: noise.cells[i]!, rounded, estimated, share: noise.share[i]!, fromTotal, error }
}

/** Estimates of the areas in order, each with its verdicts. */
export function estimatesOf(
  figures: Figures,
  areas: readonly Area[],
  yard: Yardstick,
  rule: RuleId,
  noise: Noise | null = null,
): Estimate[] {
  return areas.map((area, i) => {
    const estimate = measured(figures, i, area, noise)
    return Object.assign(estimate, judge(estimate, yard, rule))
  })
}

/** What count and denominator give at one place, to stand beside what was published there. */
export function recomputedAt(again: Recomputed | null, i: number, indicator: Indicator): Estimate['recomputed'] {
  if (!again || !indicator.recompute || Number.isNaN(again.value[i]!)) return null
  return {
    value: again.value[i]!,
    interval95: { lower: again.lower95[i]!, upper: again.upper95[i]! },
    interval998: { lower: again.lower998[i]!, upper: again.upper998[i]! },
    method: RECOMPUTE[indicator.recompute].method,
  }
}
