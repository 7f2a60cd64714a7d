import { ReleaseError } from '../domain'
import { memorySource, openDraft, openRelease, within } from '../release'
import type { ExpectedSignatures, OpenRelease, Progress } from '../release'

/** Turns files from the reader's disk into an open release, its signatures not checked yet. What only this needs is fetched when it is needed. */
export async function openFiles(
  files: readonly File[],
  onProgress: (progress: Progress) => void,
  signatures?: ExpectedSignatures,
): Promise<OpenRelease> {
  const held = await bytesOf(files, onProgress)
  const descriptor = [...held.keys()].filter((path) => /(^|\/)datapackage\.json$/.test(path)).sort(byDepth)[0]
  if (descriptor) {
    const folder = descriptor.replace(/datapackage\.json$/, '')
    const source = memorySource(held, files.length === 1 ? (files[0]?.name ?? 'the file') : 'the opened files')
    return openRelease(folder ? within(source, folder) : source, { onProgress, signatures })
  }
  onProgress({ what: 'Reading the columns', done: 0, total: null })
  const { importDropped } = await import('.')
  const dropped = [...held].map(([path, text]) => ({ name: path.replace(/^.*\//, ''), text }))
  return openDraft(importDropped(dropped).draft)
}

const byDepth = (a: string, b: string) => a.split('/').length - b.split('/').length

/** Bytes by path; zip files are taken apart. */
export async function bytesOf(
  files: readonly File[],
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<Map<string, Uint8Array>> {
  const held = new Map<string, Uint8Array>()
  for (const [at, file] of files.entries()) {
    onProgress({ what: `Reading ${file.name}`, done: at, total: files.length })
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (isZip(bytes)) for (const [path, inside] of await unzipped(file.name, bytes)) held.set(path, inside)
    else held.set(file.webkitRelativePath || file.name, bytes)
  }
  return held
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/** More than this unpacked is no release but a trap. */
const MOST_BYTES = 1_000_000_000

async function unzipped(name: string, bytes: Uint8Array): Promise<[string, Uint8Array][]> {
  const { unzipSync } = await import('fflate')
  let total = 0
  try {
    const files = unzipSync(bytes, {
      filter({ originalSize }) {
        total += originalSize
        if (total > MOST_BYTES) throw new RangeError(`more than ${MOST_BYTES} bytes`)
        return true
      },
    })
    return Object.entries(files).filter(([path]) => !path.endsWith('/') && !path.startsWith('__MACOSX/'))
  } catch (cause) {
    throw new ReleaseError(`${name} could not be unpacked`, {
      found: cause instanceof Error ? cause.message : 'a damaged zip file',
      expected: 'a zip file of a release folder',
      todo: 'Fetch the file again, or unpack it yourself and drop the folder.',
    })
  }
}
