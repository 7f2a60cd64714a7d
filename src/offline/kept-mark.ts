import type { KeptRelease } from '../domain'

/** What is kept at this place, as far as a page has to know before the database is opened. */
export interface KeptMark {
  /** Whether anything is. */
  any(): boolean
  /** Whether a listed release of that id is. */
  has(id: string): boolean
  set(kept: readonly Pick<KeptRelease, 'id' | 'origin'>[]): void
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>

/** `place` is the app's own address. Where storage is forbidden nothing is kept either. */
export function keptMark(place: string, storage: () => Storage): KeptMark {
  const key = `cairn-kept ${place}`
  const read = () => {
    try {
      return storage().getItem(key)
    } catch {
      return null
    }
  }
  return {
    any: () => read() !== null,
    has: (id) => read()?.split(' ').includes(id) ?? false,
    set(kept) {
      const ids = kept.flatMap(({ id, origin }) => (origin === 'list' ? [id] : []))
      try {
        if (kept.length > 0) storage().setItem(key, ids.join(' '))
        else storage().removeItem(key)
      } catch {
        return
      }
    },
  }
}

/** The mark of the app that this page is. */
export const markHere = (): KeptMark => keptMark(placeHere(), () => localStorage)

/** Where the app lies: several copies on one host keep apart. */
export const placeHere = () => new URL('./', document.baseURI).href
