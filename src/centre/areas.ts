import type { Area, Dimensions, Release } from '../domain'
import { grouped, refused } from './parts'

/** The area that all regions make up together. */
export interface Top {
  code: string
  name: string
  type: string
}

/**
 * All areas of the regions: those with figures by area type and region, then the top, then the rest.
 * @throws ReleaseError where two facilities or two releases claim the same area.
 */
export function mergedAreas(releases: readonly Release[], dimensions: Dimensions, top: Top | null): Area[] {
  const holders = releases.map(claims)
  refuseTwice(releases, holders)
  const rank = new Map(dimensions.areaTypes.flatMap(({ includes }, at) => includes.map((type) => [type, at] as const)))
  const all = releases.flatMap(({ areas }, at) => areas.map((area) => ({ area, at })))
  const merged = grouped(all, ({ area }) => area.code).map((same) => {
    const own = same.find(({ area, at }) => holders[at]!.has(area.code)) ?? same.find(({ area }) => area.facility !== null) ?? same[0]! // prettier-ignore
    const both = (name: 'parents' | 'successors') => [...new Set([own, ...same].flatMap(({ area }) => area[name]))]
    const facility = own.area.facility ?? same.find(({ area }) => area.facility !== null)?.area.facility ?? null
    return { ...own.area, facility, parents: both('parents'), successors: both('successors') }
  })
  const held = new Set(holders.flatMap((codes) => [...codes]))
  const regions = new Set(releases.flatMap(({ comparators }) => comparators.slice(0, 1)))
  const placed = top ? merged.map((area) => (regions.has(area.code) ? under(area, top) : area)) : merged
  const rankOf = ({ type }: Area) => rank.get(type) ?? dimensions.areaTypes.length
  const figures = placed.filter(({ code }) => held.has(code)).sort((a, b) => rankOf(a) - rankOf(b))
  const others = placed.filter(({ code }) => !held.has(code) && code !== top?.code)
  return [...figures, ...(top ? [topArea(top, placed)] : []), ...others]
}

const under = (area: Area, { code }: Top): Area =>
  area.code === code ? area : { ...area, parents: [...new Set([...area.parents, code])] }

function topArea({ code, name, type }: Top, areas: readonly Area[]): Area {
  const known = areas.find((area) => area.code === code)
  const nothing = { parents: [], facility: null, x: null, y: null, score: null, validFrom: null, validTo: null, successors: [] } // prettier-ignore
  return { ...nothing, ...known, code, name, type }
}

/** Codes of the areas for which a release has figures. */
function claims({ tables }: Release): Set<string> {
  return new Set(tables.flatMap(({ axes }) => axes.find(({ name }) => name === 'area')?.members ?? []))
}

function refuseTwice(releases: readonly Release[], holders: readonly ReadonlySet<string>[]): void {
  const facilities = new Map<string, { facility: string; title: string }>()
  const figures = new Map<string, string>()
  const todo = 'Settle with the facilities whose area it is; one of them makes its release again without it.'
  const twice = (code: string, name: string, found: string) =>
    refused(`Two facilities claim ${name} (${code}).`, found, 'each area in one facility', todo)
  for (const [at, { areas, title }] of releases.entries())
    for (const { code, name, facility } of areas) {
      const other = facility === null ? undefined : facilities.get(code)
      if (other && other.facility !== facility)
        throw twice(code, name, `${other.facility} in ${other.title}, ${facility} in ${title}`)
      if (facility !== null) facilities.set(code, { facility, title })
      if (!holders[at]!.has(code)) continue
      const before = figures.get(code)
      if (before !== undefined) throw twice(code, name, `figures in ${before} and in ${title}`)
      figures.set(code, title)
    }
  const named = releases.flatMap((release) => release.facilities.map((facility) => ({ facility, release })))
  const shared = grouped(named, ({ facility }) => facility).find((same) => same.length > 1)
  if (shared)
    throw refused(`Two releases are of the facility ${shared[0]!.facility}.`, shared.map(({ release }) => release.title).join(', '), 'one release of each facility') // prettier-ignore
}
