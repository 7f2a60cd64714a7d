import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CatalogueEntry, Release } from '../domain'
import { openRelease } from '../release'
import { DESCRIPTOR, validateDescriptor } from '../release/descriptor'
import { checkBytes } from '../release/files'
import { folderSource } from '../release/folder'
import { parseJson } from '../release/json'

const SIGNATURES = 'datapackage.dsse.json'

/** A release folder read whole: each file that its descriptor names, held against its hash. */
export interface ReleaseFolder {
  release: Release
  /** By path within the folder. Whatever else lies there is left out. */
  files: Map<string, Uint8Array>
}

/** Reads a release folder for copying. Throws `ReleaseError` where a file is missing or not what the descriptor says. */
export async function readReleaseFolder(dir: string): Promise<ReleaseFolder> {
  const source = folderSource(dir)
  const { release } = await openRelease(source)
  const bytes = await source.read(DESCRIPTOR)
  const files = new Map([[DESCRIPTOR, bytes]])
  for (const resource of validateDescriptor(parseJson(bytes, DESCRIPTOR)).resources) {
    const content = await source.read(resource.path)
    await checkBytes(resource, content)
    files.set(resource.path, content)
  }
  if (existsSync(join(dir, SIGNATURES))) files.set(SIGNATURES, await source.read(SIGNATURES))
  return { release, files }
}

/** How a catalogue lists a release that lies in the given folder beside it. */
export function entryOf({ id, title, date, facilities, identity }: Release, path: string): CatalogueEntry {
  return { id, label: title, date, facility: facilities.join(', '), path, identity, previous: null }
}
