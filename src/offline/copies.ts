import type { CatalogueEntry, Edition, KeptRelease } from '../domain'

/** What is asked for: the listed release, and how the identity begins that a link names. */
export interface Wanted {
  entry: CatalogueEntry
  pin: string | undefined
}

/**
 * The kept copy that is opened instead of the listed release; null where the list's own is. A kept edition stays what it is until
 * the reader changes it, unless a link names the listed one or the kept one was withdrawn.
 */
export function copyFor(
  { entry, pin }: Wanted,
  kept: readonly KeptRelease[],
  history: readonly Edition[],
): KeptRelease | null {
  const copy = kept.find(({ origin, id }) => origin === 'list' && id === entry.id)
  if (!copy || copy.identity === entry.identity) return copy ?? null
  const names = ({ identity }: { identity: string }) => pin !== undefined && identity.startsWith(pin)
  return isWithdrawn(copy, history) || (names(entry) && !names(copy)) ? null : copy
}

const isWithdrawn = ({ identity }: KeptRelease, history: readonly Edition[]) =>
  history.some((event) => event.identity === identity && event.withdrawn !== null)

/** A kept release of the reader's own that a link names; null where there is none. */
export function ownCopy(kept: readonly KeptRelease[], id: string, pin: string): OwnCopy | null {
  const named = (copy: KeptRelease): copy is OwnCopy =>
    copy.origin !== 'list' && copy.id === id && copy.identity.startsWith(pin)
  return kept.find(named) ?? null
}

/** One that no list offered. */
export type OwnCopy = KeptRelease & { origin: 'file' | 'made' }

/** Kept releases that the list no longer holds, as it held them: what was kept stays, unless its id was withdrawn. */
export function keptAlone(
  kept: readonly KeptRelease[],
  { releases, history }: { releases: readonly CatalogueEntry[]; history: readonly Edition[] },
): CatalogueEntry[] {
  const listed = new Set(releases.map(({ id }) => id))
  const gone = (id: string) => (history.findLast((event) => event.id === id)?.withdrawn ?? null) !== null
  return kept.flatMap(({ entry }) => (entry && !listed.has(entry.id) && !gone(entry.id) ? [entry] : []))
}

/** Which copies make room for one that is newly kept: the same edition, and other editions of a listed release. */
export const replacedBy = (copy: KeptRelease, kept: readonly KeptRelease[]): KeptRelease[] =>
  kept.filter(
    (other) =>
      other.identity === copy.identity || (copy.origin === 'list' && other.origin === 'list' && other.id === copy.id),
  )
