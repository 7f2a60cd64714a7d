import Ajv from 'ajv'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRecipe } from '../../src/builder'
import { demoRecipe } from '../../src/demo/recipe'
import { POLICY_SCHEMA_FILE, policyJsonSchema, recipeJsonSchema, SCHEMA_FILE } from './json-schema'
import { tinyRecipe } from './tiny'

const valid = new Ajv({ allErrors: true, strict: false }).compile(
  JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as object,
)
const bySchema = (recipe: unknown) => valid(JSON.parse(JSON.stringify(recipe)))

function byReader(recipe: unknown): boolean {
  try {
    readRecipe(JSON.stringify(recipe))
    return true
  } catch {
    return false
  }
}

describe('the JSON Schema of recipes', () => {
  it('is the one that reads them', () => expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(recipeJsonSchema()))

  it('takes good ones', () => {
    for (const recipe of [tinyRecipe(), demoRecipe()])
      expect([bySchema(recipe), byReader(recipe)]).toEqual([true, true])
  })

  it.each([
    ['policy', 7],
    ['policy', undefined],
    ['records.0.oldest', 151],
    ['records.0.duplicates', 'drop'],
    ['records.0.nonsense', 1],
    ['records.0.files.0', '../x'],
    ['indicators.0.kind', 'published'],
    ['indicators.0.count.where', { column: 'code' }],
    ['indicators.0.count.where', { column: 'code', is: 'a', in: ['b'] }],
    ['indicators.0.count.where', { all: [] }],
    ['dimensions.ages.0.start', -1],
    ['areas', { list: [] }],
  ])('refuses what the reader refuses: %s is %j', (path, value) => {
    const recipe = structuredClone(tinyRecipe()) as unknown as Record<string, unknown>
    const steps = path.split('.')
    const last = steps.pop() as string
    const holder = steps.reduce((at, step) => at[step] as Record<string, unknown>, recipe)
    if (value === undefined) delete holder[last]
    else holder[last] = value
    expect([bySchema(recipe), byReader(recipe)]).toEqual([false, false])
  })
})

describe('the JSON Schema of policies', () => {
  it('is the one that reads them', () => expect(readFileSync(POLICY_SCHEMA_FILE, 'utf8')).toBe(policyJsonSchema()))
})
