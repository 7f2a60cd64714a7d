/** A member of an axis with the atoms that it covers. */
export interface Covered {
  code: string
  covers: readonly string[]
}

/** Codes of smaller members that make these atoms up without overlap, larger ones first; null where none do. */
export function unionOf(covers: readonly string[], members: readonly Covered[]): string[] | null {
  const left = new Set(covers)
  const size = left.size
  const within = members.filter(
    (member) =>
      member.covers.length > 0 && member.covers.length < size && member.covers.every((atom) => left.has(atom)),
  )
  const codes: string[] = []
  for (const { code, covers: own } of within.sort((a, b) => b.covers.length - a.covers.length)) {
    if (!own.every((atom) => left.has(atom))) continue
    for (const atom of own) left.delete(atom)
    codes.push(code)
  }
  return left.size === 0 ? codes : null
}

/**
 * How the members of other tables meet an axis's own: `met` are those that are no mere division of one of them; `pieces`
 * are what is missing for every member to be a sum: overlaps, and what is left of a whole beside its parts.
 */
export function classesBeside(own: readonly Covered[], others: readonly Covered[]) {
  const ownAt = placesOf(own)
  const met = others.filter(({ covers }) => meets(new Set(covers), own, ownAt))
  const family = [...own, ...met]
  const at = placesOf(family)
  const classes = new Map<string, string[]>()
  for (const [atom, places] of at) {
    const key = places.join(',')
    const list = classes.get(key)
    if (list) list.push(atom)
    else classes.set(key, [atom])
  }
  const present = new Set(family.map(({ covers }) => [...covers].sort().join('\n')))
  const pieces = [...classes.values()].map((piece) => piece.sort()).filter((piece) => !present.has(piece.join('\n')))
  // Smaller ones first, so that a larger one can be made of them.
  return { pieces, met: met.sort((a, b) => a.covers.length - b.covers.length) }
}

/** For each atom, places of the members that cover it. */
function placesOf(members: readonly Covered[]): Map<string, number[]> {
  const at = new Map<string, number[]>()
  members.forEach(({ covers }, place) => {
    for (const atom of covers) {
      const list = at.get(atom)
      if (list) list.push(place)
      else at.set(atom, [place])
    }
  })
  return at
}

/** Whether the atoms touch a member, and are not wholly inside of every one that they touch. */
function meets(
  covers: ReadonlySet<string>,
  own: readonly Covered[],
  ownAt: ReadonlyMap<string, readonly number[]>,
): boolean {
  const shared = new Map<number, number>()
  for (const atom of covers) for (const place of ownAt.get(atom) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1)
  if (shared.size === 0) return false
  return [...shared].some(([place, atoms]) => atoms < covers.size || own[place]!.covers.length === covers.size)
}
