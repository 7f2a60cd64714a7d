import type { Edition } from '../domain'

/** Remembers how far the chain of a list of releases had come when this device last read it. */
export interface ChainMemory {
  /** What the history says against what was seen before; `first` where nothing was. */
  compare(history: readonly Edition[]): 'first' | 'goes-on' | 'set-back'
  /** Takes the history for the one to go on from. */
  keep(history: readonly Edition[]): void
}

interface Seen {
  length: number
  head: string
}

type Place = Pick<Window, 'location' | 'localStorage'>

/** Kept in the browser where it allows that. */
export function chainMemory(place: Place): ChainMemory {
  return {
    compare(history) {
      const seen = remembered(place, history)
      if (!seen) return 'first'
      return history[seen.length - 1]?.chain === seen.head ? 'goes-on' : 'set-back'
    },
    keep(history) {
      const head = history.at(-1)?.chain
      if (head) remember(place, history, { length: history.length, head })
    },
  }
}

/**
 * A list is known by its address. From a disk and from the reader's own machine other lists come under the same
 * address; there it is known by its first event, and one written anew counts as another list.
 */
function keyOf({ location }: Place, history: readonly Edition[]): string {
  const own = location.protocol === 'file:' || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname)
  return `cairn-chain ${own ? (history[0]?.chain ?? '') : location.origin + location.pathname}`
}

/** Storage throws where it is forbidden; then each visit is the first. */
function remembered(place: Place, history: readonly Edition[]): Seen | null {
  try {
    const seen = JSON.parse(place.localStorage.getItem(keyOf(place, history)) ?? 'null') as Partial<Seen> | null
    return typeof seen?.head === 'string' && typeof seen.length === 'number' ? (seen as Seen) : null
  } catch {
    return null
  }
}

function remember(place: Place, history: readonly Edition[], seen: Seen): void {
  try {
    place.localStorage.setItem(keyOf(place, history), JSON.stringify(seen))
  } catch {
    return
  }
}
