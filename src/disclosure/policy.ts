import type { FacilityRules } from '../domain'

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
   * fails. Cell keys blur as widely as that takes; by other methods a release that does not hold it is refused: hide more, or let
   * zeros be hidden too.
   */
  modelGuess?: number
  /** A margin with everybody in one category tells about each of them: unless approved, zeros beside it are hidden too. */
  groupDisclosureApproved: boolean
  dominance: Dominance
  sensitive: readonly SensitiveClass[]
  /** People that an area of a type must have, by area type. */
  minimumPopulation: Readonly<Record<string, number>>
  /** The data owner's recorded approval, where the method needs it. */
  approval: { by: string; on: string } | null
  /** For cell keys: the facility's secret, 32 hex digits or more, the same for all its releases. Never published, nor told to anybody. */
  cellKey: string | null
  /**
   * For cell keys: how far counts are blurred at least; absent: `leastValues`. More where the audit asks for more. A facility blurs all
   * its releases alike, so where it is absent a first release that needed more takes a margin besides (see `commonNoise`).
   */
  noise?: number
}

/** Whether every count is blurred by a width that is guaranteed, so that a count need not be hidden for being small. */
export const policyBlurs = ({ method }: Pick<Policy, 'method'>) =>
  method === 'controlled-rounding' || method === 'cell-key'

/** The largest count that is hidden, sensitive classes counted in; 0 where none is. */
export function hiddenTo(policy: Policy, classes: readonly string[] = []): number {
  const own = classes.flatMap((name) => policy.sensitive.filter((one) => one.class === name))
  return Math.max(policy.hideTo ?? 0, ...own.map(({ rule }) => ('threshold' in rule ? rule.threshold - 1 : 0)))
}

/** What everybody is told of a facility's rules: method, base and thresholds; never dominance, keys or seeds. */
export function publicRules(
  policy: Policy,
  facility: string,
  made: Pick<FacilityRules, 'thresholds' | 'reach' | 'zerosHidden' | 'noise'> = { thresholds: {}, reach: 1 },
): FacilityRules {
  return {
    facility,
    policy: policy.id,
    version: policy.version,
    label: policy.label,
    method: policy.method,
    base: policy.base,
    hideTo: policy.hideTo,
    thresholds: made.thresholds,
    zerosShown: policy.zerosShown,
    zerosHidden: made.zerosHidden,
    reach: made.reach,
    noise: made.noise,
    leastValues: policy.leastValues,
    small: policy.small,
    bestGuess: policy.bestGuess,
    modelGuess: policy.modelGuess,
    groupDisclosureApproved: policy.groupDisclosureApproved,
    approval: policy.approval,
  }
}
