import { describe, expect, it, vi } from 'vitest'
import { referenceMethods } from '../reference'
import { checkReference, COPIED, readReference } from '../reference/kit'

/** Some cases are simulated as often as R did. */
vi.setConfig({ testTimeout: 120_000 })

describe.each(referenceMethods.map((method) => [method.file, method] as const))('%s', (name, method) => {
  const file = readReference(name, COPIED)
  it('has cases in the project', () => expect(file?.cases.length).toBeGreaterThan(0))
  it.each(file?.cases.map((one) => [one.name, one] as const) ?? [])('agrees with R on %s', (_, one) => {
    const results = checkReference(method, { ...file!, cases: [one] })
    expect(results.filter(({ within }) => !within)).toEqual([])
    expect(results.reduce((sum, { compared }) => sum + compared, 0)).toBeGreaterThan(0)
  })
})
