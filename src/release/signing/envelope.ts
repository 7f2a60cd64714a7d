import * as v from 'valibot'
import { ReleaseError } from '../../domain'
import { wrongProperty } from '../descriptor'
import { parseJson } from '../json'
import { fits, sign } from './curve'
import type { PublicKey, SigningKey } from './key'
import { fromBase64, pae, toBase64 } from './pae'

/** Where a release keeps its signatures. */
export const ENVELOPE = 'datapackage.dsse.json'
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

/** What is signed, for messages: `release` or `list of releases`, and the file of its signatures. */
export interface SignedThing {
  what: string
  file: string
  /** Who has a whole copy. */
  keeper: string
}

const RELEASE: SignedThing = { what: 'release', file: ENVELOPE, keeper: 'whoever published the release' }

const base64 = (what: string) =>
  v.pipe(
    v.string(),
    v.check((text) => text !== '' && fromBase64(text) !== null, what),
  )

const envelopeSchema = v.object({
  payloadType: v.literal(PAYLOAD_TYPE),
  payload: base64('base64'),
  signatures: v.pipe(
    v.array(v.object({ keyid: v.pipe(v.string(), v.nonEmpty('the id of a key')), sig: base64('base64') })),
    v.minLength(1, 'at least one signature'),
  ),
})

/** One payload and the signatures of it (DSSE 1.0.0). */
export type Envelope = v.InferOutput<typeof envelopeSchema>

/** Whose signatures fit. */
export interface Verified<K extends PublicKey> {
  payload: Uint8Array
  /** Each once, in the envelope's order. */
  signers: K[]
  /** Ids, as the envelope gives them, of keys that are not known. */
  strangers: string[]
}

/** Throws `ReleaseError` that names the first property that is wrong. */
export function readEnvelope(bytes: Uint8Array, file: string = ENVELOPE): Envelope {
  const result = v.safeParse(envelopeSchema, parseJson(bytes, file))
  if (result.success) return result.output
  throw wrongProperty(file, result.issues)
}

/** No spaces and no line end: no byte of it is without a meaning. */
export const writeEnvelope = (envelope: Envelope): Uint8Array => new TextEncoder().encode(JSON.stringify(envelope))

/** An envelope with one signature. */
export function signEnvelope(payload: Uint8Array, key: SigningKey): Envelope {
  const unsigned = { payloadType: PAYLOAD_TYPE, payload: toBase64(payload), signatures: [] } as const
  return addSignature({ ...unsigned, signatures: [] }, key)
}

/** The same envelope with one signature more, or with that key's signature made again. */
export function addSignature(envelope: Envelope, key: SigningKey): Envelope {
  const message = pae(envelope.payloadType, payloadOf(envelope))
  const others = envelope.signatures.filter(({ keyid }) => keyid !== key.keyid)
  return { ...envelope, signatures: [...others, { keyid: key.keyid, sig: toBase64(sign(message, key.secret)) }] }
}

export const payloadOf = ({ payload }: Pick<Envelope, 'payload'>): Uint8Array => fromBase64(payload) as Uint8Array

/**
 * Holds each signature against the known keys. The id of a key is only a hint, so a signature whose id is unknown is
 * tried against every key. Throws `ReleaseError` where one that bears a known key's id does not fit, and where one
 * fits another key than it says. Strangers' signatures cannot be judged and are only listed.
 */
export function verifyEnvelope<K extends PublicKey>(
  envelope: Envelope,
  known: readonly K[],
  thing: SignedThing = RELEASE,
): Verified<K> {
  const payload = payloadOf(envelope)
  const message = pae(envelope.payloadType, payload)
  const signers = new Map<string, K>()
  const strangers = new Set<string>()
  for (const { keyid, sig } of envelope.signatures) {
    const key = keyBehind(keyid, (candidate) => fits(bytesOf(sig), message, bytesOf(candidate.key)), known, thing)
    if (key) signers.set(keyid, key)
    else strangers.add(keyid)
  }
  return { payload, signers: [...signers.values()], strangers: [...strangers] }
}

const bytesOf = (text: string) => fromBase64(text) as Uint8Array

function keyBehind<K extends PublicKey>(
  keyid: string,
  made: (key: K) => boolean,
  known: readonly K[],
  thing: SignedThing,
): K | null {
  const named = known.find((key) => key.keyid === keyid)
  if (named && made(named)) return named
  if (named)
    throw doesNotFit(
      `a signature that bears the key of ${named.name} and was not made with it for this text`,
      null,
      thing,
    )
  const other = known.find(made)
  if (other) throw doesNotFit(`a signature of ${other.name} under the name of the key ${keyid}`, null, thing)
  return null
}

/** What every misfit between a thing and its signatures is called. */
export function doesNotFit(
  found: string,
  expected: string | null = null,
  { what, file, keeper }: SignedThing = RELEASE,
): ReleaseError {
  return new ReleaseError(`The signature does not fit: the ${what} was changed after it was signed.`, {
    where: file,
    found,
    expected: expected ?? `signatures of this very ${what}`,
    todo: `Do not use this copy. Ask ${keeper} for a whole one, and tell them.`,
  })
}
