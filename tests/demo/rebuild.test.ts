import { readFile, readdir } from 'node:fs/promises'
import { mkdtemp, rm, mkdir } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRelease } from '../../src/builder/make/node'
import { combine, provenFromParts } from '../../src/centre'
import { DEMO_DATE, DEMO_ID, DEMO_TITLE, DEMO_WORDS, NORTH, POLICY_FILE, RECIPE_FILE, northShapes, regionInputs, regionKeys, regions } from '../../src/demo' // prettier-ignore
import { memorySource, openCatalogue, openRelease, type OpenRelease } from '../../src/release'
import { folderSource } from '../../src/release/folder'
import { readKeys } from '../../src/release/signing'
import { writeRelease } from '../../src/release/write'

/*
 * The committed demo can be made again byte for byte. `npm run check:demo` does all of it; here one region goes through the builder,
 * and the committed four through the centre.
 */

const RELEASES = join('public', 'releases')
const IDS = [DEMO_ID, ...regions.map(({ id }) => `demo-${id}`)]
const opened = new Map<string, OpenRelease>()
const folders: string[] = []
const the = (id: string) => opened.get(id)!

beforeAll(async () => {
  const keys = await readKeys(folderSource(RELEASES))
  for (const id of IDS) opened.set(id, await openRelease(folderSource(join(RELEASES, id)), { signatures: { keys } }))
})
afterAll(() => Promise.all(folders.map((dir) => rm(dir, { recursive: true }))))

async function sameBytes(id: string, made: ReadonlyMap<string, Uint8Array>) {
  for (const [path, bytes] of made) {
    const committed = await readFile(join(RELEASES, id, path)).catch(() => Buffer.from('missing'))
    expect(committed.equals(bytes), `${id}/${path} differs: npm run demo`).toBe(true)
  }
}

describe('the committed demo', () => {
  it('of one region is what its records and the builder give, signatures included', { timeout: 240_000 }, async () => {
    const region = regions.find(({ id }) => id === 'gm')!
    const dir = await mkdtemp(join(tmpdir(), 'cairn-rebuild-'))
    folders.push(dir)
    await mkdir(dir, { recursive: true })
    for (const [name, pieces] of regionInputs(region))
      await pipeline(Readable.from(pieces), createWriteStream(join(dir, name)))
    const keys = await regionKeys(region)
    const { release } = await makeRelease({ recipe: join(dir, RECIPE_FILE), policy: join(dir, POLICY_FILE), keys, threads: 1 }) // prettier-ignore
    const listed = await readdir(join(RELEASES, 'demo-gm'), { recursive: true, withFileTypes: true })
    expect(listed.filter((entry) => entry.isFile())).toHaveLength(release!.size)
    await sameBytes('demo-gm', release!)
  })

  it('of the North is what the centre makes of the four, cell by cell', { timeout: 120_000 }, async () => {
    const { boundaries, layout } = northShapes()
    const parts = regions.map(({ id }) => the(`demo-${id}`))
    const { draft, origins } = await combine(parts, { id: DEMO_ID, title: DEMO_TITLE, description: DEMO_WORDS, date: DEMO_DATE, top: { code: NORTH, type: 'north', name: 'the North' }, boundaries, layout }) // prettier-ignore
    const files = await writeRelease(draft)
    await sameBytes(DEMO_ID, files)
    const proof = await provenFromParts(await openRelease(memorySource(files, 'again')), parts, origins)
    expect(proof.cells).toBeGreaterThan(100_000)
  })

  it('is small', async () => {
    const files = (await readdir(RELEASES, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await readFile(join(parentPath, name))).length)) // prettier-ignore
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(4_000_000)
  })

  it('stands in the chained catalogue, the North first, each signed', async () => {
    const { releases } = await openCatalogue(folderSource(RELEASES))
    expect(releases.map(({ id }) => id)).toEqual(IDS)
    for (const { id, identity, signed } of releases)
      expect([id, identity, signed]).toEqual([id, the(id).release.identity, true])
  })

  it.each(IDS)('%s opens with every check passed, is signed, and says that it is made up', async (id) => {
    const open = the(id)
    const signing = await open.verify()
    expect(signing).toMatchObject({ state: 'signed', strangers: [] })
    expect(signing.signers.every(({ demo }) => demo)).toBe(true)
    expect(open.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    const { synthetic, title, indicators, dimensions } = open.release
    expect(synthetic).toBe(true)
    expect(title).toMatch(/^SYNTHETIC/)
    expect(indicators).toHaveLength(13)
    expect(indicators.every(({ source }) => source.startsWith('SYNTHETIC'))).toBe(true)
    expect(dimensions.periods.map(({ kind }) => kind).filter((kind) => kind === 'calendar')).toHaveLength(10)
    expect(dimensions.periods.filter(({ kind }) => kind === 'month')).toHaveLength(36)
  })

  it('says under which rules each facility released', () => {
    const { protection, facilities, parts } = the(DEMO_ID).release
    if (protection.kind !== 'protected') throw new Error('the demo is protected')
    expect(protection.rules.map(({ facility, policy, approval }) => [facility, policy, approval !== null])).toEqual(
      regions.map(({ id, facility }) => [facility, id === 'cy' ? 'demo-under-10' : 'demo-controlled-5', true]),
    )
    expect(facilities).toEqual(regions.map(({ facility }) => facility))
    expect(parts.map(({ identity }) => identity)).toEqual(regions.map(({ id }) => the(`demo-${id}`).release.identity))
  })

  it('describes every indicator in full', () => {
    for (const indicator of the(DEMO_ID).release.indicators)
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
        // prettier-ignore
        expect(indicator[word].length, `${indicator.id}: ${word}`).toBeGreaterThan(0)
    expect(new Set(the(DEMO_ID).release.indicators.map(({ kind }) => kind))).toEqual(
      new Set(['dsr', 'ratio', 'rate', 'proportion']),
    )
  })

  it('carries nothing of the planted truths or of a person', async () => {
    for (const id of IDS) {
      const text = await readFile(join(RELEASES, id, 'datapackage.json'), 'utf8')
      expect(text).not.toMatch(/outlier|planted|frequent attender|syn-\w{7}/i)
    }
  })
})
