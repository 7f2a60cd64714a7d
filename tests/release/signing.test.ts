import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { ReleaseError } from '../../src/domain'
import { openRelease } from '../../src/release/read'
import type { ExpectedSignatures } from '../../src/release/open-release'
import {
  addSignature,
  describedBy,
  ENVELOPE,
  keyFromSeed,
  newKey,
  pae,
  parseKeys,
  readEnvelope,
  readPublicKey,
  readSigningKey,
  readStatement,
  signEnvelope,
  signRelease,
  statementOf,
  verifyEnvelope,
  writeEnvelope,
  writeKeys,
  writePublicKey,
  writeSigningKey,
  writeStatement,
} from '../../src/release/signing'
import type { SigningKey, TrustedKey } from '../../src/release/signing'
import { fits, publicKeyOf, sign } from '../../src/release/signing/curve'
import { fromBase64, toBase64 } from '../../src/release/signing/pae'
import { memorySource } from '../../src/release/source'
import { verifyRelease } from '../../src/release/verify'
import { writeRelease } from '../../src/release/write'
import { draftOf, safe, withDescriptor } from './fixture'

type Files = Map<string, Uint8Array>
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const bytes = (value: string) => new TextEncoder().encode(value)
const seeded = (name: string, role: SigningKey['role']) =>
  keyFromSeed(bytes(name), { name, role, facility: 'Testshire' })
const counting = (key: SigningKey): TrustedKey => ({ ...key, from: null, to: null })

let plain: Files
let signed: Files
let builder: SigningKey
let checker: SigningKey
let owner: SigningKey
let stranger: SigningKey
let trusted: TrustedKey[]
const AUDIT = [{ attack: '1', name: 'Interval of every small cell', outcome: 'passed' as const, detail: 'All wide.' }]

beforeAll(async () => {
  plain = await writeRelease(safe(draftOf()))
  builder = await seeded('Ann', 'builder')
  checker = await seeded('Bea', 'checker')
  owner = await seeded('Cay', 'owner')
  stranger = await seeded('Dan', 'owner')
  trusted = [builder, checker, owner].map(counting)
  signed = await signRelease(plain, { keys: [builder, checker, owner], audit: AUDIT })
})

const openWith = (files: Files, expected: ExpectedSignatures = { keys: trusted, signed: true }) =>
  openRelease(memorySource(files, 'the test'), { signatures: expected })

/** Opens, checks the signatures and reads every file: what a tampered release must not survive. */
async function readAll(files: Files, expected?: ExpectedSignatures) {
  const open = await openWith(files, expected)
  const signing = await open.verify()
  for (const { id } of open.release.tables) await open.table(id)
  await open.boundaries()
  await open.layout()
  return signing
}

async function refusal(run: Promise<unknown>): Promise<ReleaseError> {
  const error: unknown = await run.then(
    () => expect.unreachable('it was not refused'),
    (cause: unknown) => cause,
  )
  expect(error).toBeInstanceOf(ReleaseError)
  return error as ReleaseError
}

const flipped = (from: Uint8Array, at: number, bit: number) => {
  const changed = from.slice()
  changed[at] = (changed[at] as number) ^ (1 << bit)
  return changed
}

