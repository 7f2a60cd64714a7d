import * as v from 'valibot'
import type { Catalogue, CatalogueEntry, ListSigning } from '../domain'
import { wrongProperty } from './descriptor'
import { CATALOGUE, checkHistory } from './history'
import { parseJson } from './json'
import { loadChecks } from './signatures'
import type { KnownKeys } from './signing/list'
import type { Source } from './source'

export { CATALOGUE }

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, '64 hex digits'))
const filled = v.pipe(v.string(), v.nonEmpty('a text that is not empty'))
const folder = v.pipe(v.string(), v.regex(/^(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9._/-]*$/, 'a folder below the catalogue'))
const keyids = v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, '16 hex digits')))

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
      signed: v.optional(v.boolean()),
      signers: v.optional(keyids),
    }),
  ),
  signed: v.optional(v.boolean()),
  history: v.optional(
    v.array(
      // What a later version adds is part of the chain, so it is kept.
      v.looseObject({
        id: filled,
        identity: hash,
        previous: v.nullable(hash),
        date: filled,
        signed: v.boolean(),
        signers: keyids,
        withdrawn: v.nullable(filled),
        chain: hash,
      }),
    ),
  ),
})

/** Reads `catalogue.json` at the source's root; entries' paths are relative to it. Throws `ReleaseError`. */
export async function readCatalogue(source: Source): Promise<CatalogueEntry[]> {
  return [...(await openCatalogue(source)).releases]
}

/** The same with its history, which has to fit together and to end in what is on offer. Throws `ReleaseError`. */
export const openCatalogue = async (source: Source): Promise<Catalogue> => (await openList(source)).catalogue

/** A list that was read, its signature not checked yet. */
export interface OpenList {
  catalogue: Catalogue
  /** Who signed the list. Rejects with `ReleaseError` where it was changed after it was signed. */
  verify(known: KnownKeys): Promise<ListSigning>
}

/** The same, with what it takes to tell who signed it. Throws `ReleaseError`. */
export async function openList(source: Source): Promise<OpenList> {
  const bytes = await source.read(CATALOGUE)
  const result = v.safeParse(catalogueSchema, parseJson(bytes, CATALOGUE))
  if (!result.success) throw wrongProperty(CATALOGUE, result.issues)
  const { releases, history = [], signed } = result.output
  const catalogue: Catalogue = { releases: releases as CatalogueEntry[], history, signed }
  await checkHistory(catalogue)
  return {
    catalogue,
    async verify(known) {
      const file = { bytes, history, signed: signed ?? false }
      if (!file.signed && !known.look) return { state: 'unsigned', signers: [], strangers: [] }
      return (await loadChecks()).checkList(source, file, known)
    },
  }
}

/** Bytes of `catalogue.json`; a list of entries alone has no history. Throws `ReleaseError` where it cannot be read back. */
export function writeCatalogue(catalogue: Catalogue | readonly CatalogueEntry[]): Uint8Array {
  const list: Catalogue = isList(catalogue) ? { releases: catalogue, history: [] } : catalogue
  const { releases, history, signed } = list
  const written = { format: '1', releases, signed, history: history.length > 0 ? history : undefined }
  const result = v.safeParse(catalogueSchema, written)
  if (!result.success) throw wrongProperty(CATALOGUE, result.issues)
  return new TextEncoder().encode(`${JSON.stringify(result.output, null, 2)}\n`)
}

const isList = (catalogue: Catalogue | readonly CatalogueEntry[]): catalogue is readonly CatalogueEntry[] =>
  Array.isArray(catalogue)
