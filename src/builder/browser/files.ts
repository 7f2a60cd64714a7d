import { ReleaseError } from '../../domain'
import type { Place } from '../run/database'
import { HEAD_BYTES } from '../run/files'
import { patternOf } from '../run/names'
import type { FileBindings } from '../../engine/duckdb/bindings'
import { FOLDER, openDropped, type Register } from './database'

/** A file that was let go over the page, with its path where it came in a folder. */
export interface DroppedFile {
  path: string
  file: Blob
}

/** The last part of a path. */
export const nameOf = (path: string) => path.replace(/^.*\//, '')

const folderOf = (path: string) => path.slice(0, path.length - nameOf(path).length)

/**
 * The files that a name in a recipe means, by path: beside the recipe, or in the folder that the name says; where nobody dropped a
 * folder, by the file's own name. `*` stands for any part of a name.
 */
export function filesFor(name: string, files: readonly DroppedFile[], recipe: string): DroppedFile[] {
  const folder = folderOf(recipe)
  const beside = matching(files, patternOf(name), ({ path }) =>
    path.startsWith(folder) ? path.slice(folder.length) : '',
  )
  return beside.length > 0 ? beside : matching(files, patternOf(nameOf(name)), ({ path }) => nameOf(path))
}

function matching(files: readonly DroppedFile[], pattern: RegExp, part: (file: DroppedFile) => string): DroppedFile[] {
  return files.filter((file) => pattern.test(part(file))).sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Where a recipe's files lie when they were dropped onto a page. SQL gets names of ours: a file's own could mean something in it. */
export function droppedPlace(
  files: readonly DroppedFile[],
  recipe: string,
  { bindings, register }: { bindings: FileBindings; register: Register },
): Place {
  const names = new Map(files.map(({ path }, at) => [path, `${FOLDER}/${at}/${safe(nameOf(path))}`]))
  const held = new Map(files.map(({ path, file }) => [names.get(path) as string, file]))
  const namesFor = (name: string) => filesFor(name, files, recipe).map(({ path }) => names.get(path) as string)
  return {
    async named(wanted) {
      const none = wanted.find((name) => namesFor(name).length === 0)
      if (none !== undefined)
        throw new ReleaseError(`There is no file ${none}.`, {
          where: recipe,
          expected: 'the files that the recipe names',
        })
      return [...new Set(wanted.flatMap(namesFor))]
    },
    path: (name) => namesFor(name)[0] ?? name,
    async head(path) {
      const file = held.get(path)
      if (!file) throw new ReleaseError(`There is no file ${nameOf(path)}.`, { where: path })
      return new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
    },
    open: () => openDropped(bindings, held, register),
  }
}

/** Without signs that DuckDB takes for patterns or that cannot stand in SQL. */
const safe = (name: string) => name.replace(/[^A-Za-z0-9._ -]/g, '_')
