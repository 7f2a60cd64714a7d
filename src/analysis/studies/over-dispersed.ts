import type { Interval, Verdict } from '../../domain'
import { zOf } from '../../statistics'
import { funnelScores, overDispersedLimits, overDispersion, type FunnelScale } from '../../statistics/variation'

/** Where an area lies in a funnel: its value and its size, in events expected or people, less what widens chance. */
export interface FunnelPoint {
  /** Observed over expected events, or a share. */
  value: number
  size: number
}

export interface OverDispersed {
  phi: number
  tau2: number
  /** Distance of each area from the target in standard deviations of chance and usual differences together. */
  z: number[]
  verdicts: Verdict[]
  verdicts998: Verdict[]
  /** What the verdicts are given by: the limits at a size, less what widens chance, in the unit of the points’ values. */
  limits(size: number, coverage: number): Interval
}

/**
 * Areas against limits that allow for how much areas usually differ. The usual difference τ² is measured around the areas’ own mean,
 * so that areas that are all high are not called unlike one another; the limits lie around the target. Throws as `funnelScores` does.
 */
export function overDispersed(
  points: readonly FunnelPoint[],
  scale: Extract<FunnelScale, 'root ratio' | 'arcsine proportion'>,
  target: number,
): OverDispersed {
  const counts = points.map(({ value, size }) => value * size)
  const level = scale === 'root ratio' ? total(counts) / total(points.map(({ size }) => size)) : 1
  const scores = funnelScores(counts, points.map(({ size }) => size * level), scale) // prettier-ignore
  const { phi, tau2 } = overDispersion(scores)
  const limits = (size: number, coverage: number) =>
    overDispersedLimits(scale, size, { target, tau2, z: zOf(coverage) })
  const verdictsAt = (coverage: number) =>
    points.map(({ value, size }): Verdict => {
      const { lower, upper } = limits(size, coverage)
      return value > upper ? 'higher' : value < lower ? 'lower' : 'similar'
    })
  const z = points.map(({ value, size }) => {
    const { lower, upper } = overDispersedLimits(scale, size, { target, tau2, z: 1 }, true)
    const at = overDispersedLimits(scale, size, { target: value, z: 0 }, true).lower
    return (at - (lower + upper) / 2) / ((upper - lower) / 2)
  })
  return { phi, tau2, z, verdicts: verdictsAt(0.95), verdicts998: verdictsAt(0.998), limits }
}

const total = (column: readonly number[]) => column.reduce((sum, one) => sum + one, 0)

export const OVER_DISPERSED = {
  name: 'Over-dispersed limits: the usual difference between areas (τ², winsorised at a tenth) added to chance',
  source: 'Spiegelhalter (2005), Stat. Med. 24, 1185–1202; Qual. Saf. Health Care 14, 347–351',
}
