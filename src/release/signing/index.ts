/*
 * Keys, signatures and what is signed. Weighs what Ed25519 weighs: pages load `check` when the first chart stands, and
 * nothing else of this folder.
 */
export { addSignature, ENVELOPE, PAYLOAD_TYPE, readEnvelope, signEnvelope, verifyEnvelope, writeEnvelope } from './envelope' // prettier-ignore
export type { Envelope, Verified } from './envelope'
export { keyFromSeed, newKey, readPublicKey, readSigningKey, ROLES, writePublicKey, writeSigningKey } from './key' // prettier-ignore
export type { KeyOwner, PublicKey, SigningKey } from './key'
export { KEYS, parseKeys, readKeys, writeKeys } from './keys'
export { LIST_ENVELOPE, mustKeepLists, signList } from './list'
export type { TrustedKey } from './keys'
export { pae } from './pae'
export { describedBy, signRelease } from './sign-release'
export type { SignOptions } from './sign-release'
export { readStatement, statementOf, writeStatement } from './statement'
export type { Described, Statement, StatementExtras } from './statement'
