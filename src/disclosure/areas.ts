import type { Area } from '../domain'

type Place = Pick<Area, 'code' | 'parents'> & Partial<Pick<Area, 'successors'>>

/**
 * What each area covers, in pieces that all areas share. An area covers those that name it among their parents, or their
 * parents'; one that was reorganised covers the pieces that it shares with its predecessors and successors.
 */
export function areaAtoms(areas: readonly Place[]): (code: string) => string[] {
  const parts = new Map<string, string[]>()
  for (const { code, parents } of areas)
    for (const parent of parents) parts.set(parent, [...(parts.get(parent) ?? []), code])
  const pieces = revisions(areas)
  const known = new Map<string, string[]>()
  const within = (code: string, above: readonly string[]): string[] => {
    const found = known.get(code)
    if (found) return found
    const below = (parts.get(code) ?? []).filter((part) => !above.includes(part))
    const covers = below.length ? below.flatMap((part) => within(part, [...above, code])) : (pieces.get(code) ?? [code])
    const sorted = [...new Set(covers)].sort()
    known.set(code, sorted)
    return sorted
  }
  return (code) => within(code, [])
}

/** For areas with predecessors or successors: one piece for each way from the first to the last of them. */
function revisions(areas: readonly Place[]): Map<string, string[]> {
  const next = new Map(areas.map(({ code, successors = [] }) => [code, successors]))
  const followers = new Set(areas.flatMap(({ successors = [] }) => successors))
  const pieces = new Map<string, string[]>()
  const follow = (way: readonly string[]): void => {
    const onward = (next.get(way.at(-1)!) ?? []).filter((code) => !way.includes(code))
    if (onward.length > 0) for (const code of onward) follow([...way, code])
    else if (way.length > 1) for (const code of way) pieces.set(code, [...(pieces.get(code) ?? []), way.join('→')])
  }
  for (const { code } of areas) if (!followers.has(code)) follow([code])
  return pieces
}
