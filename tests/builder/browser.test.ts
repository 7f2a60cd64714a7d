import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byBytes } from '../../src/builder/browser/database'
import type { DroppedFile } from '../../src/builder/browser/files'
import { recognise } from '../../src/builder/browser/recognise'
import { makeDropped, type Machines } from '../../src/builder/browser/run'
import type { MadeRelease, Step } from '../../src/builder/browser/steps'
import { egressPack } from '../../src/builder/egress'
import { makeRelease } from '../../src/builder/make/node'
import { loadSolver } from '../../src/disclosure'
import { nodeBindings } from '../../src/engine/duckdb/node'
import { readSigningKey } from '../../src/release/signing'
import { asParquet, demoKey, droppedFiles, droppedRecipe } from './dropped-world'

const asDropped = (files: ReadonlyMap<string, string | Uint8Array<ArrayBuffer>>, folder = ''): DroppedFile[] =>
  [...files].map(([name, content]) => ({ path: `${folder}${name}`, file: new Blob([content]) }))

let dir = ''
let machines: Machines
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cairn-dropped-'))
  machines = { bindings: await nodeBindings(), register: byBytes, solver: await loadSolver() }
}, 60_000)
afterAll(() => rm(dir, { recursive: true, force: true }))

async function laid(files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, content] of files) await writeFile(join(dir, name), content)
}

/** Files of a zip without the folder that they all stand in. */
function filesOf(zip: Uint8Array, folder: string): Map<string, Uint8Array> {
  const entries = Object.entries(unzipSync(zip))
  expect(entries.every(([path]) => path.startsWith(`${folder}/`))).toBe(true)
  return new Map(entries.map(([path, bytes]) => [path.slice(folder.length + 1), bytes]))
}

const sameFiles = (a: ReadonlyMap<string, Uint8Array>, b: ReadonlyMap<string, Uint8Array>) => {
  expect([...a.keys()].sort()).toEqual([...b.keys()].sort())
  for (const [path, bytes] of a) expect(Buffer.compare(bytes, b.get(path) ?? new Uint8Array()), path).toBe(0)
}

describe('a release made of dropped files with DuckDB-WASM', () => {
  const steps: Step[] = []
  let made: MadeRelease
  let native: Awaited<ReturnType<typeof makeRelease>>
  beforeAll(async () => {
    const [files, key] = [droppedFiles(), await demoKey()]
    await laid(files)
    const keys = [await readSigningKey(new TextEncoder().encode(key), 'our.key')]
    native = await makeRelease({ recipe: join(dir, 'recipe.json'), policy: join(dir, 'policy.json'), threads: 2, keys })
    const dropped = asDropped(new Map([...files, ['our.key', key]]), 'facility/')
    const result = await makeDropped(dropped, machines, (step) => steps.push(step))
    if (result.outcome !== 'made') throw new Error(JSON.stringify(result))
    made = result.release
  }, 120_000)

  it('has the bytes of cairn build, signature and all', () => {
    expect(made.identity).toBe(native.identity)
    sameFiles(filesOf(made.zip, 'release'), native.release!)
    expect(made.signed).toBe('The builder')
  })

  it('keeps the pack for output checkers in a zip of its own, byte for byte as in Node', async () => {
    const { counted, policy, built, results, release } = native
    const pack = await egressPack({ counted, policy, built, results, release: release!, earlier: [], made: {} })
    sameFiles(filesOf(made.inside, 'inside'), pack)
    const inRelease = new Set(filesOf(made.zip, 'release').keys())
    expect([...pack.keys()].filter((path) => inRelease.has(path) && path !== 'datapackage.json')).toEqual([])
  })

  it('tells every step', () => {
    expect([...new Set(steps.map(({ kind }) => kind))]).toEqual(['reading', 'counted', 'protecting', 'protected', 'attacking', 'attacked', 'writing']) // prettier-ignore
    const counted = steps.find((step) => step.kind === 'counted')
    expect(counted?.kind === 'counted' && counted.reports).toEqual(native.counted.reports)
    const attacked = steps.find((step) => step.kind === 'attacked')
    expect(attacked?.kind === 'attacked' && attacked.attacks.map(({ outcome }) => outcome)).toEqual(native.results.map(({ outcome }) => outcome)) // prettier-ignore
    expect(steps.filter(({ kind }) => kind === 'protected')).toHaveLength(2)
  })

  it('has the same bytes when it is made again by the same machines', async () => {
    const again = await makeDropped(asDropped(new Map([...droppedFiles(), ['our.key', await demoKey()]])), machines, () => {}) // prettier-ignore
    if (again.outcome !== 'made') throw new Error(JSON.stringify(again))
    expect(Buffer.compare(again.release.zip, made.zip)).toBe(0)
    expect(Buffer.compare(again.release.inside, made.inside)).toBe(0)
  }, 60_000)
})

