import { beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/release/hash'
import { encodeParquet } from '../../src/release/parquet-write'
import { memorySource } from '../../src/release/source'
import { verifyRelease } from '../../src/release/verify'
import { writeRelease } from '../../src/release/write'
import { draftOf, safe, withDescriptor } from './fixture'

let good: Map<string, Uint8Array>
beforeAll(async () => {
  good = await writeRelease(safe(draftOf()))
})
const verify = (files: Map<string, Uint8Array>) => verifyRelease(memorySource(files, 'the test'))

describe('a whole check', () => {
  it('passes what the writer wrote, file by file and table by table', async () => {
    const { release, checks } = await verify(good)
    expect(release?.id).toBe('test')
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    const names = checks.map(({ name }) => name)
    for (const path of good.keys()) if (path !== 'datapackage.json') expect(names).toContain(path)
    expect(names).toEqual(
      expect.arrayContaining(['Table population', 'Table copd.main', 'Table smoking.main', 'Hexagons', 'Signature']),
    )
  })

  it('goes on after a failure, so that one reading finds all of them', async () => {
    const cells = [...good.keys()].filter((path) => path.startsWith('cells/'))
    const { checks } = await verify(
      new Map([...good, ...cells.map((path): [string, Uint8Array] => [path, new Uint8Array(9)])]),
    )
    expect(checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)).toEqual([
      ...cells,
      'Table copd.main',
      'Table smoking.main',
    ])
  })

  it('says why a release cannot be opened', async () => {
    const { release, checks } = await verify(new Map())
    expect(release).toBeNull()
    expect(checks[0]).toMatchObject({ name: 'Description', outcome: 'failed' })
    expect(checks[0]?.detail).toContain('datapackage.json is missing from the test.')
  })

  // A browser trusts position, so this is the one place where a table in another order is found.
  it('finds a table whose rows are in another order, though every hash agrees', async () => {
    const axes = [2, 2, 4, 3]
    const members = [
      ['2015', '2016'],
      ['female', 'male'],
      ['0-4', '5-9', '10-14', '15-19'],
      ['E07000001', 'E07000002', 'E07000003'],
    ]
    const steps = axes.map((_, at) => axes.slice(at + 1).reduce((a, b) => a * b, 1))
    const index = (at: number) =>
      Int32Array.from({ length: 48 }, (_, row) => Math.floor(row / (steps[at] ?? 1)) % (axes[at] ?? 1))
    const swapped = index(3)
    ;[swapped[0], swapped[1]] = [1, 0]
    const bytes = await encodeParquet([
      ...['period', 'sex', 'age'].map((name, at) => ({
        name,
        kind: 'key' as const,
        members: members[at] ?? [],
        index: index(at),
      })),
      { name: 'area', kind: 'key', members: members[3] ?? [], index: swapped },
      { name: 'count', kind: 'count', values: new Int32Array(48).fill(9), nulls: new Uint8Array(48) },
      { name: 'count_status', kind: 'status', values: new Uint8Array(48) },
    ])
    const hash = await sha256(bytes)
    const path = `cells/copd.main.${hash.slice(0, 16)}.parquet`
    const files = withDescriptor(good, ({ resources }) => {
      const resource = resources.find(({ name }) => name === 'copd.main')
      Object.assign(resource ?? {}, { path, bytes: bytes.length, hash: `sha256:${hash}` })
    })
    const { checks } = await verify(files.set(path, bytes))
    const failed = checks.filter(({ outcome }) => outcome === 'failed')
    expect(failed.map(({ name }) => name)).toEqual(['Table copd.main'])
    expect(failed[0]?.detail).toContain('column area, row 1')
  })

  it('reports drawn areas that the release does not know', async () => {
    const draft = draftOf()
    const layout = { layout: 'odd-r' as const, hexes: { ...draft.layout?.hexes, W06000001: { q: 9, r: 9 } } }
    const { checks } = await verify(await writeRelease(safe({ ...draft, layout })))
    const hexagons = checks.find(({ name }) => name === 'Hexagons')
    expect(hexagons?.outcome).toBe('failed')
    expect(hexagons?.detail).toContain('W06000001')
  })
})
