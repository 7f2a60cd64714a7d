import type { Analysis } from '../analysis/client'
import { pinOf } from './edition'

/** How a release came here that no list offered: from the reader's disk, or made on the page for making releases. */
export type Origin = 'file' | 'made'

/**
 * Releases of the reader's own; they last for the visit. One is known by its identity: its id may be that of a listed
 * release, of which it is then another edition.
 */
export class OwnReleases {
  #held: readonly { analysis: Analysis; origin: Origin }[] = []

  keep(analysis: Analysis, origin: Origin): void {
    const { identity } = analysis.release
    this.#held = [...this.#held.filter((own) => own.analysis.release.identity !== identity), { analysis, origin }]
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

  /** Null where it came from a list. */
  originOf(analysis: Analysis | null): Origin | null {
    return this.#held.find((own) => own.analysis === analysis)?.origin ?? null
  }
}
