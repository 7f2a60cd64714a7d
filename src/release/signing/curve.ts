import { ed25519 } from '@noble/curves/ed25519.js'

/*
 * Ed25519 (RFC 8032). The browser's own is not used: it is missing on plain-http intranets and in older browsers, and
 * implementations differ on odd signatures. Verification is the strict one.
 */

/** 32 bytes from the machine's source of chance. */
export const newSecret = (): Uint8Array => ed25519.utils.randomSecretKey()

export const publicKeyOf = (secret: Uint8Array): Uint8Array => ed25519.getPublicKey(secret)

/** 64 bytes; the same for the same message and key. */
export const sign = (message: Uint8Array, secret: Uint8Array): Uint8Array => ed25519.sign(message, secret)

/** False for anything that is not a signature of the message by the key, malformed ones included. */
export function fits(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
