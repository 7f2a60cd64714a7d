import { ReleaseError } from '../../domain'
import type { Signing } from '../../domain'
import type { ExpectedSignatures } from '../open-release'
import { isAbsent } from '../source'
import type { Source } from '../source'
import { ENVELOPE, readEnvelope, verifyEnvelope } from './envelope'
import type { Verified } from './envelope'
import { checkDay, readKeys, signerOf } from './keys'
import type { TrustedKey } from './keys'
import { checkStatement, readStatement } from './statement'
import type { Described } from './statement'

export { checkList } from './list'

/**
 * Who signed a release. Throws `ReleaseError` where it was changed after it was signed, where a signature that a
 * catalogue lists is missing, and where a key signed on a day on which it did not count.
 */
export async function checkSignatures(
  source: Source,
  described: Described,
  expected: ExpectedSignatures = {},
): Promise<Signing> {
  const bytes = await envelopeOf(source, expected)
  if (!bytes) return { state: 'unsigned', signers: [], strangers: [], audit: [] }
  const envelope = readEnvelope(bytes)
  const known = expected.keys ?? (expected.keysFrom ? await readKeys(expected.keysFrom) : [])
  const verified = verifyEnvelope(envelope, known)
  const statement = readStatement(verified.payload)
  checkStatement(statement, described)
  checkDay(verified.signers, statement.predicate.date, { what: 'release', file: ENVELOPE })
  checkExpected(verified, expected)
  return {
    state: verified.signers.length ? 'signed' : 'unknown',
    signers: verified.signers.map(signerOf),
    strangers: verified.strangers,
    audit: statement.predicate.audit,
  }
}

/** Null where nobody signed and nobody says that somebody did. */
async function envelopeOf(source: Source, { signed, signers = [] }: ExpectedSignatures): Promise<Uint8Array | null> {
  return source.read(ENVELOPE).catch((cause: unknown) => {
    if (!isAbsent(cause)) throw cause
    if (!signed && signers.length === 0) return null
    throw new ReleaseError('The list of releases says that this release is signed, and its signatures are missing.', {
      where: ENVELOPE,
      found: 'no such file',
      expected: `signatures by ${signers.length || 'one or more'} known keys`,
      todo: 'Do not use this copy. Ask whoever published the release for a whole one, and tell them.',
    })
  })
}

function checkExpected(verified: Verified<TrustedKey>, { signed, signers = [] }: ExpectedSignatures): void {
  const found = verified.signers.map(({ keyid }) => keyid)
  const lost = signers.filter((keyid) => !found.includes(keyid))
  if (lost.length === 0 && (!signed || found.length > 0)) return
  throw new ReleaseError('The list of releases says who signed this release, and their signatures are not all here.', {
    where: ENVELOPE,
    found: `known keys ${found.join(', ') || 'none'}, unknown keys ${verified.strangers.join(', ') || 'none'}`,
    expected: signers.length ? `the keys ${signers.join(', ')}` : 'a key that this app knows',
    todo: 'Do not use this copy. Ask whoever published the release for a whole one, and for their list of keys.',
  })
}
