import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Topology } from '../../src/domain'
import type { ReleaseDraft } from '../../src/release/draft'
import { openDraft, openRelease } from '../../src/release/read'
import type { Progress } from '../../src/release/read'
import { memorySource } from '../../src/release/source'
import type { Source } from '../../src/release/source'
import { verifyRelease } from '../../src/release/verify'
import { writeRelease } from '../../src/release/write'
import { area, draftOf, safe } from './fixture'

const reopened = async (draft: ReleaseDraft) => openRelease(memorySource(await writeRelease(safe(draft)), 'memory'))

/** A draft whose counts and statuses are these, cell by cell. */
function withCells(cells: readonly { value: number; status: number }[]): ReleaseDraft {
  const draft = draftOf({ areas: 3, periods: 2, ages: 4 })
  const values = Int32Array.from(cells, ({ value, status }) => (status >= 2 ? 0 : value))
  const status = Uint8Array.from(cells, (cell) => cell.status)
  Object.assign(draft.tables[1] as object, { measures: { count: { values, status } } })
  return draft
}

const cell = fc.record({
  value: fc.oneof(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: 50 })),
  status: fc.integer({ min: 0, max: 3 }),
})

describe('whatever the numbers', () => {
  it('counts and statuses come back cell by cell', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 48, maxLength: 48 }), async (cells) => {
        const draft = withCells(cells)
        const expected = draft.tables[1]?.measures.count
        const got = (await (await reopened(draft)).table('copd.main')).measures.count
        expect(got?.values).toEqual(expected?.values)
        expect([...(got?.status ?? new Uint8Array(48))]).toEqual([...(expected?.status ?? [])])
      }),
      { numRuns: 25 },
    )
  })

  it('published values come back to the last bit, blanks as blanks', async () => {
    const value = fc.oneof(fc.double({ noDefaultInfinity: true }), fc.constant(NaN))
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 6, maxLength: 6 }), async (values) => {
        const draft = draftOf()
        const status = new Uint8Array(6)
        const table = draft.tables[2] as ReleaseDraft['tables'][number]
        const measures = Object.fromEntries(
          Object.keys(table.measures).map((name) => [name, { values: Float64Array.from(values), status }]),
        )
        const open = await reopened({ ...draft, tables: [...draft.tables.slice(0, 2), { ...table, measures }] })
        expect((await open.table('smoking.main')).measures.value).toEqual({
          values: Float64Array.from(values),
          status: null,
        })
      }),
      { numRuns: 25 },
    )
  })

  it('names in any script, and codes that any list may use, come back', async () => {
    const codes = fc.uniqueArray(
      fc.string({ minLength: 1 }).filter((code) => !code.includes(';')),
      { minLength: 1, maxLength: 30 },
    )
    await fc.assert(
      fc.asyncProperty(codes, fc.string({ unit: 'grapheme', minLength: 1 }), async (list, name) => {
        const extra = list.filter((code) => !/^(R1|OLD|E0)/.test(code)).map((code) => area(code, { name }))
        const draft = draftOf()
        expect((await reopened({ ...draft, areas: [...draft.areas, ...extra] })).release.areas).toEqual([
          ...draft.areas,
          ...extra,
        ])
      }),
      { numRuns: 25 },
    )
  })
})

describe('the same draft', () => {
  it('gives the same bytes, and another number gives others', async () => {
    const [first, second] = [await writeRelease(safe(draftOf())), await writeRelease(safe(draftOf()))]
    expect([...second]).toEqual([...first])
    const cells = Array.from({ length: 48 }, (_, at) => ({ value: at, status: 0 }))
    const [one, other] = [withCells(cells), withCells(cells.with(5, { value: 99, status: 0 }))]
    expect([...(await writeRelease(safe(one))).keys()]).not.toEqual([...(await writeRelease(safe(other))).keys()])
  })

  it('does not tell a hidden number by its bytes', async () => {
    // What lies beneath a hidden cell must leave no trace, so the writer takes only cells emptied of it.
    const hidden = withCells(Array.from({ length: 48 }, (_, at) => ({ value: at, status: at % 2 ? 2 : 0 })))
    const other = withCells(
      Array.from({ length: 48 }, (_, at) => ({ value: at % 2 ? 1000 + at : at, status: at % 2 ? 2 : 0 })),
    )
    expect([...(await writeRelease(safe(other)))]).toEqual([...(await writeRelease(safe(hidden)))])
  })

  it('opens from memory as it does from files', async () => {
    const draft = draftOf()
    const [held, read] = [await openDraft(safe(draft)), await reopened(draft)]
    const { identity: _1, layout: _2, tables: _3, ...ofHeld } = held.release
    const { identity: _4, layout: _5, tables: _6, ...ofRead } = read.release
    expect(ofHeld).toEqual(ofRead)
    for (const { id } of draft.tables) expect(await held.table(id)).toEqual(await read.table(id))
  })
})

