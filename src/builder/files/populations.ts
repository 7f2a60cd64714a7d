import { ReleaseError, type Area } from '../../domain'
import { areasOfType } from '../areas'
import { membersOf } from '../recipe/references'
import type { Recipe, RecipePopulation } from '../recipe/schema'

/** People of a population file by the axes that it has, in the order of the dimensions; last axis (area) fastest. */
export interface People {
  id: string
  axes: readonly { name: string; members: readonly string[] }[]
  values: Int32Array
  /** 1 where the file has a row. */
  given: Uint8Array
}

type Columns = Readonly<Record<string, readonly (string | null)[]>>

/**
 * People of one population from the columns of its files, all as text. A row for an area that others took the place of counts for
 * its successor. Throws `ReleaseError` that names the row: populations are public, their codes may stand in messages.
 */
export function peopleFrom(
  files: readonly { name: string; columns: Columns }[],
  population: RecipePopulation,
  recipe: Recipe,
  areas: readonly Area[],
): People {
  const axes = axesOf(population, recipe, areas)
  const size = axes.reduce((product, { members }) => product * members.length, 1)
  const people: People = { id: population.id, axes, values: new Int32Array(size), given: new Uint8Array(size) }
  for (const { name, columns } of files) addFile(people, name, columns, population, successorsIn(areas))
  sumParts(people, areas)
  return people
}

/** Areas for which the files have no row are the sum of the areas that name them as a parent, where these all have one. */
function sumParts({ axes, values, given }: People, areas: readonly Area[]): void {
  const codes = axes.at(-1)?.members ?? []
  const parents = new Map(areas.map(({ code, parents }) => [code, parents]))
  for (const [whole, code] of codes.entries()) {
    const parts = [...codes.keys()].filter((at) => parents.get(codes[at] as string)?.includes(code))
    if (parts.length === 0) continue
    for (let row = 0; row < values.length; row += codes.length) {
      if (given[row + whole] || !parts.every((part) => given[row + part])) continue
      values[row + whole] = parts.reduce((sum, part) => sum + (values[row + part] ?? 0), 0)
      given[row + whole] = 1
    }
  }
}

function axesOf(population: RecipePopulation, recipe: Recipe, areas: readonly Area[]): People['axes'] {
  const types = recipe.dimensions.areaTypes.filter(({ id }) => population.areas.includes(id))
  const codes = types.flatMap((type) => areasOfType(areas, type).map(({ code }) => code))
  const periods = membersOf(recipe, 'period') ?? []
  const ages = (membersOf(recipe, 'age') ?? []).filter((code) => population.ages?.includes(code))
  return [
    { name: 'period', members: periods.filter((code) => population.periods?.includes(code) ?? true) },
    ...(population.sex ? [{ name: 'sex', members: membersOf(recipe, 'sex') ?? [] }] : []),
    ...(population.age ? [{ name: 'age', members: ages }] : []),
    ...Object.keys(population.categories).map((id) => ({ name: id, members: membersOf(recipe, id) ?? [] })),
    { name: 'area', members: [...new Set(codes)] },
  ]
}

const successorsIn = (areas: readonly Area[]): ReadonlyMap<string, string> =>
  new Map(areas.flatMap(({ code, successors }) => (successors[0] && !successors[1] ? [[code, successors[0]]] : [])))

function addFile(
  people: People,
  file: string,
  columns: Columns,
  population: RecipePopulation,
  successors: ReadonlyMap<string, string>,
): void {
  const { axes, values, given } = people
  const sources = axes.map(({ name }) => columnOf(population, name))
  const missing = [...sources, population.count].filter((name) => !columns[name])
  if (missing.length > 0)
    throw new ReleaseError(`${file} lacks the columns ${missing.join(', ')}.`, { where: file, expected: 'what the recipe names' }) // prettier-ignore
  const places = axes.map(({ name, members }) => placesOf(name, members, population))
  const rows = columns[population.count]?.length ?? 0
  const direct = new Set<number>()
  for (let row = 0; row < rows; row++) {
    const where = `${file}, row ${row + 2}`
    let cell = 0
    let moved = false
    for (const [at, { name, members }] of axes.entries()) {
      const code = columns[sources[at] as string]?.[row] ?? ''
      const now = name === 'area' && !places[at]?.has(code) ? successors.get(code) : undefined
      moved ||= now !== undefined
      const place = places[at]?.get(now ?? code)
      if (place === undefined) throw unknown(where, name, code)
      cell = cell * members.length + place
    }
    if (!moved && direct.has(cell))
      throw new ReleaseError(`${where}: the same people again.`, { where, expected: 'each once' })
    if (!moved) direct.add(cell)
    values[cell] = (values[cell] ?? 0) + wholeOf(columns[population.count]?.[row] ?? '', where)
    given[cell] = 1
  }
}

function columnOf(population: RecipePopulation, axis: string): string {
  if (axis === 'period' || axis === 'area') return population[axis]
  if (axis === 'sex' || axis === 'age') return population[axis] ?? axis
  return population.categories[axis]?.column ?? axis
}

/** Position by code as the file writes it. */
function placesOf(
  axis: string,
  members: readonly string[],
  { categories }: RecipePopulation,
): ReadonlyMap<string, number> {
  const codes = categories[axis]?.codes
  return new Map(
    members.flatMap((code, at) => (codes ? (codes[code] ?? []) : [code]).map((written) => [written, at] as const)),
  )
}

function wholeOf(text: string, where: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new ReleaseError(`${where}: this is no number of people.`, { where, found: text.slice(0, 40) || 'nothing', expected: 'a whole number' }) // prettier-ignore
}

const unknown = (where: string, axis: string, code: string) =>
  new ReleaseError(`${where}: there is no such ${axis}.`, { where, found: code.slice(0, 40) || 'nothing', expected: `a code of the recipe’s ${axis}` }) // prettier-ignore
