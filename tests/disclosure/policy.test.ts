import { describe, expect, it } from 'vitest'
import { FLOORS, PRESETS, PolicyError, checkPolicy, labelOf, noiseTable, perturb, preset } from '../../src/disclosure'

describe('policies', () => {
  it('has no default', () => {
    expect(() => checkPolicy(null)).toThrow(PolicyError)
    expect(() => checkPolicy(null)).toThrow('there is no default')
  })

  it('follows each preset, base 5 only with the owner’s recorded approval', () => {
    const own = PRESETS.filter((one) => one !== 'controlled-5' && one !== 'cell-key')
    for (const id of own) expect(checkPolicy(preset(id)).id).toBe(id)
    expect(() => checkPolicy(preset('controlled-5'))).toThrow('may stand for one person')
    const approval = { by: 'the data owner', on: '2026-01-31' }
    expect(checkPolicy({ ...preset('controlled-5'), approval }).base).toBe(5)
    expect(() => checkPolicy({ ...preset('controlled-5'), approval: { ...approval, on: 'yesterday' } })).toThrow(
      PolicyError,
    )
  })

  it('follows cell keys only with the facility’s secret, which no message repeats', () => {
    const keyed = (cellKey: string | null) => () => checkPolicy({ ...preset('cell-key'), cellKey })
    expect(keyed('0123456789abcdef0123456789ABCDEF')().method).toBe('cell-key')
    for (const bad of [null, '', 'secret', '0123456789abcdef', '0123456789abcdef0123456789abcdef0'])
      expect(keyed(bad)).toThrow('Cell keys need a secret')
    expect(keyed('hush')).not.toThrow('hush')
  })

  it('says in its label what it hides and rounds, dominance without its parameters', () => {
    expect(preset('suppress-under-8')).toMatchObject({ hideTo: 7, small: 8, method: 'suppression' })
    expect(preset('controlled-10').label).toBe(
      'all counts rounded to 10, sums kept; hidden where that would not cover what one person adds',
    )
    for (const id of PRESETS)
      expect(preset(id).label).toMatch(/those that depend too much on one person|what one person adds/)
    const asked = { share: 0.37, pPercent: 13, nk: { n: 2, k: 0.83 } } as const
    expect(labelOf({ ...preset('hide-1-7'), dominance: asked })).toBe(preset('hide-1-7').label)
    const none = { share: null, pPercent: null }
    expect(labelOf({ ...preset('hide-1-7'), dominance: none })).toBe('counts of 1 to 7 hidden, the rest rounded to 5')
  })

  it('refuses sensitive classes that it does not know, and those that are not to be published', () => {
    expect(() => checkPolicy(preset('controlled-10'), ['gender-services'])).toThrow('not published at all')
    expect(() => checkPolicy(preset('controlled-10'), ['unheard-of'])).toThrow('unheard-of')
    expect(checkPolicy(preset('controlled-10'), ['abortions']).id).toBe('controlled-10')
  })

  it('lets no policy make the attacks harmless, and less strict ones only with a recorded approval', () => {
    const own = preset('controlled-10')
    const approval = { by: 'Owner', on: '2026-01-01' }
    const cases = [
      ['leastValues', FLOORS.common.leastValues, FLOORS.approved.leastValues, -1],
      ['small', FLOORS.common.small, FLOORS.approved.small, -1],
      ['bestGuess', FLOORS.common.bestGuess, FLOORS.approved.bestGuess, 0.01],
    ] as const
    for (const [rule, floor, least, step] of cases) {
      expect(checkPolicy({ ...own, [rule]: floor })).toMatchObject({ [rule]: floor })
      expect(() => checkPolicy({ ...own, [rule]: floor + step }), rule).toThrow(rule)
      expect(checkPolicy({ ...own, approval, [rule]: least })).toMatchObject({ [rule]: least })
      expect(() => checkPolicy({ ...own, approval, [rule]: least + step }), rule).toThrow(rule)
    }
  })

  it('gives people away, by groups or by dominance, only with a name and a date under it', () => {
    const approval = { by: 'Owner', on: '2026-01-01' }
    const groups = { ...preset('hide-1-7'), groupDisclosureApproved: true }
    expect(() => checkPolicy(groups)).toThrow('with no approval recorded')
    expect(checkPolicy({ ...groups, approval }).groupDisclosureApproved).toBe(true)
    const open = { ...preset('hide-1-7'), dominance: { share: null, pPercent: null } }
    expect(() => checkPolicy(open)).toThrow('dominance')
    expect(checkPolicy({ ...open, approval }).id).toBe('hide-1-7')
    expect(checkPolicy({ ...open, dominance: { ...open.dominance, nk: { n: 1, k: 0.8 } } }).id).toBe('hide-1-7')
  })

  it('says what was found and what expected', () => {
    expect(() => checkPolicy({ ...preset('controlled-10'), base: 1 })).toThrow(
      'Found 1. Expected a whole number from 2.',
    )
    expect(() => checkPolicy({ ...preset('hide-1-7'), hideTo: null })).toThrow('hideTo')
  })
})

describe('cell keys', () => {
  const noise = noiseTable(5, 2)

  it('have no bias, leave zeros and never go below', () => {
    for (let count = 0; count <= 8; count++) {
      const odds = noise.cumulative[Math.min(count, 5)]!
      const mean = odds.reduce((sum, limit, at) => sum + (limit - (odds[at - 1] ?? 0)) * (at - 5), 0)
      expect(Math.abs(mean)).toBeLessThan(1e-9)
    }
    const keys = Uint32Array.from({ length: 2_000 }, (_, at) => at * 2_654_435_761)
    const ones = perturb(new Int32Array(2_000).fill(1), keys, noise)
    expect(Math.min(...ones)).toBe(0)
    expect(Math.abs(ones.reduce((sum, one) => sum + one, 0) / 2_000 - 1)).toBeLessThan(0.1)
    expect([...perturb(new Int32Array(5), keys.slice(0, 5), noise)]).toEqual([0, 0, 0, 0, 0])
  })

  it('give the same records the same noise', () => {
    const keys = Uint32Array.of(7, 7, 9)
    const [a, b] = perturb(Int32Array.of(50, 50, 50), keys, noise)
    expect(a).toBe(b)
  })
})
