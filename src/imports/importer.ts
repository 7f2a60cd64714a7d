import type { AlreadyPublic, ReleaseDraft } from '../release/draft'
import type { ImportOptions } from './fingertips/draft'
import type { ImportReport } from './fingertips/report'

/** A file that was dropped, as text, with the names of its columns; none where it is no table. */
export interface ReadFile {
  name: string
  text: string
  columns: readonly string[]
}

/** Knows one kind of published file and makes a release of it. */
export interface Importer {
  id: string
  label: string
  /** What it looks for, for whoever dropped something else. */
  expects: string
  recognises(files: readonly ReadFile[]): boolean
  run(files: readonly ReadFile[], options: ImportOptions): { draft: AlreadyPublic<ReleaseDraft>; report: ImportReport }
}
