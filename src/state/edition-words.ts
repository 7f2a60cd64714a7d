import type { Edition } from '../domain'
import { olderThan } from './edition'
import type { KnownOfEdition } from './release-list.svelte'

/** How sure it is that this is the newest edition, in a sentence for the About page. */
export function editionWords(history: readonly Edition[], identity: string, known: KnownOfEdition): string {
  const edition = history.find((one) => one.identity === identity)
  const older = edition && olderThan(history, edition.id, identity)
  if (older) return `An older edition: this is ${older}.`
  if (known.fromFiles)
    return edition
      ? 'The newest edition in this app’s list of releases.'
      : 'This app’s list of releases does not name it, so nothing here tells whether there is a newer one.'
  if (!edition)
    return known.pinned
      ? 'The edition that the link names.'
      : 'The list of releases keeps no history, so an old edition in the place of a newer one would not be noticed.'
  const place = `The newest edition in the list of releases, whose history of ${history.length === 1 ? 'one event' : `${history.length} events`} fits together.` // prettier-ignore
  if (known.pinned) return `${place} It is the one that the link names.`
  return known.firstVisit
    ? `${place} This is the first visit on this device, so a list that was set back before it would not be noticed.`
    : `${place} It has not gone back since this device first read it.`
}
