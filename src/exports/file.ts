import type { AnswerContext } from '../domain'

/** What a file is made from: rows of words and figures, and where they came from. */
export interface Listing {
  /** What the rows are, in words. */
  title: string
  /** The same in a few, for the tab of a workbook; absent: the title's first. */
  short?: string
  columns: readonly string[]
  rows: readonly (readonly (string | number | null)[])[]
  release: AnswerContext['release']
  /** Address of the view; null where none can be given. */
  link: string | null
  /** Sentences that the reader must not miss. */
  notes: readonly string[]
  /** What the rows were made from, by name (`answer`, `overview`, …), for formats that hold it whole; absent: the rows alone. */
  data?: Readonly<Record<string, unknown>>
}

/** One way to take a listing away. */
export interface Export {
  id: string
  label: string
  extension: string
  /** Media type. */
  type: string
  /** The bytes of the file; a format whose writer is a module of its own comes with it. */
  write(listing: Listing): Uint8Array | Promise<Uint8Array>
}
