import Ajv from 'ajv'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ReleaseError } from '../../src/domain'
import { DESCRIPTOR, validateDescriptor } from '../../src/release/descriptor'
import { writeRelease } from '../../src/release/write'
import { descriptorOf, draftOf, safe } from './fixture'

const schema: unknown = JSON.parse(readFileSync('public/schema/cairn-release-1.schema.json', 'utf8'))
const byJsonSchema = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(schema as object)

const written = descriptorOf(await writeRelease(safe(draftOf())))

function byReader(json: unknown): boolean {
  try {
    validateDescriptor(json)
    return true
  } catch (cause) {
    if (cause instanceof ReleaseError) return false
    throw cause
  }
}

type Json = { [name: string]: Json | unknown }

/** A copy in which the value at the path is replaced, or left out where `undefined`. */
function changed(path: string, value: unknown): object {
  const copy = structuredClone(written) as unknown as Json
  const steps = path.split('.')
  const last = steps.pop() as string
  const holder = steps.reduce((at, step) => at[step] as Json, copy)
  if (value === undefined) delete holder[last]
  else holder[last] = value
  return copy
}

/** Every path to a value in the descriptor, lists by their first entry only. */
function paths(json: unknown, at = ''): string[] {
  if (typeof json !== 'object' || json === null) return [at]
  const entries = Array.isArray(json) ? Object.entries(json).slice(0, 1) : Object.entries(json)
  return [...(at ? [at] : []), ...entries.flatMap(([name, value]) => paths(value, at ? `${at}.${name}` : name))]
}

describe('the JSON Schema and the reader', () => {
  it('both take what the writer writes', () => {
    expect(byJsonSchema(written), JSON.stringify(byJsonSchema.errors)).toBe(true)
    expect(byReader(written)).toBe(true)
  })

  it('both take properties that they do not know', () => {
    for (const path of [
      'extra',
      'cairn.extra',
      'cairn.indicators.0.extra',
      'resources.0.extra',
      'cairn.tables.0.axes.0.extra',
    ]) {
      expect(byJsonSchema(changed(path, { any: 1 })), path).toBe(true)
      expect(byReader(changed(path, { any: 1 })), path).toBe(true)
    }
  })

  // The two are written separately, so each value is removed and made wrong in turn, and they must agree on all of it.
  const everywhere = paths(written).filter((path) => !path.startsWith('$schema'))
  const wrong = [undefined, null, 7, -1, 1.5, '', 'Two Words', true, [], {}].map((value) => ({ value }))
  it.each(wrong)('agree on $value in place of anything', ({ value }) => {
    const differ = everywhere.filter((path) => {
      const json = changed(path, value)
      return byJsonSchema(json) !== byReader(json)
    })
    expect(differ).toEqual([])
  })

  it.each([
    ['cairn.format', '2'],
    ['cairn.format', '10'],
    ['cairn.tables.0.axes.0.types', ['district']],
    ['cairn.tables.0.axes.3', { name: 'area', types: ['district'], members: ['A'] }],
    ['cairn.tables.0.axes.0', { name: 'period', types: ['x'] }],
    ['cairn.protection', { kind: 'protected', by: 'x' }],
    ['resources.0.path', 'https://elsewhere.example/a.parquet'],
    ['resources.0.path', '../other/areas.parquet'],
    ['resources.0.path', '/etc/passwd'],
    ['resources.0.hash', 'md5:0'],
    ['cairn.dimensions.periods.0.start', '2015'],
  ])('both refuse %s = %j', (path, value) => {
    expect(byJsonSchema(changed(path, value))).toBe(false)
    expect(byReader(changed(path, value))).toBe(false)
  })

  it('says in plain words where the fault is, what is there and what should be', () => {
    try {
      validateDescriptor(changed('cairn.indicators.0.polarity', 'upwards'))
      expect.unreachable()
    } catch (error) {
      const { message, details } = error as ReleaseError
      expect(message).toContain('cairn.indicators.0.polarity')
      expect(details.where).toBe(`${DESCRIPTOR}, cairn.indicators.0.polarity`)
      expect(details.found).toBe('"upwards"')
      expect(details.expected).toContain('high-is-good')
    }
  })
})
