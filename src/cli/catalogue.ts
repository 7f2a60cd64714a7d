import { existsSync } from 'node:fs'
import { readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ReleaseError, type Catalogue, type CatalogueEntry } from '../domain'
import { CATALOGUE, openCatalogue, writeCatalogue } from '../release/catalogue'
import { DESCRIPTOR } from '../release/descriptor'
import { folderSource } from '../release/folder'
import { enterRelease, withdraw } from '../release/history'
import { defineCommand, UsageError } from './command'
import { entryOf, readReleaseFolder } from './release-folder'

/** The releases of `listOf`. */
export const catalogueOf = async (folder: string): Promise<readonly CatalogueEntry[]> => (await listOf(folder)).releases

/**
 * Lists every release folder in a folder: those that the catalogue names already in its order, new ones after them; its
 * history goes on. Each is read whole and held against its hashes and signatures. Throws `ReleaseError` where one fails,
 * two share an id, one that is listed is gone, or none is there.
 */
export async function listOf(folder: string): Promise<Catalogue> {
  const found = await foldersIn(folder)
  if (found.length === 0)
    throw new ReleaseError(`catalogue: ${folder} holds no release`, { where: folder, expected: `folders with a ${DESCRIPTOR}`, todo: 'Copy release folders into it first.' }) // prettier-ignore
  let list = await knownList(folder)
  const entries = await entriesOf(folder, withoutWithdrawn(found, list))
  const gone = list.releases.find(({ id }) => !entries.some((entry) => entry.id === id))
  if (gone && list.history.length > 0)
    throw new ReleaseError(`catalogue: ${gone.id} is listed and no longer in ${folder}`, { where: join(folder, gone.path), found: 'no such release', todo: `Put it back, or tell readers why it is gone: --withdraw ${gone.id} --why …` }) // prettier-ignore
  if (gone) list = { ...list, releases: list.releases.filter(({ id }) => entries.some((entry) => entry.id === id)) }
  for (const entry of entries) list = await enterRelease(list, entry)
  return list
}

async function knownList(folder: string): Promise<Catalogue> {
  return existsSync(join(folder, CATALOGUE)) ? openCatalogue(folderSource(folder)) : { releases: [], history: [] }
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
  },
  async run({ releases, withdraw: id, why }, terminal) {
    if ((id === undefined) !== (why === undefined))
      throw new UsageError('cairn catalogue: --withdraw ID and --why TEXT go together')
    const today = new Date().toISOString().slice(0, 10)
    const list = id === undefined ? await listOf(releases) : await withdraw(await knownList(releases), id, why ?? '', today) // prettier-ignore
    const file = join(releases, CATALOGUE)
    await writeFile(`${file}.${process.pid}`, writeCatalogue(list))
    await rename(`${file}.${process.pid}`, file)
    for (const { id, label, path } of list.releases) terminal.print(`${id}: ${label}, in ${path}`)
    terminal.print(`Wrote ${file}`)
    return 0
  },
})
