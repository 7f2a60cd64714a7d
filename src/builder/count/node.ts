import { readAggregates } from '../aggregate/folder'
import type { Counted } from '../counted'
import type { Recipe } from '../recipe/schema'
import { folderPlace, type DatabaseOptions } from '../run/node'
import { countIn } from './count'

export interface CountOptions extends DatabaseOptions {
  /** Folder in which the recipe's files lie. */
  dir: string
  /** Folder of aggregates made elsewhere by the same plan; records are then not read at all. */
  aggregates?: string
  onProgress?(what: string): void
}

/** The first half of `cairn build`: areas, plan, sums and populations of a recipe. Throws `ReleaseError`, never with a record's value. */
export async function countRecords(recipe: Recipe, { aggregates: made, ...options }: CountOptions): Promise<Counted> {
  const { dir, memory, threads, temp, onProgress } = options
  const database = { memory, threads, temp }
  const summed = made === undefined ? null : (plan: Counted['plan']) => readAggregates(plan, made, database)
  return countIn(recipe, folderPlace(dir, database), { onProgress }, summed)
}
