import { PolicyError } from './errors'
import type { Policy } from './policy'
import { PRESETS } from './presets'

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
  checkFloors(policy, demand)
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
  demand(
    policy.noise === undefined || whole(policy.noise, policy.leastValues),
    'noise',
    policy.noise,
    `a whole number from leastValues, ${policy.leastValues}`,
  )
  for (const name of classes) {
    const found = policy.sensitive.find((one) => one.class === name)
    demand(found !== undefined, 'sensitive', name, 'a rule for each sensitive class that is to be published')
    demand(!('refuse' in found!.rule), 'sensitive', name, 'not published at all, as the policy says')
  }
  return policy
}

/**
 * What an owner may ask the audit for, and what only with a recorded approval: a policy must not make the attacks harmless. Three
 * values is what the weakest rounding in official use leaves (to base 3).
 */
export const FLOORS = {
  common: { leastValues: 5, small: 5, bestGuess: 0.5 },
  approved: { leastValues: 3, small: 3, bestGuess: 0.75 },
} as const

/** The floors that hold for rules with, or without, a recorded approval; audits hold releases to them whatever these say of themselves. */
export const floorsOf = (rules: Pick<Policy, 'approval'>) => (approved(rules) ? FLOORS.approved : FLOORS.common)

type Demand = (holds: boolean, where: string, found: unknown, expected: string) => void

function checkFloors(policy: Policy, demand: Demand): void {
  const floor = floorsOf(policy)
  const unless = approved(policy)
    ? ''
    : `; less, from ${FLOORS.approved.leastValues}, with the owner’s recorded approval`
  for (const name of ['leastValues', 'small'] as const)
    demand(Number.isInteger(policy[name]) && policy[name] >= floor[name], name, policy[name], `a whole number from ${floor[name]}${unless}`) // prettier-ignore
  const guess = policy.bestGuess
  demand(guess > 0 && guess <= floor.bestGuess, 'bestGuess', guess, `a probability of at most ${floor.bestGuess}`)
  const model = policy.modelGuess
  demand(model === undefined || (model > 0 && model <= 1), 'modelGuess', model, 'a probability')
  checkApproved(policy, demand)
}

/** What gives people away where it is allowed: only with a name and a date under it. */
function checkApproved(policy: Policy, demand: Demand): void {
  const { groupDisclosureApproved: groups, dominance } = policy
  const asked = dominance.share !== null || dominance.pPercent !== null || Boolean(dominance.nk)
  const who = 'the owner’s recorded approval: who, and the date'
  demand(!groups || approved(policy), 'groupDisclosureApproved', `${groups}, with no approval recorded`, who)
  demand(asked || approved(policy), 'dominance', 'not asked', `a share, a p % or an (n, k) rule, or ${who}`)
}

const approved = ({ approval }: Pick<Policy, 'approval'>) =>
  approval !== null && approval.by.trim() !== '' && /^\d{4}-\d{2}-\d{2}$/.test(approval.on)
