import { existsSync } from 'node:fs'
import { readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ReleaseError, type CatalogueEntry } from '../domain'
import { CATALOGUE, readCatalogue, writeCatalogue } from '../release/catalogue'
import { DESCRIPTOR } from '../release/descriptor'
import { folderSource } from '../release/folder'
import { defineCommand } from './command'
import { entryOf, readReleaseFolder } from './release-folder'

/**
 * Lists every release folder in a folder: those that the catalogue names already in its order, new ones after them.
 * Each is read whole and held against its hashes. Throws `ReleaseError` where one fails, two share an id, or none is there.
 */
export async function catalogueOf(folder: string): Promise<CatalogueEntry[]> {
  const found = await foldersIn(folder)
  if (found.length === 0)
    throw new ReleaseError(`catalogue: ${folder} holds no release`, { where: folder, expected: `folders with a ${DESCRIPTOR}`, todo: 'Copy release folders into it first.' }) // prettier-ignore
  const known = existsSync(join(folder, CATALOGUE)) ? await readCatalogue(folderSource(folder)) : []
  const place = (path: string) =>
    (known.findIndex((entry) => entry.path === path) + known.length + 1) % (known.length + 1)
  const entries: CatalogueEntry[] = []
  for (const path of found.sort((one, other) => place(one) - place(other) || (one < other ? -1 : 1))) {
    const { release } = await readReleaseFolder(join(folder, path))
    const twin = entries.find(({ id }) => id === release.id)
    if (twin) throw new ReleaseError(`catalogue: two releases are called ${release.id}`, { found: `${twin.path}, ${path}`, expected: 'an id for each' }) // prettier-ignore
    entries.push(entryOf(release, path))
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
  },
  async run({ releases }, terminal) {
    const entries = await catalogueOf(releases)
    const file = join(releases, CATALOGUE)
    await writeFile(`${file}.${process.pid}`, writeCatalogue(entries))
    await rename(`${file}.${process.pid}`, file)
    for (const { id, label, path } of entries) terminal.print(`${id}: ${label}, in ${path}`)
    terminal.print(`Wrote ${file}`)
    return 0
  },
})
