import type { Method, Policy, SensitiveClass } from './policy'

export const PRESETS = [
  'hide-1-7',
  'hide-under-10',
  'suppress-under-5',
  'suppress-under-8',
  'suppress-under-10',
  'controlled-5',
  'controlled-10',
  'cell-key',
] as const
export type PresetId = (typeof PRESETS)[number]

const SENSITIVE: readonly SensitiveClass[] = [
  { class: 'abortions', rule: { threshold: 10 } },
  { class: 'conceptions-under-18', rule: { threshold: 10 } },
  { class: 'sexual-health', rule: { threshold: 10 } },
  { class: 'suicide', rule: { threshold: 10 } },
  { class: 'rare-diseases', rule: { threshold: 10 } },
  { class: 'ages-90-plus', rule: { threshold: 10 } },
  { class: 'fertility', rule: { refuse: true } },
  { class: 'gender-services', rule: { refuse: true } },
]

const COMMON = {
  version: '1',
  zerosShown: false,
  leastValues: 5,
  small: 10,
  bestGuess: 0.5,
  groupDisclosureApproved: false,
  dominance: { share: 0.5, pPercent: 10 },
  sensitive: SENSITIVE,
  minimumPopulation: {},
  approval: null,
  hideTo: null,
  cellKey: null,
} as const

/**
 * A policy by its well-known name. `controlled-5` still needs the owner's approval before it can be followed, `cell-key` the
 * facility's secret.
 */
export function preset(id: PresetId): Policy {
  const rounded = { ...COMMON, id, method: 'controlled-rounding' } as const
  const hidden = { ...COMMON, id, method: 'hide-and-round', base: 5, zerosShown: true } as const
  const policies: Record<PresetId, Omit<Policy, 'label'>> = {
    'hide-1-7': { ...hidden, hideTo: 7 },
    'hide-under-10': { ...hidden, hideTo: 9 },
    'suppress-under-5': suppressionPolicy(id, 5),
    'suppress-under-8': suppressionPolicy(id, 8),
    'suppress-under-10': suppressionPolicy(id, 10),
    'controlled-5': { ...rounded, base: 5 },
    'controlled-10': { ...rounded, base: 10, leastValues: 10 },
    'cell-key': { ...COMMON, id, method: 'cell-key', base: null },
  }
  return labelled(policies[id])
}

/** Counts under `threshold` hidden with as many others as needed, all others shown exactly. */
export function suppressionPolicy(id: string, threshold: number): Policy {
  return labelled({
    ...COMMON,
    id,
    method: 'suppression',
    base: null,
    hideTo: threshold - 1,
    zerosShown: true,
    small: threshold,
  })
}

const labelled = (policy: Omit<Policy, 'label'>): Policy => ({ ...policy, label: labelOf(policy) })

/**
 * The rules in words for readers, without a full stop. Says that counts that one person dominates are hidden wherever the
 * policy asks for it, never how it is asked.
 */
export function labelOf(policy: Omit<Policy, 'label'>): string {
  const { base, hideTo, dominance } = policy
  const asked = dominance.share !== null || dominance.pPercent !== null || Boolean(dominance.nk)
  const dominated = 'those that depend too much on one person'
  // What is blurred is hidden only where the blur is narrower than what one person adds.
  const but = asked ? `; hidden where that would not cover what one person adds` : ''
  const hidden = `counts of 1 to ${hideTo}${asked ? ` and ${dominated}` : ''} hidden`
  const labels: Record<Method, string> = {
    'controlled-rounding': `all counts rounded to ${base}, sums kept${but}`,
    'hide-and-round': `${hidden}, the rest rounded to ${base}`,
    'suppression': `${hidden}, and others that would give them away, the rest exact`, // prettier-ignore
    'cell-key': `all counts blurred by cell keys${but}`,
  }
  return labels[policy.method]
}
