import { sha256 } from '../release/hash'

/** What the compressed file lies under, and what it unpacks to: size in bytes and SHA-256 in hex. */
export interface SolverAsset {
  path: string
  bytes: number
  sha256: string
}

/**
 * Reads, unpacks and checks the solver's WebAssembly. Some hosts unpack `.gz` on the way, so it is unpacked only where it
 * still looks packed. Throws where it is cut short or is not the file that this app was built with.
 */
export async function readSolver(
  asset: SolverAsset,
  read: (path: string) => Promise<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const sent = await read(asset.path)
  const packed = sent[0] === 0x1f && sent[1] === 0x8b
  const wasm = packed ? await unpack(sent) : Uint8Array.from(sent)
  if (wasm.length !== asset.bytes)
    throw new Error(`${asset.path} unpacks to ${wasm.length} bytes, expected ${asset.bytes}`)
  const found = await sha256(wasm)
  if (found !== asset.sha256) throw new Error(`${asset.path} has SHA-256 ${found}, expected ${asset.sha256}`)
  return wasm
}

async function unpack(packed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
