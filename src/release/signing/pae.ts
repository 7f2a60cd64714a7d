/**
 * What is signed in place of the payload itself: type and payload with their lengths in bytes, so that neither can be
 * read as part of the other. DSSE protocol 1.0.0, "Pre-Authentication Encoding".
 */
export function pae(type: string, payload: Uint8Array): Uint8Array {
  const text = new TextEncoder()
  const typeBytes = text.encode(type)
  const head = text.encode(`DSSEv1 ${typeBytes.length} ${type} ${payload.length} `)
  const all = new Uint8Array(head.length + payload.length)
  all.set(head)
  all.set(payload, head.length)
  return all
}

export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  return btoa(parts.join(''))
}

/**
 * Bytes of base64, standard or URL-safe (DSSE asks readers for both). Null where it is neither, and where another text
 * would give the same bytes: what is signed has one spelling.
 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const standard = text.replace(/-/g, '+').replace(/_/g, '/')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(standard) || standard.length % 4 !== 0) return null
  const bytes = Uint8Array.from(atob(standard), (letter) => letter.charCodeAt(0))
  const again = toBase64(bytes)
  return text === again || text === again.replace(/\+/g, '-').replace(/\//g, '_') ? bytes : null
}
