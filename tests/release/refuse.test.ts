import { beforeAll, describe, expect, it } from 'vitest'
import { ReleaseError } from '../../src/domain'
import type { CairnPart, Resource } from '../../src/release/descriptor'
import type { ReleaseDraft } from '../../src/release/draft'
import { sha256 } from '../../src/release/hash'
import { encodeParquet } from '../../src/release/parquet-write'
import type { WriteColumn } from '../../src/release/parquet-write'
import { openRelease } from '../../src/release/read'
import { memorySource } from '../../src/release/source'
import { writeRelease } from '../../src/release/write'
import { descriptorOf, draftOf, safe, withDescriptor } from './fixture'

type Files = Map<string, Uint8Array>
let good: Files
beforeAll(async () => {
  good = await writeRelease(safe(draftOf()))
})

const open = (files: Files, expectIdentity?: string) => openRelease(memorySource(files, 'the test'), { expectIdentity })
const pathOf = (name: string): string => resourceIn(descriptorOf(good), name).path
const resourceIn = ({ resources }: { resources: Resource[] }, name: string): Resource =>
  resources.find((resource) => resource.name === name) as Resource

async function refusal(run: () => Promise<unknown>): Promise<ReleaseError> {
  const error: unknown = await run().then(
    () => expect.unreachable('it was not refused'),
    (cause: unknown) => cause,
  )
  expect(error).toBeInstanceOf(ReleaseError)
  return error as ReleaseError
}

/** The file of a resource replaced, and the descriptor made to agree: an honest but wrong release. */
async function replaced(name: string, bytes: Uint8Array): Promise<Files> {
  const hash = await sha256(bytes)
  const old = pathOf(name)
  const path = old.replace(/\.[0-9a-f]{16}\./, `.${hash.slice(0, 16)}.`)
  const files = withDescriptor(good, (descriptor) => {
    const resource = resourceIn(descriptor, name)
    Object.assign(resource, { path, bytes: bytes.length, hash: `sha256:${hash}` })
  })
  files.delete(old)
  return files.set(path, bytes)
}

describe('a file of a release', () => {
  it('cut short is refused, and no chart sees it', async () => {
    const path = pathOf('copd.main')
    const whole = good.get(path) as Uint8Array
    const release = await open(new Map([...good, [path, whole.subarray(0, whole.length - 100)]]))
    const { message, details } = await refusal(() => release.table('copd.main'))
    expect(message).toBe(`${path} is cut short.`)
    expect(details).toMatchObject({
      where: path,
      found: `${whole.length - 100} bytes`,
      expected: `${whole.length} bytes`,
    })
  })

  it('with one bit changed is refused', async () => {
    const path = pathOf('areas')
    const bytes = (good.get(path) as Uint8Array).slice()
    bytes[40] = (bytes[40] as number) ^ 1
    const { message, details } = await refusal(() => open(new Map([...good, [path, bytes]])))
    expect(message).toBe(`${path} was changed after the release was made.`)
    expect(details.expected).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(details.found).not.toBe(details.expected)
  })

  it('that is missing is named, and can be asked for again', async () => {
    const path = pathOf('copd.main')
    const files = new Map(good)
    files.delete(path)
    const release = await open(files)
    expect((await refusal(() => release.table('copd.main'))).message).toBe(`${path} is missing from the test.`)
    files.set(path, good.get(path) as Uint8Array)
    expect((await release.table('copd.main')).measures.count?.values.length).toBe(48)
  })

  it('that is no Parquet, though the description says so, is refused', async () => {
    const release = await open(await replaced('copd.main', new TextEncoder().encode('not Parquet at all')))
    expect((await refusal(() => release.table('copd.main'))).message).toMatch(
      /^cells\/copd\.main\..*\.parquet is not whole Parquet\.$/,
    )
  })

  it('with too few rows is refused with the product of its axes', async () => {
    const release = await open(await replaced('copd.main', await encodeParquet(counts(47))))
    const { details } = await refusal(() => release.table('copd.main'))
    expect(details).toMatchObject({ found: '47 rows', expected: '48 rows: 2 × period, 2 × sex, 4 × age, 3 × area' })
  })

  it.each([
    ['a number in a hidden cell', { value: 5, blank: 0, status: 2 }],
    ['a cell without number that is not called hidden', { value: 0, blank: 1, status: 0 }],
    ['a count below nought', { value: -3, blank: 0, status: 0 }],
    ['a status that is none', { value: 5, blank: 0, status: 9 }],
  ])('with %s is refused', async (_, { value, blank, status }) => {
    const columns = counts(48)
    const [, count, mark] = columns as [WriteColumn, { values: Int32Array; nulls: Uint8Array }, { values: Uint8Array }]
    count.values[7] = value
    count.nulls[7] = blank
    mark.values[7] = status
    const release = await open(await replaced('copd.main', await encodeParquet(columns)))
    expect((await refusal(() => release.table('copd.main'))).details.found).toContain('row 8')
  })

  it('with a column too many that holds NHS numbers is refused, without the numbers', async () => {
    const values = Array.from({ length: 48 }, () => '943 476 5919')
    const columns: WriteColumn[] = [...counts(48), { name: 'local_ref', kind: 'text', values }]
    const release = await open(await replaced('copd.main', await encodeParquet(columns)))
    const error = await refusal(() => release.table('copd.main'))
    expect(error.message).toContain('looks like records of patients, so it is not opened: column local_ref.')
    expect(JSON.stringify(error.details) + error.message).not.toContain('943')
  })
})

