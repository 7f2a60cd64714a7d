import type { Estimate, FacilityRules, Protection } from '../domain'

/** The facilities whose areas are shown; empty where the release comes from one alone. */
export function facilitiesInView(shown: readonly (readonly Pick<Estimate, 'facilities'>[])[]): string[] {
  return [...new Set(shown.flatMap((estimates) => estimates.flatMap(({ facilities = [] }) => facilities)))]
}

/** The rules of the facilities in view, each with whom it belongs to, as the release says them; of all where nothing is in view. */
export function rulesWords(protection: Protection, inView: readonly string[]): string {
  const own = rulesInView(protection, inView)
  if (protection.kind !== 'protected' || own.length === 0 || own.length === protection.rules.length)
    return protection.label
  return grouped(own, ({ label }) => label)
    .map(([label, names]) => `${names.join(', ')}: ${label}`)
    .join(' – ')
}

/** All where none of the facilities in view has any. */
export function rulesInView(protection: Protection, inView: readonly string[]): readonly FacilityRules[] {
  if (protection.kind !== 'protected') return []
  const own = protection.rules.filter(({ facility }) => inView.includes(facility))
  return own.length > 0 ? own : protection.rules
}

/** Rules that are said alike, with whom they belong to. */
export function grouped(rules: readonly FacilityRules[], by: (rules: FacilityRules) => string): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const one of rules) groups.set(by(one), [...(groups.get(by(one)) ?? []), one.facility])
  return [...groups]
}
