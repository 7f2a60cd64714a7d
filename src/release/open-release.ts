import type { Check, HexLayout, Release, Signing, SummaryRow, Topology } from '../domain'
import type { DecodedTable } from './decode'
import type { Progress } from './progress'
import type { TrustedKey } from './signing/keys'
import type { Source } from './source'

/** What is known beforehand of a release's signatures. */
export interface ExpectedSignatures {
  /** Keys that count. */
  keys?: readonly TrustedKey[]
  /** Where `keys.json` lies, read only where there is a signature to check. */
  keysFrom?: Source
  /** What a catalogue says: true, and a release without a known key's signature is refused; false, and none is looked for. */
  signed?: boolean | undefined
  /** Ids of keys whose signatures must be there. */
  signers?: readonly string[] | undefined
}

export interface OpenOptions {
  onProgress?(progress: Progress): void
  /** Identity that a link or a catalogue names; another one is refused. */
  expectIdentity?: string
  /** Id that a catalogue names; a release of another name is refused. */
  expectId?: string
  /** Used when the signatures are checked, which is when `verify` is called. */
  signatures?: ExpectedSignatures
  /**
   * Ids of tables to be fetched beside the areas, so that a first chart waits for two round trips and not three.
   * Given the release without its areas.
   */
  ahead?(known: Pick<Release, 'indicators' | 'dimensions'>): readonly string[]
}

/** A release whose descriptor and areas are read and verified. All else is read when asked for, once. */
export interface OpenRelease {
  readonly release: Release
  /** What has been checked so far; grows as files are read. */
  readonly checks: Check[]
  /** Who signed it; `checking` until `verify` has been called and has settled. */
  readonly signing: Signing
  /** Checks the signatures, once. Rejects with `ReleaseError` where the release was changed after it was signed. */
  verify(): Promise<Signing>
  /** Tells when the signatures are checked; returns how to stop. */
  onChecks(tell: () => void): () => void
  /** Throws `ReleaseError` where the table is unknown, missing, tampered with or not as described. A failed read may be tried again. */
  table(id: string): Promise<DecodedTable>
  /** What the source says about each cell of a published table; null where nothing. */
  cellNotes(id: string): Promise<readonly (string | null)[]>
  boundaries(): Promise<Topology | null>
  layout(): Promise<HexLayout | null>
  summary(): Promise<readonly SummaryRow[] | null>
}
