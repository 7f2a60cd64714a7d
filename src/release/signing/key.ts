import * as v from 'valibot'
import { ReleaseError } from '../../domain'
import type { Signer } from '../../domain'
import { wrongProperty } from '../descriptor'
import { sha256, shortHash } from '../hash'
import { parseJson } from '../json'
import { newSecret, publicKeyOf } from './curve'
import { fromBase64, toBase64 } from './pae'

export const ROLES = ['builder', 'checker', 'owner', 'centre'] as const

/** A public key and whose it is: what a `.pub` file holds. */
export interface PublicKey extends Signer {
  /** Base64 of 32 bytes. */
  key: string
}

/** A key that can sign: what a `.key` file holds. */
export interface SigningKey extends PublicKey {
  /** 32 bytes. */
  secret: Uint8Array
}

/** Whose key it is. */
export type KeyOwner = Pick<Signer, 'name' | 'role'> & { facility?: string | null }

const filled = v.pipe(v.string(), v.nonEmpty('a text that is not empty'))
const bytes32 = v.pipe(
  v.string(),
  v.check((text) => fromBase64(text)?.length === 32, 'base64 of 32 bytes'),
)

export const publicKeySchema = v.object({
  name: filled,
  role: v.picklist(ROLES),
  facility: v.optional(v.nullable(filled), null),
  keyid: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, '16 hex digits')),
  key: bytes32,
  demo: v.optional(v.boolean(), false),
})

const secretSchema = v.object({ ...publicKeySchema.entries, secret: bytes32 })

/** First 16 hex digits of the SHA-256 of the public key's 32 bytes. */
const keyIdOf = async (publicKey: Uint8Array): Promise<string> => shortHash(await sha256(publicKey))

export async function newKey(owner: KeyOwner): Promise<SigningKey> {
  return keyOf(newSecret(), owner, false)
}

/** The same key for the same seed. Anyone can make it again, so it is marked as a demo key. */
export async function keyFromSeed(seed: Uint8Array, owner: KeyOwner): Promise<SigningKey> {
  const digest = await sha256(seed)
  return keyOf(
    Uint8Array.from(digest.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    owner,
    true,
  )
}

async function keyOf(secret: Uint8Array, { name, role, facility = null }: KeyOwner, demo: boolean) {
  const publicKey = publicKeyOf(secret)
  return { name, role, facility, keyid: await keyIdOf(publicKey), key: toBase64(publicKey), demo, secret }
}

/** Without its secret part. */
export function publicPart({ name, role, facility, keyid, key, demo }: PublicKey): PublicKey {
  return { name, role, facility, keyid, key, demo }
}

const json = (value: object) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)
const WARNING = { warning: 'DEMO KEY, anyone has it' }

/** Bytes of a `.pub` file. */
export function writePublicKey(key: PublicKey): Uint8Array {
  return json({ ...publicPart(key), ...(key.demo ? WARNING : {}) })
}

/** Bytes of a `.key` file: never part of a release. */
export function writeSigningKey(key: SigningKey): Uint8Array {
  return json({ ...publicPart(key), ...(key.demo ? WARNING : {}), secret: toBase64(key.secret) })
}

/** Throws `ReleaseError` where the file holds no key, or an id that is not its key's. */
export async function readPublicKey(bytes: Uint8Array, file: string): Promise<PublicKey> {
  const result = v.safeParse(publicKeySchema, parseJson(bytes, file))
  if (!result.success) throw wrongProperty(file, result.issues)
  return checkedKey(result.output, file)
}

/** Throws `ReleaseError` where the file holds no secret key, or one that does not go with its public part. */
export async function readSigningKey(bytes: Uint8Array, file: string): Promise<SigningKey> {
  const result = v.safeParse(secretSchema, parseJson(bytes, file))
  if (!result.success) throw wrongProperty(file, result.issues)
  const secret = fromBase64(result.output.secret) as Uint8Array
  if (toBase64(publicKeyOf(secret)) !== result.output.key)
    throw new ReleaseError(`${file}: the secret key does not go with the public key.`, { where: file })
  return { ...(await checkedKey(result.output, file)), secret }
}

/** A key whose id is its own. Throws `ReleaseError`. */
export async function checkedKey<K extends PublicKey>(key: K, file: string): Promise<K> {
  const expected = await keyIdOf(fromBase64(key.key) as Uint8Array)
  if (key.keyid === expected) return key
  throw new ReleaseError(`${file}: the key of ${key.name} was changed: its id is another key’s.`, {
    where: file,
    found: key.keyid,
    expected,
    todo: 'Ask the owner of the key for its public part again, and compare its id by telephone.',
  })
}
