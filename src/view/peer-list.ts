import type { PeersChoice } from './view'
import { formatAreas, parseAreas } from './area-list'

const WITHIN = 'of:'
const GROUP = 'group:'

/** `E06000009.E08000011`, `of:region`, `group:Coast`: no area's code is written with a colon. */
export function formatPeers(peers: PeersChoice): string {
  if (peers.kind === 'areas') return formatAreas(peers.codes)
  return peers.kind === 'within' ? WITHIN + encodeURIComponent(peers.type) : GROUP + encodeURIComponent(peers.name)
}

/** Reads what `formatPeers` wrote; undefined for nothing. `broken` names what makes no sense. */
export function parsePeers(text: string): { peers: PeersChoice | undefined; broken: string[] } {
  try {
    if (text.startsWith(WITHIN)) return given({ kind: 'within', type: decodeURIComponent(text.slice(WITHIN.length)) })
    if (text.startsWith(GROUP)) return given({ kind: 'group', name: decodeURIComponent(text.slice(GROUP.length)) })
  } catch {
    return { peers: undefined, broken: [text] }
  }
  const { codes, broken } = parseAreas(text)
  return { peers: { kind: 'areas', codes }, broken }
}

const given = (peers: PeersChoice) => ({ peers, broken: [] })
