import { gzipSync, strFromU8, strToU8 } from 'fflate'
import { EVERY } from './opens'

/** Files by path with `/` between folders. */
export type Files = ReadonlyMap<string, Uint8Array>

/** What goes onto the stick. */
export interface PackInput {
  /** The app as built for a stick: `index.html` with one classic script, styles, and `duckdb/…`. */
  app: Files
  /** What stands under `releases/`: `catalogue.json` and the releases' folders. */
  releases: Files
  /** https address at which the same app is public, for Copy link; null where there is none. */
  address: string | null
  /** Titles of the releases, for the presenter's note. */
  titles: readonly string[]
  /** Id of the release that opens, or `EVERY` for a list of them; null where there is but one. */
  opens?: string | null
}

/** Turns a built app and releases into a folder whose `index.html` opens by double-click. Same input, same bytes. */
export function pack({ app, releases, address, titles, opens = null }: PackInput): Map<string, Uint8Array> {
  const page = app.get('index.html')
  if (!page) throw new Error('pack: found no index.html in the built app')
  const under = [...releases].map(([path, bytes]): [string, Uint8Array] => [`releases/${path}`, bytes])
  const data = [...[...app].filter(([path]) => isData(path)), ...under].sort(byPath)
  const kept = [...app].filter(([path]) => !isData(path) && !path.startsWith('releases/')).sort(byPath)
  return new Map([
    ...kept,
    ['index.html', strToU8(pageForStick(strFromU8(page), address, opens))],
    ['packed/index.js', strToU8(indexScript(data.map(([path]) => path)))],
    ...data.map(([, bytes], n): [string, Uint8Array] => [`packed/${n}.js`, dataScript(n, bytes)]),
    ['README.txt', strToU8(note(titles, address, opens))],
  ])
}

/** What the app fetches while it runs; a page opened from a disk may not fetch. */
const isData = (path: string) => /^(duckdb|highs|parquet|p)\//.test(path)

const byPath = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : a > b ? 1 : 0)

/** Names the numbered files. Read by `unpack.ts`. */
const indexScript = (paths: readonly string[]) =>
  `globalThis.cairnPacked=${inScript(Object.fromEntries(paths.map((path, n) => [path, n])))}\n`

/** A classic script that hands over its bytes: the one way in which a page from a disk may read another file. */
function dataScript(n: number, bytes: Uint8Array): Uint8Array {
  return strToU8(`cairnHandOver(${n},"${base64(gzipSync(bytes, { level: 9, mtime: 0 }))}")\n`)
}

/** Unicode line ends and `</` have a meaning of their own in scripts. */
const inScript = (value: unknown) =>
  JSON.stringify(value).replace(/[\u2028\u2029<]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** In parts of a multiple of three bytes, so that padding comes at the end only. */
export function base64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 24_573)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 24_573))))
  return parts.join('')
}

/** A module script may not load from a disk, nor anything marked `crossorigin`; fonts are written into the styles. */
export function pageForStick(html: string, address: string | null, opens: string | null = null): string {
  if (!/<script type="module"/.test(html)) throw new Error('pack: found no module script in the built page')
  return html
    .replace(/ crossorigin(="[^"]*")?/g, '')
    .replace(/<link rel="modulepreload"[^>]*>\s*/g, '')
    .replace(/<script type="module"/, '<script src="./packed/index.js"></script>\n    <script defer')
    .replace(/default-src 'self';/, "default-src 'self'; font-src 'self' data:;")
    .replace(
      /(<meta name="cairn-public-address" content=")[^"]*"/,
      (_, head: string) => `${head}${escaped(address ?? '')}"`,
    )
    .replace(/(<meta name="cairn-opens" content=")[^"]*"/, (_, head: string) => `${head}${escaped(opens ?? '')}"`)
}

const escaped = (text: string) =>
  text.replace(/[&"<>]/g, (sign) => ({ '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)

const OPENS = {
  list: 'It opens with a list of them; “All releases” at the top leads back to it. A link to one opens that one.',
  one: 'It opens with one of them; “All releases” at the top lists them all.',
} as const

function note(titles: readonly string[], address: string | null, opens: string | null): string {
  return [
    'Cairn, to present without a network',
    '',
    'Open index.html by a double-click. Nothing is installed, nothing is sent anywhere, no network is needed.',
    'Keep all files of this folder together; index.html does not work alone.',
    '',
    'Inside:',
    ...titles.map((title) => `- ${title}`),
    ...(opens === null ? [] : ['', OPENS[opens === EVERY ? 'list' : 'one']]),
    '',
    'If a page stays empty: copy the folder from the stick to the disk and open it there, in Edge, Chrome or Firefox.',
    address
      ? `Copy link gives links to ${address}`
      : 'Copy link gives links that open in this folder only, since no public address was named when it was made.',
    '',
  ].join('\r\n')
}
