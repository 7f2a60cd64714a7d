import { ReleaseError, type Area, type AreaType } from '../domain'

/** What the area table says of one code. */
export interface AreaEntry {
  code: string
  /** `here`: counted under its own code. `ended`: under its successor's. `split`: several took its place. `elsewhere`: in no area type. */
  state: 'here' | 'ended' | 'split' | 'elsewhere'
  /** By area type, the code of the area that it counts for: itself, its successor, or what they are part of. */
  members: ReadonlyMap<string, string>
  validFrom: string | null
  validTo: string | null
}

/** Areas of a type that stand in tables, in the order of the area table: those that nothing took the place of. */
export function areasOfType(areas: readonly Area[], type: AreaType): Area[] {
  return areas.filter((area) => type.includes.includes(area.type) && area.successors.length === 0)
}

/**
 * How each code of the area table counts. Throws `ReleaseError` where a code stands twice, a parent or successor is not in the
 * table, areas contain one another in a circle, or an area lies in two areas of one type.
 */
export function areaEntries(areas: readonly Area[], types: readonly AreaType[]): AreaEntry[] {
  const byCode = indexed(areas)
  return areas.map((area) => {
    const ended = area.successors.length > 0
    const now = ended ? latest(area, byCode) : area
    const members = now ? memberships(now, types, byCode) : new Map<string, string>()
    const state = now === null ? 'split' : members.size === 0 ? 'elsewhere' : ended ? 'ended' : 'here'
    return { code: area.code, state, members, validFrom: area.validFrom, validTo: area.validTo }
  })
}

function indexed(areas: readonly Area[]): ReadonlyMap<string, Area> {
  const byCode = new Map(areas.map((area) => [area.code, area] as const))
  if (byCode.size < areas.length) {
    const twice = areas.find((area, at) => byCode.get(area.code) !== areas[at])
    throw wrong(`${twice?.code} stands twice`, 'each code once')
  }
  for (const { code, parents, successors } of areas)
    for (const other of [...parents, ...successors])
      if (!byCode.has(other)) throw wrong(`${code} names ${other}, which is not in the table`, 'codes of the table')
  return byCode
}

/** Who took its place in the end; null where several did. */
function latest(area: Area, byCode: ReadonlyMap<string, Area>): Area | null {
  const seen = new Set<string>()
  let now = area
  while (now.successors.length > 0) {
    if (now.successors.length > 1) return null
    if (seen.has(now.code)) throw wrong(`${now.code} is its own successor`, 'successors that come after')
    seen.add(now.code)
    now = byCode.get(now.successors[0] as string) as Area
  }
  return now
}

function memberships(area: Area, types: readonly AreaType[], byCode: ReadonlyMap<string, Area>): Map<string, string> {
  const around = withAncestors(area, byCode)
  const members = new Map<string, string>()
  for (const { id, includes } of types) {
    const [own, other] = around.filter(({ type, successors }) => includes.includes(type) && successors.length === 0)
    if (other)
      throw wrong(`${area.code} lies in ${own?.code} and in ${other.code}, both of type ${id}`, 'one of a type')
    if (own) members.set(id, own.code)
  }
  return members
}

/** The area itself and all that it is part of, each once. */
function withAncestors(area: Area, byCode: ReadonlyMap<string, Area>): Area[] {
  const found = new Set([area])
  for (const each of found) for (const parent of each.parents) found.add(byCode.get(parent) as Area)
  return [...found]
}

const wrong = (found: string, expected: string) =>
  new ReleaseError(`The area table does not hold together: ${found}.`, { where: 'areas', found, expected })
