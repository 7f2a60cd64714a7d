import type { Indicator, ProtectionCost, Release } from '../domain'
import type { Engine, Sums } from '../engine/port'
import type { Figures } from '../indicators'
import { KINDS } from '../indicators'
import { comparatorRows } from './conclude'
import { fullSelection } from './full'
import { addPlaces, comparedPlaces, gather } from './gather'
import { typeLabel } from './labels'
import { plan } from './plan'
import type { Plan } from './plan'
import { runLater } from './steps'
import type { Steps } from './steps'

/** What protection costs each indicator of a release that has any; those of other releases cost nothing and are left out. */
export function protectionCosts(release: Release, engine: Engine): Promise<ProtectionCost[]> {
  return runLater(costSteps(release), engine)
}

function* costSteps(release: Release): Steps<ProtectionCost[]> {
  const costs: ProtectionCost[] = []
  if (release.protection.kind !== 'protected') return costs
  const where = { areaType: release.defaultAreaType, within: null }
  for (const indicator of release.indicators) {
    const selection = indicator.kind === 'published' ? null : fullSelection(release, indicator, where)
    const [code] = release.comparators
    if (!selection || code === undefined) continue
    const comparator = { kind: 'area', code } as const
    const asked = { release: release.id, indicator: indicator.id, comparator, rule: 'overlap', chosen: [] } as const
    const planned = plan({ ...asked, ...selection }, release)
    costs.push(costOf(planned, yield planned.queries))
  }
  return costs
}

/** Every area twice, with the error of protection and without it. */
function costOf(planned: Plan, sums: readonly Sums[]): ProtectionCost {
  const { indicator, release, question, areas } = planned
  const kind = KINDS[indicator.kind as Exclude<Indicator['kind'], 'published'>]
  const rows = gather(planned, sums)
  const reference = addPlaces(rows, comparatorRows(planned, rows))
  const compared = comparedPlaces(rows, planned.made, areas.length)
  const safe = kind.figures(compared, indicator, reference)
  const bare = kind.figures({ ...compared, noise: null }, indicator, { ...reference, noise: null })
  return {
    indicator,
    areaTypeLabel: typeLabel(release, question.areaType),
    areas: safe.status.filter((status) => status !== 'missing').length,
    hidden: safe.status.filter((status) => status === 'hidden').length,
    estimated: areas.filter((_, i) => !Number.isNaN(safe.value[i]!) && (compared.noise?.estimated[i] ?? 0) > 0).length,
    width: middle(areas.flatMap((_, i) => ratioAt(safe, bare, i))),
  }
}

function ratioAt(safe: Figures, bare: Figures, i: number): number[] {
  const ratio = (safe.upper95[i]! - safe.lower95[i]!) / (bare.upper95[i]! - bare.lower95[i]!)
  return Number.isFinite(ratio) ? [ratio] : []
}

function middle(numbers: number[]): number | null {
  return numbers.sort((one, other) => one - other)[numbers.length >> 1] ?? null
}
