import { describe, expect, it } from 'vitest'
import { policyNamed, readPolicy } from '../../src/builder'
import type { PolicyInput } from '../../src/builder'

const APPROVED = { by: 'Data owner', on: '2026-02-02' }
const file = (policy: object) => JSON.stringify(policy, null, 1)
const own: PolicyInput = { policy: 1, id: 'here-5', version: '3', preset: 'controlled-5', approval: APPROVED }

describe('a policy file', () => {
  it('takes from its preset what it does not say', () =>
    expect(readPolicy(file({ ...own, small: 20 }))).toMatchObject({
      id: 'here-5',
      version: '3',
      method: 'controlled-rounding',
      base: 5,
      leastValues: 5,
      small: 20,
      approval: APPROVED,
    }))

  it('has a label that follows from its own rules, or says its own', () => {
    const label = (policy: object) => readPolicy(file({ ...own, ...policy })).label
    expect(label({ base: 15, dominance: { share: null, pPercent: null } })).toBe('all counts rounded to 15, sums kept')
    expect(label({ label: 'as we always did' })).toBe('as we always did')
  })

  it.each<[string, object, string]>([
    ['a misspelt rule', { ...own, leastvalues: 4 }, 'line 10, leastvalues: found "leastvalues"'],
    ['no preset', { policy: 1, id: 'x', version: '1' }, 'preset: found undefined'],
    ['an unheard-of preset', { ...own, preset: 'none' }, 'line 5, preset: found "none", expected one of hide-1-7'],
    ['an approval without a day', { ...own, approval: { by: 'X', on: 'soon' } }, 'approval.on: found "soon"'],
    ['a probability above 1', { ...own, bestGuess: 2 }, 'bestGuess: found 2, expected at most 1'],
    ['both refused and a threshold', { ...own, sensitive: [{ class: 'suicide', rule: { refuse: true, threshold: 3 } }] }, 'either `refuse` or a `threshold`'],
    ['another version of the format', { ...own, policy: 2 }, 'policy version 1'],
  ])('with %s is refused, by line', (_, policy, message) => expect(() => readPolicy(file(policy))).toThrow(message)) // prettier-ignore

  it('that is no JSON is refused', () =>
    expect(() => readPolicy('{', 'p.json')).toThrow('p.json cannot be read as JSON'))

  it('that rounds to 5 without the owner’s approval is refused', () =>
    expect(() => readPolicy(file({ ...own, approval: null }))).toThrow('which some owners forbid'))
})

describe('the policy that a recipe names', () => {
  it('is the facility’s own, or a preset that needs no approval', () => {
    const policy = readPolicy(file(own))
    expect(policyNamed('here-5', policy)).toBe(policy)
    expect(policyNamed('hide-under-10', null)).toMatchObject({ hideTo: 9, base: 5 })
  })

  it('is never guessed', () => {
    expect(() => policyNamed('here-5', null)).toThrow('There is no policy called here-5')
    expect(() => policyNamed('there-5', readPolicy(file(own)))).toThrow('another policy than the one that was given')
    expect(() => policyNamed('controlled-5', null)).toThrow('which some owners forbid')
  })
})
