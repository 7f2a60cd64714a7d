/**
 * The schemas of recipes and policies as JSON Schema, made from those that read them, so that they cannot drift apart.
 * `npx tsx tests/builder/json-schema.ts` writes public/schema/cairn-{recipe,policy}-1.schema.json again; a test compares.
 */
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type * as v from 'valibot'
import { condition } from '../../src/builder/recipe/conditions'
import { policySchema } from '../../src/builder/policy/schema'
import { recipeSchema } from '../../src/builder/recipe/schema'

export const SCHEMA_FILE = 'public/schema/cairn-recipe-1.schema.json'
export const POLICY_SCHEMA_FILE = 'public/schema/cairn-policy-1.schema.json'

type Json = { [name: string]: unknown }
/** The parts of a valibot schema that are read here. */
interface Part {
  kind: string
  type: string
  entries?: Record<string, Part>
  item?: Part
  key?: Part
  value?: Part
  wrapped?: Part
  options?: readonly (Part | string)[]
  literal?: unknown
  pipe?: readonly (Part & { requirement?: unknown })[]
}

function jsonOf(part: Part): Json {
  if ((part as unknown) === condition) return { $ref: '#/$defs/condition' }
  const [, ...actions] = part.pipe ?? []
  return Object.assign(shapeOf(part), ...actions.map(limitOf))
}

function shapeOf(part: Part): Json {
  switch (part.type) {
    case 'strict_object':
      return objectOf(part.entries ?? {})
    case 'array':
      return { type: 'array', items: jsonOf(part.item as Part) }
    case 'record':
      return {
        type: 'object',
        propertyNames: jsonOf(part.key as Part),
        additionalProperties: jsonOf(part.value as Part),
      }
    case 'optional':
      return jsonOf(part.wrapped as Part)
    case 'nullable':
      return { anyOf: [jsonOf(part.wrapped as Part), { type: 'null' }] }
    case 'union':
      return { anyOf: (part.options as readonly Part[]).map(jsonOf) }
    case 'picklist':
      return { enum: [...(part.options ?? [])] }
    case 'literal':
      return { const: part.literal }
    case 'string':
    case 'number':
    case 'boolean':
      return { type: part.type }
    default:
      throw new Error(`json-schema: no JSON Schema for ${part.type}`)
  }
}

function objectOf(entries: Record<string, Part>): Json {
  const required = Object.keys(entries).filter((name) => entries[name]?.type !== 'optional')
  const properties = Object.fromEntries(Object.entries(entries).map(([name, one]) => [name, jsonOf(one)]))
  return { type: 'object', required, properties, additionalProperties: false }
}

/** What a step after the shape asks; `check` cannot be said in JSON Schema. */
function limitOf({ type, requirement }: Part & { requirement?: unknown }): Json {
  if (type === 'regex') return { pattern: (requirement as RegExp).source }
  if (type === 'non_empty') return { minLength: 1, minItems: 1 }
  if (type === 'max_length') return { maxLength: requirement }
  if (type === 'min_value') return { minimum: requirement }
  if (type === 'max_value') return { maximum: requirement }
  if (type === 'gt_value') return { exclusiveMinimum: requirement }
  return type === 'integer' ? { type: 'integer' } : {}
}

/** `minLength` belongs to texts and `minItems` to lists. */
function tidied(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(tidied)
  if (typeof json !== 'object' || json === null) return json
  const unfit = 'type' in json && json.type === 'string' ? 'minItems' : 'minLength'
  const drop = 'minItems' in json && 'minLength' in json ? unfit : ''
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, value]) => (name === drop ? [] : [[name, tidied(value)]])),
  )
}

const texts = { type: 'array', items: { $ref: '#/$defs/code' }, minItems: 1 }
const leaf = (rest: Json, required: readonly string[]) => ({
  type: 'object',
  required: ['column', ...required],
  properties: { column: { $ref: '#/$defs/code' }, ...rest },
  additionalProperties: false,
})
const list = (name: string) => ({
  type: 'object',
  required: [name],
  properties: { [name]: { type: 'array', items: { $ref: '#/$defs/condition' }, minItems: 1 } },
  additionalProperties: false,
})

/** Conditions hold one another, so they are named once. */
const definitions: Json = {
  code: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]*$' },
  condition: {
    anyOf: [
      list('all'),
      list('any'),
      {
        type: 'object',
        required: ['not'],
        properties: { not: { $ref: '#/$defs/condition' } },
        additionalProperties: false,
      },
      leaf({ is: { $ref: '#/$defs/code' } }, ['is']),
      leaf({ in: texts }, ['in']),
      leaf({ startsWith: texts }, ['startsWith']),
      leaf({ blank: { type: 'boolean' } }, ['blank']),
      { ...leaf({ from: { type: 'number' }, to: { type: 'number' } }, []), minProperties: 2 },
    ],
  },
}

function schemaText(schema: unknown, words: { title: string; description: string }, rest: Json = {}): string {
  const body = tidied(jsonOf(schema as Part)) as Json
  const json = { $schema: 'http://json-schema.org/draft-07/schema#', ...words, ...body, ...rest }
  return `${JSON.stringify(json, null, 2)}\n`
}

/** The whole JSON Schema of recipes, as the file's text. */
export const recipeJsonSchema = (): string =>
  schemaText(
    recipeSchema as v.GenericSchema,
    {
      title: 'Cairn recipe, version 1',
      description: 'How records become the counts of a release. Unknown properties are refused. What JSON Schema cannot say (names that lead to something, axes that end in area) is said when the recipe is read.', // prettier-ignore
    },
    { $defs: definitions },
  )

/** The same of policies. */
export const policyJsonSchema = (): string =>
  schemaText(policySchema as v.GenericSchema, {
    title: 'Cairn policy, version 1',
    description: 'The rules of one facility: a preset, and what is otherwise. Unknown properties are refused. What cannot be followed (rounding to 5 without approval) is said when the policy is read.', // prettier-ignore
  })

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(SCHEMA_FILE, recipeJsonSchema())
  writeFileSync(POLICY_SCHEMA_FILE, policyJsonSchema())
}