describe('the specifications', () => {
  it('DSSE: what is signed is the vector of the protocol', () => {
    const encoded = pae('http://example.com/HelloWorld', bytes('hello world'))
    expect(text(encoded)).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world')
    expect(text(pae('é', bytes('ü')))).toBe('DSSEv1 2 é 2 ü')
  })

  it('Ed25519: the first two vectors of RFC 8032', () => {
    const hex = (value: string) => Uint8Array.from(value.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    const secret = hex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
    const signature = 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b' // prettier-ignore
    expect(publicKeyOf(secret)).toEqual(hex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'))
    expect(sign(new Uint8Array(), secret)).toEqual(hex(signature))
    const second = hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
    expect(publicKeyOf(second)).toEqual(hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'))
    expect(fits(sign(Uint8Array.of(0x72), second), Uint8Array.of(0x72), publicKeyOf(second))).toBe(true)
    expect(fits(new Uint8Array(3), new Uint8Array(), publicKeyOf(secret))).toBe(false)
  })

  it('base64: both alphabets are read, and one spelling of each', () => {
    const all = Uint8Array.from({ length: 256 }, (_, at) => at)
    expect(fromBase64(toBase64(all))).toEqual(all)
    expect(fromBase64('-_8=')).toEqual(Uint8Array.of(0xfb, 0xff))
    for (const wrong of ['QQ', 'QR==', 'Q Q=', '-+==', 'QQ==\n', '====']) expect(fromBase64(wrong), wrong).toBeNull()
  })

  it('in-toto: the statement names every file with its hash', async () => {
    const statement = readStatement(verifyEnvelope(readEnvelope(signed.get(ENVELOPE)!), trusted).payload)
    expect(statement).toMatchObject({ _type: 'https://in-toto.io/Statement/v1', predicateType: 'https://cairn.invalid/release/v1' }) // prettier-ignore
    expect(statement.subject.map(({ name }) => name).sort()).toEqual([...plain.keys()].sort())
    expect(statement.predicate).toMatchObject({ release: 'test', audit: AUDIT, previous: null, policies: [] })
  })
})

describe('keys', () => {
  it('from a seed are the same each time, and say that anyone has them', async () => {
    expect(await seeded('Ann', 'builder')).toEqual(builder)
    expect(builder.demo).toBe(true)
    expect(text(writePublicKey(builder))).toContain('DEMO KEY, anyone has it')
    expect(text(writePublicKey(builder))).not.toContain(toBase64(builder.secret))
  })

  it('are each another, and come back from their files', async () => {
    const [one, other] = [await newKey({ name: 'x', role: 'owner' }), await newKey({ name: 'x', role: 'owner' })]
    expect(one.keyid).not.toBe(other.keyid)
    expect(await readSigningKey(writeSigningKey(one), 'x.key')).toEqual(one)
    expect(await readPublicKey(writePublicKey(one), 'x.pub')).toMatchObject({ keyid: one.keyid, demo: false })
  })

  it('that were changed in a list are refused', async () => {
    const list = writeKeys(trusted)
    expect((await parseKeys(list)).map(({ name }) => name).sort()).toEqual(['Ann', 'Bea', 'Cay'])
    expect(writeKeys([...trusted].reverse())).toEqual(list)
    const other = text(list).replace(builder.key, stranger.key)
    await expect(parseKeys(bytes(other))).rejects.toThrow('its id is another key’s')
    await expect(parseKeys(bytes(text(list).replace('"builder"', '"king"')))).rejects.toThrow(ReleaseError)
    await expect(parseKeys(writeKeys([builder, builder]))).rejects.toThrow('twice')
    await expect(readSigningKey(bytes(text(writeSigningKey(builder)).replace(toBase64(builder.secret), toBase64(owner.secret))), 'x.key')).rejects.toThrow('does not go with') // prettier-ignore
  })
})

describe('a signed release', () => {
  it('tells who signed, in their order', async () => {
    const open = await openWith(signed)
    expect(open.signing.state).toBe('checking')
    expect(open.checks.at(-1)).toMatchObject({ name: 'Signature', outcome: 'checking' })
    let told = 0
    const stop = open.onChecks(() => told++)
    const signing = await open.verify()
    expect(told).toBe(1)
    stop()
    expect(signing.state).toBe('signed')
    expect(signing.signers.map(({ name, role }) => `${name} ${role}`)).toEqual(['Ann builder', 'Bea checker', 'Cay owner']) // prettier-ignore
    expect(signing.audit).toEqual(AUDIT)
    expect(open.signing).toBe(signing)
    expect(open.checks.at(-1)).toMatchObject({ outcome: 'passed' })
    expect(open.checks.at(-1)?.detail).toMatch(/^3 signatures fit/)
  })

  it('is the same bytes for the same keys, however many steps it was signed in', async () => {
    const first = await signRelease(plain, { keys: [builder], audit: AUDIT })
    const rest = await signRelease(first, { keys: [checker, owner] })
    expect(rest).toEqual(signed)
    expect(await signRelease(signed, { keys: [owner] })).toEqual(signed)
  })

  it('is not signed where an attack got through, a file is wrong, or something is to be added afterwards', async () => {
    const failed = [{ ...AUDIT[0]!, outcome: 'failed' as const }]
    await expect(signRelease(plain, { keys: [builder], audit: failed })).rejects.toThrow('An attack got through')
    await expect(signRelease(signed, { keys: [owner], audit: AUDIT })).rejects.toThrow('signed already')
    await expect(signRelease(plain, { keys: [] })).rejects.toThrow('Nobody signs')
    const path = [...plain.keys()].find((name) => name.startsWith('cells/'))!
    const changed = new Map([...plain, [path, flipped(plain.get(path)!, 99, 0)]])
    await expect(signRelease(changed, { keys: [owner] })).rejects.toThrow('was changed')
    const other = withDescriptor(signed, (descriptor) => Object.assign(descriptor, { title: 'Other' }))
    await expect(signRelease(other, { keys: [owner] })).rejects.toThrow('The signature does not fit')
  })

  it('without known keys says so, and without any that nobody signed', async () => {
    const foreign = await signRelease(plain, { keys: [stranger] })
    const open = await openWith(foreign, { keys: trusted })
    expect(await open.verify()).toMatchObject({ state: 'unknown', signers: [], strangers: [stranger.keyid] })
    expect(open.checks.at(-1)).toMatchObject({ outcome: 'failed', detail: 'Signed with a key that this app does not know.' }) // prettier-ignore
    const nobody = await openWith(plain, { keys: trusted })
    expect((await nobody.verify()).state).toBe('unsigned')
    expect(nobody.checks.at(-1)).toMatchObject({ outcome: 'not-applicable', detail: 'Nobody signed this release.' })
    const both = await signRelease(signed, { keys: [stranger] })
    expect(await readAll(both)).toMatchObject({ state: 'signed', strangers: [stranger.keyid] })
    expect((await verifyRelease(memorySource(signed, 'x'))).checks.filter((one) => one.outcome === 'failed')).toEqual(
      [],
    )
  })

  it('is checked once, and only when asked', async () => {
    const reads: string[] = []
    const source = memorySource(signed, 'x')
    const read = (path: string) => (reads.push(path), source.read(path))
    const open = await openRelease({ label: 'x', read }, { signatures: { keys: trusted } })
    expect(reads).not.toContain(ENVELOPE)
    await Promise.all([open.verify(), open.verify()])
    expect(reads.filter((path) => path === ENVELOPE)).toHaveLength(1)
  })
})

// Attack 14: all of it refused.
describe('a tampered release is refused', () => {
  it.each(['areas', 'population', 'copd.main', 'smoking.main', 'layout'])('one bit anywhere in %s', async (name) => {
    const { descriptor } = await describedBy(plain.get('datapackage.json')!)
    const { path, bytes: length } = descriptor.resources.find((resource) => resource.name === name)!
    await fc.assert(
      fc.asyncProperty(fc.nat(length - 1), fc.nat(7), async (at, bit) => {
        await refusal(readAll(new Map([...signed, [path, flipped(signed.get(path)!, at, bit)]])))
      }),
      { numRuns: 25 },
    )
  })

  it.each(['datapackage.json', ENVELOPE])('one bit anywhere in %s', async (path) => {
    const whole = signed.get(path)!
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        await refusal(readAll(new Map([...signed, [path, flipped(whole, at, bit)]])))
      }),
      { numRuns: 150 },
    )
  })

  it.each(['datapackage.json', ENVELOPE])('a part cut out of %s', async (path) => {
    const whole = signed.get(path)!
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 400 }), async (from, length) => {
        const cut = Uint8Array.from([...whole.subarray(0, from), ...whole.subarray(from + length)])
        await refusal(readAll(new Map([...signed, [path, cut]])))
      }),
      { numRuns: 40 },
    )
  })

  it('a descriptor and a file changed together, so that all hashes agree again', async () => {
    const changed = withDescriptor(signed, (descriptor) => Object.assign(descriptor, { title: 'Better figures' }))
    const { message, details } = await refusal(readAll(changed))
    expect(message).toBe('The signature does not fit: the release was changed after it was signed.')
    expect(details.where).toBe(ENVELOPE)
  })

  it('spaces in the descriptor, though they do not change its identity', async () => {
    const spaced = bytes(JSON.stringify(JSON.parse(text(signed.get('datapackage.json'))), null, 3))
    expect((await refusal(readAll(new Map([...signed, ['datapackage.json', spaced]])))).message).toContain(
      'does not fit',
    )
  })

  it('signatures taken away, one or all, where the list says who signed', async () => {
    const expected = { keys: trusted, signed: true, signers: trusted.map(({ keyid }) => keyid) }
    expect((await readAll(signed, expected)).state).toBe('signed')
    const { signatures, ...rest } = readEnvelope(signed.get(ENVELOPE)!)
    for (const gone of signatures) {
      const left = { ...rest, signatures: signatures.filter((one) => one !== gone) }
      const files = new Map([...signed, [ENVELOPE, writeEnvelope(left)]])
      expect((await refusal(readAll(files, expected))).message).toContain('not all here')
    }
    expect((await refusal(readAll(plain, expected))).message).toContain('its signatures are missing')
    expect((await refusal(readAll(plain, { keys: trusted, signed: true }))).message).toContain('missing')
    const foreign = await signRelease(plain, { keys: [stranger] })
    await refusal(readAll(foreign, { keys: trusted, signed: true }))
    await refusal(readAll(signed, { keys: [], signed: true }))
  })

  it('a stranger’s signature under a known name, and a known one under a stranger’s', async () => {
    const envelope = readEnvelope((await signRelease(plain, { keys: [stranger] })).get(ENVELOPE)!)
    const [only] = envelope.signatures
    const masked = { ...envelope, signatures: [{ ...only!, keyid: builder.keyid }] }
    expect((await refusal(readAll(new Map([...plain, [ENVELOPE, writeEnvelope(masked)]])))).details.found).toContain('Ann') // prettier-ignore
    const whole = readEnvelope(signed.get(ENVELOPE)!)
    const [first, ...others] = whole.signatures
    const renamed = { ...whole, signatures: [{ ...first!, keyid: stranger.keyid }, ...others] }
    expect((await refusal(readAll(new Map([...plain, [ENVELOPE, writeEnvelope(renamed)]])))).details.found).toContain('under the name') // prettier-ignore
  })

  it('an envelope of another release or an earlier edition', async () => {
    const other = await writeRelease(safe({ ...draftOf(), date: '2024-03-31' }))
    const envelope = (await signRelease(other, { keys: [builder, owner] })).get(ENVELOPE)!
    expect((await refusal(readAll(new Map([...plain, [ENVELOPE, envelope]])))).message).toContain('does not fit')
  })

  it('a signed statement that leaves out a file, or names another identity, id or date', async () => {
    const described = await describedBy(plain.get('datapackage.json')!)
    const good = statementOf(described)
    const wrong = [
      { ...good, subject: good.subject.slice(1) },
      { ...good, subject: good.subject.slice(0, -1) },
      { ...good, subject: [...good.subject, good.subject[0]!] },
      ...[{ identity: 'a'.repeat(64) }, { release: 'other' }, { date: '2020-01-01' }].map((change) => ({
        ...good,
        predicate: { ...good.predicate, ...change },
      })),
    ]
    for (const statement of wrong) {
      const envelope = addSignature(signEnvelope(writeStatement(statement), builder), owner)
      await refusal(readAll(new Map([...plain, [ENVELOPE, writeEnvelope(envelope)]])))
    }
    const right = signEnvelope(writeStatement(good), builder)
    expect((await readAll(new Map([...plain, [ENVELOPE, writeEnvelope(right)]]))).state).toBe('signed')
  })

  it('a key that did not count on the release’s day', async () => {
    const lost = trusted.map((key) => (key.keyid === owner.keyid ? { ...key, to: '2025-01-01' } : key))
    expect((await refusal(readAll(signed, { keys: lost }))).message).toContain('a key of Cay that did not count')
    const young = trusted.map((key) => ({ ...key, from: '2025-04-01' }))
    await refusal(readAll(signed, { keys: young }))
    const just = trusted.map((key) => ({ ...key, from: '2025-03-31', to: '2025-03-31' }))
    expect((await readAll(signed, { keys: just })).state).toBe('signed')
  })

  it('a list of keys that was changed, or does not come', async () => {
    const list = text(writeKeys(trusted)).replace(builder.key, stranger.key)
    const keysFrom = memorySource(new Map([['keys.json', bytes(list)]]), 'x')
    await refusal(readAll(signed, { keysFrom }))
    await refusal(readAll(signed, { keysFrom: memorySource(new Map(), 'x'), signed: true }))
    const broken = { label: 'x', read: () => Promise.reject(new ReleaseError('no answer', { found: 'answer 503' })) }
    expect((await refusal(readAll(signed, { keysFrom: broken }))).message).toBe('no answer')
  })

  it('a release in another’s place', async () => {
    const open = openRelease(memorySource(signed, 'x'), { expectId: 'north' })
    expect((await refusal(open)).details).toMatchObject({ found: 'test', expected: 'north' })
  })
})
