import type { Recipe, RecipeTable } from '../recipe/schema'
import { membersOf } from '../recipe/references'
import { areasOfType } from '../areas'
import type { Area, TableAxis } from '../../domain'

/**
 * One column that says where on an axis a record stands: the axis’ members that it can stand on, each with its position among
 * all of the axis’. Members that overlap (2023 and 2021–23, authorities and the regions they lie in) stand in different columns,
 * since a record counts for both.
 */
export interface PlaceColumn {
  /** `period`, `sex`, `age`, `area`, or a category's id. */
  axis: string
  /** For areas, the area type whose members these are. */
  type: string | null
  members: readonly { code: string; position: number }[]
}

/** An axis of a table with the columns that place records on it. */
export interface PlacedAxis {
  axis: TableAxis
  columns: readonly PlaceColumn[]
}

/** The axes of a table of a recipe, in order. */
export function placedAxes(table: RecipeTable, recipe: Recipe, areas: readonly Area[]): PlacedAxis[] {
  return table.axes.map((name) => (name === 'area' ? areaAxis(table, recipe, areas) : otherAxis(name, table, recipe)))
}

function areaAxis(table: RecipeTable, { dimensions }: Recipe, areas: readonly Area[]): PlacedAxis {
  const types = table.areas.map((id) => {
    const type = dimensions.areaTypes.find((one) => one.id === id)
    return { id, codes: type ? areasOfType(areas, type).map(({ code }) => code) : [] }
  })
  const members = [...new Set(types.flatMap(({ codes }) => codes))]
  const columns = types.map(({ id, codes }) => ({ axis: 'area', type: id, members: placed(codes, members) }))
  return { axis: { name: 'area', members }, columns }
}

function otherAxis(name: string, table: RecipeTable, recipe: Recipe): PlacedAxis {
  const all = membersOf(recipe, name) ?? []
  const wanted = name === 'age' ? table.ages : name === 'sex' ? table.sexes : name === 'period' ? table.periods : all
  const members = all.filter((code) => (wanted ?? all).includes(code))
  const columns = apart(members, rangesOf(name, recipe)).map((codes) => ({
    axis: name,
    type: null,
    members: placed(codes, members),
  }))
  return { axis: { name, members }, columns }
}

const placed = (codes: readonly string[], among: readonly string[]) =>
  codes.map((code) => ({ code, position: among.indexOf(code) }))

type Ranges = ReadonlyMap<string, readonly [start: string | number, end: string | number]>

/** From and to of the members of axes that can overlap. */
function rangesOf(axis: string, { dimensions }: Recipe): Ranges {
  if (axis === 'period') return new Map(dimensions.periods.map(({ code, start, end }) => [code, [start, end]] as const))
  if (axis !== 'age') return new Map()
  return new Map(dimensions.ages.map(({ code, start, end }) => [code, [start, end ?? Infinity]] as const))
}

/** Deals members into as few lists as need be so that no two of a list overlap. */
function apart(codes: readonly string[], ranges: Ranges): string[][] {
  const lists: string[][] = []
  for (const code of codes) {
    const free = lists.find((list) => list.every((other) => !overlap(ranges.get(code), ranges.get(other))))
    if (free) free.push(code)
    else lists.push([code])
  }
  return lists
}

type Range = readonly [string | number, string | number]
const overlap = (a: Range | undefined, b: Range | undefined) => Boolean(a && b && a[0] <= b[1] && b[0] <= a[1])
