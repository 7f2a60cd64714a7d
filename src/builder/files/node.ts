import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ReleaseError, type Area } from '../../domain'
import { areasFrom } from './areas'
import { readRecipe } from '../recipe/read'
import type { Recipe } from '../recipe/schema'
import { headerOf, type Header } from '../run/files'
import { headOf, type Database } from '../run/node'
import { duckdb } from '../sql/dialect'

/** A recipe from its file. Throws `ReleaseError` with line and path of each fault. */
export async function recipeFile(path: string): Promise<Recipe> {
  const json = await readFile(path, 'utf8').catch(() => {
    throw new ReleaseError(`Cannot read ${path}.`, { where: path, expected: 'a recipe in JSON' })
  })
  return readRecipe(json, basename(path))
}

/** The recipe's area table: what stands in the recipe, or the CSV that it names, in the folder of records. */
export async function areasOf({ areas }: Recipe, dir: string, database: () => Promise<Database>): Promise<Area[]> {
  if ('list' in areas) return areas.list
  const opened = await database()
  try {
    return areasFrom(await textColumns(join(dir, areas.file), opened), areas.file)
  } finally {
    opened.close()
  }
}

/**
 * A small CSV of public figures (areas, populations) as columns of trimmed text; blank is null. Throws `ReleaseError` where it
 * cannot be read whole.
 */
export async function textColumns(
  path: string,
  database: Database,
  { delimiter = ',', encoding = 'utf-8' as 'utf-8' | 'latin-1' | 'utf-16' } = {},
): Promise<Record<string, (string | null)[]>> {
  const header: Header = await headOf(path).then(
    (head) => headerOf(head, { encoding, delimiter }),
    () => ({ refused: 'there is no such file' }),
  )
  if ('refused' in header) throw unreadable(path, header.refused)
  const options = `auto_detect = false, header = true, delim = '${delimiter}', quote = '"', escape = '"', encoding = '${encoding}'`
  const types = header.columns.map((_, at) => `'c${at}': 'VARCHAR'`).join(', ')
  const from = `read_csv(${duckdb.text(path)}, ${options}, columns = {${types}})`
  const trimmed = header.columns.map((_, at) => `NULLIF(TRIM(c${at}), '') AS c${at}`).join(', ')
  const columns = header.columns.map((): (string | null)[] => [])
  try {
    for await (const piece of database.columns(`SELECT ${trimmed} FROM ${from}`))
      columns.forEach((column, at) => column.push(...((piece[`c${at}`] ?? []) as (string | null)[])))
  } catch {
    throw unreadable(path, 'one of its rows has too few or too many columns, or is no text')
  }
  return Object.fromEntries(header.columns.map((name, at) => [name, columns[at] ?? []]))
}

const unreadable = (path: string, found: string) =>
  new ReleaseError(`${basename(path)} cannot be read: ${found}.`, {
    where: path,
    found,
    expected: 'a CSV with a header',
  })
