import { ReleaseError } from '../domain'
import type { Check, Signing } from '../domain'
import type { Descriptor } from './descriptor'
import { sha256 } from './hash'
import type { ExpectedSignatures, OpenRelease } from './open-release'
import type { Source } from './source'

/** The part of an open release that knows who signed it. */
export type Signatures = Pick<OpenRelease, 'signing' | 'verify' | 'onChecks'> & { check(): Check }

/** A descriptor, the file that it came in, and its identity. */
export interface ReadDescriptor {
  bytes: Uint8Array
  descriptor: Descriptor
  identity: string
}

/** Signatures are checked when asked for, once: what that takes weighs more than all that a first chart needs of a release. */
export function signatures(source: Source, read: ReadDescriptor, expected?: ExpectedSignatures): Signatures {
  const listeners = new Set<() => void>()
  let signing: Signing = CHECKING
  let refused = false
  let verified: Promise<Signing> | null = null
  const tell = () => listeners.forEach((listener) => listener())
  const verify = async () => {
    if (expected?.signed === false && !expected.signers?.length) return UNSIGNED
    const { checkSignatures } = await loadChecks()
    const described = { ...read, digest: await sha256(read.bytes) }
    return checkSignatures(source, described, expected)
  }
  return {
    get signing() {
      return signing
    },
    verify() {
      verified ??= verify().then(
        (found) => ((signing = found), tell(), found),
        (cause: unknown) => {
          refused = true
          tell()
          throw cause
        },
      )
      return verified
    },
    onChecks(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    check: () => (refused ? REFUSED : checkOf(signing, read.descriptor, expected)),
  }
}

const CHECKING: Signing = { state: 'checking', signers: [], strangers: [], audit: [] }

const UNSIGNED: Signing = { ...CHECKING, state: 'unsigned' }

/** What checks signatures weighs more than all that a first chart needs. Throws `ReleaseError` where it cannot be fetched. */
export const loadChecks = () => import('./signing/check').catch(notFetched)

function notFetched(cause: unknown): never {
  throw new ReleaseError('The part of Cairn that checks signatures could not be fetched.', {
    found: cause instanceof Error ? cause.message : String(cause),
    todo: 'Check the connection, then try again.',
  })
}

const REFUSED: Check = { name: 'Signature', outcome: 'failed', detail: 'It does not fit, or it could not be checked.' }

function checkOf(
  { state, signers, strangers }: Signing,
  { resources }: Descriptor,
  known: ExpectedSignatures = {},
): Check {
  const name = 'Signature'
  if (state === 'checking') return { name, outcome: 'checking', detail: 'Being checked.' }
  if (state === 'signed') return { name, outcome: 'passed', detail: fitting(signers.length, strangers.length, resources.length) } // prettier-ignore
  if (state === 'unknown' && !known.keys && !known.keysFrom)
    return { name, outcome: 'not-applicable', detail: 'Signed, but no keys were given to hold the signatures against.' }
  if (state === 'unknown') return { name, outcome: 'failed', detail: 'Signed with a key that this app does not know.' }
  return { name, outcome: 'not-applicable', detail: 'Nobody signed this release.' }
}

function fitting(known: number, unknown: number, files: number): string {
  const fit = known === 1 ? 'One signature fits' : `${known} signatures fit`
  const more = unknown ? ` ${unknown} more cannot be judged: this app does not know their keys.` : ''
  return `${fit} the description and the hashes of all ${files} files.${more}`
}

/** Of a release that was never written, so that nobody could sign it. */
export const unwritten: Pick<OpenRelease, 'signing' | 'verify' | 'onChecks'> = {
  signing: { state: 'none', signers: [], strangers: [], audit: [] },
  verify: async () => unwritten.signing,
  onChecks: () => () => undefined,
}
