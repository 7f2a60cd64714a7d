import canonicalize from 'canonicalize'
import * as v from 'valibot'
import { ReleaseError } from '../../domain'
import type { Edition, ListSigning } from '../../domain'
import { wrongProperty } from '../descriptor'
import { sha256 } from '../hash'
import { CATALOGUE } from '../history'
import { parseJson } from '../json'
import { isAbsent } from '../source'
import type { Source } from '../source'
import { doesNotFit, readEnvelope, signEnvelope, verifyEnvelope, writeEnvelope } from './envelope'
import type { SignedThing } from './envelope'
import type { PublicKey, SigningKey } from './key'
import { checkDay, readKeys, signerOf } from './keys'
import type { TrustedKey } from './keys'
import { STATEMENT_TYPE } from './statement'

/*
 * A chain proves that a list fits together, not who wrote it: whoever writes it all anew makes a chain that fits. A signature of
 * the file and of the chain's head does: by a centre, or by the owner who publishes for one facility.
 */

/** Where a list of releases keeps its signature. */
export const LIST_ENVELOPE = 'catalogue.dsse.json'
/** A name, not an address: see `PREDICATE_TYPE`. */
const LIST_PREDICATE = 'https://cairn.invalid/catalogue/v1'
const ROLES: readonly string[] = ['centre', 'owner']

const THING: SignedThing = { what: 'list of releases', file: LIST_ENVELOPE, keeper: 'whoever keeps the list' }

const sha = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, '64 hex digits'))

const statementSchema = v.object({
  _type: v.literal(STATEMENT_TYPE),
  subject: v.tuple([v.object({ name: v.literal(CATALOGUE), digest: v.object({ sha256: sha }) })]),
  predicateType: v.literal(LIST_PREDICATE),
  predicate: v.object({ date: v.string(), events: v.number(), chain: sha }),
})

type ListStatement = v.InferOutput<typeof statementSchema>

/** A list as it was read. */
export interface ListFile {
  bytes: Uint8Array
  history: readonly Edition[]
  /** Whether the list says that it is signed. */
  signed: boolean
}

export interface KnownKeys {
  keys?: readonly TrustedKey[] | undefined
  /** Where `keys.json` lies, read only where there is a signature to check. */
  keysFrom?: Source
  /** Looks for a signature even where the list does not speak of one; browsers do not, since what is missing shows as a fault. */
  look?: boolean
}

/** Throws `ReleaseError` for a key of somebody who does not keep lists of releases. */
export function mustKeepLists({ name, role }: PublicKey): void {
  if (ROLES.includes(role)) return
  throw new ReleaseError('A list of releases is signed by the centre, or by the owner where there is no centre.', {
    found: `${name}, ${role}`,
    expected: `a key made with --role ${ROLES.join(' or ')}`,
  })
}

/** Bytes of `catalogue.dsse.json`. Throws `ReleaseError` for a key of another role and for a list without history. */
export async function signList(file: Omit<ListFile, 'signed'>, key: SigningKey): Promise<Uint8Array> {
  mustKeepLists(key)
  const statement = canonicalize(await statementOf(file))
  return writeEnvelope(signEnvelope(new TextEncoder().encode(statement), key))
}

async function statementOf({ bytes, history }: Omit<ListFile, 'signed'>): Promise<ListStatement> {
  const head = history.at(-1)
  if (!head)
    throw new ReleaseError('A list of releases without a history is not signed.', {
      where: CATALOGUE,
      found: 'no history',
    })
  return {
    _type: STATEMENT_TYPE,
    subject: [{ name: CATALOGUE, digest: { sha256: await sha256(bytes) } }],
    predicateType: LIST_PREDICATE,
    predicate: { date: head.date, events: history.length, chain: head.chain },
  }
}

/**
 * Who signed a list. Throws `ReleaseError` where it was changed after it was signed, where its signature is missing though it
 * speaks of one, and where a key signed that is neither a centre's nor an owner's, or did not count on the day of its last event.
 */
export async function checkList(source: Source, file: ListFile, known: KnownKeys = {}): Promise<ListSigning> {
  const bytes = file.signed || known.look ? await source.read(LIST_ENVELOPE).catch(missing(file)) : null
  if (!bytes) return { state: 'unsigned', signers: [], strangers: [] }
  const keys = known.keys ?? (known.keysFrom ? await readKeys(known.keysFrom) : [])
  const verified = verifyEnvelope(readEnvelope(bytes, LIST_ENVELOPE), keys, THING)
  const statement = readStatement(verified.payload)
  const expected = await statementOf(file)
  if (canonicalize(statement) !== canonicalize(expected)) throw doesNotFit(inWords(expected), inWords(statement), THING)
  checkDay(verified.signers, expected.predicate.date, THING)
  const other = verified.signers.find(({ role }) => !ROLES.includes(role))
  if (other) throw doesNotFit(`a signature of ${other.name}, ${other.role}`, ROLES.join(' or '), THING)
  const state = verified.signers.length > 0 ? 'signed' : 'unknown'
  return { state, signers: verified.signers.map(signerOf), strangers: verified.strangers }
}

const missing =
  ({ signed }: ListFile) =>
  (cause: unknown): null => {
    if (!isAbsent(cause)) throw cause
    if (!signed) return null
    throw new ReleaseError('The list of releases says that it is signed, and its signature is missing.', {
      where: LIST_ENVELOPE,
      found: 'no such file',
      expected: 'a signature',
      todo: 'Ask whoever keeps the list for a whole copy, and tell them.',
    })
  }

function readStatement(payload: Uint8Array): ListStatement {
  const what = `${LIST_ENVELOPE}, payload`
  const result = v.safeParse(statementSchema, parseJson(payload, what))
  if (result.success) return result.output
  throw wrongProperty(what, result.issues)
}

const inWords = ({ subject: [{ digest }], predicate: { events, date } }: ListStatement) =>
  `${events} events up to ${date}, SHA-256 ${digest.sha256}`
