import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ReleaseError, type Catalogue, type CatalogueEntry } from '../domain'
import { CATALOGUE } from '../release/catalogue'
import { DESCRIPTOR } from '../release/descriptor'
import { enterRelease, withdraw } from '../release/history'
import { KEYS, mustKeepLists } from '../release/signing'
import { defineCommand, UsageError } from './command'
import { addKeys, readList, trusted, writeList } from './list-folder'
import { entryOf, keyFrom, keysIn, readReleaseFolder } from './release-folder'

/** The releases of `listOf`. */
export const catalogueOf = async (folder: string): Promise<readonly CatalogueEntry[]> => (await listOf(folder)).releases

/**
 * Lists every release folder in a folder: those that the catalogue names already in its order, new ones after them; its
 * history goes on. Each is read whole and held against its hashes and signatures. Throws `ReleaseError` where one fails,
 * two share an id, one that is listed is gone, or none is there.
 */
async function listOf(folder: string): Promise<Catalogue> {
  const found = await foldersIn(folder)
  if (found.length === 0)
    throw new ReleaseError(`catalogue: ${folder} holds no release`, { where: folder, expected: `folders with a ${DESCRIPTOR}`, todo: 'Copy release folders into it first.' }) // prettier-ignore
  let list = await readList(folder)
  const entries = await entriesOf(folder, withoutWithdrawn(found, list))
  const gone = list.releases.find(({ id }) => !entries.some((entry) => entry.id === id))
  if (gone && list.history.length > 0)
    throw new ReleaseError(`catalogue: ${gone.id} is listed and no longer in ${folder}`, { where: join(folder, gone.path), found: 'no such release', todo: `Put it back, or tell readers why it is gone: --withdraw ${gone.id} --why …` }) // prettier-ignore
  if (gone) list = { ...list, releases: list.releases.filter(({ id }) => entries.some((entry) => entry.id === id)) }
  for (const entry of entries) list = await enterRelease(list, entry)
  return list
}

/** Folders in order of their names, but those of withdrawn releases are left where they lie. */
function withoutWithdrawn(paths: readonly string[], { releases, history }: Catalogue): string[] {
  const gone = new Set(history.filter(({ withdrawn }) => withdrawn !== null).map(({ id }) => id))
  const listed = new Set(releases.map(({ id }) => id))
  return [...paths].sort().filter((path) => !gone.has(path) || listed.has(path))
}

async function entriesOf(folder: string, paths: readonly string[]): Promise<CatalogueEntry[]> {
  const entries: CatalogueEntry[] = []
  for (const path of paths) {
    const { release, signing } = await readReleaseFolder(join(folder, path))
    const twin = entries.find(({ id }) => id === release.id)
    if (twin) throw new ReleaseError(`catalogue: two releases are called ${release.id}`, { found: `${twin.path}, ${path}`, expected: 'an id for each' }) // prettier-ignore
    entries.push(entryOf(release, path, signing))
  }
  return entries
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new ReleaseError(`catalogue: ${folder} cannot be read`, { where: folder, expected: 'a folder of releases' })
  })
  return entries.filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, DESCRIPTOR))).map(({ name }) => name) // prettier-ignore
}

/** `cairn catalogue`: what the app offers is what its catalogue lists. */
export const catalogueCommand = defineCommand({
  name: 'catalogue',
  summary:
    'Writes the catalogue.json of a folder of releases, after checking each of them. The first one listed opens.',
  options: {
    releases: { type: 'string', value: 'DIR', required: true, help: 'folder that holds release folders' },
    withdraw: { type: 'string', value: 'ID', help: 'take this release off the list instead' },
    why: { type: 'string', value: 'TEXT', help: 'what readers of old links to it are told' },
    key: { type: 'string', value: 'FILE', help: 'the key of the centre or the owner, which signs the list' },
    keys: { type: 'string', value: 'FILE', many: true, help: `keys that count for readers, ${KEYS} or a .pub file: added to ${KEYS} there` }, // prettier-ignore
  },
  async run({ releases, withdraw: id, why, key, keys }, terminal) {
    if ((id === undefined) !== (why === undefined))
      throw new UsageError('cairn catalogue: --withdraw ID and --why TEXT go together')
    const signer = key === undefined ? null : await keyFrom(key)
    if (signer) mustKeepLists(signer)
    await addKeys(releases, [...(await Promise.all(keys.map(keysIn))).flat(), ...trusted(signer)])
    const today = new Date().toISOString().slice(0, 10)
    const list = id === undefined ? await listOf(releases) : await withdraw(await readList(releases), id, why ?? '', today) // prettier-ignore
    const signed = await writeList(releases, list, signer)
    for (const { id, label, path } of list.releases) terminal.print(`${id}: ${label}, in ${path}`)
    terminal.print(`Wrote ${join(releases, CATALOGUE)}, ${signed ? 'signed' : 'which nobody signed (--key)'}`)
    return 0
  },
})
