import { BROWSER_RUNTIME, createDuckDB, VoidLogger } from '@duckdb/duckdb-wasm/blocking'
import type { FileBindings } from './bindings'

/**
 * DuckDB-WASM in a worker, from the bytes of its `eh` build. Works from a Blob on `file:` too, where nothing can be
 * fetched: DuckDB asks for one made-up address and gets these bytes. Afterwards the worker reaches no address at all.
 * Rejects where WebAssembly is blocked or the bytes are none.
 */
export async function browserBindings(wasm: ArrayBuffer): Promise<FileBindings> {
  if (typeof WebAssembly !== 'object') throw new Error('This browser has no WebAssembly, or blocks it.')
  closeNetwork()
  const failed = answerOnce(wasm)
  const bundle = { mainModule: MADE_UP, mainWorker: '' }
  const database = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), BROWSER_RUNTIME)
  return Promise.race([database.instantiate(), failed])
}

/** `.invalid` is kept free of hosts for ever (RFC 2606). */
const MADE_UP = 'https://engine.invalid/duckdb-eh.wasm'

/** No extension, file or address may be fetched, whatever a query says: the second lock beside DuckDB's settings. */
function closeNetwork(): void {
  const refuse = () => {
    throw new TypeError('The engine has no way out.')
  }
  const scope = globalThis as Record<string, unknown>
  scope.XMLHttpRequest = refuse
  scope.WebSocket = refuse
  scope.importScripts = refuse
  globalThis.fetch = async () => refuse()
}

/** Gives the bytes to whoever asks for the made-up address. Rejects if they do not compile: DuckDB itself would wait for ever. */
function answerOnce(wasm: ArrayBuffer): Promise<never> {
  const instantiate = WebAssembly.instantiateStreaming?.bind(WebAssembly) ?? instantiateWhole
  return new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = (source, imports) => {
      const compiled = instantiate(source, imports)
      compiled.catch(reject)
      return compiled
    }
    globalThis.fetch = async (request) => {
      const address = request instanceof Request ? request.url : String(request)
      if (address !== MADE_UP) throw new TypeError('The engine has no way out.')
      return new Response(wasm, { headers: { 'Content-Type': 'application/wasm' } })
    }
  })
}

/** For browsers without streaming. */
async function instantiateWhole(source: Response | PromiseLike<Response>, imports?: WebAssembly.Imports) {
  return WebAssembly.instantiate(await (await source).arrayBuffer(), imports)
}
