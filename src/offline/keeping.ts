import { KeepError } from '../domain'
import type { Catalogue, CatalogueEntry, Edition, KeptRelease, Release } from '../domain'
import { within, type Source } from '../release/source'
import { readWhole } from '../release/whole'
import { copyFor, keptAlone, ownCopy, type Wanted } from './copies'
import { KeptStore } from './store'

/** Told while files come: bytes, of how many. */
export type OnBytes = (done: number, total: number) => void

/** What of a release is told in lists. */
type Told = Pick<Release, 'id' | 'identity' | 'title' | 'date' | 'facilities' | 'synthetic'>

/** Keeps releases on this device. Every method throws `KeepError` where the browser forbids it. */
export class Keeping {
  readonly #store: KeptStore

  /** `marked` is told what is kept, so that the next visit need not look where nothing is. */
  constructor(
    place: string,
    readonly releases: Source,
    readonly marked: (kept: readonly KeptRelease[]) => void,
  ) {
    this.#store = new KeptStore(place)
  }

  list(): Promise<KeptRelease[]> {
    return this.#store.list()
  }

  /** Fetches every file of a listed release, holds each against its hash, and keeps all or nothing. Throws `ReleaseError` too. */
  async keepListed(entry: CatalogueEntry, synthetic: boolean, onBytes: OnBytes): Promise<void> {
    const { identity, files } = await readWhole(within(this.releases, entry.path), onBytes)
    if (identity !== entry.identity)
      throw new KeepError('The list of releases names another edition than the one that lies there now.', {
        found: identity,
        expected: entry.identity,
        todo: 'Load the page again, then keep it.',
      })
    const { id, label, facility, date } = entry
    await this.#put({ identity, id, title: label, facility, date, synthetic, origin: 'list', bytes: sizeOf(files), keptOn: today(), entry }, files) // prettier-ignore
  }

  /** Keeps the reader's own files as they came, so that they open in the same way at the next visit. */
  async keepOwn(release: Told, origin: 'file' | 'made', given: readonly File[]): Promise<void> {
    const read = async (file: File): Promise<[string, Uint8Array]> => [
      file.webkitRelativePath || file.name,
      new Uint8Array(await file.arrayBuffer().catch(gone)),
    ]
    const files = new Map(await Promise.all(given.map(read)))
    const { identity, id, title, date, facilities, synthetic } = release
    const facility = facilities.join(', ')
    await this.#put({ identity, id, title, facility, date, synthetic, origin, bytes: sizeOf(files), keptOn: today(), entry: null }, files) // prettier-ignore
  }

  async remove(identity: string): Promise<void> {
    await this.#store.remove(identity)
    this.marked(await this.list())
  }

  /** Asks the browser not to clear what is kept when the disk is full. False where it does not promise that. */
  async lasting(): Promise<boolean> {
    return (await globalThis.navigator?.storage?.persist?.().catch(() => false)) ?? false
  }

  /** The kept copy that is opened instead of a listed release, with where its files are; null where the list's own is. */
  async copyOf(wanted: Wanted, history: readonly Edition[]): Promise<(KeptRelease & { source: Source }) | null> {
    const copy = copyFor(wanted, await this.#known(), history)
    return copy && { ...copy, source: this.#source(copy, within(this.releases, wanted.entry.path)) }
  }

  /** Entries of kept releases that the list no longer holds. */
  async alone(list: Pick<Catalogue, 'releases' | 'history'>): Promise<CatalogueEntry[]> {
    return keptAlone(await this.#known(), list)
  }

  /** What cannot be read does not stand in the way of what the list offers. */
  #known(): Promise<KeptRelease[]> {
    return this.list().catch(() => [])
  }

  /** What was removed while the release is open comes from where it once came from; its hashes are held against it all the same. */
  #source({ identity, title }: KeptRelease, listed: Source): Source {
    const kept = (path: string) => this.#store.read(identity, path).catch(() => null)
    return {
      label: `${title}, kept on this device`,
      read: async (path, onBytes) => (await kept(path)) ?? listed.read(path, onBytes),
    }
  }

  /** A kept release of the reader's own, as the files that it came in; null where none is kept that a link names so. */
  async own(id: string, pin: string): Promise<{ origin: 'file' | 'made'; files: File[] } | null> {
    const copy = ownCopy(await this.#known(), id, pin)
    return copy && { origin: copy.origin, files: [...(await this.#store.files(copy.identity))].map(asFile) }
  }

  async #put(copy: KeptRelease, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    await this.#store.put(copy, files)
    this.marked(await this.list())
  }
}

const sizeOf = (files: ReadonlyMap<string, Uint8Array>) =>
  [...files.values()].reduce((sum, { length }) => sum + length, 0)

const today = () => new Date().toISOString().slice(0, 10)

/** A file inside a folder has its path in a property that only the browser sets. */
function asFile([path, bytes]: [string, Uint8Array]): File {
  const file = new File([bytes as Uint8Array<ArrayBuffer>], path.slice(path.lastIndexOf('/') + 1))
  if (path.includes('/')) Object.defineProperty(file, 'webkitRelativePath', { value: path })
  return file
}

function gone(thrown: unknown): never {
  throw new KeepError('A file of this release could not be read again.', {
    found: thrown instanceof Error ? thrown.message : String(thrown),
    todo: 'It was moved or changed since you opened it. Open it again, then keep it.',
  })
}
