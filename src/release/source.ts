import { ReleaseError } from '../domain'
import { ask } from './early'

/** Called while bytes arrive; `total` is null where nobody knows it. */
export type OnBytes = (done: number, total: number | null) => void

/** Where a release's files come from. Paths are relative to the source, with `/` between folders. */
export interface Source {
  /** Where this is, for messages: an address, a folder, a file's name. */
  readonly label: string
  /** Throws `ReleaseError` where the file is absent or cannot be read. */
  read(path: string, onBytes?: OnBytes): Promise<Uint8Array>
}

/** What a packed page (USB stick) leaves on `globalThis.cairnPack`. */
export interface CairnPack {
  /** Path relative to the app's folder, e.g. `releases/catalogue.json`. Rejects where the pack has no such file. */
  load(path: string): Promise<Uint8Array>
}

/** Whether a read failed because there is no such file, and not because nobody answered. */
export const isAbsent = (cause: unknown): boolean =>
  cause instanceof ReleaseError && (cause.details.expected ?? '').startsWith('the file ')

/** Files held in memory; paths are the map's keys. */
export function memorySource(files: ReadonlyMap<string, Uint8Array>, label: string): Source {
  return {
    label,
    async read(path, onBytes) {
      const bytes = files.get(path)
      if (!bytes) throw missing(path, label)
      onBytes?.(bytes.length, bytes.length)
      return bytes
    },
  }
}

/** Files inside a packed page. `base` is put before each path, e.g. `releases/north/`. */
export function packedSource(pack: CairnPack, base: string): Source {
  const label = 'this copy of Cairn'
  return {
    label,
    async read(path, onBytes) {
      const bytes = await pack.load(join(base, path)).catch((cause: unknown) => {
        throw missing(join(base, path), label, `the copy said: ${say(cause)}`)
      })
      onBytes?.(bytes.length, bytes.length)
      return bytes
    },
  }
}

/** A folder of a source, as a source. */
export function within(source: Source, folder: string): Source {
  return {
    label: `${source.label}, folder ${folder}`,
    read: (path, onBytes) => source.read(join(folder, path), onBytes),
  }
}

/** The app's own folder: packed into the page where there is a pack, else beside the page on its server. */
export function appSource(): Source {
  const pack = (globalThis as { cairnPack?: CairnPack }).cairnPack
  return pack ? packedSource(pack, '') : httpSource('./')
}

/** Files of a web server; `base` is relative to the page, e.g. `./releases/north/`. */
export function httpSource(base: string): Source {
  return {
    label: base === './' ? 'the web server' : base,
    async read(path, onBytes) {
      const address = join(base, path)
      return receive(await request(address), address, onBytes)
    },
  }
}

async function request(address: string): Promise<Response> {
  const response = await ask(address).catch((cause: unknown) => {
    throw new ReleaseError(`${address} could not be fetched.`, {
      where: address,
      found: say(cause),
      expected: 'an answer from the web server',
      answered: false,
      todo: 'Check the connection, then load the page again.',
    })
  })
  if (response.status === 404) throw missing(address, 'the web server', 'answer 404, not found')
  if (!response.ok) throw refused(address, `answer ${response.status} ${response.statusText}`.trim(), 'answer 200')
  // Single-page hosts answer an unknown path with their front page and status 200.
  if (response.headers.get('content-type')?.includes('text/html'))
    throw refused(address, 'a web page', `the file ${address.slice(address.lastIndexOf('/') + 1)}`)
  return response
}

async function receive(response: Response, address: string, onBytes?: OnBytes): Promise<Uint8Array> {
  const total = wholeLength(response)
  const reader = response.body?.getReader()
  if (!reader) return new Uint8Array(await response.arrayBuffer())
  const parts: Uint8Array[] = []
  let done = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value)
      done += part.value.length
      onBytes?.(done, total)
    }
  } catch (cause) {
    throw refused(address, `${done} bytes, then: ${say(cause)}`, 'the whole file')
  }
  return joined(parts, done)
}

/** Content-Length counts compressed bytes where a Content-Encoding is set, so it is no total then. */
function wholeLength(response: Response): number | null {
  const length = response.headers.get('content-length')
  return length && !response.headers.get('content-encoding') ? Number(length) : null
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const only = parts[0]
  if (parts.length === 1 && only) return only
  const all = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function missing(path: string, label: string, found = 'no such file'): ReleaseError {
  return new ReleaseError(`${path} is missing from ${label}.`, {
    where: path,
    found,
    expected: `the file ${path}`,
    todo: 'Ask whoever gave you the release for a whole copy, or check the address.',
  })
}

function refused(address: string, found: string, expected: string): ReleaseError {
  return new ReleaseError(`${address} did not come as a file: the server sent ${found}.`, {
    where: address,
    found,
    expected,
    todo: 'Try again; if it stays so, tell whoever runs the server.',
  })
}

function join(base: string, path: string): string {
  if (base === '') return path
  return base.endsWith('/') ? base + path : `${base}/${path}`
}

function say(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
