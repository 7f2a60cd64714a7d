import { PolicyError } from './errors'

export type Method = 'controlled-rounding' | 'hide-and-round' | 'suppression' | 'cell-key'

/** A class of topics with rules of its own, such as abortions: a higher threshold, or not published at all. */
export interface SensitiveClass {
  class: string
  rule: { refuse: true } | { threshold: number }
}

/** When one or a few persons make up too much of a count of events. Null: not asked. Never published. */
export interface Dominance {
  /** The largest share of a cell that one person's events may be, as a proportion. */
  share: number | null
  /** The p % rule: the cell less its two largest contributions is at least p % of the largest. */
  pPercent: number | null
  /** The (n, k) rule: the n largest contributions are at most `k` of the cell, as a proportion. Tables carry two. */
  nk?: { n: 1 | 2; k: number } | null
}

/** The rules of one facility. Every recipe names one; there is no default. */
export interface Policy {
  id: string
  version: string
  label: string
  method: Method
  /** Multiples to which counts are rounded; null where they are not. */
  base: number | null
  /** Counts of persons from 1 to this are hidden; null where none are. */
  hideTo: number | null
  /** True where a reader may take a 0 for none at all. */
  zerosShown: boolean
  /** Fewer feasible values than this of a small cell are too few. */
  leastValues: number
  /** Counts below this are small: an attacker must not come near them. */
  small: number
  /** Without other knowledge the likeliest value of a small cell must not be likelier than this. */
  bestGuess: number
  /**
   * With a model of all that is published no small count from 1 up may be named more surely than this; absent: it is told and never
   * fails. A release that does not hold it is refused, not mended: hide more, or let zeros be hidden too.
   */
  modelGuess?: number
  /** A margin with everybody in one category tells about each of them: refused unless approved. */
  groupDisclosureApproved: boolean
  dominance: Dominance
  sensitive: readonly SensitiveClass[]
  /** People that an area of a type must have, by area type. */
  minimumPopulation: Readonly<Record<string, number>>
  /** The data owner's recorded approval, where the method needs it. */
  approval: { by: string; on: string } | null
  /** For cell keys: the facility's secret, 32 hex digits or more, the same for all its releases. Never published, nor told to anybody. */
  cellKey: string | null
}

/** Whether every count is blurred by a width that is guaranteed, so that a count need not be hidden for being small. */
export const policyBlurs = ({ method }: Pick<Policy, 'method'>) =>
  method === 'controlled-rounding' || method === 'cell-key'

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
  const but = asked ? `, but ${dominated} hidden` : ''
  const hidden = `counts of 1 to ${hideTo}${asked ? ` and ${dominated}` : ''} hidden`
  const labels: Record<Method, string> = {
    'controlled-rounding': `all counts rounded to ${base}, sums kept${but}`,
    'hide-and-round': `${hidden}, the rest rounded to ${base}`,
    'suppression': `${hidden}, and others that would give them away, the rest exact`, // prettier-ignore
    'cell-key': `all counts blurred by cell keys${but}`,
  }
  return labels[policy.method]
}

/** Throws PolicyError at the first rule that cannot be followed. `classes`: sensitive classes of what is to be published. */
export function checkPolicy(policy: Policy | null | undefined, classes: readonly string[] = []): Policy {
  if (!policy)
    throw new PolicyError('No policy is named, and there is no default.', {
      expected: `one of ${PRESETS.join(', ')}, or the facility's own`,
    })
  const demand = (holds: boolean, where: string, found: unknown, expected: string) => {
    if (!holds)
      throw new PolicyError(`The policy ${policy.id || 'without a name'} cannot be followed.`, {
        where,
        found: `${found}`,
        expected,
      })
  }
  const whole = (value: number | null, least: number) => value !== null && Number.isInteger(value) && value >= least
  demand(
    policy.id !== '' && policy.version !== '',
    'id, version',
    `${policy.id} ${policy.version}`,
    'both, so that a release can name them',
  )
  if (policy.method === 'controlled-rounding' || policy.method === 'hide-and-round')
    demand(whole(policy.base, 2), 'base', policy.base, 'a whole number from 2')
  if (policy.method === 'hide-and-round' || policy.method === 'suppression')
    demand(whole(policy.hideTo, 1), 'hideTo', policy.hideTo, 'the largest count that is hidden, from 1')
  demand(whole(policy.leastValues, 2), 'leastValues', policy.leastValues, 'a whole number from 2')
  demand(whole(policy.small, 1), 'small', policy.small, 'a whole number from 1')
  for (const name of ['bestGuess', 'modelGuess'] as const) {
    const limit = policy[name]
    demand(limit === undefined || (limit > 0 && limit <= 1), name, limit, 'a probability')
  }
  demand(
    policy.dominance.share === null || (policy.dominance.share > 0 && policy.dominance.share <= 1),
    'dominance.share',
    policy.dominance.share,
    'a proportion',
  )
  const { nk } = policy.dominance
  if (nk)
    demand(
      (nk.n === 1 || nk.n === 2) && nk.k > 0 && nk.k <= 1,
      'dominance.nk',
      `${nk.n}, ${nk.k}`,
      '1 or 2, and a proportion',
    )
  if (policy.method === 'controlled-rounding')
    demand(policy.leastValues <= policy.base!, 'leastValues', policy.leastValues, `at most the base, ${policy.base}`)
  if (policy.base !== null && policy.base < 10 && policy.method === 'controlled-rounding' && !approved(policy))
    throw new PolicyError('Rounding to 5 shows a 5 that may stand for one person, which some owners forbid.', {
      where: `${policy.id}, approval`,
      found: 'none',
      expected: 'who approved it for the data owner, and the date',
    })
  if (policy.method === 'cell-key' && !/^([0-9a-f]{2}){16,}$/i.test(policy.cellKey ?? ''))
    throw new PolicyError('Cell keys need a secret of the facility, or anybody could work the noise out.', {
      where: `${policy.id}, cellKey`,
      found: policy.cellKey === null ? 'none' : 'something else',
      expected: 'a policy file with `cellKey`: 32 hex digits or more, made at random and used for all releases',
      todo: 'Make one with `openssl rand -hex 32`, or take a preset that needs none, such as controlled-10.',
    })
  for (const name of classes) {
    const found = policy.sensitive.find((one) => one.class === name)
    demand(found !== undefined, 'sensitive', name, 'a rule for each sensitive class that is to be published')
    demand(!('refuse' in found!.rule), 'sensitive', name, 'not published at all, as the policy says')
  }
  return policy
}

const approved = ({ approval }: Policy) =>
  approval !== null && approval.by.trim() !== '' && /^\d{4}-\d{2}-\d{2}$/.test(approval.on)

/** The largest count that is hidden, sensitive classes counted in; 0 where none is. */
export function hiddenTo(policy: Policy, classes: readonly string[] = []): number {
  const own = classes.flatMap((name) => policy.sensitive.filter((one) => one.class === name))
  return Math.max(policy.hideTo ?? 0, ...own.map(({ rule }) => ('threshold' in rule ? rule.threshold - 1 : 0)))
}
