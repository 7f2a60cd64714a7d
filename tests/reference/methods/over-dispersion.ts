import type { FunnelScale } from '../../../src/statistics/variation'
import { chiSquareQuantile, zOf } from '../../../src/statistics'
import { funnelScores, overDispersedLimits, overDispersion } from '../../../src/statistics/variation'
import type { ReferenceCase, ReferenceMethod } from '../kit'
import { column } from '../kit'

function scaleOf({ params }: ReferenceCase): FunnelScale {
  if (params!.dt === 'PR') return 'arcsine proportion'
  if (params!.dt === 'RC') return 'ratio of counts'
  return params!.sm === 'SHMI' ? 'log ratio' : 'root ratio'
}

/** Limits without over-dispersion: for ratios the reference reads off the exact Poisson interval of the expected count. */
function plain(scale: FunnelScale, size: number, target: number, coverage: number) {
  if (!scale.endsWith(' ratio')) return overDispersedLimits(scale, size, { target, z: zOf(coverage) })
  const tail = (1 - coverage) / 2
  return {
    lower: chiSquareQuantile(tail, 2 * size) / 2 / size,
    upper: chiSquareQuantile(1 - tail, 2 * size + 2) / 2 / size,
  }
}

export const overDispersionMethod: ReferenceMethod = {
  file: 'funnel_overdispersion_spiegelhalter',
  proves: ['variation/over-dispersion'],
  compute(one) {
    const scale = scaleOf(one)
    const scores = funnelScores(column(one.inputs.O), column(one.inputs.E), scale)
    const { z, used, phi, tau2 } = overDispersion(scores, scale === 'log ratio' ? 'truncated' : 'winsorised')
    const sizes = column(one.params!.seqn)
    // The reference leaves square-root limits on their scale.
    const untransformed = scale === 'root ratio'
    const adjusted = (coverage: number) =>
      sizes.map((size) =>
        overDispersedLimits(scale, size, { target: scores.target, tau2, z: zOf(coverage) }, untransformed),
      )
    const naive = (coverage: number) => sizes.map((size) => plain(scale, size, scores.target, coverage))
    const [od95, od998, of95, of998] = [adjusted(0.95), adjusted(0.998), naive(0.95), naive(0.998)]
    return {
      z_unadjusted: scores.z,
      z_trimmed: z,
      s: scores.s,
      n_used: used,
      phi,
      tau2,
      target: scores.target,
      limit_x: sizes,
      odll95: od95.map(({ lower }) => lower),
      odul95: od95.map(({ upper }) => upper),
      odll998: od998.map(({ lower }) => lower),
      odul998: od998.map(({ upper }) => upper),
      ll95: of95.map(({ lower }) => lower),
      ul95: of95.map(({ upper }) => upper),
      ll998: of998.map(({ lower }) => lower),
      ul998: of998.map(({ upper }) => upper),
    }
  },
  limit(name) {
    if (/^(od)?[lu]l/.test(name)) return { relative: 5e-7, absolute: 5e-7, added: 'the reference rounds z to six places, which of a limit near 0 is a larger share' } // prettier-ignore
    return { relative: 1e-10 }
  },
}
