import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { ReleaseError, type Area } from '../../domain'
import { readRecipe } from '../recipe/read'
import type { Recipe } from '../recipe/schema'
import { folderPlace, type Database } from '../run/node'
import { areasIn } from './text'

/** A recipe from its file. Throws `ReleaseError` with line and path of each fault. */
export async function recipeFile(path: string): Promise<Recipe> {
  const json = await readFile(path, 'utf8').catch(() => {
    throw new ReleaseError(`Cannot read ${path}.`, { where: path, expected: 'a recipe in JSON' })
  })
  return readRecipe(json, basename(path))
}

/** The recipe's area table: what stands in the recipe, or the CSV that it names, in the folder of records. */
export async function areasOf(recipe: Recipe, dir: string, database: () => Promise<Database>): Promise<Area[]> {
  return areasIn(recipe, { ...folderPlace(dir), open: database })
}
