import { ReleaseError, type Area } from '../../domain'
import type { Recipe } from '../recipe/schema'
import { fileName, type Database, type Place } from '../run/database'
import { headerOf, type Header } from '../run/files'
import { duckdb } from '../sql/dialect'
import { areasFrom } from './areas'

/** The recipe's area table: what stands in the recipe, or the CSV that it names, beside the records. */
export async function areasIn({ areas }: Recipe, place: Place): Promise<Area[]> {
  if ('list' in areas) return areas.list
  const opened = await place.open()
  try {
    return areasFrom(await textColumns(place.path(areas.file), place, opened), areas.file)
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
  { head }: Pick<Place, 'head'>,
  database: Database,
  { delimiter = ',', encoding = 'utf-8' as 'utf-8' | 'latin-1' | 'utf-16' } = {},
): Promise<Record<string, (string | null)[]>> {
  const header: Header = await head(path).then(
    (bytes) => headerOf(bytes, { encoding, delimiter }),
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
  new ReleaseError(`${fileName(path)} cannot be read: ${found}.`, {
    where: path,
    found,
    expected: 'a CSV with a header',
  })