function counts(rows: number): WriteColumn[] {
  return [
    { name: 'period', kind: 'key', members: ['2015'], index: new Int32Array(rows) },
    { name: 'count', kind: 'count', values: new Int32Array(rows).fill(3), nulls: new Uint8Array(rows) },
    { name: 'count_status', kind: 'status', values: new Uint8Array(rows) },
  ]
}

describe('a descriptor', () => {
  it('that is a web page is called one', async () => {
    const files: Files = new Map([
      ...good,
      ['datapackage.json', new TextEncoder().encode('<!doctype html><title>Not found')],
    ])
    expect((await refusal(() => open(files))).details.found).toBe('a web page')
  })

  it('that describes another kind of package is called so', async () => {
    const files = withDescriptor(good, (descriptor) => delete (descriptor as { cairn?: CairnPart }).cairn)
    expect((await refusal(() => open(files))).message).toBe('datapackage.json describes no Cairn release.')
  })

  it('of a newer format is refused as newer', async () => {
    const files = withDescriptor(good, ({ cairn }) => Object.assign(cairn, { format: '2.1', indicators: 'else' }))
    const { message, details } = await refusal(() => open(files))
    expect(message).toBe('This release is written in format 2.1; this Cairn reads format 1.')
    expect(details).toMatchObject({ found: '2.1', expected: '1' })
  })

  it('of a newer minor version, with properties that nobody knows yet, is read', async () => {
    const files = withDescriptor(good, ({ cairn, ...descriptor }) => {
      Object.assign(cairn, { format: '1.4', forecast: { on: true } })
      Object.assign(descriptor, { keywords: ['health'] })
    })
    expect((await open(files)).release.title).toBe('A release for tests')
  })

  // Nothing vouches for an unsigned descriptor but an identity from elsewhere: the next two tests say both halves.
  it('with a changed word opens where nobody says which to expect, under another identity and without a passed check', async () => {
    const before = await open(good)
    const after = await open(withDescriptor(good, (descriptor) => Object.assign(descriptor, { title: 'Changed' })))
    expect(after.release.identity).not.toBe(before.release.identity)
    expect(after.checks.find(({ name }) => name === 'Identity')?.outcome).toBe('not-applicable')
    expect((await after.verify()).state).toBe('unsigned')
    expect(after.checks.find(({ name }) => name === 'Signature')?.outcome).toBe('not-applicable')
  })

  it('with a changed word is refused where a link or a catalogue names the identity', async () => {
    const { identity } = (await open(good)).release
    expect((await open(good, identity)).checks.find(({ name }) => name === 'Identity')?.outcome).toBe('passed')
    const changed = withDescriptor(good, (descriptor) => Object.assign(descriptor, { title: 'Changed' }))
    const { details } = await refusal(() => open(changed, identity))
    expect(details.expected).toBe(identity)
  })

  it('that names another file than the one hashed is refused by the file', async () => {
    const files = withDescriptor(good, (descriptor) => {
      resourceIn(descriptor, 'areas').hash = resourceIn(descriptor, 'population').hash
    })
    expect((await refusal(() => open(files))).message).toContain('was changed after the release was made')
  })

  it('keeps its identity when only spaces and the order of properties change', async () => {
    const { cairn, ...rest } = descriptorOf(good)
    const files: Files = new Map([
      ...good,
      ['datapackage.json', new TextEncoder().encode(JSON.stringify({ cairn, ...rest }, null, 7))],
    ])
    expect((await open(files)).release.identity).toBe((await open(good)).release.identity)
  })
})

