import type { Analysis } from '../analysis/client'
import { pinOf } from './edition'
import type { KeptFiles, Loading, Opener } from './opener'

/** How a release came here that no list offered: from the reader's disk, or made on the page for making releases. */
export type Origin = 'file' | 'made'

/**
 * Releases of the reader's own; they last for the visit, unless the reader keeps them on this device. One is known by its identity: its id may be that of a listed
 * release, of which it is then another edition.
 */
export class OwnReleases {
  #held: readonly KeptFiles[] = []

  keep(own: KeptFiles): void {
    const { identity } = own.analysis.release
    this.#held = [...this.#held.filter(({ analysis }) => analysis.release.identity !== identity), own]
  }

  /** The files that it came in; none where it came from a list. */
  filesOf(analysis: Analysis | null): readonly File[] {
    return this.#held.find((own) => own.analysis === analysis)?.files ?? []
  }

  /** What a view of it has to name, so that nothing else is taken for it. */
  named({ release }: Analysis): { release: string; pin: string } {
    return { release: release.id, pin: pinOf(release.identity) }
  }

  /** The one that a view names; null where it means a listed release. */
  find(id: string | undefined, pin: string | undefined): Analysis | null {
    if (!id || !pin) return null
    const named = ({ release }: Analysis) => release.id === id && release.identity.startsWith(pin)
    return this.#held.find(({ analysis }) => named(analysis))?.analysis ?? null
  }

  /** The one that a view names out of those kept on this device; null where none is. Throws `ReleaseError` or `KeepError`. */
  async kept(
    { openKept }: Opener,
    { release, pin }: { release?: string; pin?: string },
    tell: (loading: Loading) => void,
  ): Promise<KeptFiles | null> {
    return (release && pin && (await openKept?.(release, pin, tell))) || null
  }

  /** Null where it came from a list. */
  originOf(analysis: Analysis | null): Origin | null {
    return this.#held.find((own) => own.analysis === analysis)?.origin ?? null
  }
}
