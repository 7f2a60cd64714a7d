import { describe, expect, it } from 'vitest'
import { openRelease } from '../../src/release/read'
import { memorySource } from '../../src/release/source'
import { writeRelease } from '../../src/release/write'
import { draftOf, safe } from './fixture'

describe('a release that is written and read', () => {
  it('comes back as it was', async () => {
    const draft = draftOf()
    const open = await openRelease(memorySource(await writeRelease(safe(draft)), 'memory'))
    const { tables, boundaries: _b, layout, ...known } = draft
    expect(open.release).toMatchObject({ ...known, protection: { ...known.protection, by: 'a test' } })
    expect(tables.some(({ cellNotes }) => cellNotes)).toBe(true)
    for (const { measures, cellNotes, ...table } of tables) {
      expect(open.release.tables.find(({ id }) => id === table.id)).toMatchObject(table)
      expect((await open.table(table.id)).measures).toEqual(measures)
      if (cellNotes) expect(await open.cellNotes(table.id)).toEqual(cellNotes)
    }
    expect(await open.layout()).toEqual(layout)
    expect(await open.boundaries()).toBeNull()
    expect(open.checks.map(({ outcome }) => outcome)).not.toContain('failed')
  })
})
