import type { Check, HexLayout, Release, SummaryRow, Topology } from '../domain'
import type { DecodedTable } from './decode'
import type { Progress } from './progress'

export interface OpenOptions {
  onProgress?(progress: Progress): void
  /** Identity that a link or a catalogue names; another one is refused. */
  expectIdentity?: string
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
  /** Throws `ReleaseError` where the table is unknown, missing, tampered with or not as described. A failed read may be tried again. */
  table(id: string): Promise<DecodedTable>
  /** What the source says about each cell of a published table; null where nothing. */
  cellNotes(id: string): Promise<readonly (string | null)[]>
  boundaries(): Promise<Topology | null>
  layout(): Promise<HexLayout | null>
  summary(): Promise<readonly SummaryRow[] | null>
}
