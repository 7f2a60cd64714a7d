import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { ReleaseError } from '../domain'
import type { PackedFacts, Release } from '../domain'
import { EVERY } from '../offline/opens'
import { pack } from '../offline/pack'
import { openRelease, within } from '../release'
import { readCatalogue, writeCatalogue } from '../release/catalogue'
import { folderSource, writeFolder } from '../release/folder'
import { defineCommand, UsageError, type Terminal } from './command'
import { ADDRESS, PAGES_FILE, publicAddress } from './previews-address'
import { KEYS, writeKeys, type TrustedKey } from '../release/signing'
import { eachOnce, entryOf, keysBeside, readReleaseFolder, type ReleaseFolder } from './release-folder'

/** Where `vite build --mode usb` puts the app that this packs. */
const BUILT_APP = 'node_modules/.cache/cairn/usb'
/** The mark of a folder made by this command: only such a folder is ever replaced. */
const MARK = 'packed/index.js'

export interface PackOptions {
  /** Release folders; empty means those that the app was built with. */
  releases?: readonly string[]
  /** https address at which the same app is public. */
  address?: string | null
  /** Id of the release that opens; absent: a list of them where there are several. */
  open?: string
  app?: string
  out?: string
  /** The same app as built for a web server, whose pages for previews its links may lead to (dist). */
  hosted?: string
}

/** Writes the folder, whole or not at all. Gives titles of the releases and bytes written. Throws `ReleaseError`. */
export async function packFolder(options: PackOptions = {}): Promise<{ titles: string[]; bytes: number }> {
  const { releases = [], address = null, open, app = BUILT_APP, out = 'usb', hosted = 'dist' } = options
  await refuseForeign(out)
  const built = await readFolder(app)
  if (!built.has('index.html'))
    throw new ReleaseError(`pack: found no built app in ${app}`, { where: app, todo: 'npm run usb' })
  const { files, facts, titles } = releases.length > 0 ? await gather(releases) : await ownReleases(app, built)
  const ids = facts.map(({ id }) => id)
  if (open !== undefined && !ids.includes(open))
    throw new ReleaseError(`pack: no release is called ${open}`, { found: ids.join(', '), expected: open })
  const told = new Map([...files, ['facts.json', new TextEncoder().encode(JSON.stringify(facts))]])
  const opens = ids.length > 1 ? (open ?? EVERY) : null
  await addPages(built, hosted, address)
  const folder = pack({ app: built, releases: told, address, titles, opens })
  await writeFolder(folder, out)
  return { titles, bytes: [...folder.values()].reduce((sum, { length }) => sum + length, 0) }
}

/** Links may go by way of pages for previews only where these name the same public address. */
async function addPages(built: Map<string, Uint8Array>, hosted: string, address: string | null): Promise<void> {
  const bytes = await readFile(join(hosted, PAGES_FILE)).catch(() => null)
  const named: unknown = bytes && JSON.parse(bytes.toString('utf8')).address
  if (bytes && address !== null && named === publicAddress(address)) built.set(PAGES_FILE, bytes)
}

/** A folder of somebody's own must not be replaced by a slip of the keyboard. */
async function refuseForeign(out: string): Promise<void> {
  if (!existsSync(out) || existsSync(join(out, MARK)) || (await readdir(out)).length === 0) return
  throw new ReleaseError(`pack: ${out} holds other files`, {
    where: resolve(out),
    found: 'a folder that this command did not make',
    expected: 'no folder, an empty one, or one made before',
    todo: 'Choose another folder with --out.',
  })
}

async function readFolder(dir: string): Promise<Map<string, Uint8Array>> {
  if (!existsSync(dir)) return new Map()
  const entries = (await readdir(dir, { withFileTypes: true, recursive: true })).filter((entry) => entry.isFile())
  const read = async (file: string): Promise<[string, Uint8Array]> => [
    relative(dir, file).split(sep).join('/'),
    await readFile(file),
  ]
  return new Map(await Promise.all(entries.map((entry) => read(join(entry.parentPath, entry.name)))))
}

