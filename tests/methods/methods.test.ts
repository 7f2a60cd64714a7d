import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { firstSentence, formulasIn, publicFunctions, sourceIn } from './docstring'
import { OURS, STEPS, TOOLS } from './exceptions'
import { listedAsFile, versionsAsFile } from './generate'
import { lacking, LIST, listMethods } from './list'
import { VERSIONS } from './versions'

// The compiler reads all of the statistics, which a busy machine needs more than five seconds for.
vi.setConfig({ testTimeout: 60_000 })

describe('the list of methods', () => {
  it('is as docstrings and tests are now (else: npx tsx tests/methods/generate.ts)', async () =>
    expect(readFileSync(LIST, 'utf8')).toBe(await listedAsFile()))

  it('gives each the version that its code has now, for replay files (else: npx tsx tests/methods/generate.ts)', async () =>
    expect(readFileSync(VERSIONS, 'utf8')).toBe(await versionsAsFile()))

  it('has every public method with its formula, its source and a test', () => {
    const methods = listMethods().flatMap((group) => group.methods)
    expect(methods.length).toBeGreaterThan(90)
    expect(lacking(methods)).toEqual([])
  })

  it('makes no exception that is not needed', () => {
    const found = publicFunctions()
    const named = new Map(found.map((one) => [one.name, one]))
    expect(Object.keys(TOOLS).filter((name) => !named.has(name))).toEqual([])
    expect(STEPS.filter((name) => named.get(name)?.formulas.length !== 0)).toEqual([])
    expect(OURS.filter((name) => named.get(name)?.source !== '')).toEqual([])
  })
})

describe('reading a docstring', () => {
  const text =
    'Mean of m. of areas, `Σ y ∕ n`, of `values`. NaN where none. Source: Doe (1990), J. Stat. 1, 2–3. Throws on none.'

  it('takes its first sentence, its formulas and its source', () => {
    expect(firstSentence('Limits of a count, `O ∓ z√O`. Not below 0.')).toBe('Limits of a count, `O ∓ z√O`.')
    expect(formulasIn(text)).toEqual(['Σ y ∕ n'])
    expect(sourceIn(text)).toBe('Doe (1990), J. Stat. 1, 2–3')
  })

  it('and a method that lacks all four is told four times', () => {
    const bare = { name: 'mean', module: 'mean', what: '', formulas: [], source: '', reference: [], tests: [] }
    expect(lacking([bare])).toHaveLength(4)
    expect(lacking([{ ...bare, what: 'Mean.', formulas: ['Σ y ∕ n'], source: 'Doe', tests: ['a.test.ts'] }])).toEqual([]) // prettier-ignore
  })
})
