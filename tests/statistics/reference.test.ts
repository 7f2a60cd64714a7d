import { describe, expect, it, vi } from 'vitest'
import { referenceMethods } from '../reference'
import { checkReference, COPIED, readReference, type ReferenceMethod } from '../reference/kit'

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

describe('a column within an absolute limit', () => {
  const method: ReferenceMethod = {
    file: 'made-up',
    proves: [],
    compute: () => ({ x: [1.001, 0.02] }),
    limit: () => ({ relative: 1e-9, absolute: 0.1, added: 'rounded by hand' }),
  }
  const one = { name: 'one', provenance: '', inputs: {}, expected: { x: [1, 0.01] } }

  it('is within, with its real largest errors and the reason told', () =>
    expect(checkReference(method, { method: '', tolerance: {}, cases: [one] })).toMatchObject([
      { within: true, largest: 1, largestAbsolute: expect.closeTo(0.01, 12), limit: '1e-9, or 0.1 absolute', added: 'rounded by hand' }, // prettier-ignore
    ]))
})
