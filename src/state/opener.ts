import type { Catalogue, CatalogueEntry, ListSigning } from '../domain'
import type { Analysis } from '../analysis/client'
import type { View } from '../view'

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
}
