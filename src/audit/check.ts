import { ATTACK_IDS, mergeResults } from '../disclosure'
import type { AttackResult } from '../disclosure'
import type { Release } from '../domain'
import { openRelease } from '../release'
import type { OpenRelease, Source } from '../release'
import { attackRelease } from './attack'
import type { ReleaseAttack } from './attack'
import { attackFiles } from './files'

export interface Checkup {
  /** Those that could be opened. */
  releases: Release[]
  against: Release[]
  results: AttackResult[]
}

/**
 * The whole suite on release folders: what stands in the files, then what the numbers tell. A release that cannot be opened
 * fails attack 14 and is not attacked further.
 * @throws ReleaseError where an earlier edition cannot be opened: without it nothing can be said of both.
 */
export async function checkFolders(
  sources: readonly Source[],
  { against = [], ...options }: Omit<ReleaseAttack, 'against'> & { against?: readonly Source[] },
): Promise<Checkup> {
  const files: AttackResult[] = []
  const opened: OpenRelease[] = []
  for (const [at, source] of sources.entries()) {
    options.onProgress?.({ what: `files of ${source.label}`, done: at, total: sources.length })
    const found = await attackFiles(source)
    files.push(...found)
    if (found.every(({ attack, outcome }) => attack !== '14' || outcome !== 'failed'))
      opened.push(await openRelease(source))
  }
  const earlier: OpenRelease[] = []
  for (const source of against) earlier.push(await openRelease(source))
  const attacked = await attackRelease(opened, { ...options, against: earlier })
  const results = ATTACK_IDS.map((attack) =>
    mergeResults(
      attack,
      [...attacked, ...files].filter((result) => result.attack === attack),
    ),
  )
  const releases = ({ release }: OpenRelease) => release
  return { releases: opened.map(releases), against: earlier.map(releases), results }
}