/** Reads and verifies each release and makes a catalogue of them, in the order given. */
async function gather(dirs: readonly string[]) {
  const found: ReleaseFolder[] = []
  for (const dir of dirs) found.push(await readReleaseFolder(dir))
  const ids = found.map(({ release }) => release.id)
  const twice = ids.find((id, n) => ids.indexOf(id) !== n)
  if (twice)
    throw new ReleaseError(`pack: two releases are called ${twice}`, {
      found: dirs.join(', '),
      expected: 'one edition of each: links name a release by its id',
      todo: 'Pack the editions into two folders.',
    })
  const paths = found.map(({ release }, n) => `${n + 1}-${release.id.replace(/[^A-Za-z0-9]+/g, '-')}`)
  const files = found.flatMap((one, n) =>
    [...one.files].map(([path, bytes]): [string, Uint8Array] => [`${paths[n]}/${path}`, bytes]),
  )
  const entries = found.map(({ release, signing }, n) => entryOf(release, paths[n] ?? '', signing))
  return {
    files: new Map([['catalogue.json', writeCatalogue(entries)], [KEYS, writeKeys(await keysOf(dirs))], ...files]),
    titles: found.map(({ release }) => release.title),
    facts: found.map(({ release, files }) => factsOf(release, [...files.values()])),
  }
}

/** What the list of a folder's releases says of one, beside what every list says. */
const factsOf = ({ id, synthetic, areas }: Release, files: readonly Uint8Array[]): PackedFacts => ({
  id,
  synthetic,
  areas: areas.length,
  bytes: files.reduce((sum, { length }) => sum + length, 0),
})

/** The keys that lie beside the releases, each once. */
async function keysOf(dirs: readonly string[]): Promise<TrustedKey[]> {
  return eachOnce((await Promise.all(dirs.map(keysBeside))).flat())
}

/** The releases that were built in, as they are. */
async function ownReleases(app: string, built: ReadonlyMap<string, Uint8Array>) {
  const files = [...built].flatMap(([path, bytes]): [string, Uint8Array][] =>
    path.startsWith('releases/') ? [[path.slice('releases/'.length), bytes]] : [],
  )
  const source = folderSource(join(app, 'releases'))
  const entries = await readCatalogue(source)
  const facts = entries.map(async ({ path }) => {
    const { release } = await openRelease(within(source, path))
    const own = files.filter(([name]) => name.startsWith(`${path}/`)).map(([, bytes]) => bytes)
    return factsOf(release, own)
  })
  return { files: new Map(files), titles: entries.map(({ label }) => label), facts: await Promise.all(facts) }
}

/** `cairn pack` */
export const packCommand = defineCommand({
  name: 'pack',
  summary: 'Writes the app and releases into a folder whose index.html opens by double-click, without a network.',
  options: {
    release: { type: 'string', value: 'DIR', many: true, help: 'a release folder; of several a list opens (the demo)' },
    open: { type: 'string', value: 'ID', help: 'the release that opens, instead of the list' },
    address: { type: 'string', value: 'https://…', help: `where the same app is public, for Copy link (the variable ${ADDRESS})` }, // prettier-ignore
    out: { type: 'string', value: 'DIR', help: 'folder to write (usb)' },
    app: { type: 'string', value: 'DIR', help: `app built with vite build --mode usb (${BUILT_APP})` },
  },
  async run({ release, address = process.env[ADDRESS] || undefined, open, out = 'usb', app }, terminal) {
    if (address !== undefined && !isHttps(address))
      throw new UsageError(`cairn pack: found --address ${address}, expected an address that starts with https://`)
    const { titles, bytes } = await packFolder({ releases: release, address, open, out, app })
    tell(terminal, out, titles, bytes)
    return 0
  },
})

function tell(terminal: Terminal, out: string, titles: readonly string[], bytes: number): void {
  terminal.print(`Packed ${titles.join('; ')}`)
  terminal.print(`${(bytes / 1e6).toFixed(1)} MB in ${resolve(out)}`)
  terminal.print(`Open ${join(resolve(out), 'index.html')} by double-click.`)
}

const isHttps = (address: string) => URL.canParse(address) && new URL(address).protocol === 'https:'
