import { ReleaseError, type Signing } from '../domain'
import { memorySource, openRelease } from '../release'
import type { OpenRelease } from '../release'
import type { TrustedKey } from '../release/signing'
import { eachOnce, keysBeside, keysIn, readReleaseFolder } from './release-folder'

/** A region's release as it came, to the last byte. */
export interface PartFolder {
  dir: string
  files: ReadonlyMap<string, Uint8Array>
  open: OpenRelease
  signing: Signing
  /** Keys against which its signatures were held. */
  keys: readonly TrustedKey[]
}

/**
 * Reads and verifies the releases that go into one. Throws `ReleaseError` where a file is not as described, and, unless
 * `unsigned`, where nobody known has signed for the release's own facility.
 */
export async function readParts(
  dirs: readonly string[],
  { keys, unsigned }: { keys: readonly string[]; unsigned: boolean },
): Promise<PartFolder[]> {
  const named = (await Promise.all(keys.map(keysIn))).flat()
  const parts: PartFolder[] = []
  for (const dir of dirs) {
    const { files } = await readReleaseFolder(dir)
    const own = eachOnce([...named, ...(await keysBeside(dir))])
    const open = await openRelease(memorySource(files, dir), { signatures: { keys: own } })
    const signing = await open.verify()
    if (!unsigned) mustBeSigned(dir, open, signing)
    parts.push({ dir, files, open, signing, keys: own })
  }
  return parts
}

/** Another facility's key says nothing about this one's release. */
function mustBeSigned(dir: string, { release }: OpenRelease, { state, signers, strangers }: Signing): void {
  const own = signers.filter(({ facility }) => facility === null || release.facilities.includes(facility))
  if (own.length > 0) return
  const others = signers.map(({ name, facility }) => `${name} of ${facility}`)
  throw new ReleaseError(`Nobody known has signed ${release.title} for its facility.`, {
    where: dir,
    found: [...others, ...strangers.map((keyid) => `the unknown key ${keyid}`)].join(', ') || state,
    expected: `a signature for ${release.facilities.join(', ')}`,
    todo: 'Ask the facility for its signed release and its public key (--keys), or say --unsigned.',
  })
}
