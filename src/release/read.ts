import { ReleaseError } from '../domain'
import type { Check, HexLayout, Release, Table, Topology } from '../domain'
import { readAreas } from './areas'
import { checkConsistent } from './consistent'
import { decodeCellNotes, decodeTable } from './decode'
import { DESCRIPTOR, validateDescriptor } from './descriptor'
import type { Descriptor } from './descriptor'
import { checkedFiles } from './files'
import { drawnCodes, parseBoundaries, parseLayout } from './geometry'
import { identityOf } from './identity'
import { parseJson } from './json'
import type { OpenOptions, OpenRelease } from './open-release'
import { signatures } from './signatures'
import type { ReadDescriptor } from './signatures'
import { resourceOf, toRelease } from './outline'
import type { Source } from './source'
import { readSummary } from './summary'

export { openDraft } from './open-draft'
export type { DecodedTable } from './decode'
export type { OpenOptions, OpenRelease } from './open-release'
export type { Progress } from './progress'

/**
 * Opens a release: descriptor, then areas. Every file is held against its length and its SHA-256 before it is decoded.
 * Throws `ReleaseError` with what was wrong, where, and what was expected.
 */
export async function openRelease(source: Source, options: OpenOptions = {}): Promise<OpenRelease> {
  const read = await readDescriptor(source, options)
  const { descriptor, identity } = read
  const files = checkedFiles(source, descriptor, options.onProgress)
  for (const name of tablesAhead(descriptor, options)) files.prefetch(name)
  const areas = readAreas(await files.read(descriptor.cairn.areas), resourceOf(descriptor, descriptor.cairn.areas).path)
  const release = toRelease(descriptor, identity, areas)
  checkConsistent(release)
  const found: Check[] = [identityCheck(identity, options.expectIdentity)]
  const signed = signatures(source, read, options.signatures)
  return {
    release,
    get checks() {
      return [formatCheck(descriptor), ...found, files.check(), signed.check()]
    },
    get signing() {
      return signed.signing
    },
    verify: signed.verify,
    onChecks: signed.onChecks,
    ...contents(release, descriptor, files, found),
  }
}

/** The lazy parts; each is read once, and again only after it failed. */
function contents(
  release: Release,
  { cairn }: Descriptor,
  files: ReturnType<typeof checkedFiles>,
  found: Check[],
): Pick<OpenRelease, 'table' | 'cellNotes' | 'boundaries' | 'layout' | 'summary'> {
  const resourceNames = new Map(cairn.tables.map(({ id, resource }) => [id, resource]))
  const bytesOf = (table: Table) => files.read(resourceNames.get(table.id) ?? table.id)
  const codes = new Set(release.areas.map(({ code }) => code))
  const shapes = async <T extends Topology | HexLayout>(
    name: string | null,
    path: string | null,
    parse: (json: unknown, file: string) => T,
  ) => {
    if (name === null || path === null) return null
    const parsed = parse(parseJson(await files.read(name), path), path)
    found.push(drawnCheck(path, parsed, codes))
    return parsed
  }
  const table = kept(async (id) => decodeTable(tableOf(release, id), await bytesOf(tableOf(release, id))))
  const notes = kept(async (id) => decodeCellNotes(tableOf(release, id), await bytesOf(tableOf(release, id))))
  const boundaries = kept(() => shapes(cairn.boundaries, release.boundaries, parseBoundaries))
  const layout = kept(() => shapes(cairn.layout, release.layout, parseLayout))
  const summary = kept(async () => cairn.summary && readSummary(await files.read(cairn.summary), release.summary ?? ''))
  return {
    table,
    cellNotes: notes,
    boundaries: () => boundaries(''),
    layout: () => layout(''),
    summary: async () => (await summary('')) || null,
  }
}

async function readDescriptor(source: Source, options: OpenOptions): Promise<ReadDescriptor> {
  const { onProgress, expectIdentity, expectId } = options
  onProgress?.({ what: 'what the release holds', done: 0, total: null })
  const bytes = await source.read(DESCRIPTOR)
  onProgress?.({ what: 'what the release holds', done: bytes.length, total: bytes.length })
  const json = parseJson(bytes, DESCRIPTOR)
  const identity = await identityOf(json)
  const descriptor = validateDescriptor(json)
  if (expectIdentity && expectIdentity !== identity) throw otherIdentity(identity, expectIdentity)
  if (expectId !== undefined && expectId !== descriptor.name) throw otherRelease(descriptor.name, expectId)
  return { bytes, descriptor, identity }
}

function tablesAhead({ cairn }: Descriptor, { ahead }: OpenOptions): string[] {
  const wanted = ahead?.({ indicators: cairn.indicators, dimensions: cairn.dimensions }) ?? []
  return cairn.tables.filter(({ id }) => wanted.includes(id)).map(({ resource }) => resource)
}

function tableOf({ tables }: Release, id: string): Table {
  const table = tables.find((candidate) => candidate.id === id)
  if (table) return table
  throw new ReleaseError(`The release holds no table called ${id}.`, {
    where: `${DESCRIPTOR}, cairn.tables`,
    found: id,
    expected: tables.map((candidate) => candidate.id).join(', '),
  })
}

/** Keeps each result by its key; what failed is forgotten, so that it can be tried again. */
function kept<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const results = new Map<string, Promise<T>>()
  return (key) => {
    const known = results.get(key)
    if (known) return known
    const result = read(key)
    results.set(key, result)
    result.catch(() => results.delete(key))
    return result
  }
}

function formatCheck({ cairn }: Descriptor): Check {
  return {
    name: 'Format',
    outcome: 'passed',
    detail: `A Cairn release, format ${cairn.format}; its description is complete and agrees with itself.`,
  }
}

function identityCheck(identity: string, expected: string | undefined): Check {
  const short = identity.slice(0, 16)
  return expected
    ? { name: 'Identity', outcome: 'passed', detail: `${short}: the edition that was asked for.` }
    : { name: 'Identity', outcome: 'not-applicable', detail: `${short}: no link or catalogue said which to expect.` }
}

function drawnCheck(path: string, shapes: Topology | HexLayout, codes: ReadonlySet<string>): Check {
  const drawn = drawnCodes(shapes)
  const strangers = drawn.filter((code) => !codes.has(code))
  const what = 'hexes' in shapes ? 'Hexagons' : 'Boundaries'
  if (!strangers.length)
    return { name: what, outcome: 'passed', detail: `${drawn.length} areas drawn in ${path}; all are known.` }
  const some = strangers.slice(0, 5).join(', ') + (strangers.length > 5 ? ', …' : '')
  return {
    name: what,
    outcome: 'failed',
    detail: `${strangers.length} of ${drawn.length} areas drawn in ${path} are not in the release and are left blank: ${some}.`,
  }
}

function otherIdentity(found: string, expected: string): ReleaseError {
  return new ReleaseError('This is not the edition of the release that was asked for.', {
    where: DESCRIPTOR,
    found,
    expected,
    todo: 'The release may have been replaced by a newer one, or changed on its way. Open it without the link, or ask whoever sent it.',
  })
}

function otherRelease(found: string, expected: string): ReleaseError {
  return new ReleaseError('The list of releases names another release than the one that lies in its place.', {
    where: DESCRIPTOR,
    found,
    expected,
    todo: 'Somebody renamed it or changed its place. Ask whoever keeps the list.',
  })
}
