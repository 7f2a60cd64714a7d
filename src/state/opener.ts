import type { Catalogue, CatalogueEntry, KeptRelease, ListSigning, PackedFacts, Release } from '../domain'
import type { Analysis } from '../analysis/client'
import type { View } from '../view'
import type { Origin } from './own-releases'

/** What is being loaded, in plain words; `total` is null where it is not known. */
export interface Loading {
  what: string
  done: number
  total: number | null
}

/** How the app reaches releases. `main.ts` makes one for the browser; tests make their own. */
export interface Opener {
  /** https address at which this copy of the app is public; null where none was configured. */
  readonly publicAddress: string | null
  /** Releases on offer, newest or most usual first, and the history of the list. Throws `ReleaseError`. */
  catalogue(): Promise<Catalogue>
  /** Who signed that list, `none` before there is one. Rejects with `ReleaseError` where it was changed after it was signed. */
  verifyList(): Promise<ListSigning>
  /** Opens and verifies a release; `view` says which of its tables will be asked for first. Throws `ReleaseError`. */
  open(entry: CatalogueEntry, view: View, onProgress: (loading: Loading) => void): Promise<Analysis>
  /** Turns files from the reader's own disk into a release held in memory, signatures checked. Throws `ReleaseError`. */
  openFiles(files: readonly File[], onProgress: (loading: Loading) => void): Promise<Analysis>
  /** A kept release of the reader's own that a link names; null where none is. Throws `ReleaseError` or `KeepError`. */
  openKept?(id: string, pin: string, onProgress: (loading: Loading) => void): Promise<KeptFiles | null>
  /** Whether an open release is a copy that is kept on this device. */
  isKept?(release: Release): boolean
  /** What keeps releases on this device, fetched when it is needed. */
  keeping?(): Promise<Keeping>
  /** Fetches the app itself for visits without a network, once; false where that cannot be. Absent in a copy that needs none. */
  keepApp?(): Promise<boolean>
  /** Whether listed releases come over a network, so that keeping one makes sense. */
  readonly fetches?: boolean
  /** Whether a list of its releases is what this copy opens with. */
  readonly launches?: boolean
  /** What the copy says of its releases beside its list; null where it says nothing, as on the web. */
  packedFacts?(): Promise<readonly PackedFacts[] | null>
  /** Ids of the pages of single indicators and areas that stand beside the app for previews of links. Rejects where there are none. */
  previews?(): Promise<readonly string[]>
}

/** A kept release of the reader's own, open, and the files that it came in. */
export interface KeptFiles {
  analysis: Analysis
  origin: Origin
  files: readonly File[]
}

/** Keeps releases on this device. Every method throws `KeepError` where the browser forbids it. */
export interface Keeping {
  list(): Promise<KeptRelease[]>
  /** Keeps all files of a listed release, or none; told bytes, of how many. Throws `ReleaseError` too. */
  keepListed(entry: CatalogueEntry, synthetic: boolean, onBytes: (done: number, total: number) => void): Promise<void>
  keepOwn(release: Release, origin: Origin, files: readonly File[]): Promise<void>
  remove(identity: string): Promise<void>
  /** Asks the browser not to clear what is kept; false where it does not promise that. */
  lasting(): Promise<boolean>
}
