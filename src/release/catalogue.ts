import * as v from 'valibot'
import type { CatalogueEntry } from '../domain'
import { wrongProperty } from './descriptor'
import { parseJson } from './json'
import type { Source } from './source'

export const CATALOGUE = 'catalogue.json'

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, '64 hex digits'))
const filled = v.pipe(v.string(), v.nonEmpty('a text that is not empty'))
const folder = v.pipe(v.string(), v.regex(/^(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9._/-]*$/, 'a folder below the catalogue'))

const catalogueSchema = v.object({
  format: v.pipe(v.string(), v.regex(/^1(\.\d+)*$/, 'catalogue format 1')),
  releases: v.array(
    v.object({
      id: filled,
      label: filled,
      date: filled,
      facility: v.string(),
      path: folder,
      identity: hash,
      previous: v.nullable(hash),
    }),
  ),
})

/** Reads `catalogue.json` at the source's root; entries' paths are relative to it. Throws `ReleaseError`. */
export async function readCatalogue(source: Source): Promise<CatalogueEntry[]> {
  const result = v.safeParse(catalogueSchema, parseJson(await source.read(CATALOGUE), CATALOGUE))
  if (result.success) return result.output.releases
  throw wrongProperty(CATALOGUE, result.issues)
}

/** Bytes of `catalogue.json`. Throws `ReleaseError` where an entry cannot be read back. */
export function writeCatalogue(entries: readonly CatalogueEntry[]): Uint8Array {
  const result = v.safeParse(catalogueSchema, { format: '1', releases: entries })
  if (!result.success) throw wrongProperty(CATALOGUE, result.issues)
  return new TextEncoder().encode(`${JSON.stringify(result.output, null, 2)}\n`)
}
