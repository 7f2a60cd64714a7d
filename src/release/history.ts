import canonicalize from 'canonicalize'
import { ReleaseError } from '../domain'
import type { Catalogue, CatalogueEntry, Edition } from '../domain'
import { sha256 } from './hash'

/*
 * The chain of a list of releases: each event carries a hash over all that came before it. Whoever has seen one value
 * of the chain can tell later whether the list went on from there, was set back, or was written anew.
 */

export const CATALOGUE = 'catalogue.json'
const FILE = `${CATALOGUE}, history`

/** SHA-256 over the chain value before and the event, both in canonical form (RFC 8785); 64 hex digits. */
export async function chainOf(before: string, { chain: _own, ...event }: Edition): Promise<string> {
  return sha256(new TextEncoder().encode(canonicalize([before, event])))
}

/** The newest event of that id; null where the history knows none. */
export function newestOf(history: readonly Edition[], id: string): Edition | null {
  return history.findLast((edition) => edition.id === id) ?? null
}

/**
 * Throws `ReleaseError` unless every chain value fits, each edition follows on the one before, none comes twice, and
 * what is on offer is the newest of each id and nothing withdrawn. A list without history passes: it claims nothing.
 */
export async function checkHistory({ releases, history }: Catalogue): Promise<void> {
  if (history.length === 0) return
  let chain = ''
  for (const [at, edition] of history.entries()) {
    chain = await chainOf(chain, edition)
    if (chain !== edition.chain) throw changed(`${FILE}, ${at + 1}`, edition.chain, chain)
    checkFollows(edition, history.slice(0, at), at)
  }
  for (const entry of releases) checkNewest(entry, newestOf(history, entry.id))
  const listed = releases.map(({ id }) => id)
  const twice = listed.find((id, at) => listed.indexOf(id) !== at)
  if (twice !== undefined) throw changed(FILE, `${twice} twice`, 'each release once')
  for (const { id } of history) if (isOffered(history, id) && !listed.includes(id)) throw changed(FILE, `no ${id}`, id)
}

const isOffered = (history: readonly Edition[], id: string) => newestOf(history, id)?.withdrawn === null

function checkFollows(edition: Edition, earlier: readonly Edition[], at: number): void {
  const { id, identity, previous, withdrawn } = edition
  const where = `${FILE}, ${at + 1}`
  const last = newestOf(earlier, id)
  if (withdrawn !== null) {
    if (last?.identity !== identity || last.withdrawn !== null)
      throw changed(where, `${id} withdrawn, edition ${identity}`, 'the withdrawal of its newest edition')
  } else if (last?.identity === identity && last.withdrawn === null) {
    if (previous !== last.previous) throw changed(where, `${previous}`, `${last.previous}`)
  } else {
    if (earlier.some((one) => one.identity === identity)) throw changed(where, `${identity} again`, 'a new edition')
    if (last && previous !== last.identity) throw changed(where, `${previous}`, last.identity)
  }
}

function checkNewest(entry: CatalogueEntry, newest: Edition | null): void {
  const where = `${CATALOGUE}, ${entry.id}`
  if (newest === null) throw changed(where, 'a release of which the history knows nothing', 'a release of the history')
  if (newest.withdrawn !== null) throw changed(where, 'a release on offer', `withdrawn: ${newest.withdrawn}`)
  if (entry.identity !== newest.identity) throw older(entry, newest)
  const claimed = claimOf(entry)
  if (claimed !== claimOf(newest)) throw changed(where, claimed, claimOf(newest))
}

/** What entry and event have to say alike. */
const claimOf = ({ date, previous, signed, signers }: CatalogueEntry | Edition) =>
  `of ${date}, after ${previous}, ${signed ? 'signed' : 'not signed'} ${(signers ?? []).join(', ')}`.trim()

/**
 * The catalogue with a release listed: in the place that its id has, else at the end. Its `previous` is what the history
 * says. Entries from before there was a history are taken into it. Throws `ReleaseError` for an edition that was
 * replaced or withdrawn, and for one that stands under another id.
 */
