import type { AnswerContext } from '../domain'

/** What a file is made from: rows of words and figures, and where they came from. */
export interface Listing {
  /** What the rows are, in words. */
  title: string
  columns: readonly string[]
  rows: readonly (readonly (string | number | null)[])[]
  release: AnswerContext['release']
  /** Address of the view; null where none can be given. */
  link: string | null
  /** Sentences that the reader must not miss. */
  notes: readonly string[]
}

/** One way to take a listing away. */
export interface Export {
  id: string
  label: string
  extension: string
  type: string
  write(listing: Listing): Uint8Array
}
