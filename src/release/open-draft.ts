import { checkDraftTable } from './check-draft'
import { ReleaseError } from '../domain'
import type { Release } from '../domain'
import { checkConsistent } from './consistent'
import type { DecodedTable } from './decode'
import { mustBeSafe } from './draft'
import type { AlreadyPublic, DraftTable, ReleaseDraft } from './draft'
import { parseBoundaries, parseLayout } from './geometry'
import { sha256 } from './hash'
import { identityOf } from './identity'
import type { OpenRelease } from './open-release'
import { unwritten } from './signatures'

/**
 * A release held in memory, without Parquet: what a dropped file opens as. The same rules are checked as on writing.
 * Its identity says that it was never written: it is that of the draft, not of a release made from it.
 */
export async function openDraft(draft: AlreadyPublic<ReleaseDraft>): Promise<OpenRelease> {
  mustBeSafe(draft)
  checkConsistent(draft)
  draft.tables.forEach(checkDraftTable)
  const boundaries = draft.boundaries && parseBoundaries(draft.boundaries, 'the boundaries')
  const layout = draft.layout && parseLayout(draft.layout, 'the layout')
  const release = await releaseOf(draft)
  return {
    release,
    checks: [
      { name: 'Format', outcome: 'passed', detail: 'Made from a file opened on this computer; it agrees with itself.' },
      { name: 'Signature', outcome: 'not-applicable', detail: 'Nothing was fetched, so there is nothing to verify.' },
    ],
    ...unwritten,
    table: async (id) => decoded(find(draft, id)),
    cellNotes: async (id) => find(draft, id).cellNotes ?? [],
    boundaries: async () => boundaries,
    layout: async () => layout,
    summary: async () => draft.summary ?? null,
  }
}

async function releaseOf(draft: ReleaseDraft): Promise<Release> {
  const { tables, boundaries, layout, summary, ...known } = draft
  const described = await Promise.all(tables.map(async (table) => ({ id: table.id, hash: await hashOf(table) })))
  return {
    ...known,
    identity: await identityOf(JSON.parse(JSON.stringify({ known, described }))),
    tables: tables.map(({ measures: _measures, cellNotes: _notes, ...table }) => ({ ...table, path: '' })),
    boundaries: boundaries ? 'boundaries' : null,
    layout: layout ? 'layout' : null,
    summary: summary ? 'summary' : null,
  }
}

async function hashOf({ measures }: DraftTable): Promise<string[]> {
  const parts = Object.values(measures).flatMap(({ values, status }) => [values, status ?? new Uint8Array()])
  return Promise.all(parts.map((part) => sha256(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))))
}

function decoded({ id, axes, measures }: DraftTable): DecodedTable {
  return { id, axes: axes.map(({ name, members }) => ({ name, size: members.length })), measures: { ...measures } }
}

function find({ tables, title }: ReleaseDraft, id: string): DraftTable {
  const table = tables.find((candidate) => candidate.id === id)
  if (table) return table
  throw new ReleaseError(`${title} holds no table called ${id}.`, {
    found: id,
    expected: tables.map((known) => known.id).join(', '),
  })
}
