import { readdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { ReleaseError } from '../domain'
import type { CatalogueEntry, Release, Signing } from '../domain'
import { openRelease } from '../release'
import { DESCRIPTOR } from '../release/descriptor'
import { folderSource } from '../release/folder'
import { parseJson } from '../release/json'
import { parseKeys, readKeys, readPublicKey, readSigningKey } from '../release/signing'
import type { SigningKey, TrustedKey } from '../release/signing'
import { readWhole } from '../release/whole'
import { readBytes } from './read-file'

/** A release folder read whole: each file that its descriptor names, held against its hash. */
export interface ReleaseFolder {
  release: Release
  /** By path within the folder. Whatever else lies there is left out. */
  files: Map<string, Uint8Array>
  /** Who signed it, as far as the keys beside it tell. */
  signing: Signing
}

/** Keys in the `keys.json` that lies beside a release folder; none where there is no such file. */
export const keysBeside = (dir: string): Promise<TrustedKey[]> => readKeys(folderSource(dirname(resolve(dir))))

/** Every key once, as it comes first. */
export const eachOnce = (keys: readonly TrustedKey[]): TrustedKey[] =>
  keys.filter(({ keyid }, at) => keys.findIndex((key) => key.keyid === keyid) === at)

/** Keys of a `keys.json`, or the one of a `.pub` file. Throws `ReleaseError`. */
export async function keysIn(file: string): Promise<TrustedKey[]> {
  const bytes = await readBytes(file, 'keys.json or a .pub file')
  const json = parseJson(bytes, file)
  const isList = typeof json === 'object' && json !== null && 'keys' in json
  return isList ? parseKeys(bytes, file) : [{ ...(await readPublicKey(bytes, file)), from: null, to: null }]
}

/** The key of whoever signs. Throws `ReleaseError`. */
export const keyFrom = async (file: string): Promise<SigningKey> =>
  readSigningKey(await readBytes(file, 'NAME.key, as cairn keys made it'), file)

/** What somebody has to know who signs for a facility that a release is not of; null where the key is right. */
export function otherFacility({ name, facility }: SigningKey, facilities: readonly string[]): string | null {
  if (facility === null || facilities.includes(facility)) return null
  return `The key of ${name} is ${facility}’s, the release ${facilities.join(', ')}’s: nobody has signed for it yet.`
}

/**
 * Reads a release folder for copying. Throws `ReleaseError` where a file is missing or not what the descriptor says,
 * and where the release was changed after it was signed.
 */
export async function readReleaseFolder(dir: string): Promise<ReleaseFolder> {
  const source = folderSource(dir)
  const opened = await openRelease(source, { signatures: { keys: await keysBeside(dir) } })
  const { files } = await readWhole(source)
  return { release: opened.release, files, signing: await opened.verify() }
}

/** How a catalogue lists a release that lies in the given folder beside it. Of strangers' signatures it says nothing. */
export function entryOf(release: Release, path: string, signing?: Signing): CatalogueEntry {
  const { id, title, date, facilities, identity } = release
  const entry = { id, label: title, date, facility: facilities.join(', '), path, identity, previous: null }
  if (signing?.state === 'signed') return { ...entry, signed: true, signers: signing.signers.map(({ keyid }) => keyid) }
  return signing?.state === 'unsigned' ? { ...entry, signed: false } : entry
}

/** Only a release may be replaced by a release. */
export async function refuseForeign(command: string, out: string): Promise<void> {
  const inside = await readdir(out).catch((): string[] => [])
  if (inside.length === 0 || inside.includes(DESCRIPTOR)) return
  throw new ReleaseError(`${command}: ${out} holds something other than a release, so it is left as it is`, {
    where: resolve(out),
    found: inside.slice(0, 5).join(', '),
    expected: 'a new or empty folder, or a release to replace',
    todo: 'Name another folder.',
  })
}
