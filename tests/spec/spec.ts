import { expect } from 'vitest'
import type { Answer, Question, Release } from '../../src/domain'
import type { DenseTable } from '../../src/engine/port'
import type { TinyTable } from './tiny'
import { ask, denseTable, tinyIndicator, tinyRelease } from './tiny'

/** Parts of a value that a spec states; the rest may be anything. Lists are given whole. */
export type Part<T> = T extends readonly (infer U)[]
  ? readonly Part<U>[]
  : T extends object
    ? { [K in keyof T]?: Part<T[K]> }
    : T

/** One tiny table, a question about it, and the answer worked out by hand. Run on every engine. */
export interface Spec {
  name: string
  release: Release
  tables: DenseTable[]
  question: Question
  /** By area code where a spec speaks of estimates; `refused` where no answer can be given. */
  expected: ExpectedAnswer | { refused: RegExp }
}

export interface ExpectedAnswer extends Part<Omit<Answer, 'estimates'>> {
  estimates?: Readonly<Record<string, Part<Answer['estimates'][number]>>>
  /** Area codes of the estimates, in order. */
  areas?: readonly string[]
  /** A note that must be there. */
  note?: RegExp
}

export function spec(
  name: string,
  made: {
    indicator?: Parameters<typeof tinyIndicator>[0]
    tables: TinyTable[]
    question?: Partial<Question>
    /** Parts of the release that differ from the tiny one, such as its protection. */
    release?: Partial<Release>
  },
  expected: Spec['expected'],
): Spec {
  const indicator = tinyIndicator({
    tables: made.tables.filter(({ shape }) => shape !== 'population').map(({ id }) => id),
    ...made.indicator,
  })
  const release = { ...tinyRelease([indicator], made.tables), ...made.release }
  return { name, release, tables: made.tables.map(denseTable), question: ask(made.question), expected }
}

/** Holds an answer against what a spec states: numbers to 9 digits, everything else exactly. */
export function expectAnswer(answer: Answer, { estimates, areas, note, ...rest }: ExpectedAnswer): void {
  if (areas) expect(answer.estimates.map(({ area }) => area)).toEqual(areas)
  if (note)
    expect(
      answer.notes.some((text) => note.test(text)),
      `a note like ${note} among: ${answer.notes.join(' | ')}`,
    ).toBe(true)
  for (const [code, part] of Object.entries(estimates ?? {})) {
    const found = answer.estimates.find(({ area }) => area === code)
    expect(found, `an estimate of ${code}`).toBeDefined()
    expectPart(found, part, code)
  }
  expectPart(answer, rest, 'answer')
}

function expectPart(found: unknown, part: unknown, path: string): void {
  if (typeof part === 'number' && typeof found === 'number') {
    const scale = Math.max(Math.abs(part), 1e-12)
    expect(Math.abs(found - part) / scale, `${path}: found ${found}, expected ${part}`).toBeLessThanOrEqual(1e-9)
  } else if (typeof part === 'object' && part !== null && typeof found === 'object' && found !== null) {
    if (Array.isArray(part)) expect((found as unknown[]).length, `${path}: length`).toBe(part.length)
    for (const [key, inner] of Object.entries(part))
      expectPart((found as Record<string, unknown>)[key], inner, `${path}.${key}`)
  } else expect(found, path).toEqual(part)
}
