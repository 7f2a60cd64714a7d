import { DESCRIPTOR, validateDescriptor } from './descriptor'
import { checkBytes } from './files'
import { identityOf } from './identity'
import { parseJson } from './json'
import { ENVELOPE } from './signing/envelope'
import { isAbsent, type Source } from './source'

/** A release with all its files, each held against its hash. */
export interface WholeRelease {
  identity: string
  /** By path within the release's folder: the descriptor, its signatures where there are any, and all that it names. */
  files: Map<string, Uint8Array>
}

/**
 * Reads every file of a release; whatever else lies in its folder is left out. `onBytes` is told bytes read, of how many.
 * Throws `ReleaseError` where a file is missing or not what the descriptor says.
 */
export async function readWhole(
  source: Source,
  onBytes?: (done: number, total: number) => void,
): Promise<WholeRelease> {
  const bytes = await source.read(DESCRIPTOR)
  const json = parseJson(bytes, DESCRIPTOR)
  const { resources } = validateDescriptor(json)
  const total = resources.reduce((sum, resource) => sum + resource.bytes, 0)
  const files = new Map([[DESCRIPTOR, bytes]])
  let done = 0
  for (const resource of resources) {
    const content = await source.read(resource.path)
    await checkBytes(resource, content)
    files.set(resource.path, content)
    done += content.length
    onBytes?.(done, total)
  }
  const envelope = await source.read(ENVELOPE).catch(unlessAbsent)
  if (envelope) files.set(ENVELOPE, envelope)
  return { identity: await identityOf(json), files }
}

function unlessAbsent(cause: unknown): null {
  if (isAbsent(cause)) return null
  throw cause
}
