import type { CairnPack } from '../release/source'

/** What a packed page leaves on the global object for its scripts to meet. */
export interface PackedPage {
  /** Number of the script that holds a file, by path. */
  cairnPacked?: Readonly<Record<string, number>>
  /** Called by `packed/<n>.js` with its bytes: gzip, then base64. */
  cairnHandOver?: (n: number, text: string) => void
  cairnPack?: CairnPack
}

/** Starts script `n`; calls back when it cannot be read. */
export type StartScript = (n: number, failed: () => void) => void

/** Reads files out of a packed page. Each is loaded when it is asked for and not kept. */
export function unpack(page: PackedPage, start: StartScript): CairnPack {
  const waiting = new Map<number, { done: (text: string) => void; failed: (error: Error) => void }[]>()
  const settle = (n: number) => {
    const all = waiting.get(n) ?? []
    waiting.delete(n)
    return all
  }
  page.cairnHandOver = (n, text) => settle(n).forEach(({ done }) => done(text))
  const textOf = (n: number, path: string) =>
    new Promise<string>((done, failed) => {
      const first = !waiting.has(n)
      waiting.set(n, [...(waiting.get(n) ?? []), { done, failed }])
      if (first) start(n, () => settle(n).forEach((one) => one.failed(unreadable(n, path))))
    })
  return {
    async load(path) {
      const index = page.cairnPacked ?? {}
      const n = Object.hasOwn(index, path) ? index[path] : undefined
      if (n === undefined) throw new Error(`${path} is not in this folder`)
      return decode(await textOf(n, path))
    },
  }
}

const unreadable = (n: number, path: string) =>
  new Error(`packed/${n}.js (${path}) could not be read; copy the whole folder again`)

/** From base64 of gzip to bytes. */
async function decode(text: string): Promise<Uint8Array> {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const native = Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }
  return native.fromBase64 ? native.fromBase64(text) : bytesBySteps(text)
}

/** For browsers from before `Uint8Array.fromBase64` (2025). */
export function bytesBySteps(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text)
  const bytes = new Uint8Array(letters.length)
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at)
  return bytes
}
