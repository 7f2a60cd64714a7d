/** What somebody who signs a release vouches for: it was built, attacked, allowed, or brought together. */
export type SignerRole = 'builder' | 'checker' | 'owner' | 'centre'

/** Somebody whose signature fits, and whose key this app knows. */
export interface Signer {
  name: string
  role: SignerRole
  facility: string | null
  /** First 16 hex digits of the SHA-256 of the public key. */
  keyid: string
  /** True for a key made for the demo: anyone has it, so it vouches for nothing. */
  demo: boolean
}

/** How an attack on the release went before it was signed; never where it came closest. */
export interface AuditLine {
  attack: string
  name: string
  outcome: 'passed' | 'failed' | 'not-applicable'
  detail: string
}

/** Who stands behind a release, as far as its signatures tell. A signature that does not fit is never told here: the release is refused. */
export interface Signing {
  /** `unknown`: signed, but with no key that this app knows. `none`: nothing was written, so nothing could be signed. */
  state: 'checking' | 'signed' | 'unknown' | 'unsigned' | 'none'
  signers: readonly Signer[]
  /** Ids of keys that this app does not know, as the release gives them. */
  strangers: readonly string[]
  /** What the signers say of the attacks; empty where they say nothing. */
  audit: readonly AuditLine[]
}

/** The same of a list of releases as a whole: which there are, and in which order. `none`: no list was read. */
export type ListSigning = Omit<Signing, 'audit'>