describe('a release that contradicts itself', () => {
  const cases: [string, (cairn: CairnPart) => void, string][] = [
    [
      'has no indicators',
      (cairn) => Object.assign(cairn, { indicators: [] }),
      'The release holds no indicators, so there is nothing to show.',
    ],
    [
      'names an unknown table',
      ({ indicators }) => Object.assign(indicators[0] ?? {}, { tables: ['nowhere'] }),
      'indicator copd names a table',
    ],
    [
      'names an unknown comparator',
      (cairn) => Object.assign(cairn, { comparators: ['E999'] }),
      'cairn.comparators names an area',
    ],
    [
      'names an unknown area type',
      (cairn) => Object.assign(cairn, { defaultAreaType: 'ward' }),
      'cairn.defaultAreaType names an area type',
    ],
    [
      'has an unknown member',
      ({ tables }) => Object.assign(axisOf(tables, 0), { members: ['1066', '2016'] }),
      'table population, period names a period',
    ],
    [
      'has an unknown axis',
      ({ tables }) => Object.assign(axisOf(tables, 0), { name: 'weather' }),
      'table population names an axis',
    ],
    ['puts the areas first', ({ tables }) => tables[0]?.axes.reverse(), 'does not end with the areas'],
    [
      'names a member twice',
      ({ tables }) => Object.assign(axisOf(tables, 1), { members: ['male', 'male'] }),
      'names male twice',
    ],
    [
      'lists no file for a table',
      ({ tables }) => Object.assign(tables[1] ?? {}, { resource: 'lost' }),
      'lists no file for lost',
    ],
  ]
  it.each(cases)('because it %s is refused', async (_, change, message) => {
    const files = withDescriptor(good, ({ cairn }) => change(cairn))
    expect((await refusal(() => open(files))).message).toContain(message)
  })

  it('because it has no areas is refused before it is written', async () => {
    const empty: ReleaseDraft = { ...draftOf(), areas: [] }
    expect((await refusal(() => writeRelease(safe(empty)))).message).toBe(
      'The release holds no areas, so there is nothing to compare.',
    )
  })
})

const axisOf = (tables: CairnPart['tables'], at: number): object => tables[0]?.axes[at] as object

describe('a draft', () => {
  const spoilt = (change: (draft: ReleaseDraft) => void): ReleaseDraft => {
    const draft = draftOf()
    change(draft)
    return draft
  }
  const count = (draft: ReleaseDraft) => draft.tables[1]?.measures.count as { values: Int32Array; status: Uint8Array }

  it('that nobody marked as safe is not written, whatever its type says', async () => {
    const { message } = await refusal(() => writeRelease(draftOf() as ReturnType<typeof safe>))
    expect(message).toBe('These numbers were not made safe to show, so no release is made of them.')
  })

  it('that is protected cannot be called already public', () => {
    const draft = { ...draftOf(), protection: { kind: 'protected', label: 'l', rules: [] } as const }
    expect(() => safe(draft)).toThrow('cannot be both protected and already public')
  })

  it.each<[string, (draft: ReleaseDraft) => void, string]>([
    [
      'keeps the number of a hidden cell',
      (d) => count(d).values.fill(4) && count(d).status.fill(2),
      'which is hidden or not collected',
    ],
    ['has a row too few', (d) => Object.assign(count(d), { values: new Int32Array(47) }), '47 rows of count'],
    ['counts in fractions', (d) => Object.assign(count(d), { values: new Float64Array(48) }), 'count as Float64Array'],
    ['counts below nought', (d) => count(d).status.fill(0) && (count(d).values[3] = -1), 'below nought'],
    [
      'has a column too many',
      (d) => Object.assign(d.tables[1]?.measures as object, { deaths: count(d) }),
      'a column called deaths',
    ],
    [
      'has two statuses for one published row',
      (d) => Object.assign(d.tables[2]?.measures.count as object, { status: null }),
      'another status for count',
    ],
  ])('that %s is not written', async (_, change, message) => {
    expect((await refusal(() => writeRelease(safe(spoilt(change))))).message).toContain(message)
  })

  it('leaves properties that the format does not know behind', async () => {
    const draft = spoilt((d) => Object.assign(d.indicators[0] as object, { workings: 'row 17 had 3 cases' }))
    const text = new TextDecoder().decode((await writeRelease(safe(draft))).get('datapackage.json'))
    expect(text).toContain('copd in full')
    expect(text).not.toContain('row 17')
  })
})
