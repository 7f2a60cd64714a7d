import type { Area, Question, Release } from '../../domain'
import { ancestors, areaOf } from '../areas'

/** Peers that the reader chose, for each of the areas compared. */
export interface GivenPeers {
  /** Places of each area's peers among the areas compared; itself never one of them. */
  places: readonly (readonly number[])[]
  /** Name of what each shares with its peers; null where they share nothing by choice. */
  shared: readonly (string | null)[]
  /** Names of the chosen peers that are not compared here, and so have no part. */
  lost: readonly string[]
}

/** Null where the reader chose none. */
export function givenPeers({ peers }: Question, release: Release, areas: readonly Area[]): GivenPeers | null {
  if (!peers) return null
  const except = (places: readonly number[], own: number) => places.filter((place) => place !== own)
  if (peers.kind === 'areas') {
    const places = areas.flatMap(({ code }, i) => (peers.codes.includes(code) ? [i] : []))
    const lost = peers.codes.filter((code) => !areas.some((area) => area.code === code))
    return {
      places: areas.map((_, own) => except(places, own)),
      shared: areas.map(() => null),
      lost: lost.map((code) => areaOf(release, code)?.name ?? code),
    }
  }
  const parents = areas.map(({ code }) => [...ancestors(release, code)].find((above) => areaOf(release, above)?.type === peers.type) ?? null) // prettier-ignore
  const alike = (own: number) => parents.flatMap((parent, i) => (parent !== null && parent === parents[own] ? [i] : []))
  return {
    places: areas.map((_, own) => except(alike(own), own)),
    shared: parents.map((code) => (code === null ? null : (areaOf(release, code)?.name ?? code))),
    lost: [],
  }
}

/** What stands in place of a verdict on a chosen area whose only peer is itself, or that has none that is compared. */
export const NO_OTHER_PEER = 'none can be told: it has no other area as a peer here'

/** What is said of peers that were chosen. */
export const givenNotes = ({ lost }: GivenPeers): string[] => [
  'The peers were chosen by the reader and are taken as they are: the draws behind the interval never choose others, so it does not tell how much other peers would change. An area that is among its own peers is left out of them.',
  ...(lost.length > 0 ? [`Not among the areas compared, and so without a part: ${lost.join(', ')}.`] : []),
]
