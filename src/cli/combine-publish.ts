import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { AuditLine, Catalogue, CatalogueEntry, Release } from '../domain'
import { enterRelease, memorySource, newestOf, openRelease } from '../release'
import { folderSource, writeFolder, writeWhole } from '../release/folder'
import { KEYS, readKeys, signRelease, writeKeys } from '../release/signing'
import type { SigningKey, TrustedKey } from '../release/signing'
import type { PartFolder } from './combine-parts'
import { readList, trusted, writeList } from './list-folder'
import { eachOnce, entryOf } from './release-folder'

export interface Publication {
  parts: readonly PartFolder[]
  /** The whole's files. */
  whole: Map<string, Uint8Array>
  release: Release
  audit: readonly AuditLine[]
  /** The centre; null where nobody signs. */
  signer: SigningKey | null
}

/**
 * Writes every part as it came and the whole, each folder whole or not at all, and then the catalogue, the whole first. What
 * would be listed is settled before anything is written; the same again leaves the same bytes.
 */
export async function publish(
  out: string,
  { parts, whole, release, audit, signer }: Publication,
): Promise<readonly CatalogueEntry[]> {
  await mkdir(out, { recursive: true })
  const known = await readList(out)
  const keys = eachOnce([
    ...(await readKeys(folderSource(out))),
    ...parts.flatMap((part) => part.keys),
    ...trusted(signer),
  ])
  const files = signer ? await signed(whole, signer, audit, previousOf(known, release)) : whole
  const { signing } = await verified(files, keys)
  const entry = entryOf(release, release.id, signing)
  let list = known
  for (const { open, signing: own } of parts)
    list = await enterRelease(list, entryOf(open.release, open.release.id, own))
  list = firstOf(await enterRelease(list, entry), release.id)
  for (const part of parts) {
    const dir = join(out, part.open.release.id)
    if (resolve(dir) !== resolve(part.dir)) await writeFolder(part.files, dir)
  }
  await writeFolder(files, join(out, release.id))
  if (keys.length > 0) await writeWhole(join(out, KEYS), writeKeys(keys))
  await writeList(out, list, signer)
  return list.releases
}

/** Identity of the edition that this one follows; of the same edition again, of the one that it followed. */
function previousOf({ releases, history }: Catalogue, { id, identity }: Release): string | null {
  const last = newestOf(history, id) ?? releases.find((entry) => entry.id === id)
  return last?.identity === identity ? last.previous : (last?.identity ?? null)
}

async function signed(
  files: Map<string, Uint8Array>,
  signer: SigningKey,
  audit: readonly AuditLine[],
  previous: string | null,
) {
  return signRelease(files, { keys: [signer], audit: [...audit], previous })
}

async function verified(files: ReadonlyMap<string, Uint8Array>, keys: readonly TrustedKey[]) {
  const open = await openRelease(memorySource(files, 'the whole'), { signatures: { keys } })
  return { signing: await open.verify() }
}

/** The first release of a catalogue is the one that opens. */
function firstOf({ releases, history }: Catalogue, id: string): Catalogue {
  const mine = releases.filter((entry) => entry.id === id)
  return { releases: [...mine, ...releases.filter((entry) => entry.id !== id)], history }
}
