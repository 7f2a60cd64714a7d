import { attackRelease, passed, publicResults, type AttackProgress, type GivenAway, type KnownTotal } from '../audit'
import type { AttackResult, Solver } from '../disclosure'
import { memorySource, openRelease, type OpenRelease } from '../release'
import { signRelease, type SigningKey } from '../release/signing'
import { writeRelease } from '../release/write'
import type { Built } from './build'

export interface FinishOptions {
  solver: Solver
  /** Earlier editions, which stand in many hands already. */
  against?: readonly OpenRelease[]
  /** Counts that are known exactly from elsewhere. */
  totals?: readonly KnownTotal[]
  /** Whoever signs here and now; others can add their signatures later. */
  keys?: readonly SigningKey[]
  onProgress?(what: string): void
  /** Which indicator is attacked now, and how many there are. */
  onAttack?(progress: AttackProgress): void
  /** Told of cells that this edition and those before it give away together. */
  onGivenAway?(cell: GivenAway): void
  /** What the attacks found, before anything is signed. */
  onResults?(results: readonly AttackResult[]): void
}

export interface Finished {
  /** The release's files, signed where keys were given; null where an attack got through. */
  release: ReadonlyMap<string, Uint8Array> | null
  identity: string
  /** What each attack found, cells included: for inside the facility only. */
  results: readonly AttackResult[]
}

/** Writes a release in memory, opens it as a reader would, attacks it, and signs it where every attack failed. */
export async function finishRelease({ draft }: Built, options: FinishOptions): Promise<Finished> {
  const { solver, against = [], totals = [], keys = [], onProgress } = options
  const files = await writeRelease(draft)
  const open = await openRelease(memorySource(files, draft.title))
  const results = await attackRelease([open], {
    solver,
    against,
    totals,
    onGivenAway: options.onGivenAway,
    onProgress: (progress) => {
      const { what, done, total } = progress
      onProgress?.(what ? `Attacking ${what} (${done + 1} of ${total})` : 'Attacked')
      options.onAttack?.(progress)
    },
  })
  options.onResults?.(results)
  const { identity } = open.release
  if (!passed(results)) return { release: null, identity, results }
  const previous = against.findLast(({ release }) => release.id === draft.id)?.release.identity ?? null
  const audit = publicResults(results)
  return {
    release: keys.length > 0 ? await signRelease(files, { keys, audit, previous }) : files,
    identity,
    results,
  }
}
