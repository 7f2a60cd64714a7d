import { floorsOf } from '../disclosure'
import type { AuditRules } from '../disclosure'
import type { FacilityRules, Release } from '../domain'

/** The rules of one release as an attacker uses them: one set a facility, and which areas follow which. */
export interface RuleBook {
  rules: readonly AuditRules[]
  /** Place of an area's rules among them; areas of nobody's facility follow the first. */
  of(area: string): number
}

/** What the rules of a release say of one indicator. Releases without rules have no book. */
export function ruleBook({ protection, areas }: Release, indicator: string): RuleBook | null {
  if (protection.kind !== 'protected' || protection.rules.length === 0) return null
  const place = new Map(protection.rules.map(({ facility }, at) => [facility, at]))
  const facilityOf = new Map(areas.map(({ code, facility }) => [code, facility]))
  return {
    rules: protection.rules.map((rules) => auditRules(rules, indicator)),
    of: (area) => place.get(facilityOf.get(area) ?? '') ?? 0,
  }
}

/** An attacker asks for no less than the floors, whatever a release says of its own rules. */
function auditRules(rules: FacilityRules, indicator: string): AuditRules {
  const own = rules.thresholds[indicator]
  const hideTo = own === undefined ? rules.hideTo : Math.max(rules.hideTo ?? 0, own)
  const floor = floorsOf(rules)
  const least = { leastValues: Math.max(rules.leastValues, floor.leastValues), small: Math.max(rules.small, floor.small), bestGuess: Math.min(rules.bestGuess, floor.bestGuess) } // prettier-ignore
  return {
    ...rules,
    ...least,
    hideTo,
    zerosHidden: rules.zerosHidden?.includes(indicator),
  }
}
