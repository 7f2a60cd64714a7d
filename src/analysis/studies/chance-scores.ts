import type { Estimate } from '../../domain'
import type { ChanceLaw } from '../../statistics'
import { gammaLower, gammaUpper } from '../../statistics/gamma'
import { normalTwoSided } from '../../statistics/normal-tails'
import type { Yardstick } from '../yardstick'
import { errorOf } from './evaluated'
import type { FunnelPoint } from './over-dispersed'

/** What a rule looks at. */
export type Judged = Pick<Estimate, 'area' | 'name' | 'value' | 'size' | 'interval95' | 'interval998' | 'protection'>

/** What areas are held against where chance has a law: a share, or 1 for values over the comparator’s. */
export interface LawfulFunnel {
  law: ChanceLaw
  target: number
  /** What a value of the points is in the printed unit. */
  unit: number
  /** The size of plain counts that scatter as an area of that size does to whose printed value protection adds `error`. */
  plainSize(size: number, error: number): number
  /** By area; null for one without value or size. */
  points: readonly (FunnelPoint | null)[]
}

/**
 * Areas’ values with sizes that are less what repeat events and protection widen chance by, so that they scatter like plain counts: over the
 * target where they are events in time, as shares where they are cases among people. Null where chance has no law or the target none.
 */
export function lawfulFunnel(areas: readonly Judged[], yard: Yardstick): LawfulFunnel | null {
  const { law, target, multiplier, dispersion, error } = yard
  const share = (target ?? 0) / multiplier
  if (!law || !(share > 0) || (law === 'binomial' && !(share < 1))) return null
  const unit = law === 'poisson' ? target! : multiplier
  const plainSize = (size: number, own: number) => {
    const expected = share * size
    const noise = (Math.hypot(own, error) * size) / multiplier
    if (law === 'poisson') return expected / (dispersion + noise ** 2 / expected)
    return size / (dispersion + noise ** 2 / (expected * (1 - share)))
  }
  const points = areas.map(({ value, size, protection }): FunnelPoint | null =>
    value === null || !size ? null : { value: value / unit, size: plainSize(size, protection?.error ?? 0) },
  )
  return { law, target: law === 'poisson' ? 1 : share, unit, plainSize, points }
}

/**
 * Two-sided probability of each area’s distance from the target by chance: twice the smaller exact Poisson tail, or the score test of a
 * proportion; where chance has no law, the distance over the error that its interval stands for. NaN where there is none.
 */
export function chanceProbabilities(areas: readonly Judged[], yard: Yardstick, funnel: LawfulFunnel | null): number[] {
  if (funnel) return funnel.points.map((point) => (point ? lawfulProbability(point, funnel) : NaN))
  return areas.map(({ value, interval95 }) => {
    const error = Math.hypot(errorOf(interval95) ?? NaN, yard.error)
    return value === null || yard.target === null || !(error > 0) ? NaN : normalTwoSided((value - yard.target) / error)
  })
}

function lawfulProbability({ value, size }: FunnelPoint, { law, target }: LawfulFunnel): number {
  if (law === 'binomial') return normalTwoSided((value - target) / Math.sqrt((target * (1 - target)) / size))
  const count = value * size
  return Math.min(1, 2 * (count > size ? gammaLower(size, count) : gammaUpper(size, count + 1)))
}
