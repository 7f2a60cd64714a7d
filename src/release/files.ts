import { ReleaseError } from '../domain'
import type { Check } from '../domain'
import type { Descriptor, Resource } from './descriptor'
import { sha256, shortHash } from './hash'
import { resourceOf } from './outline'
import type { Progress } from './progress'
import type { Source } from './source'

/** The files of a release, each held against its length and hash before anybody sees it. */
export interface CheckedFiles {
  /** By the resource's name. Throws `ReleaseError`. */
  read(name: string): Promise<Uint8Array>
  /** Starts reading; the next `read` of that name takes it up. */
  prefetch(name: string): void
  /** How many files have been read and found whole. */
  check(): Check
}

export function checkedFiles(
  source: Source,
  descriptor: Descriptor,
  onProgress?: (progress: Progress) => void,
): CheckedFiles {
  const whole = new Set<string>()
  const started = new Map<string, Promise<Uint8Array>>()
  const fetchFile = async (name: string): Promise<Uint8Array> => {
    const resource = resourceOf(descriptor, name)
    const what = inWords(resource, descriptor)
    const tell = (done: number) => onProgress?.({ what, done: Math.min(done, resource.bytes), total: resource.bytes })
    tell(0)
    const bytes = await source.read(resource.path, tell)
    await checkBytes(resource, bytes)
    tell(bytes.length)
    whole.add(name)
    return bytes
  }
  return {
    read(name) {
      const early = started.get(name)
      started.delete(name)
      return early ?? fetchFile(name)
    },
    prefetch(name) {
      const reading = fetchFile(name)
      // Whoever reads it hears of a failure; until then it must not count as unhandled.
      reading.catch(() => undefined)
      started.set(name, reading)
    },
    check: () => filesCheck(whole.size, descriptor.resources.length),
  }
}

/** Throws `ReleaseError` unless length, hash and file name agree with the descriptor. */
export async function checkBytes(resource: Resource, bytes: Uint8Array): Promise<void> {
  const { path, hash } = resource
  if (bytes.length !== resource.bytes) {
    const how = bytes.length < resource.bytes ? 'is cut short' : 'is longer than it should be'
    throw mismatch(`${path} ${how}.`, path, `${bytes.length} bytes`, `${resource.bytes} bytes`)
  }
  const found = `sha256:${await sha256(bytes)}`
  if (found !== hash) throw mismatch(`${path} was changed after the release was made.`, path, found, hash)
  const digits = shortHash(hash.slice('sha256:'.length))
  if (!path.includes(`.${digits}.`))
    throw mismatch(`${path} does not bear its own hash.`, path, path, `a name with ${digits}`)
}

function filesCheck(read: number, all: number): Check {
  return {
    name: 'Files',
    outcome: 'passed',
    detail: `${read} of ${all} files read so far; each has the length and the SHA-256 that the description gives.`,
  }
}

function inWords({ name, title }: Resource, { cairn }: Descriptor): string {
  if (name === cairn.areas) return 'the areas'
  if (name === cairn.boundaries) return 'the map'
  if (name === cairn.layout) return 'the hexagons'
  if (name === cairn.summary) return 'the front page'
  return cairn.tables.some(({ resource, shape }) => resource === name && shape === 'population')
    ? 'the populations'
    : (title ?? name)
}

function mismatch(message: string, where: string, found: string, expected: string): ReleaseError {
  const todo = 'Do not use this copy. Ask for a whole one; if it stays so, tell whoever made the release.'
  return new ReleaseError(message, { where, found, expected, todo })
}
