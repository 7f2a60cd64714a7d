import type { Interval } from '../../domain'
import { CalculationError } from '../../domain/errors'
import { heterogeneity, type Heterogeneity } from '../heterogeneity'
import { zOf } from '../normal'
import { slopeIndex, type SlopeIndex } from './slope-index'
import { slopeInterval, type SlopeInterval, type UncertainGroups } from './slope-interval'

/** One area's own gradient. */
export interface AreaSlope extends SlopeIndex {
  interval: SlopeInterval
}

export interface WithinAreaSlopes {
  /** One per area, in the order given; null where it has fewer than three groups with people, or one of them is hidden. */
  areas: readonly (AreaSlope | null)[]
  /** Mean slope inside areas and its interval, in the value's unit; null where no area has one. */
  mean: { slope: number; interval: Interval } | null
  /** Whether areas' slopes differ beyond chance; null where fewer than two areas have one, or a slope is without error. */
  spread: Heterogeneity | null
}

/**
 * Slope index inside each area over its own groups and its own ranks, so that what differs between areas has no part in it;
 * their mean `Σ wₐ bₐ ∕ Σ wₐ` with `wₐ = 1∕(sₐ² + τ²)`, interval `± z ∕ √(Σ wₐ)`, and τ² (Paule–Mandel) and Cochran's Q for
 * whether the slopes differ. `errors` in the value's unit.
 * Sources: as `slopeIndex` for each area; DerSimonian & Laird (1986), Control.
 * Clin. Trials 7, 177–188.
 * Errors: CalculationError for populations or errors that cannot be.
 */
export function withinAreaSlopes(areas: readonly UncertainGroups[], coverage = 0.95): WithinAreaSlopes {
  if (areas.length === 0) throw new CalculationError('withinAreaSlopes: no areas; expected at least one')
  const slopes = areas.map((groups) =>
    enough(groups) ? { ...slopeIndex(groups), interval: slopeInterval(groups, coverage) } : null,
  )
  const held = slopes.filter((one) => one !== null)
  const certain = held.some(({ interval }) => interval.error === 0)
  const values = held.map(({ slope }) => slope)
  const variances = held.map(({ interval }) => interval.error ** 2)
  const spread = held.length > 1 && !certain ? heterogeneity({ values, variances }) : null
  return { areas: slopes, mean: held.length ? meanOf(values, variances, spread?.tau2 ?? 0, coverage) : null, spread }
}

/** Weighted mean; where a slope is without error all count alike. */
function meanOf(values: number[], variances: number[], tau2: number, coverage: number) {
  const alike = variances.some((variance) => variance + tau2 === 0)
  const weights = variances.map((variance) => (alike ? 1 : 1 / (variance + tau2)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const slope = values.reduce((sum, value, i) => sum + weights[i]! * value, 0) / total
  const variance = variances.reduce((sum, one, i) => sum + weights[i]! ** 2 * (one + tau2), 0) / total ** 2
  const reach = zOf(coverage) * Math.sqrt(variance)
  return { slope, interval: { lower: slope - reach, upper: slope + reach } }
}

function enough({ populations, values }: UncertainGroups): boolean {
  let groups = 0
  for (let i = 0; i < populations.length; i++) {
    if (populations[i] === 0) continue
    if (!Number.isFinite(values[i])) return false
    groups++
  }
  return groups >= 3
}
