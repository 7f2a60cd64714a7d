/** What the compressed file lies under, and what it unpacks to: size in bytes and SHA-256 in hex. */
export interface WasmAsset {
  path: string
  bytes: number
  sha256: string
}

/**
 * Reads, unpacks and checks DuckDB's WebAssembly. Some hosts unpack `.gz` on the way, so it is unpacked only where it
 * still looks packed. Throws where it is cut short or is not the file that this app was built with.
 */
export async function readWasm(asset: WasmAsset, read: (path: string) => Promise<Uint8Array>): Promise<ArrayBuffer> {
  const sent = await read(asset.path)
  const packed = sent[0] === 0x1f && sent[1] === 0x8b
  const wasm = packed ? await unpack(sent) : sent.slice().buffer
  if (wasm.byteLength !== asset.bytes)
    throw new Error(`${asset.path} unpacks to ${wasm.byteLength} bytes, expected ${asset.bytes}`)
  const found = await sha256(wasm)
  if (found !== null && found !== asset.sha256)
    throw new Error(`${asset.path} has SHA-256 ${found}, expected ${asset.sha256}`)
  return wasm
}

function unpack(packed: Uint8Array): Promise<ArrayBuffer> {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Response(stream).arrayBuffer()
}

/** Null on plain http other than localhost, where browsers keep their digests back; gzip's own check has passed then. */
async function sha256(bytes: ArrayBuffer): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