describe('at the edges', () => {
  it('10,000 areas are read, and named by their type alone', async () => {
    const files = await writeRelease(safe(draftOf({ areas: 10_000, periods: 2, ages: 3 })))
    expect((files.get('datapackage.json') as Uint8Array).length).toBeLessThan(30_000)
    const { release, checks } = await verifyRelease(memorySource(files, 'memory'))
    expect(release?.tables[1]?.axes.at(-1)?.members).toHaveLength(10_000)
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  }, 60_000)

  it('all cells hidden is a release like any other', async () => {
    const { measures } = await (
      await reopened(withCells(new Array(48).fill({ value: 7, status: 2 })))
    ).table('copd.main')
    expect(measures.count?.status?.every((mark) => mark === 2)).toBe(true)
    expect(measures.count?.values.every((value) => value === 0)).toBe(true)
  })

  it('an area that no table holds stays in the list of areas', async () => {
    const draft = draftOf()
    const open = await reopened({ ...draft, areas: [...draft.areas, area('E07999999')] })
    expect(open.release.areas.map(({ code }) => code)).toContain('E07999999')
    // One district of four is missing, so the axis has to list its members.
    expect(open.release.tables[0]?.axes.at(-1)?.members).toEqual(['E07000001', 'E07000002', 'E07000003'])
  })

  it('boundaries and the front page come back', async () => {
    const boundaries: Topology = {
      type: 'Topology',
      objects: {
        ltla: {
          type: 'GeometryCollection',
          geometries: [{ type: 'Polygon', arcs: [[0]], properties: { code: 'E07000001' } }],
        },
      },
      arcs: [
        [
          [0, 0],
          [1, 0],
          [0, 1],
          [0, 0],
        ],
      ],
    }
    const row = {
      indicator: 'copd',
      areaType: 'ltla',
      area: 'E07000001',
      period: '2016',
      count: 9,
      population: 80,
      value: 0.1 + 0.2,
    }
    const summary = [{ ...row, lower95: 0.1, upper95: 0.5, lower998: null, upper998: null, status: 'shown' as const }]
    const open = await reopened({ ...draftOf(), boundaries, summary })
    expect(await open.boundaries()).toEqual(boundaries)
    expect(await open.summary()).toEqual(summary)
    expect(open.checks.find(({ name }) => name === 'Boundaries')).toMatchObject({ outcome: 'passed' })
  })

  it('a boundary without a code or without its line is refused', async () => {
    const shape = { type: 'Polygon', arcs: [[5]], properties: { code: 'E07000001' } }
    const boundaries = {
      type: 'Topology',
      objects: { a: { type: 'GeometryCollection', geometries: [shape] } },
      arcs: [],
    }
    const draft = { ...draftOf(), boundaries: boundaries as unknown as Topology }
    await expect(writeRelease(safe(draft))).rejects.toThrow('draws E07000001 with a line that it does not hold')
    Object.assign(shape, { properties: {} })
    await expect(writeRelease(safe(draft))).rejects.toThrow('properties.code')
  })
})

describe('reading', () => {
  /** Notes what is asked for. */
  function watched(source: Source): { source: Source; asked: string[] } {
    const asked: string[] = []
    return {
      asked,
      source: {
        label: source.label,
        read: (path, onBytes) => (asked.push(path.replace(/\..*/, '')), source.read(path, onBytes)),
      },
    }
  }

  it('asks for the description, then the areas, and each table once and only when it is wanted', async () => {
    const { source, asked } = watched(memorySource(await writeRelease(safe(draftOf())), 'memory'))
    const progress: Progress[] = []
    const open = await openRelease(source, { onProgress: (step) => progress.push(step) })
    expect(asked).toEqual(['datapackage', 'areas'])
    await Promise.all([open.table('copd.main'), open.table('copd.main'), open.table('population')])
    expect(asked).toEqual(['datapackage', 'areas', 'cells/copd', 'population'])
    expect([...new Set(progress.map(({ what }) => what))]).toEqual([
      'what the release holds',
      'the areas',
      'copd',
      'the populations',
    ])
    expect(open.checks.find(({ name }) => name === 'Files')?.detail).toMatch(/^3 of 5 files read so far/)
  })

  it('asks for what is wanted first beside the areas', async () => {
    const { source, asked } = watched(memorySource(await writeRelease(safe(draftOf())), 'memory'))
    const open = await openRelease(source, { ahead: ({ indicators }) => indicators[0]?.tables ?? [] })
    await open.table('copd.main')
    expect(asked).toEqual(['datapackage', 'cells/copd', 'areas'])
  })
})
