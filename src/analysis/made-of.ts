import type { Area, Release, Table } from '../domain'
import { ancestors, areasOf, hasParts } from './areas'
import { positionsOn } from './axes'

/** Areas of one type, each with a row in the table, that together are an area without one. */
export interface MadeOf {
  /** Id of their area type. */
  type: string
  areas: readonly Area[]
}

/**
 * What an area without a row is the sum of: all areas of one other type within it, fewest first. Null where the table may
 * not be added up over areas, or where no type is held whole: half of an area is not the area.
 */
export function madeOf(
  table: Table,
  release: Release,
  { code }: Area,
  { areaType, period }: { areaType: string; period: string },
): MadeOf | null {
  if (table.shape === 'published' || !table.additive.includes('area')) return null
  if (!hasParts(release, code)) return null
  const held = positionsOn(table, 'area')
  const { areaTypes } = release.dimensions
  const means = areaTypes.find(({ id }) => id === areaType)?.means
  const whole = areaTypes.flatMap(({ id, means: how }): MadeOf[] => {
    if (id === areaType || how !== means) return []
    const areas = areasOf(release, id, code, period)
    return areas.length > 0 && areas.every((area) => held.has(area.code)) && apart(release, areas)
      ? [{ type: id, areas }]
      : []
  })
  return whole.sort((one, other) => one.areas.length - other.areas.length)[0] ?? null
}

/** Whether no area lies within another of them. */
function apart(release: Release, areas: readonly Area[]): boolean {
  const codes = new Set(areas.map(({ code }) => code))
  return areas.every(({ code }) => [...ancestors(release, code)].every((above) => !codes.has(above)))
}

/** An area that a table can speak of, and what it is the sum of; null where it has a row. */
export interface Figured {
  area: Area
  made: MadeOf | null
}

/** Positions of the areas that the release's table of people holds, where a table needs it; else null. */
function peopleBeside({ shape, ownPopulation }: Table, { tables }: Release): ReadonlyMap<string, number> | null {
  if (shape !== 'counts' || ownPopulation) return null
  const people = tables.find((one) => one.shape === 'population')
  return people ? positionsOn(people, 'area') : null
}

/** Areas of a type that a table can speak of: those with a row, and those that its rows add up to. */
export function areasWithFigures(
  table: Table,
  release: Release,
  where: { areaType: string; within: string | null; period: string },
): Figured[] {
  const held = positionsOn(table, 'area')
  const people = peopleBeside(table, release)
  return areasOf(release, where.areaType, where.within, where.period).flatMap((area): Figured[] => {
    // A whole whose people are held only part by part is made of its parts altogether.
    const own = held.has(area.code) && (!people || people.has(area.code) || !hasParts(release, area.code))
    if (own) return [{ area, made: null }]
    const made = madeOf(table, release, area, where)
    return made ? [{ area, made }] : []
  })
}
