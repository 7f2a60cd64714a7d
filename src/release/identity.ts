import canonicalize from 'canonicalize'
import { sha256 } from './hash'

/** SHA-256 of the canonical descriptor (RFC 8785), hex: spaces and the order of properties do not change it. */
export async function identityOf(descriptor: unknown): Promise<string> {
  return sha256(new TextEncoder().encode(canonicalize(descriptor)))
}