export async function enterRelease(catalogue: Catalogue, entry: CatalogueEntry): Promise<Catalogue> {
  let history = catalogue.history
  const unknown = catalogue.releases.filter(({ id }) => id !== entry.id && !newestOf(history, id))
  for (const before of unknown) history = await withEvent(history, eventOf(before, before.previous))
  const last = newestOf(history, entry.id)
  const again = last?.identity === entry.identity && last.withdrawn === null
  const known = history.find(({ identity }) => identity === entry.identity)
  if (known && !again) throw replayed(entry, known, last)
  const previous = again ? last.previous : (last?.identity ?? entry.previous)
  const listed = { ...entry, previous }
  if (!again || claimOf(listed) !== claimOf(last)) history = await withEvent(history, eventOf(listed, previous))
  return { releases: placed(catalogue.releases, listed), history }
}

function placed(releases: readonly CatalogueEntry[], entry: CatalogueEntry): CatalogueEntry[] {
  const known = releases.some(({ id }) => id === entry.id)
  return known ? releases.map((one) => (one.id === entry.id ? entry : one)) : [...releases, entry]
}

/**
 * The catalogue without that release, and with the reason in its history: it can be listed again only as a new edition.
 * `on` is the ISO date of the withdrawal. Throws `ReleaseError` where no such release is on offer.
 */
export async function withdraw(catalogue: Catalogue, id: string, why: string, on?: string): Promise<Catalogue> {
  const entry = catalogue.releases.find((one) => one.id === id)
  if (!entry || why.trim() === '')
    throw new ReleaseError(entry ? 'A release is withdrawn for a reason.' : `No release called ${id} is on offer.`, {
      found: entry ? 'no reason' : catalogue.releases.map((one) => one.id).join(', '),
      expected: entry ? 'a few words that readers of old links will see' : 'one of them',
    })
  const { history } = await enterRelease(catalogue, entry)
  const last = newestOf(history, id) as Edition
  const event = { ...last, date: on ?? entry.date, withdrawn: why }
  const releases = catalogue.releases.filter((one) => one !== entry)
  return { releases, history: await withEvent(history, event) }
}

function eventOf(entry: CatalogueEntry, previous: string | null): Edition {
  const { id, identity, date, signed = false, signers = [] } = entry
  return { id, identity, previous, date, signed, signers, withdrawn: null, chain: '' }
}

async function withEvent(history: readonly Edition[], event: Edition): Promise<Edition[]> {
  return [...history, { ...event, chain: await chainOf(history.at(-1)?.chain ?? '', event) }]
}

function changed(where: string, found: string, expected: string): ReleaseError {
  return new ReleaseError('The list of releases does not fit together: it was changed after it was written.', {
    where,
    found,
    expected,
    todo: 'Ask whoever keeps the list for a whole copy, and tell them.',
  })
}

function older(entry: CatalogueEntry, newest: Edition): ReleaseError {
  return new ReleaseError(`The list of releases offers an edition of ${entry.id} that is not its newest.`, {
    where: `${CATALOGUE}, ${entry.id}`,
    found: `edition ${entry.identity} of ${entry.date}`,
    expected: `edition ${newest.identity} of ${newest.date}`,
    todo: 'Ask whoever keeps the list for a whole copy, and tell them.',
  })
}

function replayed(entry: CatalogueEntry, known: Edition, last: Edition | null): ReleaseError {
  const now = last?.withdrawn ? `withdrawn: ${last.withdrawn}` : `edition ${last?.identity ?? 'of another release'}`
  return new ReleaseError(`This edition of ${entry.id} was listed before, and is not listed again.`, {
    found: `${known.identity}, listed as ${known.id} with the date ${known.date}; now ${now}`,
    expected: 'a new edition',
    todo: 'Make the release again with a date of its own.',
  })
}
