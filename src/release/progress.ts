/** How far a file has come. */
export interface Progress {
  /** In plain words: `the areas`, `COPD admissions`. */
  what: string
  /** Bytes. */
  done: number
  /** Bytes; null where nobody knows. */
  total: number | null
}
