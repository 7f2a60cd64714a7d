import type { Area, Release } from '../domain'
import { QuestionError } from '../domain/errors'

interface Places {
  byCode: ReadonlyMap<string, Area>
  /** Codes of everything an area is part of, nearest first. */
  above: Map<string, ReadonlySet<string>>
  lists: Map<string, readonly Area[]>
  /** Codes of the areas that others are part of. */
  wholes: ReadonlySet<string>
  facilities: Map<string, readonly string[]>
}

const places = new WeakMap<Release, Places>()

function placesOf(release: Release): Places {
  let found = places.get(release)
  if (!found) {
    found = {
      byCode: new Map(release.areas.map((area) => [area.code, area])),
      above: new Map(),
      lists: new Map(),
      wholes: new Set(release.areas.flatMap(({ parents }) => parents)),
      facilities: new Map(),
    }
    places.set(release, found)
  }
  return found
}

export function areaOf(release: Release, code: string): Area | undefined {
  return placesOf(release).byCode.get(code)
}

/** Whether any area is part of this one. */
export function hasParts(release: Release, code: string): boolean {
  return placesOf(release).wholes.has(code)
}

/** Codes of the areas that this one is part of, through any number of parents, nearest first; circles end. */
export function ancestors(release: Release, code: string): ReadonlySet<string> {
  const { byCode, above } = placesOf(release)
  const known = above.get(code)
  if (known) return known
  const found = new Set<string>()
  let layer: readonly string[] = byCode.get(code)?.parents ?? []
  while (layer.length > 0) {
    const fresh = layer.filter((parent) => parent !== code && !found.has(parent))
    fresh.forEach((parent) => found.add(parent))
    layer = fresh.flatMap((parent) => byCode.get(parent)?.parents ?? [])
  }
  above.set(code, found)
  return found
}

/** Whether an area existed on the last day of a period, so that old and new areas are never counted together. */
function existed(area: Area, day: string): boolean {
  return (area.validFrom === null || area.validFrom <= day) && (area.validTo === null || area.validTo >= day)
}

/** Areas of a type that existed in a period, all or those within one area, in the release's order. */
export function areasOf(release: Release, areaType: string, within: string | null, period: string): readonly Area[] {
  const { lists } = placesOf(release)
  const key = JSON.stringify([areaType, within, period])
  let list = lists.get(key)
  if (!list) lists.set(key, (list = listAreas(release, areaType, within, period)))
  return list
}

function listAreas(release: Release, areaType: string, within: string | null, period: string): readonly Area[] {
  const type = release.dimensions.areaTypes.find(({ id }) => id === areaType)
  const day = release.dimensions.periods.find(({ code }) => code === period)?.end
  if (!type) throw new QuestionError(`No area type “${areaType}” in this release`, { found: areaType })
  return release.areas.filter(
    (area) =>
      type.includes.includes(area.type) &&
      (day === undefined || existed(area, day)) &&
      (within === null || area.code === within || ancestors(release, area.code).has(within)),
  )
}

/** The smallest area that all of these are part of; null where there is none. */
export function commonAncestor(release: Release, areas: readonly Area[]): Area | null {
  const [first] = areas
  if (!first) return null
  for (const code of ancestors(release, first.code))
    if (areas.every((area) => ancestors(release, area.code).has(code))) return areaOf(release, code) ?? null
  return null
}

/**
 * The facilities that released the counts of some areas together, in the release's order; of an area that none released, those
 * of its parts. Undefined where the release comes from no more than one, so that nothing need be told apart.
 */
export function facilitiesOf(release: Release, codes: readonly string[]): readonly string[] | undefined {
  if (release.facilities.length < 2) return undefined
  const found = new Set(codes.flatMap((code) => ofArea(release, code)))
  return release.facilities.filter((facility) => found.has(facility))
}

function ofArea(release: Release, code: string): readonly string[] {
  const { facilities } = placesOf(release)
  let list = facilities.get(code)
  if (!list) {
    const own = areaOf(release, code)?.facility
    const within = (area: Area) => hasParts(release, code) && ancestors(release, area.code).has(code)
    const parts = () => release.areas.flatMap((area) => (area.facility && within(area) ? area.facility : []))
    facilities.set(code, (list = own ? [own] : [...new Set(parts())]))
  }
  return list
}
