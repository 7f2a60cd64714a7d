import { ReleaseError } from '../../domain'
import { DESCRIPTOR, validateDescriptor } from '../descriptor'
import { checkBytes } from '../files'
import { sha256 } from '../hash'
import { identityOf } from '../identity'
import { parseJson } from '../json'
import { addSignature, ENVELOPE, payloadOf, readEnvelope, signEnvelope, writeEnvelope } from './envelope'
import type { SigningKey } from './key'
import { checkStatement, readStatement, statementOf, writeStatement } from './statement'
import type { Described, StatementExtras } from './statement'

type Files = ReadonlyMap<string, Uint8Array>

export interface SignOptions extends StatementExtras {
  /** Signed in this order; all sign the same text. */
  keys: readonly SigningKey[]
}

/** A release's descriptor with its hash and identity. Throws `ReleaseError` where it is none. */
export async function describedBy(bytes: Uint8Array): Promise<Described> {
  const json = parseJson(bytes, DESCRIPTOR)
  return { descriptor: validateDescriptor(json), digest: await sha256(bytes), identity: await identityOf(json) }
}

/**
 * The release's files with its envelope. Where it has one, the keys sign what was signed before, and nothing may be
 * added to that. Same files, extras and keys: same bytes. Throws `ReleaseError` where a file is not as described, where
 * an attack got through, and where the envelope is another release's.
 */
export async function signRelease(files: Files, options: SignOptions): Promise<Map<string, Uint8Array>> {
  const described = await checkedFiles(files)
  const [first, ...others] = options.keys
  if (!first) throw new ReleaseError('Nobody signs: no key was given.', { expected: 'one key or more' })
  const before = files.get(ENVELOPE)
  const begun = before ? addSignature(goOn(before, described, options), first) : begin(described, options, first)
  const envelope = others.reduce((so_far, key) => addSignature(so_far, key), begun)
  return new Map([...files, [ENVELOPE, writeEnvelope(envelope)]])
}

async function checkedFiles(files: Files): Promise<Described> {
  const described = await describedBy(fileOf(files, DESCRIPTOR))
  for (const resource of described.descriptor.resources) await checkBytes(resource, fileOf(files, resource.path))
  return described
}

function begin(described: Described, { audit = [], previous }: SignOptions, key: SigningKey) {
  const failed = audit.find(({ outcome }) => outcome === 'failed')
  if (failed)
    throw new ReleaseError(`An attack got through, so the release is not signed: ${failed.name}.`, {
      found: failed.detail,
      expected: 'attacks that all fail',
      todo: 'Protect the release again, then check it again.',
    })
  return signEnvelope(writeStatement(statementOf(described, { audit, previous: previous ?? null })), key)
}

function goOn(bytes: Uint8Array, described: Described, { audit, previous }: SignOptions) {
  const envelope = readEnvelope(bytes)
  checkStatement(readStatement(payloadOf(envelope)), described)
  if (audit ?? previous)
    throw new ReleaseError('The release is signed already, so nothing can be added to what was signed.', {
      where: ENVELOPE,
      todo: `Sign without an audit and without a previous edition, or remove ${ENVELOPE} and let all sign again.`,
    })
  return envelope
}

function fileOf(files: Files, path: string): Uint8Array {
  const bytes = files.get(path)
  if (bytes) return bytes
  throw new ReleaseError(`${path} is missing from the release.`, { where: path, found: 'no such file' })
}
