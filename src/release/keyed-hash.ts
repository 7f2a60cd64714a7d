import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { hexToBytes } from '@noble/hashes/utils.js'

/**
 * A number of 32 bits for each whole number from 0 to 2³² − 1, which nobody without the secret (hex) can foresee: the first four bytes of
 * HMAC-SHA-256 (RFC 2104). At once, unlike `sha256`. Throws where the secret is not hex.
 */
export function keyedNumbers(secret: string): (number: number) => number {
  const keyed = hmac.create(sha256, hexToBytes(secret))
  const message = new DataView(new ArrayBuffer(4))
  return (number) => {
    message.setUint32(0, number)
    const digest = keyed.clone().update(new Uint8Array(message.buffer)).digest()
    return new DataView(digest.buffer, digest.byteOffset).getUint32(0)
  }
}
