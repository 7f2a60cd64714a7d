import { beforeAll, describe, expect, it } from 'vitest'
import { ReleaseError } from '../../src/domain'
import type { Catalogue, CatalogueEntry, SignerRole } from '../../src/domain'
import { openList, writeCatalogue } from '../../src/release/catalogue'
import { enterRelease } from '../../src/release/history'
import { keyFromSeed, readEnvelope, signList, writeEnvelope, writeKeys } from '../../src/release/signing'
import type { SigningKey, TrustedKey } from '../../src/release/signing'
import { memorySource } from '../../src/release/source'

const entry = (id: string, digit: string, date: string): CatalogueEntry => ({ id, label: id, date, facility: '', path: id, identity: digit.repeat(64), previous: null }) // prettier-ignore
const keyOf = (name: string, role: SignerRole) =>
  keyFromSeed(new TextEncoder().encode(name), { name, role, facility: null })
const open = (key: SigningKey): TrustedKey => ({ ...key, from: null, to: null })

let centre: SigningKey
let stranger: SigningKey
let builder: SigningKey
let early: Catalogue
let late: Catalogue

beforeAll(async () => {
  ;[centre, stranger, builder] = await Promise.all([keyOf('The centre', 'centre'), keyOf('Someone', 'owner'), keyOf('Ann', 'builder')]) // prettier-ignore
  early = await enterRelease({ releases: [], history: [] }, entry('north', 'a', '2025-01-01'))
  late = await enterRelease(early, entry('south', 'b', '2025-02-01'))
})

/** Files of a folder whose list that key signed. */
async function signed(list: Catalogue, key: SigningKey = centre): Promise<Map<string, Uint8Array>> {
  const bytes = writeCatalogue({ ...list, signed: true })
  return new Map([
    ['catalogue.json', bytes],
    ['catalogue.dsse.json', await signList({ bytes, history: list.history }, key)],
    ['keys.json', writeKeys([centre])],
  ])
}

/** As the app reads them; `look` as the command line does. */
async function check(files: ReadonlyMap<string, Uint8Array>, look = false, keys?: readonly TrustedKey[]) {
  const source = memorySource(files, 'the test')
  return (await openList(source)).verify({ keys, keysFrom: source, look })
}
const refused = (files: ReadonlyMap<string, Uint8Array>, message: string, look = false) =>
  expect(check(files, look)).rejects.toThrow(expect.objectContaining({ name: ReleaseError.name, message: expect.stringContaining(message) as string })) // prettier-ignore

describe('a signed list of releases', () => {
  it('says who signed it, and is the same bytes each time', async () => {
    const files = await signed(late)
    expect(await check(files)).toMatchObject({ state: 'signed', signers: [{ name: 'The centre', role: 'centre' }], strangers: [] }) // prettier-ignore
    expect(await signed(late)).toEqual(files)
    expect((await openList(memorySource(files, 'the test'))).catalogue).toEqual({ ...late, signed: true })
  })

  it('by a key that nobody knows says so', async () => {
    const files = await signed(late, stranger)
    expect(await check(files)).toEqual({ state: 'unknown', signers: [], strangers: [stranger.keyid] })
  })

  it('is not signed by a builder, nor without a history', async () => {
    await expect(signed(late, builder)).rejects.toThrow('signed by the centre, or by the owner')
    await expect(signed({ ...late, history: [] })).rejects.toThrow('without a history')
  })
})

describe('a list that nobody signed', () => {
  it('is read, and says so without asking for a signature', async () => {
    const files = new Map([['catalogue.json', writeCatalogue(late)]])
    for (const look of [false, true]) expect((await check(files, look)).state).toBe('unsigned')
    const asked: string[] = []
    const source = { label: 'the test', read: async (path: string) => (asked.push(path), files.get(path)!) }
    await (await openList(source)).verify({ keysFrom: source })
    expect(asked).toEqual(['catalogue.json'])
  })
})

describe('it is refused', () => {
  it('where a word, the order or a release was changed', async () => {
    const files = await signed(late)
    const changes: ((list: Catalogue) => Catalogue)[] = [
      ({ releases: [first, ...rest], history }) => ({ history, releases: [{ ...first!, label: 'Better' }, ...rest] }),
      ({ releases, history }) => ({ history, releases: [...releases].reverse() }),
      ({ releases: [first, second], history }) => ({ history, releases: [{ ...first!, path: 'south' }, second!] }),
    ]
    for (const change of changes) {
      files.set('catalogue.json', writeCatalogue({ ...change(late), signed: true }))
      await refused(files, 'the list of releases was changed after it was signed')
    }
  })

  it('where it was set back to an earlier one beside the newer signature, or written anew with a chain that fits', async () => {
    const files = await signed(late)
    files.set('catalogue.json', writeCatalogue({ ...early, signed: true }))
    await refused(files, 'changed after it was signed')
    const anew = await enterRelease({ releases: [], history: [] }, entry('north', 'f', '2025-03-01'))
    files.set('catalogue.json', writeCatalogue({ ...anew, signed: true }))
    await refused(files, 'changed after it was signed')
  })

  it('where its signature is missing, and where the command line finds one that it no longer speaks of', async () => {
    const files = await signed(late)
    const bare = new Map(files)
    bare.delete('catalogue.dsse.json')
    await refused(bare, 'its signature is missing')
    files.set('catalogue.json', writeCatalogue(late))
    await refused(files, 'changed after it was signed', true)
  })

  it('where the signature is another’s under the centre’s name, a builder’s, or of a day on which the key did not count', async () => {
    const files = await signed(late, stranger)
    const envelope = readEnvelope(files.get('catalogue.dsse.json')!)
    const signatures = envelope.signatures.map((one) => ({ ...one, keyid: centre.keyid }))
    await refused(new Map(files).set('catalogue.dsse.json', writeEnvelope({ ...envelope, signatures })), 'changed after it was signed') // prettier-ignore
    const promoted = await signed(late, { ...builder, role: 'owner' })
    await expect(check(promoted, false, [open(builder)])).rejects.toMatchObject({ details: { found: 'a signature of Ann, builder' } }) // prettier-ignore
    await expect(check(await signed(late), false, [{ ...open(centre), to: '2025-01-31' }])).rejects.toThrow('did not count on its day') // prettier-ignore
  })
})
