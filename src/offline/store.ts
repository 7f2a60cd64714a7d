import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { KeepError } from '../domain'
import type { KeptRelease } from '../domain'
import { replacedBy } from './copies'

interface Shelf extends DBSchema {
  releases: { key: string; value: KeptRelease }
  files: { key: [identity: string, path: string]; value: { identity: string; path: string; bytes: Uint8Array } }
}

/**
 * Kept releases and their files, in the browser's database. One transaction writes a release, so it is there whole or not at all.
 * A database and not a cache of answers, since it also holds what no server gave, and is there on a page opened from a disk.
 */
export class KeptStore {
  #opened: Promise<IDBPDatabase<Shelf>> | null = null

  /** `place` is the app's own address: several copies on one host keep apart. */
  constructor(readonly place: string) {}

  /** Throws `KeepError` where the browser forbids it. */
  list(): Promise<KeptRelease[]> {
    return this.#told(async (shelf) => shelf.getAll('releases'))
  }

  /** Throws `KeepError` where there is no room; then all is as before. */
  put(release: KeptRelease, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    return this.#told(async (shelf) => {
      const writing = shelf.transaction(['releases', 'files'], 'readwrite')
      const [releases, contents] = [writing.objectStore('releases'), writing.objectStore('files')]
      const { identity } = release
      const asked: Promise<unknown>[] = [writing.done]
      try {
        for (const old of replacedBy(release, await releases.getAll()))
          asked.push(releases.delete(old.identity), contents.delete(allOf(old.identity)))
        for (const [path, bytes] of files) asked.push(contents.put({ identity, path, bytes: own(bytes) }))
        await Promise.all([...asked, releases.put(release)])
      } catch (thrown) {
        undo(writing, asked)
        throw thrown
      }
    })
  }

  /** Null where no such file is kept. */
  read(identity: string, path: string): Promise<Uint8Array | null> {
    return this.#told(async (shelf) => (await shelf.get('files', [identity, path]))?.bytes ?? null)
  }

  files(identity: string): Promise<Map<string, Uint8Array>> {
    return this.#told(async (shelf) => {
      const found = await shelf.getAll('files', allOf(identity))
      return new Map(found.map(({ path, bytes }) => [path, bytes]))
    })
  }

  remove(identity: string): Promise<void> {
    return this.#told(async (shelf) => {
      const removing = shelf.transaction(['releases', 'files'], 'readwrite')
      await Promise.all([
        removing.objectStore('releases').delete(identity),
        removing.objectStore('files').delete(allOf(identity)),
        removing.done,
      ])
    })
  }

  async #told<T>(run: (shelf: IDBPDatabase<Shelf>) => Promise<T>): Promise<T> {
    try {
      this.#opened ??= open(this.place)
      return await run(await this.#opened)
    } catch (thrown) {
      this.#opened = null
      throw keepError(thrown)
    }
  }
}

const open = (place: string) =>
  openDB<Shelf>(`cairn ${place}`, 1, {
    upgrade(shelf) {
      shelf.createObjectStore('releases', { keyPath: 'identity' })
      shelf.createObjectStore('files', { keyPath: ['identity', 'path'] })
    },
  })

/** What was asked of a transaction before something failed must not stand either; mostly the browser saw to that. */
function undo(writing: { abort(): void }, asked: readonly Promise<unknown>[]): void {
  void Promise.allSettled(asked)
  try {
    writing.abort()
  } catch {
    return
  }
}

/** Every key that begins with the identity: lists come after all texts. */
const allOf = (identity: string) => IDBKeyRange.bound([identity], [identity, []])

/** A view into a larger buffer would take all of that along. */
const own = (bytes: Uint8Array) => (bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice())

/** What a browser's refusal means for the reader. Exported for tests. */
export function keepError(thrown: unknown): KeepError {
  const found = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  if (thrown instanceof Error && thrown.name === 'QuotaExceededError')
    return new KeepError('There is no room left for it on this device.', {
      found,
      todo: 'Remove a kept release below, or free space on the disk, then try again. Nothing that was kept before has changed.',
    })
  return new KeepError('This browser lets this page keep nothing.', {
    found,
    todo: 'Private windows and some settings forbid it, and some browsers forbid it to pages opened from a disk. Use an ordinary window; or keep the file of the release itself.',
  })
}
