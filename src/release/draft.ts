import { ReleaseError } from '../domain'
import type { HexLayout, Release, SummaryRow, Table, Topology } from '../domain'

/** One column of numbers with the status of each cell (0 shown, 1 rounded, 2 hidden, 3 absent). */
export interface DecodedMeasure {
  /** 0 (whole numbers) or NaN (others) where nothing is shown. */
  values: Int32Array | Float64Array
  /** Null where every cell is shown exactly. */
  status: Uint8Array | null
}

/** A table as its maker holds it: complete, sorted by its axes, area last, so that position is the key. */
export type DraftTable = Omit<Table, 'path'> & {
  measures: Readonly<Record<string, DecodedMeasure>>
  /** Published tables only: what the source says about each cell; null or absent where it says nothing. */
  cellNotes?: readonly (string | null)[] | null
}

/** A release before it is written: everything of `Release` that its maker knows, with the numbers themselves. */
export interface ReleaseDraft extends Omit<Release, 'identity' | 'tables' | 'boundaries' | 'layout' | 'summary'> {
  tables: readonly DraftTable[]
  boundaries: Topology | null
  layout: HexLayout | null
  summary?: readonly SummaryRow[] | null
}

declare const brand: unique symbol

/** Something whose numbers others have published already, or made up. Only `alreadyPublic` makes one. */
export type AlreadyPublic<T> = T & { readonly [brand]: 'already public' }

/** A draft that may be written: already public, or protected (`protectedDraft`), or made of released numbers (`combine` of the centre). */
export type SafeDraft = AlreadyPublic<ReleaseDraft> | (ReleaseDraft & { readonly [brand]: 'protected' })

const branded = new WeakSet<object>()

/**
 * States that every number of the draft is public already, and by whom it was published. Only importers may call it:
 * `tests/architecture.test.ts` names them.
 * @throws ReleaseError where the draft says that it is protected.
 */
export function alreadyPublic(draft: ReleaseDraft, by: string): AlreadyPublic<ReleaseDraft> {
  if (draft.protection.kind !== 'already-public')
    throw new ReleaseError('A release cannot be both protected and already public.', {
      where: draft.id,
      found: `protection of the kind ${draft.protection.kind}`,
      expected: 'already-public',
    })
  const made = { ...draft, protection: { ...draft.protection, by } }
  branded.add(made)
  return made as AlreadyPublic<ReleaseDraft>
}

/** For `protectedDraft` and for `combine`, which joins released numbers: `tests/architecture.test.ts` holds everybody else off. */
export function markSafe(draft: ReleaseDraft): SafeDraft {
  branded.add(draft)
  return draft as SafeDraft
}

/** The type says it at compile time; this says it again to callers without types. */
export function mustBeSafe(draft: object): void {
  if (branded.has(draft)) return
  throw new ReleaseError('These numbers were not made safe to show, so no release is made of them.', {
    found: 'a draft that neither an importer nor the disclosure rules have passed',
    expected: 'a draft marked as protected or already public',
  })
}