describe('records in Parquet', () => {
  it('give the same numbers as in Node', async () => {
    const files = droppedFiles(droppedRecipe({ format: 'parquet' }))
    await laid(files)
    const parquet = new Map<string, Uint8Array<ArrayBuffer>>()
    for (const at of [0, 1]) {
      await asParquet(join(dir, `events-${at}.csv`), join(dir, `events-${at}.parquet`))
      parquet.set(`events-${at}.parquet`, new Uint8Array(await readFile(join(dir, `events-${at}.parquet`))))
    }
    const native = await makeRelease({ recipe: join(dir, 'recipe.json'), policy: join(dir, 'policy.json'), threads: 1 })
    const dropped = [...asDropped(files).filter(({ path }) => !path.startsWith('events')), ...asDropped(parquet)]
    const steps: Step[] = []
    const made = await makeDropped(dropped, machines, (step) => steps.push(step))
    if (made.outcome !== 'made') throw new Error(JSON.stringify(made))
    expect(made.release.identity).toBe(native.identity)
    const counted = steps.find((step) => step.kind === 'counted')
    expect(counted?.kind === 'counted' && counted.reports).toEqual(native.counted.reports)
  }, 120_000)

  it('that are no Parquet are refused, as in Node', async () => {
    const files = droppedFiles(droppedRecipe({ format: 'parquet' }))
    const torn = new Map([['events-0.parquet', 'PAR1 and then nothing']])
    const made = await makeDropped([...asDropped(files), ...asDropped(torn)], machines, () => {})
    expect(made).toMatchObject({ outcome: 'refused' })
    expect(JSON.stringify(made)).toContain('events-0.parquet was not read: it is not a Parquet file that can be read')
  })
})

describe('what is wrong with dropped files', () => {
  const toldOf = async (files: ReadonlyMap<string, string>) => (await recognise(asDropped(files))).told
  const without = (...names: string[]) => new Map([...droppedFiles()].filter(([name]) => !names.includes(name)))

  it('is nothing where all are there', async () => {
    const told = await toldOf(droppedFiles())
    expect(told).toMatchObject({ ready: true, faults: [], extra: [], recipe: { title: 'Falls in five places', indicators: 2 } }) // prettier-ignore
    expect(told.parts.map(({ what, files }) => [what, files.length])).toEqual([['records', 2], ['populations', 1], ['areas', 1], ['layout', 1]]) // prettier-ignore
  })

  it('is named where some are missing or nobody asked for them', async () => {
    const told = await toldOf(new Map([...without('areas.csv', 'events-0.csv', 'events-1.csv', 'policy.json'), ['notes.txt', 'x']])) // prettier-ignore
    expect(told.ready).toBe(false)
    expect(told.parts.filter(({ files }) => files.length === 0).map(({ what, name }) => `${what} ${name}`)).toEqual(['records events-*.csv', 'areas areas.csv', 'policy ours']) // prettier-ignore
    expect(told.extra).toEqual(['notes.txt'])
    expect(told.faults).toEqual([])
  })

  it('is said with line and path in a recipe or policy', async () => {
    const files = droppedFiles()
    const recipe = files.get('recipe.json')!.replace('"kind": "rate"', '"kind": "rait"')
    const policy = files.get('policy.json')!.replace('"preset": "controlled-5"', '"preset": "controlled-6"')
    const told = await toldOf(new Map([...files, ['recipe.json', recipe], ['policy.json', policy]]))
    expect(told.faults.map(({ message }) => message).join('\n')).toMatch(
      /line \d+, indicators\[0\]\.kind: found "rait"/,
    )
    expect(told.faults.map(({ message }) => message).join('\n')).toMatch(/policy\.json[\s\S]*line \d+, preset/)
    expect(told.recipe).toBeNull()
    const torn = await toldOf(new Map([['recipe.json', '{ "recipe": 1,']]))
    expect(torn.faults[0]?.message).toContain('recipe.json cannot be read as JSON')
  })

  it('is that there are two recipes, or a key that is none', async () => {
    const told = await toldOf(new Map([...droppedFiles(), ['other.json', droppedFiles().get('recipe.json')!], ['x.key', '{}']])) // prettier-ignore
    expect(told.faults.map(({ message }) => message)).toEqual(['There are several recipes here.', expect.stringContaining('x.key')]) // prettier-ignore
    expect(told.ready).toBe(false)
  })

  it('is told of the records without a word of theirs', async () => {
    const files = droppedFiles()
    const bad = files.get('events-0.csv')!.replaceAll(',2022-', ',3022-').replaceAll(',2023-', ',3023-')
    const made = await makeDropped(asDropped(new Map([...files, ['events-0.csv', bad]])), machines, () => {})
    const strict = droppedRecipe()
    const kept = { ...strict, records: strict.records.map((one) => ({ ...one, most: 0.01 })) }
    const refused = await makeDropped(asDropped(new Map([...droppedFiles(kept), ['events-0.csv', bad]])), machines, () => {}) // prettier-ignore
    expect(made.outcome).toBe('made')
    expect(refused).toMatchObject({ outcome: 'refused' })
    expect(JSON.stringify(refused)).toContain('of the records are left out for dirt')
    expect(JSON.stringify(refused)).not.toMatch(/3022|p\d+,/)
  }, 60_000)
})
