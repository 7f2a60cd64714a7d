/** SHA-256, 64 hex digits. `crypto.subtle` is missing on plain-http intranets; a well-kept library stands in there. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const subtle = globalThis.crypto?.subtle
  const digest = subtle
    ? new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
    : (await import('@noble/hashes/sha2.js')).sha256(bytes)
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What stands in a file's name: the first 16 digits. */
export const shortHash = (hash: string): string => hash.slice(0, 16)
