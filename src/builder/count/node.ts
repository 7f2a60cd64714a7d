import { basename } from 'node:path'
import type { Area } from '../../domain'
import { readAggregates } from '../aggregate/folder'
import { aggregateRecords } from '../aggregate/node'
import type { Aggregates } from '../aggregates'
import { areasOf, textColumns } from '../files/node'
import { peopleFrom, type People } from '../files/populations'
import { planOf } from '../plan/compile'
import type { Plan } from '../plan/plan'
import type { Recipe } from '../recipe/schema'
import type { RecordsReport } from '../report'
import { filesNamed, openDatabase, type DatabaseOptions } from '../run/node'

/** Everything that a release is made of, before protection. */
export interface Counted {
  recipe: Recipe
  areas: readonly Area[]
  plan: Plan
  aggregates: Aggregates
  /** Where one has refusals, no release may be made. */
  reports: readonly RecordsReport[]
  people: readonly People[]
}

export interface CountOptions extends DatabaseOptions {
  /** Folder in which the recipe's files lie. */
  dir: string
  /** Folder of aggregates made elsewhere by the same plan; records are then not read at all. */
  aggregates?: string
  onProgress?(what: string): void
}

/** The first half of `cairn build`: areas, plan, sums and populations of a recipe. Throws `ReleaseError`, never with a record's value. */
export async function countRecords(recipe: Recipe, { aggregates: made, ...options }: CountOptions): Promise<Counted> {
  const { dir, memory, threads, temp } = options
  const database = { ...(memory ? { memory } : {}), ...(threads ? { threads } : {}), ...(temp ? { temp } : {}) }
  const areas = await areasOf(recipe, dir, () => openDatabase([dir], database))
  const plan = await planOf(recipe, areas)
  const summed = made === undefined ? await aggregateRecords(plan, options) : await readAggregates(plan, made, database)
  return { recipe, areas, plan, ...summed, people: await readPeople(recipe, areas, dir, database) }
}

async function readPeople(
  recipe: Recipe,
  areas: readonly Area[],
  dir: string,
  options: DatabaseOptions,
): Promise<People[]> {
  const database = await openDatabase([dir], options)
  try {
    const people: People[] = []
    for (const population of recipe.populations) {
      const files = []
      for (const path of await filesNamed(population.files, dir))
        files.push({ name: basename(path), columns: await textColumns(path, database, population) })
      people.push(peopleFrom(files, population, recipe, areas))
    }
    return people
  } finally {
    database.close()
  }
}
