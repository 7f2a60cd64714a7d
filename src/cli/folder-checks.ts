import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Check } from '../domain'
import { CATALOGUE, openCatalogue } from '../release/catalogue'
import { DESCRIPTOR, validateDescriptor } from '../release/descriptor'
import { folderSource } from '../release/folder'
import { identityOf } from '../release/identity'
import { parseJson } from '../release/json'
import { ENVELOPE } from '../release/signing'
import { filesIn } from './read-file'

/** What only the folder itself can show: files that the release does not name, and a name that the catalogue does not know. */
export async function folderChecks(dir: string): Promise<Check[]> {
  const files = await filesIn(dir)
  const bytes = files.get(DESCRIPTOR)
  if (!bytes) return []
  const json = parseJson(bytes, DESCRIPTOR)
  const { resources, name } = validateDescriptor(json)
  return [strays([...files.keys()], [DESCRIPTOR, ENVELOPE, ...resources.map(({ path }) => path)]), ...(await placeOf(dir, name, await identityOf(json)))] // prettier-ignore
}

function strays(found: readonly string[], known: readonly string[]): Check {
  const strange = found.filter((path) => !known.includes(path))
  if (strange.length === 0)
    return {
      name: 'Nothing else',
      outcome: 'passed',
      detail: 'The folder holds what the description names, and nothing else.',
    }
  const some = strange.slice(0, 5).join(', ') + (strange.length > 5 ? ', …' : '')
  const detail = `${strange.length} files that the description does not name lie in the folder: ${some}. Nobody has checked them.`
  return { name: 'Nothing else', outcome: 'failed', detail }
}

/** The catalogue beside the folder has to list it under this name, where it knows the release at all. */
async function placeOf(dir: string, id: string, identity: string): Promise<Check[]> {
  const parent = dirname(resolve(dir))
  if (!existsSync(join(parent, CATALOGUE))) return []
  const { releases, history } = await openCatalogue(folderSource(parent))
  if (releases.some(({ path }) => resolve(parent, path) === resolve(dir))) return []
  const listed = releases.find((entry) => entry.id === id || entry.identity === identity)
  if (!listed && !history.some((edition) => edition.identity === identity)) return []
  const detail = listed
    ? `The catalogue beside it lists this release in the folder ${listed.path}: this one was renamed or copied.`
    : 'The catalogue beside it knows this edition, but no longer offers it.'
  return [{ name: 'Place', outcome: 'failed', detail }]
}
