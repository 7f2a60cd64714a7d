import { blurReach } from '../domain'
import { DisclosureError } from './errors'
import type { Policy } from './policy'
import type { AttackResult } from './results'

/** Noise is widened up to so many times the values that the policy asks for. */
const WIDEST = 4

/** The steps of noise that are tried for cell keys, one event apart, both ends included. */
export interface NoiseLadder {
  from: number
  to: number
  /** In words, what already stands in many hands at that noise; then there is but one step. */
  earlier?: string
}

/** All steps from what a policy asks for. */
export function ladderOf(policy: Pick<Policy, 'leastValues' | 'noise'>): NoiseLadder {
  const from = blurReach(policy)
  return { from, to: WIDEST * Math.max(policy.leastValues, from) }
}

/** What is said where an attack gets through on every step. */
export function noiseTooNarrow(where: string, { to, earlier }: NoiseLadder, failed: AttackResult): DisclosureError {
  const through = `attack ${failed.attack} gets through: ${failed.detail}`
  const fewer = 'Publish no sums beside their parts'
  if (earlier === undefined)
    return new DisclosureError(`However wide the noise, ${through}`, {
      where,
      found: `up to ${to}`,
      expected: 'an attack that fails',
      todo: `${fewer}, or take a preset that keeps sums, such as controlled-10.`,
    })
  return new DisclosureError(`Blurred as before, ${through}`, {
    where,
    found: `${to}, as in ${earlier}; with another noise the two together would give counts away`,
    expected: 'an attack that fails at that noise',
    todo: `${fewer}, or withdraw what was published before and begin anew with a new secret (cellKey).`,
  })
}
