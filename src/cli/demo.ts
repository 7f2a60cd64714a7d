import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DEMO_DATE, DEMO_ID, SEED, demoRelease, records, recordsCsv, regions } from '../demo'
import type { PatientRecord, RecordOptions } from '../demo'
import type { CatalogueEntry } from '../domain'
import { CATALOGUE, readCatalogue, writeCatalogue } from '../release'
import { folderSource, writeFolder } from '../release/folder'
import { identityOf } from '../release/identity'
import { writeRelease } from '../release/write'
import { UsageError, defineCommand, type Terminal } from './command'

/** `cairn demo`: made-up records of the North become the demo release and its line in the catalogue. */
export const demoCommand = defineCommand({
  name: 'demo',
  summary: 'Makes synthetic patient records for the North and the demo release from them.',
  options: {
    out: { type: 'string', value: 'DIR', help: 'folder of releases and their catalogue (public/releases)' },
    seed: { type: 'string', value: 'N', help: `whole number that names the run of chance (${SEED})` },
    scale: { type: 'string', value: 'SHARE', help: 'share of the events that are made, above 0, up to 1 (1)' },
    records: { type: 'string', value: 'DIR', help: 'write the records instead, as one CSV file a region' },
  },
  async run({ out = join('public', 'releases'), seed, scale, records: dir }, terminal) {
    const options: RecordOptions = { seed: readSeed(seed), scale: readScale(scale) }
    if (dir !== undefined) await writeRecords(dir, options, terminal)
    else await writeDemo(out, options, terminal)
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

async function writeDemo(out: string, options: RecordOptions, terminal: Terminal): Promise<void> {
  const { draft, report } = demoRelease(told(records(options), terminal))
  terminal.print(`Counted ${report.records} records, ${report.mapped} of them from districts merged in 2023.`)
  const files = await writeRelease(draft)
  await writeFolder(files, join(out, DEMO_ID))
  const identity = await identityOf(JSON.parse(new TextDecoder().decode(files.get('datapackage.json'))))
  await enter(out, { id: DEMO_ID, label: draft.title, date: DEMO_DATE, facility: 'The North', path: DEMO_ID, identity, previous: null }) // prettier-ignore
  const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0)
  terminal.print(
    `Wrote ${files.size} files, ${(bytes / 1e6).toFixed(2)} MB, to ${join(out, DEMO_ID)}; identity ${identity}`,
  )
}

/** Puts the entry into the catalogue, in place of an earlier one of the same id; others stay. */
async function enter(out: string, entry: CatalogueEntry): Promise<void> {
  const known = existsSync(join(out, CATALOGUE)) ? await readCatalogue(folderSource(out)) : []
  const others = known.filter(({ id }) => id !== entry.id)
  await writeFile(join(out, CATALOGUE), writeCatalogue([entry, ...others]))
}

async function writeRecords(dir: string, options: RecordOptions, terminal: Terminal): Promise<void> {
  await mkdir(dir, { recursive: true })
  for (const { id, name } of regions) {
    const file = join(dir, `records-${id}.csv`)
    await pipeline(Readable.from(recordsCsv(records({ ...options, region: id }))), createWriteStream(file))
    terminal.print(`${name}: ${file}`)
  }
}

/** Passes records on and says how far it is, every half million. */
function* told(all: Iterable<PatientRecord>, terminal: Terminal): Generator<PatientRecord> {
  let made = 0
  for (const record of all) {
    if (++made % 500_000 === 0) terminal.print(`${made / 1e6} million records …`)
    yield record
  }
}
