import { describe, expect, it } from 'vitest'
import { answer, answerLater, tablesFor } from '../../src/analysis/answer'
import { sameAnswer } from '../../src/analysis/agree'
import { columnsEngine } from '../../src/engine/columns'
import type { Spec } from '../spec'
import { expectAnswer, specs } from '../spec'

function engineWith({ tables }: Spec) {
  const engine = columnsEngine()
  tables.forEach((table) => engine.add(table))
  return engine
}

describe('specs on the columns engine', () => {
  it('has at least 25 of them, each with a name of its own', () => {
    expect(specs.length).toBeGreaterThanOrEqual(25)
    expect(new Set(specs.map(({ name }) => name)).size).toBe(specs.length)
  })

  it.each(specs.map((spec) => [spec.name, spec] as const))('%s', async (_, spec) => {
    const { question, release, expected } = spec
    const engine = engineWith(spec)
    if ('refused' in expected) {
      expect(() => answer(question, release, engine)).toThrow(expected.refused)
      await expect(answerLater(question, release, engine)).rejects.toThrow(expected.refused)
      return
    }
    const found = answer(question, release, engine)
    expectAnswer(found, expected)
    expect(found.engine).toBe('columns')
    expect(found.question).toBe(question)
    expect(Object.isFrozen(found) && Object.isFrozen(found.estimates)).toBe(true)
    expect(tablesFor(question, release).every((id) => engine.has(id))).toBe(true)
    expect(sameAnswer(found, await answerLater(question, release, engine))).toEqual({ same: true, differences: [] })
  })
})
