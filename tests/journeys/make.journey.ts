import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { egressPack } from '../../src/builder/egress'
import { makeRelease } from '../../src/builder/make/node'
import { serveApp, type Served } from '../../src/cli/serve'
import { listen } from '../../src/cli/static-server'
import { readSigningKey } from '../../src/release/signing'
import { demoKey, droppedFiles, droppedRecipe } from '../builder/dropped-world'
import { startDriver, type Driver } from '../driver'
import { PLACES } from './places'
import { journeys, ON_DISK, type Set } from './stage'

type Files = ReadonlyMap<string, Uint8Array>

/** What `cairn build` makes of the same files. */
async function builtInNode(
  files: ReadonlyMap<string, string>,
  key: string,
): Promise<{ release: Files; inside: Files }> {
  const dir = await mkdtemp(join(tmpdir(), 'cairn-make-'))
  try {
    for (const [name, content] of files) await writeFile(join(dir, name), content)
    const keys = [await readSigningKey(new TextEncoder().encode(key), 'our.key')]
    const made = await makeRelease({ recipe: join(dir, 'recipe.json'), policy: join(dir, 'policy.json'), keys })
    const { counted, policy, built, results, release } = made
    if (!release) throw new Error('an attack got through')
    return { release, inside: await egressPack({ counted, policy, built, results, release, earlier: [], made: {} }) }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** The app's own server, with everything written down that anybody asks of it, bodies too. */
async function recording(served: Served): Promise<{ address: string; server: Server; asked: Asked[] }> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const one: Asked = { method: request.method ?? '', url: request.url ?? '', body: bodyOf(request) }
    asked.push(one)
    served.server.emit('request', request, response)
  })
  return { server, asked, address: `http://127.0.0.1:${await listen(server, 4500)}/` }
}

interface Asked {
  method: string
  url: string
  /** Whether it says that it carries anything. */
  body: boolean
}

const bodyOf = ({ headers }: IncomingMessage) =>
  Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined

/** A name alone: nothing can ride on it. Signatures are looked for even where there are none. */
const isOwnFile = (url: string) => /^\/releases\/[\w./-]+$/.test(url) || existsSync(join(PLACES.app, url))

/** All but that a release beside the app is not signed. */
function complaintsOf(driver: Driver): string[] {
  driver.excuse(/404 .*\/releases\/([\w-]+\/datapackage\.dsse|keys)\.json/)
  return driver.complaints()
}

/** Waits until the page for making releases stands and takes files. */
async function toMakePage(driver: Driver): Promise<void> {
  await driver.waitForRole('heading', 'Make a release')
  await driver.waitForRole('button', 'Choose files')
}

async function dropAll(driver: Driver, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, content] of files) await driver.drop('main', { name, content })
}

const unpacked = (zip: Buffer, folder: string): Files =>
  new Map(Object.entries(unzipSync(zip)).map(([path, bytes]) => [path.replace(`${folder}/`, ''), bytes]))

function expectSame(found: Files, wanted: Files): void {
  expect([...found.keys()].sort()).toEqual([...wanted.keys()].sort())
  const other = [...wanted].filter(([path, bytes]) => Buffer.compare(bytes, found.get(path) ?? new Uint8Array()) !== 0)
  expect(other.map(([path]) => path)).toEqual([])
}

/** Makes a release of what was dropped, and takes both zips. */
async function makeIt(driver: Driver): Promise<{ release: Files; inside: Files }> {
  await driver.waitForText('All that the recipe asks for is here.')
  await driver.click('button', 'Make the release')
  await driver.waitForRole('heading', 'The release is made', 120_000)
  const release = await driver.download(() => driver.click('button', 'Download the release'))
  const inside = await driver.download(() => driver.click('button', 'Download the pack for output checkers'))
  expect([release.name, inside.name]).toEqual(['dropped.zip', 'dropped-INSIDE-ONLY.zip'])
  return { release: unpacked(release.content, 'release'), inside: unpacked(inside.content, 'inside') }
}

const FILES = droppedFiles()
let key = ''
let native: { release: Files; inside: Files }
beforeAll(async () => {
  key = await demoKey()
  native = await builtInNode(FILES, key)
})

