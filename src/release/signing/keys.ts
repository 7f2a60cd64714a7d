import * as v from 'valibot'
import { ReleaseError, type Signer } from '../../domain'
import { wrongProperty } from '../descriptor'
import { parseJson } from '../json'
import { isAbsent } from '../source'
import type { Source } from '../source'
import { checkedKey, publicKeySchema, publicPart } from './key'
import type { SignedThing } from './envelope'
import type { PublicKey } from './key'

/** The list of keys that an app trusts, beside its catalogue. */
export const KEYS = 'keys.json'

/** A public key that counts, and for releases of which days. */
export interface TrustedKey extends PublicKey {
  /** ISO date of the first release that it may sign; null is open. */
  from: string | null
  /** ISO date of the last; null is open. */
  to: string | null
}

const date = v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2025-03-31')))

const keysSchema = v.object({
  format: v.pipe(v.string(), v.regex(/^1(\.\d+)*$/, 'key list format 1')),
  keys: v.array(v.object({ ...publicKeySchema.entries, from: v.optional(date, null), to: v.optional(date, null) })),
})

/** Keys of a `keys.json`. Throws `ReleaseError` where it is no such list, a key was changed, or two are one. */
export async function parseKeys(bytes: Uint8Array, file: string = KEYS): Promise<TrustedKey[]> {
  const result = v.safeParse(keysSchema, parseJson(bytes, file))
  if (!result.success) throw wrongProperty(file, result.issues)
  const { keys } = result.output
  const twice = keys.find(({ keyid }, at) => keys.findIndex((other) => other.keyid === keyid) !== at)
  if (twice) throw new ReleaseError(`${file} lists the key ${twice.keyid} twice.`, { where: file, found: twice.name })
  return Promise.all(keys.map((key) => checkedKey(key, file)))
}

/** Keys that lie in `keys.json` at the source's root; none where there is no such file. Throws `ReleaseError`. */
export async function readKeys(source: Source): Promise<TrustedKey[]> {
  const bytes = await source.read(KEYS).catch(absent)
  return bytes ? parseKeys(bytes) : []
}

function absent(cause: unknown): null {
  if (isAbsent(cause)) return null
  throw cause
}

/** Bytes of `keys.json`, in order of their ids, so that the same keys give the same file. */
export function writeKeys(keys: readonly (PublicKey & Partial<Pick<TrustedKey, 'from' | 'to'>>)[]): Uint8Array {
  const listed = [...keys]
    .sort((a, b) => (a.keyid < b.keyid ? -1 : 1))
    .map((key) => ({ ...publicPart(key), from: key.from ?? null, to: key.to ?? null }))
  const result = v.safeParse(keysSchema, { format: '1', keys: listed })
  if (!result.success) throw wrongProperty(KEYS, result.issues)
  return new TextEncoder().encode(`${JSON.stringify(result.output, null, 2)}\n`)
}

/** Whether a key may sign a release of that day. */
const countsOn = ({ from, to }: TrustedKey, day: string): boolean =>
  (from === null || from <= day) && (to === null || day <= to)

/** A key that was lost or given back does not count for what comes later, whoever has it now. Throws `ReleaseError`. */
export function checkDay(
  keys: readonly TrustedKey[],
  day: string,
  { what, file }: Pick<SignedThing, 'what' | 'file'>,
): void {
  const late = keys.find((key) => !countsOn(key, day))
  if (!late) return
  throw new ReleaseError(`The ${what} was signed with a key of ${late.name} that did not count on its day.`, {
    where: file,
    found: day,
    expected: `a day from ${late.from ?? 'the beginning'} to ${late.to ?? 'now'}`,
    todo: 'Do not use this copy before its owner has said why.',
  })
}

export const signerOf = ({ name, role, facility, keyid, demo }: TrustedKey): Signer => ({ name, role, facility, keyid, demo }) // prettier-ignore
