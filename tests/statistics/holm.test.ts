import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holm } from '../../src/statistics'

interface Values {
  cases: { id?: string; provenance: unknown; inputs: { p: number[] }; expected: { holm: number[] } }[]
}
// R 4.5.0, stats::p.adjust(p, 'holm'); inputs are synthetic. Provenance of each case stands in the file.
const values = JSON.parse(readFileSync('tests/values/fdr_adjustment.json', 'utf8')) as Values

describe('Holm’s adjustment', () => {
  it.each(values.cases.map((given, at) => [at, given] as const))('equals R in case %i', (_, { inputs, expected }) => {
    const found = holm(inputs.p)
    expect(found).toHaveLength(expected.holm.length)
    found.forEach((p, at) => expect(Math.abs(p - expected.holm[at]!)).toBeLessThanOrEqual(1e-12))
  })

  it('never lowers a probability, keeps their order, and leaves a single one alone', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), (given) => {
        const found = holm(given)
        given.forEach((p, at) => {
          expect(found[at]).toBeGreaterThanOrEqual(p)
          expect(found[at]).toBeLessThanOrEqual(1)
          given.forEach((other, beside) => p < other && expect(found[at]).toBeLessThanOrEqual(found[beside]!))
        })
        if (given.length === 1) expect(found).toEqual(given)
      }),
    )
  })
})
