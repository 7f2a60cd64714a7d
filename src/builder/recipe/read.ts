import * as v from 'valibot'
import { misfitOf, parseFile, refusalOf } from './faults'
import { misfits } from './references'
import { recipeSchema, type Recipe } from './schema'

/**
 * Reads a recipe. Throws `ReleaseError` that names, for each fault, the line and the path in the file, what was found and
 * what was expected.
 */
export function readRecipe(json: string, file = 'recipe.json'): Recipe {
  const kind = { file, what: 'a recipe' }
  const result = v.safeParse(recipeSchema, parseFile(json, kind))
  const faults = result.success ? misfits(result.output) : result.issues.map(misfitOf)
  if (result.success && faults.length === 0) return result.output
  throw refusalOf(kind, faults, json)
}
