import type { CatalogueEntry } from './release'

/** A release that the reader keeps on this device, without its files. Plain data. */
export interface KeptRelease {
  /** Identity of the edition that is kept, hex. */
  identity: string
  id: string
  title: string
  facility: string
  /** ISO date of the release. */
  date: string
  synthetic: boolean
  /** How it came here: from the list of releases, from a file of the reader's, or made in the browser. */
  origin: 'list' | 'file' | 'made'
  /** Of all its files. */
  bytes: number
  /** ISO date on which it was kept. */
  keptOn: string
  /** How the list offered it then; null where no list did. */
  entry: CatalogueEntry | null
}

/** What a folder to present from says of one of its releases, beside what the list says. Plain data. */
export interface PackedFacts {
  id: string
  synthetic: boolean
  /** How many areas are compared or summed. */
  areas: number
  /** Of its files, before they are packed. */
  bytes: number
}
