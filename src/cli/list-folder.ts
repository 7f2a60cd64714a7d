import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Catalogue } from '../domain'
import { CATALOGUE, openList, writeCatalogue } from '../release/catalogue'
import { folderSource, writeWhole } from '../release/folder'
import { KEYS, LIST_ENVELOPE, readKeys, signList, writeKeys } from '../release/signing'
import type { SigningKey, TrustedKey } from '../release/signing'
import { eachOnce } from './release-folder'

/**
 * The list of a folder of releases; empty where there is none. Throws `ReleaseError` where it does not fit together, or was changed
 * after it was signed: what is changed must not be written on.
 */
export async function readList(folder: string): Promise<Catalogue> {
  if (!existsSync(join(folder, CATALOGUE))) return { releases: [], history: [] }
  const source = folderSource(folder)
  const { catalogue, verify } = await openList(source)
  await verify({ keys: await readKeys(source), look: true })
  return catalogue
}

/** Whoever signs here is known from now on. */
export const trusted = (signer: SigningKey | null): TrustedKey[] =>
  signer ? [{ ...signer, from: null, to: null }] : []

/** Adds keys to those that count for readers of a folder; one that is there stays as it is. Throws `ReleaseError`. */
export async function addKeys(folder: string, keys: readonly TrustedKey[]): Promise<void> {
  if (keys.length === 0 || !existsSync(folder)) return
  const known = await readKeys(folderSource(folder))
  await writeWhole(join(folder, KEYS), writeKeys(eachOnce([...known, ...keys])))
}

/**
 * Writes the list of a folder, and its signature where there is a key. Without one, a list in which nothing changed stays as it is,
 * signature and all; any other is not signed any more. Returns whether it is signed. Throws `ReleaseError`.
 */
export async function writeList(folder: string, list: Catalogue, key: SigningKey | null): Promise<boolean> {
  const [file, envelope] = [join(folder, CATALOGUE), join(folder, LIST_ENVELOPE)]
  if (!key && existsSync(envelope) && (await isAsItStands(folder, list))) return true
  const bytes = writeCatalogue({ ...list, signed: key ? true : undefined })
  const signature = key && (await signList({ bytes, history: list.history }, key))
  if (signature) await writeWhole(envelope, signature)
  else await rm(envelope, { force: true })
  await writeWhole(file, bytes)
  return signature !== null
}

async function isAsItStands(folder: string, { releases, history }: Catalogue): Promise<boolean> {
  const signed = writeCatalogue({ releases, history, signed: true })
  const standing = await folderSource(folder).read(CATALOGUE)
  return Buffer.compare(standing, signed) === 0
}
