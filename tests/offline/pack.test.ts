import { strFromU8, strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { base64, pack, pageForStick, type PackInput } from '../../src/offline/pack'
import { bytesBySteps, unpack, type PackedPage } from '../../src/offline/unpack'

const PAGE = `<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; connect-src 'self'">
<meta name="cairn-public-address" content="" />
<link rel="modulepreload" crossorigin href="./assets/x.js">
<script type="module" crossorigin src="./assets/app.js"></script>
<link rel="stylesheet" crossorigin href="./assets/app.css">
</head>`

const cells = Uint8Array.from({ length: 70_000 }, (_, n) => (n * 7919) % 256)
const input: PackInput = {
  app: new Map([
    ['index.html', strToU8(PAGE)],
    ['assets/app.js', strToU8('app()')],
    ['duckdb/engine.wasm', Uint8Array.of(0, 97, 115, 109)],
    ['releases/old.json', strToU8('the app’s own, not wanted')],
  ]),
  releases: new Map([
    ['catalogue.json', strToU8('[]')],
    ['north/cells.parquet', cells],
  ]),
  address: null,
  titles: ['The North'],
}

/** Runs the packed scripts as a page would, and counts which were started. */
function opened(files: ReadonlyMap<string, Uint8Array>, broken: readonly number[] = []) {
  const page: PackedPage = {}
  const started: number[] = []
  const run = (path: string) =>
    new Function('globalThis', 'cairnHandOver', strFromU8(files.get(path) ?? strToU8('')))(page, page.cairnHandOver) // eslint-disable-line no-restricted-syntax
  const pack = unpack(page, (n, failed) => {
    started.push(n)
    queueMicrotask(() => (broken.includes(n) ? failed() : run(`packed/${n}.js`)))
  })
  run('packed/index.js')
  return { pack, started }
}

describe('a packed folder', () => {
  const files = pack(input)

  it('gives back each byte of each file that the app fetches', async () => {
    const { pack } = opened(files)
    expect(await pack.load('releases/north/cells.parquet')).toEqual(cells)
    expect(await pack.load('duckdb/engine.wasm')).toEqual(Uint8Array.of(0, 97, 115, 109))
    expect(strFromU8(await pack.load('releases/catalogue.json'))).toBe('[]')
  })

  it('loads a file only when it is asked for, once for two who ask together, again later', async () => {
    const { pack, started } = opened(files)
    expect(started).toEqual([])
    await Promise.all([pack.load('duckdb/engine.wasm'), pack.load('duckdb/engine.wasm')])
    expect(started).toHaveLength(1)
    await pack.load('duckdb/engine.wasm')
    expect(started).toHaveLength(2)
  })

  it('says which file it lacks and which cannot be read', async () => {
    await expect(opened(files).pack.load('releases/none')).rejects.toThrow('releases/none is not in this folder')
    await expect(opened(files).pack.load('toString')).rejects.toThrow('toString is not in this folder')
    await expect(opened(files, [0]).pack.load('duckdb/engine.wasm')).rejects.toThrow('packed/0.js (duckdb/engine.wasm)')
  })

  it('holds the page, its script, the packed files and a note, and nothing of the app’s own releases', () => {
    expect([...files.keys()].sort()).toEqual(
      'README.txt assets/app.js index.html packed/0.js packed/1.js packed/2.js packed/index.js'.split(' '),
    )
    expect(strFromU8(files.get('README.txt') ?? new Uint8Array())).toContain('- The North\r\n')
  })

  it('is the same bytes for the same input', () => expect(pack(input)).toEqual(files))
})

describe('the page on a stick', () => {
  const page = pageForStick(PAGE, 'https://example.org/?a&"b')

  it('loads classic scripts only, the index first, nothing marked crossorigin', () => {
    expect(page).not.toMatch(/module|crossorigin/)
    expect(page.indexOf('./packed/index.js')).toBeLessThan(page.indexOf('<script defer src="./assets/app.js">'))
  })

  it('carries the public address, escaped', () =>
    expect(page).toContain('name="cairn-public-address" content="https://example.org/?a&amp;&quot;b"'))

  it('allows fonts inside styles and nothing else besides', () =>
    expect(page).toContain(`content="default-src 'self'; font-src 'self' data:; connect-src 'self'"`))

  it('is refused where there is no module script to replace', () =>
    expect(() => pageForStick('<p>', null)).toThrow('no module script'))
})

describe('base64', () => {
  it.each([0, 1, 2, 3, 24_572, 24_573, 24_574, 70_000])('of %i bytes comes back', (length) => {
    const bytes = cells.subarray(0, length)
    expect(bytesBySteps(base64(bytes))).toEqual(new Uint8Array(bytes))
    expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
  })
})