describe('a release made in a tab', () => {
  let served: Served
  let recorder: Awaited<ReturnType<typeof recording>>
  let driver: Driver
  beforeAll(async () => {
    served = await serveApp({ dir: PLACES.app, port: 4300 })
    recorder = await recording(served)
    driver = await startDriver('chromium')
  })
  afterAll(async () => {
    await driver?.close()
    recorder?.server.close()
    served?.server.close()
  })

  it('has the bytes of cairn build, and nothing of it leaves the tab', async () => {
    await driver.open(`${recorder.address}#v=1&view=make`)
    await toMakePage(driver)
    const before = recorder.asked.length
    await dropAll(driver, new Map([...FILES, ['our.key', key]]))
    const { release, inside } = await makeIt(driver)
    expectSame(release, native.release)
    expectSame(inside, native.inside)
    // The machines come when they are needed; each is a file of the app, asked for by its name alone.
    const after = recorder.asked.slice(before)
    expect(after.length).toBeGreaterThan(3)
    expect(recorder.asked.filter(({ method, body }) => method !== 'GET' || body)).toEqual([])
    expect(after.filter(({ url }) => !isOwnFile(url))).toEqual([])
    expect(complaintsOf(driver)).toEqual([])
  })

  it('opens in the app as its readers will see it, and is still there afterwards', async () => {
    await driver.click('button', 'Open it here')
    await driver.waitForText(/Falls in five places|Region/, 60_000)
    await driver.waitForSelector('main h1')
    await driver.waitForText(/NOT PUBLISHED/)
    expect(await driver.address()).toMatch(/release=dropped&pin=[0-9a-f]{8}/)
    await driver.click('button', 'Share')
    await driver.waitForText('This release is only in this browser')
    expect(await driver.count('dialog[open] input')).toBe(0)
    await driver.clickOn('dialog[open] .button')
    await driver.click('link', 'Make a release')
    await driver.waitForRole('heading', 'The release is made')
    expect(complaintsOf(driver)).toEqual([])
  })

  it('is stopped at a word, and nothing is left of it but the files', async () => {
    await driver.click('button', 'Make it again')
    await driver.click('button', 'Stop')
    await driver.waitForText('Nothing of it is left but your files.')
    expect(await driver.has('heading', 'The release is made')).toBe(false)
    await driver.click('button', 'Make the release')
    await driver.waitForRole('heading', 'The release is made', 120_000)
  })

  it('can be tried with records that it makes up itself', async () => {
    await driver.click('button', 'Start afresh')
    await driver.click('button', 'Try it with made-up records')
    await driver.waitForText('All that the recipe asks for is here.', 30_000)
    expect(await driver.text('main .state-bar')).toMatch(/^SYNTHETIC/)
    await driver.click('button', 'Make the release')
    await driver.waitForRole('heading', 'The release is made', 120_000)
    expect(await driver.text('main')).toContain('SYNTHETIC trial: COPD admissions in Greater Manchester')
    await driver.waitForText(/53,435 records of/)
    await driver.waitForText(/None of \d+ attacks got through/)
    expect(complaintsOf(driver)).toEqual([])
  })

  it('says what is missing, what is wrong and where, and what was refused', async () => {
    await driver.click('button', 'Start afresh')
    const strict = droppedRecipe()
    const recipe = { ...strict, records: strict.records.map((one) => ({ ...one, most: 0 })) }
    const files = droppedFiles(recipe)
    const torn = files.get('recipe.json')!.replace('"kind": "rate"', '"kind": "rait"')
    await dropAll(driver, new Map([['recipe.json', torn]]))
    await driver.waitForText(/line \d+, indicators\[0\]\.kind/)
    await dropAll(driver, new Map([...files].filter(([name]) => name !== 'areas.csv')))
    await driver.waitForText(/still missing: areas\.csv/)
    await dropAll(driver, new Map([['areas.csv', files.get('areas.csv')!]]))
    await driver.waitForText('All that the recipe asks for is here.')
    await driver.click('button', 'Make the release')
    await driver.waitForRole('heading', 'No release was made', 60_000)
    const said = (await driver.text('main [role=alert]')) ?? ''
    expect(said).toMatch(/of the records are left out for dirt/)
    expect(said).not.toMatch(/p\d+,|Nowhere/)
    expect(complaintsOf(driver)).toEqual([])
  })
})

journeys(
  'a release made from a disk',
  (set: Set) => {
    it('has the bytes of cairn build, without a network', async () => {
      await set.open('view=make')
      await toMakePage(set.driver)
      await dropAll(set.driver, new Map([...FILES, ['our.key', key]]))
      const { release, inside } = await makeIt(set.driver)
      expectSame(release, native.release)
      expectSame(inside, native.inside)
    })
  },
  { stages: ON_DISK },
)
