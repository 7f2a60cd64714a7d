import { ReleaseError } from '../domain'
import type { Catalogue, CatalogueEntry, Edition, ListSigning, Release } from '../domain'
import type { ChainMemory } from './chain-memory'
import { olderThan, pinned, withdrawal, withdrawnEdition } from './edition'
import { failureOf, type Failure } from './failure'

/** How an edition came here, and what there is to hold it against. */
export interface KnownOfEdition {
  fromFiles: boolean
  /** True where this device has not read the list before. */
  firstVisit: boolean
  /** True where the link names this very edition. */
  pinned: boolean
}

const NEWER = 'A newer edition is there; this is the copy kept on this device. Update it on the page About'

/** The releases on offer, and what their history tells of the ones that are opened. */
export class ReleaseList {
  releases = $state.raw<readonly CatalogueEntry[]>([])
  /** All that the list ever offered; empty where it keeps no history. */
  history = $state.raw<readonly Edition[]>([])
  /** Who signed the list; null until that is settled. */
  signing = $state.raw<ListSigning | null>(null)
  #firstVisit = $state(true)
  /** A list that went back in time, until the reader decides about it. */
  #setBack: Catalogue | null = null

  constructor(readonly memory: ChainMemory | null) {}

  /** Takes a list that was read. False where it lacks what it held when this device last read it. */
  take(list: Catalogue): boolean {
    const compared = this.memory?.compare(list.history) ?? 'first'
    if (compared === 'set-back') this.#setBack = list
    else this.#keep(list, compared === 'first')
    return compared !== 'set-back'
  }

  /** Goes on with a list that went back in time. */
  accept(): void {
    if (this.#setBack) this.#keep(this.#setBack, true)
    this.#setBack = null
  }

  /** Keeps who signed the list. A list that does not fit its signature is forgotten; then this rejects with the reason. */
  async check(verified: Promise<ListSigning>): Promise<void> {
    try {
      this.signing = await verified
    } catch (thrown) {
      this.signing = null
      this.releases = []
      this.history = []
      throw thrown
    }
  }

  #keep(list: Catalogue, firstVisit: boolean): void {
    this.#firstVisit = firstVisit
    this.memory?.keep(list.history)
    this.releases = list.releases
    this.history = list.history
  }

  /** The release of that id; the first where none is named; null where it is not there. */
  find(id: string | undefined): CatalogueEntry | null {
    return (id ? this.releases.find((entry) => entry.id === id) : this.releases[0]) ?? null
  }

  /** Whether a link to this edition leads to it. */
  offers({ identity }: Release): boolean {
    return this.releases.some((entry) => entry.identity === identity)
  }

  /** Why the release of that id is not there. */
  missing(id: string | undefined): Failure {
    if (!id) return failureOf('catalogue', 'The list of releases is empty.')
    const gone = withdrawal(this.history, id)
    return failureOf('unknown-release', gone ?? `The link asks for a release called “${id}”.`)
  }

  /** Where the link names an edition that the history does not know, nothing else is shown in its place. */
  unknownEdition(id: string, pin: string | undefined): Failure | null {
    if (!pin || this.history.length === 0 || pinned(this.history, id, pin) !== 'unknown') return null
    const detail = `The link names an edition that begins with ${pin}; this list of releases never held it.`
    return failureOf('unknown-edition', detail)
  }

  /** Throws `ReleaseError` where the release was withdrawn, wherever it came from. */
  refuseWithdrawn({ identity }: Release): void {
    const found = withdrawnEdition(this.history, identity)
    if (!found) return
    const todo = 'Ask whoever published it for the edition that took its place.'
    throw new ReleaseError('This release was withdrawn', { found, todo })
  }

  /** What has to be told of the edition that is shown: the link names another, or it is a kept copy and the list names another. */
  problems({ id, identity }: Release, pin: string | undefined, kept = false): string[] {
    const found = pin && !identity.startsWith(pin) ? [this.#otherThan(id, pin)] : []
    const newer = kept && this.releases.some((entry) => entry.id === id && entry.identity !== identity)
    return newer ? [...found, NEWER] : found
  }

  #otherThan(id: string, pin: string): string {
    const older = olderThan(this.history, id, pin)
    const made = older ? `${older}, which is shown` : 'another edition of this release'
    return `This link was made on ${made}; figures may differ from those its sender saw`
  }

  /** What `editionWords` says how sure it is by. */
  known({ identity }: Release, pin: string | undefined, fromFiles: boolean): KnownOfEdition {
    return { fromFiles, firstVisit: this.#firstVisit, pinned: Boolean(pin && identity.startsWith(pin)) }
  }
}
