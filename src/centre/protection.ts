import type { FacilityRules, Protection } from '../domain'
import { said } from './indicators'
import type { Part } from './parts'

/** The rules of all parts, one set a facility, with thresholds under the ids that the indicators have in the whole. */
export function mergedProtection(parts: readonly Part[], idIn: (part: number, id: string) => string): Protection {
  const all = parts.map(({ release }) => release.protection)
  const label = said(parts.map(({ name, release }) => ({ name, text: release.protection.label })))
  const by = said(
    parts.map(({ name, release: { protection } }) => ({ name, text: 'by' in protection ? protection.by : '' })),
  )
  if (all.every(({ kind }) => kind === 'already-public')) return { kind: 'already-public', by, label }
  const rules = all.flatMap((protection, at) =>
    protection.kind === 'protected'
      ? protection.rules.map((own): FacilityRules => ({
          ...own,
          thresholds: Object.fromEntries(Object.entries(own.thresholds).map(([id, limit]) => [idIn(at, id), limit])),
        }))
      : [],
  )
  return { kind: 'protected', label, rules }
}
