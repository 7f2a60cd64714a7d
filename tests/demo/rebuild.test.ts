import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { DEMO_ID, demoRelease, records } from '../../src/demo'
import { openRelease, readCatalogue, type OpenRelease } from '../../src/release'
import { folderSource } from '../../src/release/folder'
import { writeRelease } from '../../src/release/write'

const RELEASES = join('public', 'releases')
const COMMITTED = join(RELEASES, DEMO_ID)

let made: Map<string, Uint8Array>
let open: OpenRelease

beforeAll(async () => {
  made = await writeRelease(demoRelease(records()).draft)
  open = await openRelease(folderSource(COMMITTED))
}, 240_000)

describe('the committed demo', () => {
  it('holds the files that the generator makes, and no others', async () => {
    const listed = await readdir(COMMITTED, { recursive: true, withFileTypes: true })
    const files = listed.filter((entry) => entry.isFile())
    const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(COMMITTED.length + 1))
    expect(paths.map((path) => path.replaceAll('\\', '/')).sort()).toEqual([...made.keys()].sort())
  })

  it('is the same to the last byte', async () => {
    for (const [path, bytes] of made) {
      const committed = await readFile(join(COMMITTED, path))
      expect(committed.equals(bytes), `${path} differs: npm run demo`).toBe(true)
    }
  })

  it('is small', () => {
    const bytes = [...made.values()].map((file) => file.length)
    expect(bytes.reduce((a, b) => a + b, 0)).toBeLessThan(1_000_000)
    for (const [path, file] of made) if (path.includes('.main.')) expect(file.length, path).toBeLessThan(30_000)
  })

  it('stands in the catalogue with its identity', async () => {
    const entry = (await readCatalogue(folderSource(RELEASES))).find(({ id }) => id === DEMO_ID)
    expect(entry).toMatchObject({ path: DEMO_ID, identity: open.release.identity, label: open.release.title })
  })

  it('opens with every check passed, and says that it is made up', () => {
    expect(open.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    const { synthetic, title, indicators, areas, dimensions } = open.release
    expect(synthetic).toBe(true)
    expect(title).toMatch(/^SYNTHETIC/)
    expect(indicators).toHaveLength(12)
    expect(indicators.every(({ source }) => source.startsWith('SYNTHETIC'))).toBe(true)
    expect(areas).toHaveLength(1 + 4 + 62 + 13)
    expect(dimensions.periods).toHaveLength(10)
  })

  it('describes every indicator in full', () => {
    for (const indicator of open.release.indicators)
      for (const word of [
        'definition',
        'rationale',
        'method',
        'numerator',
        'denominator',
        'unit',
        'counts',
        'among',
      ] as const)
        expect(indicator[word].length, `${indicator.id}: ${word}`).toBeGreaterThan(0)
    expect(new Set(open.release.indicators.map(({ kind }) => kind))).toEqual(
      new Set(['dsr', 'ratio', 'rate', 'proportion']),
    )
    expect(open.release.indicators.find(({ id }) => id === 'falls')?.breaks.map(({ period }) => period)).toEqual([
      '2021',
    ])
  })

  it('carries nothing of the planted truths or of a person', () => {
    const text = [...made].filter(([path]) => /json$/.test(path)).map(([, bytes]) => new TextDecoder().decode(bytes)).join() // prettier-ignore
    expect(text).not.toMatch(/outlier|planted|frequent attender|syn-\w{7}/i)
  })
})
