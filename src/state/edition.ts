import type { Edition } from '../domain'

const LONG = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

const day = (iso: string) => (Number.isNaN(Date.parse(iso)) ? iso : LONG.format(new Date(iso)))

/** As much of an identity as a link holds to name an edition. */
export const pinOf = (identity: string) => identity.slice(0, 8)

const newest = (history: readonly Edition[], id: string) => history.findLast((edition) => edition.id === id)

/** What the history of the list knows of the edition that a link names (`pin`: how its identity begins). */
export type Pinned = 'current' | 'older' | 'unknown'

export function pinned(history: readonly Edition[], id: string, pin: string): Pinned {
  if (newest(history, id)?.identity.startsWith(pin)) return 'current'
  return history.some((edition) => edition.id === id && edition.identity.startsWith(pin)) ? 'older' : 'unknown'
}

/** Which edition a reader of an older one should look at; null where it is the newest, or not known to the list. */
export function olderThan(history: readonly Edition[], id: string, identity: string): string | null {
  const edition = history.find((one) => one.id === id && one.identity.startsWith(identity))
  const now = newest(history, id)
  if (!edition || !now || now.identity === edition.identity) return null
  return `the edition of ${day(edition.date)}; the current one is of ${day(now.date)}`
}

/** Why a release is no longer on offer; null where it is, or was never. */
export function withdrawal(history: readonly Edition[], id: string): string | null {
  const last = newest(history, id)
  return last?.withdrawn ? `“${id}” was withdrawn on ${day(last.date)}: ${last.withdrawn}` : null
}

/** The same for one edition, in whatever way it was opened. */
export function withdrawnEdition(history: readonly Edition[], identity: string): string | null {
  const event = history.find((one) => one.identity === identity && one.withdrawn !== null)
  return event ? `${event.id}, withdrawn on ${day(event.date)}: ${event.withdrawn}` : null
}
