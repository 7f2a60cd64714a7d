import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sayRecords } from '../builder'
import { makeRelease, type MadeRelease } from '../builder/make/node'
import { DEMO_DATE, NORTH, SEED, centreKey, northTotals, regionInputs, regionKeys, regions, topics } from '../demo'
import { DEMO_ID, DEMO_TITLE, DEMO_WORDS, northShapes, POLICY_FILE, RECIPE_FILE } from '../demo'
import type { RecordOptions, Region } from '../demo'
import { ReleaseError } from '../domain'
import { CATALOGUE, readCatalogue } from '../release'
import { folderSource, writeFolder } from '../release/folder'
import { LIST_ENVELOPE, writeKeys, writeSigningKey, type SigningKey } from '../release/signing'
import { combineCommand } from './combine'
import { UsageError, defineCommand, type Terminal } from './command'

/** `cairn demo`: made-up records of four regions go through the builder, four times, and through the centre. */
export const demoCommand = defineCommand({
  name: 'demo',
  summary: 'Makes synthetic patient records for four regions, their releases by `build`, and the North by `combine`.',
  options: {
    out: { type: 'string', value: 'DIR', help: 'folder of releases and their catalogue (public/releases)' },
    seed: { type: 'string', value: 'N', help: `whole number that names the run of chance (${SEED})` },
    scale: { type: 'string', value: 'SHARE', help: 'share of the events that are made, above 0, up to 1 (1)' },
    topics: { type: 'string', value: 'IDS', help: 'only these topics, commas between, for a quick try (all)' },
    records: { type: 'string', value: 'DIR', help: 'write only what the builder would be given, one folder a region' },
  },
  async run({ out = join('public', 'releases'), seed, scale, topics: only, records: dir }, terminal) {
    const options: RecordOptions = { seed: readSeed(seed), scale: readScale(scale), topics: readTopics(only) }
    if (dir === undefined) return makeDemo(out, options, terminal)
    for (const region of regions) await writeInputs(region, join(dir, region.id), options, terminal)
    return 0
  },
})

function readSeed(text = String(SEED)): number {
  const seed = Number(text)
  if (/^\d+$/.test(text) && seed <= 0xffffffff) return seed
  throw new UsageError(`cairn demo: --seed is “${text}”; expected a whole number from 0 to 4294967295`)
}

function readScale(text = '1'): number {
  const scale = Number(text)
  if (scale > 0 && scale <= 1) return scale
  throw new UsageError(`cairn demo: --scale is “${text}”; expected a number above 0, up to 1`)
}

function readTopics(text?: string) {
  if (text === undefined) return topics
  const ids = text.split(',')
  const strange = ids.find((id) => !topics.some(({ indicator }) => indicator.id === id))
  if (strange === undefined) return topics.filter(({ indicator }) => ids.includes(indicator.id))
  const known = topics.map(({ indicator }) => indicator.id).join(', ')
  throw new UsageError(`cairn demo: --topics names “${strange}”; expected some of ${known}`)
}

/** Everything is made in a folder of its own; only what the centre publishes reaches `out`. */
async function makeDemo(out: string, options: RecordOptions, terminal: Terminal): Promise<number> {
  const started = performance.now()
  await startAnew(out)
  const work = await mkdtemp(join(tmpdir(), 'cairn-demo-'))
  try {
    const made: MadeRelease[] = []
    for (const region of regions) made.push(await makeRegion(region, work, options, terminal))
    const code = await bringTogether(work, made, out, terminal)
    const minutes = (performance.now() - started) / 60_000
    if (code === 0) terminal.print(`Done in ${minutes.toFixed(1)} minutes. npm start shows it.`)
    return code
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** The demo is made anew, so its history begins again; a list with other releases is not ours to begin again. */
async function startAnew(out: string): Promise<void> {
  if (!existsSync(join(out, CATALOGUE))) return
  const mine = [DEMO_ID, ...regions.map(({ id }) => `demo-${id}`)]
  const others = (await readCatalogue(folderSource(out))).filter(({ id }) => !mine.includes(id))
  if (others.length > 0)
    throw new ReleaseError('There are other releases beside the demo, whose history would be lost.', {
      where: join(out, CATALOGUE),
      found: others.map(({ id }) => id).join(', '),
      expected: 'a folder of its own for the demo',
      todo: 'Name another folder with --out.',
    })
  for (const file of [LIST_ENVELOPE, CATALOGUE]) await rm(join(out, file), { force: true })
}

async function makeRegion(region: Region, work: string, options: RecordOptions, terminal: Terminal) {
  const dir = join(work, 'inputs', region.id)
  await writeInputs(region, dir, options, terminal)
  const keys = await regionKeys(region)
  const made = await makeRelease({
    recipe: join(dir, RECIPE_FILE),
    policy: join(dir, POLICY_FILE),
    keys,
    onProgress: (what) => terminal.warn(`${region.name}: ${what}`),
  })
  for (const report of made.counted.reports) terminal.print(sayRecords(report))
  if (!made.release)
    throw new ReleaseError(`${region.name}: an attack got through.`, {
      found: made.results.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name).join(', '), // prettier-ignore
      expected: 'attacks that all fail',
    })
  const folder = join(work, 'releases', `demo-${region.id}`)
  await writeFolder(made.release, folder)
  // The records are no longer needed, and the disk may be small.
  await rm(dir, { recursive: true })
  return made
}

async function bringTogether(work: string, made: readonly MadeRelease[], out: string, terminal: Terminal) {
  const file = async (name: string, content: string | Uint8Array) => {
    await writeFile(join(work, name), content)
    return join(work, name)
  }
  const centre = await centreKey()
  const signers: SigningKey[] = [...(await Promise.all(regions.map(regionKeys))).flat(), centre]
  const { boundaries, layout } = northShapes()
  const options = {
    out,
    id: DEMO_ID,
    title: DEMO_TITLE,
    description: DEMO_WORDS,
    date: DEMO_DATE,
    top: `${NORTH},north,the North`,
    boundaries: await file('boundaries.json', JSON.stringify(boundaries)),
    layout: await file('layout.json', JSON.stringify(layout)),
    totals: await file('totals.csv', northTotals(made.map(({ built }) => built.indicators), NORTH)), // prettier-ignore
    keys: await file('keys.json', writeKeys(signers)),
    key: await file('centre.key', writeSigningKey(centre)),
  }
  const folders = regions.map(({ id }) => join(work, 'releases', `demo-${id}`))
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  return combineCommand.run([...folders, ...words], terminal)
}

/** Everything that the region's builder is given, with how many records are on their way. */
async function writeInputs(region: Region, dir: string, options: RecordOptions, terminal: Terminal): Promise<void> {
  await mkdir(dir, { recursive: true })
  let made = 0
  const onRecord = () => {
    if (++made % 500_000 === 0) terminal.warn(`${region.name}: ${made / 1e6} million records …`)
  }
  for (const [name, pieces] of regionInputs(region, { ...options, onRecord }))
    await pipeline(Readable.from(pieces), createWriteStream(join(dir, name)))
  terminal.print(`${region.name}: ${String(made).replace(/\B(?=(\d{3})+$)/g, ',')} made-up records`)
}
