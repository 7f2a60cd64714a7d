import { loadParquet } from '../release/parquet-write'
import { writeRelease, type SafeDraft } from '../release/write'
import { zipOf } from '../release/zip'
import { bytesOf } from './open-files'

/** Gives the bytes of the Parquet writer, which a browser has to start; nothing in Node. */
export type WriterBytes = () => Promise<ArrayBuffer | undefined>

/** The files of a release by path, in a folder of its name; `beside` stand next to that folder. */
export async function zipOfDraft(
  draft: SafeDraft,
  wasm: WriterBytes,
  beside: Readonly<Record<string, unknown>> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  await loadParquet(await wasm())
  const written = await writeRelease(draft)
  const inside = [...written].map(([path, bytes]) => [`${draft.id}/${path}`, bytes] as const)
  const outside = Object.entries(beside).map(([name, content]) => [`${draft.id}.${name}.json`, json(content)] as const)
  return zipOf(new Map([...inside, ...outside]))
}

const json = (content: unknown) => new TextEncoder().encode(`${JSON.stringify(content, null, 1)}\n`)

/** A zip of the release that files of the reader's own are, or are made into. Throws ReleaseError. */
export async function zipOfOwn(files: readonly File[], wasm: WriterBytes): Promise<Uint8Array<ArrayBuffer>> {
  const [only] = files
  if (only && files.length === 1 && /\.zip$/i.test(only.name)) return new Uint8Array(await only.arrayBuffer())
  const held = await bytesOf(files)
  if ([...held.keys()].some((path) => /(^|\/)datapackage\.json$/.test(path))) return zipOf(held)
  const { importDropped } = await import('.')
  const { draft, report } = importDropped([...held].map(([name, text]) => ({ name: name.replace(/^.*\//, ''), text })))
  return zipOfDraft(draft, wasm, { report })
}
