import { describe, expect, it } from 'vitest'
import { PRESETS, PolicyError, checkPolicy, noiseTable, perturb, preset } from '../../src/disclosure'

describe('policies', () => {
  it('has no default', () => {
    expect(() => checkPolicy(null)).toThrow(PolicyError)
    expect(() => checkPolicy(null)).toThrow('there is no default')
  })

  it('follows each preset, base 5 only with the owner’s recorded approval', () => {
    for (const id of PRESETS.filter((one) => one !== 'controlled-5')) expect(checkPolicy(preset(id)).id).toBe(id)
    expect(() => checkPolicy(preset('controlled-5'))).toThrow('may stand for one person')
    const approval = { by: 'the data owner', on: '2026-01-31' }
    expect(checkPolicy({ ...preset('controlled-5'), approval }).base).toBe(5)
    expect(() => checkPolicy({ ...preset('controlled-5'), approval: { ...approval, on: 'yesterday' } })).toThrow(
      PolicyError,
    )
  })

  it('refuses sensitive classes that it does not know, and those that are not to be published', () => {
    expect(() => checkPolicy(preset('controlled-10'), ['gender-services'])).toThrow('not published at all')
    expect(() => checkPolicy(preset('controlled-10'), ['unheard-of'])).toThrow('unheard-of')
    expect(checkPolicy(preset('controlled-10'), ['abortions']).id).toBe('controlled-10')
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
