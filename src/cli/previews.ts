import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cardSvg } from '../charts/card'
import { ReleaseError } from '../domain'
import { openRelease, within } from '../release'
import { CATALOGUE, readCatalogue } from '../release/catalogue'
import { folderSource, writeFolder } from '../release/folder'
import { defineCommand, type Terminal } from './command'
import { ADDRESS, PAGES_FILE, publicAddress } from './previews-address'
import { LOOK, lookOfPage, OPENER, openerScript, PICTURE, previewHtml } from './previews-page'
import { pictureFonts, pictureOf } from './previews-picture'
import { toldPages } from './previews-told'

/** Pictures that were drawn before, by the hash of what they show. */
const CACHE = 'node_modules/.cache/cairn/previews'
export interface Previews {
  /** How many pages. */
  pages: number
  /** Of all files. */
  bytes: number
  /** How many pictures were not drawn before. */
  drawn: number
}

/** Writes `p/` into a built app: a page and a picture for each indicator and area of the releases that it lists. Throws `ReleaseError`. */
export async function writePreviews(dist: string, address: string | null, cache = CACHE): Promise<Previews> {
  const files = new Map<string, Uint8Array>()
  const add = (path: string, text: string) => files.set(path, new TextEncoder().encode(text))
  const ids: string[] = []
  let drawn = 0
  const source = folderSource(join(dist, 'releases'))
  for (const { path } of await readCatalogue(source))
    for await (const told of toldPages(await openRelease(within(source, path)))) {
      const { id } = told.page
      refuseTwin(ids, id)
      const picture = await pictureOf(cardSvg(told.card, pictureFonts), cache)
      files.set(`${id}/${PICTURE}`, picture.png)
      add(`${id}/index.html`, previewHtml(told, address))
      ids.push(id)
      if (picture.drawn) drawn += 1
    }
  add(OPENER, openerScript)
  add(LOOK, lookOfPage)
  add(PAGES_FILE.slice(2), JSON.stringify({ address, ids }))
  await writeFolder(files, join(dist, 'p'))
  return { pages: ids.length, bytes: [...files.values()].reduce((sum, { length }) => sum + length, 0), drawn }
}

/** Ids of releases that differ only in signs that no path can hold. */
function refuseTwin(ids: readonly string[], id: string): void {
  if (ids.includes(id))
    throw new ReleaseError(`previews: two pages would be called ${id}`, { found: id, expected: 'an id for each', todo: 'Give one of the two releases an id with other letters or digits.' }) // prettier-ignore
}

/** `cairn previews` */
export const previewsCommand = defineCommand({
  name: 'previews',
  summary:
    'Writes a small page with a picture for each indicator and area into a built app, so that pasted links show what they lead to.',
  positionals: { name: 'DIST', help: 'the built app (dist)', min: 0, max: 1 },
  options: {
    address: { type: 'string', value: 'https://…', help: `where the app is public (the variable ${ADDRESS})` },
  },
  async run({ positionals: [dist = 'dist'], address }, terminal) {
    const at = publicAddress(address ?? process.env[ADDRESS])
    if (!existsSync(join(dist, 'releases', CATALOGUE))) {
      terminal.print(`No previews: ${dist} lists no releases.`)
      return 0
    }
    const started = performance.now()
    tell(terminal, await writePreviews(dist, at), dist, performance.now() - started)
    if (at === null)
      terminal.print(`Their pictures have relative addresses, which not every preview follows: set ${ADDRESS} to the https address of the app.`) // prettier-ignore
    return 0
  },
})

function tell(terminal: Terminal, { pages, bytes, drawn }: Previews, dist: string, ms: number): void {
  const size = `${(bytes / 1e6).toFixed(1)} MB in ${join(dist, 'p')}`
  terminal.print(`${pages} pages for link previews, ${size}, ${drawn} pictures drawn anew, ${(ms / 1000).toFixed(1)} s`)
}
