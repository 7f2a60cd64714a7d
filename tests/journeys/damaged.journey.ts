import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readReleaseFolder, entryOf } from '../../src/cli/release-folder'
import { writeCatalogue } from '../../src/release/catalogue'
import { identityOf } from '../../src/release/identity'
import { ENVELOPE } from '../../src/release/signing'
import { CHROMIUM_HTTP, journeys } from './stage'

const folder = mkdtempSync(join(tmpdir(), 'cairn-damaged-'))
afterAll(() => rmSync(folder, { recursive: true }))

const demo = readdirSync('public/releases', { withFileTypes: true }).find((entry) => entry.isDirectory())?.name ?? ''
const { release } = await readReleaseFolder(join('public/releases', demo))

/** Copies of the demo, each spoilt in one way after its catalogue was written. */
const DAMAGES: Record<string, (dir: string) => void> = {
  tampered: (dir) => change(join(dir, 'datapackage.json'), (text) => text.replace('"multiplier"', '"multipliers"')),
  swapped: (dir) => change(join(dir, 'datapackage.json'), (text) => text.replace(/"title":\s*"/, '$&Better: ')),
  cut: (dir) => truncateSync(cells(dir), 100),
  flipped: (dir) => flip(cells(dir)),
  missing: (dir) => rmSync(cells(dir)),
  garbage: (dir) => writeFileSync(join(dir, 'datapackage.json'), '<!doctype html><p>404'),
}

function change(file: string, by: (text: string) => string): void {
  const before = readFileSync(file, 'utf8')
  if (by(before) === before) throw new Error(`${file} was not changed`)
  writeFileSync(file, by(before))
}

/** The first table of the first indicator: what a view without further words shows. */
function cells(dir: string): string {
  const id = release.indicators[0]?.tables[0]
  return join(dir, release.tables.find((table) => table.id === id)?.path ?? '')
}

/** One bit in the middle, length and name as before. */
function flip(file: string): void {
  const bytes = readFileSync(file)
  const middle = Math.floor(bytes.length / 2)
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
  writeFileSync(file, bytes)
}

/** A copy of the demo under a name of its own, which nobody signed; `more` changes its description. Gives its identity. */
function copied(id: string, more: (descriptor: { cairn: object }) => object = (same) => same): Promise<string> {
  cpSync(join('public/releases', demo), join(folder, id), { recursive: true })
  rmSync(join(folder, id, ENVELOPE), { force: true })
  const file = join(folder, id, 'datapackage.json')
  const named = { ...more(JSON.parse(readFileSync(file, 'utf8')) as { cairn: object }), name: id }
  writeFileSync(file, JSON.stringify(named, null, 1))
  return identityOf(named)
}

const entries = []
for (const [id, damage] of Object.entries(DAMAGES)) {
  const identity = await copied(id)
  entries.push({ ...entryOf({ ...release, identity }, id), id, label: `The ${id} one`, signed: false })
  damage(join(folder, id))
}

/** Well made and with the identity that the catalogue says, but nothing is in it. */
const nothing = await copied('empty', (descriptor) => ({
  ...descriptor,
  cairn: { ...descriptor.cairn, indicators: [], tables: [] },
}))

writeFileSync(
  join(folder, 'catalogue.json'),
  writeCatalogue([
    ...entries,
    { ...entryOf({ ...release, identity: nothing }, 'empty'), id: 'empty', signed: false },
    { ...entryOf(release, 'bare'), id: 'bare', signed: false },
  ]),
)

journeys(
  'a damaged release is refused, with what, where and what to do:',
  (set) => {
    it.each([
      ['tampered', /datapackage\.json/, /Expected|not the edition/],
      ['swapped', /not the edition of the release/, /Expected/],
      ['garbage', /datapackage\.json cannot be read as JSON/, /a web page/],
    ])('%s', async (id, what, more) => {
      await set.open(`release=${id}&view=compare`)
      await set.driver.waitForRole('heading', 'This release cannot be shown')
      const said = (await set.driver.text('main [role=alert]')) ?? ''
      expect(said).toMatch(what)
      expect(said).toMatch(more)
      expect(await set.driver.count('main svg[role=listbox]')).toBe(0)
    })

    it.each([
      ['cut', /cut short/],
      ['flipped', /was changed after the release was made/],
    ])('%s', async (id, what) => {
      await set.open(`release=${id}&view=compare`)
      await set.driver.waitForSelector('main [role=alert]')
      expect(await set.driver.text('main [role=alert]')).toMatch(what)
      expect(await set.driver.count('main svg[role=listbox]')).toBe(0)
    })

    it.each([
      ['missing', /cells\/.* is missing from/],
      ['bare', /datapackage\.json is missing from/],
    ])('%s', async (id, what) => {
      await set.open(`release=${id}&view=compare`)
      await set.driver.waitForSelector('main [role=alert]')
      expect(await set.driver.text('main [role=alert]')).toMatch(what)
      expect(set.driver.excuse(/404 \(Not Found\)/)).toBeGreaterThan(0)
    })

    it('empty', async () => {
      await set.open('release=empty')
      await set.driver.waitForText(/holds no indicators/)
      expect(await set.driver.count('main svg[role=listbox]')).toBe(0)
    })
  },
  { stages: CHROMIUM_HTTP, releases: folder },
)
