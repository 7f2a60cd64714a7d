import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readCatalogue, writeCatalogue } from '../../src/release/catalogue'
import { folderSource, writeFolder } from '../../src/release/folder'
import { appSource, httpSource, memorySource, packedSource, within } from '../../src/release/source'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (content: Uint8Array) => new TextDecoder().decode(content)

describe('a web server', () => {
  const long = 'x'.repeat(300_000)
  const answers: Record<string, (response: ServerResponse) => void> = {
    '/r/a.txt': (response) => response.end('here'),
    '/r/long.txt': (response) => response.writeHead(200, { 'content-length': long.length }).end(long),
    '/r/page.json': (response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>Welcome'),
    '/r/ill.txt': (response) => response.writeHead(503).end('no'),
    '/r/broken.txt': (response) => {
      response.writeHead(200, { 'content-length': 1000 })
      response.write('half')
      setTimeout(() => response.destroy(), 20)
    },
  }
  let server: Server
  let base: string
  beforeAll(async () => {
    server = createServer((request: IncomingMessage, response) => {
      const answer = answers[request.url ?? '']
      if (answer) answer(response)
      else response.writeHead(404).end()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/r`
  })
  afterAll(() => void server.close())

  it('gives files, and tells how far they have come', async () => {
    expect(text(await httpSource(base).read('a.txt'))).toBe('here')
    const steps: [number, number | null][] = []
    const got = await httpSource(`${base}/`).read('long.txt', (done, total) => steps.push([done, total]))
    expect(text(got)).toBe(long)
    expect(steps.at(-1)).toEqual([long.length, long.length])
    expect(steps.map(([done]) => done)).toEqual(steps.map(([done]) => done).sort((a, b) => a - b))
  })

  it.each([
    ['lost.txt', { found: 'answer 404, not found' }],
    ['page.json', { found: 'a web page', expected: 'the file page.json' }],
    ['ill.txt', { found: 'answer 503 Service Unavailable' }],
    ['broken.txt', { expected: 'the whole file' }],
  ])('says plainly what is wrong with %s', async (path, details) => {
    await expect(httpSource(base).read(path)).rejects.toMatchObject({
      name: 'ReleaseError',
      details: { where: `${base}/${path}`, ...details },
    })
  })

  it('that is not there is said to be not there', async () => {
    await expect(httpSource('http://127.0.0.1:1/').read('a')).rejects.toMatchObject({
      name: 'ReleaseError',
      details: { expected: 'an answer from the web server', todo: 'Check the connection, then load the page again.' },
    })
  })
})

describe('a packed page', () => {
  afterEach(() => void delete (globalThis as { cairnPack?: unknown }).cairnPack)
  const pack = {
    load: async (path: string) => (path === 'releases/a' ? bytes('packed') : Promise.reject(new Error('unknown'))),
  }

  it('is where the app reads from, when there is one', async () => {
    expect(appSource().label).toBe('the web server')
    ;(globalThis as { cairnPack?: unknown }).cairnPack = pack
    expect(text(await within(appSource(), 'releases').read('a'))).toBe('packed')
  })

  it('names what it does not hold', async () => {
    await expect(packedSource(pack, 'releases').read('b')).rejects.toThrow(
      'releases/b is missing from this copy of Cairn.',
    )
  })
})

describe('a folder', () => {
  let root: string
  beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'cairn-folder-'))))
  afterEach(() => rm(root, { recursive: true, force: true }))

  it('is written whole, replaces what was there, and leaves nothing beside it', async () => {
    const dir = join(root, 'release')
    await writeFolder(new Map([['old.txt', bytes('old')]]), dir)
    await writeFolder(new Map([['cells/new.txt', bytes('new')]]), dir)
    expect(await readdir(dir)).toEqual(['cells'])
    expect(await readdir(root)).toEqual(['release'])
    expect(text(await folderSource(dir).read('cells/new.txt'))).toBe('new')
  })

  it.skipIf(process.platform === 'win32')('is its owner’s alone where that is asked for', async () => {
    await writeFolder(new Map([['counts/a', bytes('1')]]), join(root, 'pack'), { alone: true })
    expect((await stat(join(root, 'pack'))).mode & 0o777).toBe(0o700)
    expect(await readdir(root)).toEqual(['pack'])
  })

  it('stays as it was when writing fails half-way', async () => {
    const dir = join(root, 'release')
    await writeFolder(new Map([['a', bytes('1')]]), dir)
    // `b` cannot be both a file and a folder.
    await expect(
      writeFolder(
        new Map([
          ['b', bytes('2')],
          ['b/c', bytes('3')],
        ]),
        dir,
      ),
    ).rejects.toThrow()
    expect(await readFile(join(dir, 'a'), 'utf8')).toBe('1')
    expect(await readdir(root)).toEqual(['release'])
  })

  it('neither reads nor writes outside itself', async () => {
    await writeFile(join(root, 'secret'), 'secret')
    await expect(folderSource(join(root, 'release')).read('../secret')).rejects.toThrow('lies outside')
    await expect(writeFolder(new Map([['../out', bytes('x')]]), join(root, 'release'))).rejects.toThrow('lies outside')
  })
})

describe('a catalogue', () => {
  const entry = {
    id: 'north',
    label: 'The North',
    date: '2025-03-31',
    facility: 'all four',
    path: 'north',
    identity: 'a'.repeat(64),
    previous: null,
  }
  const sourceOf = (content: Uint8Array) => memorySource(new Map([['catalogue.json', content]]), 'the test')

  it('comes back as it was written, with an entry more that nobody knows left out', async () => {
    expect(await readCatalogue(sourceOf(writeCatalogue([entry])))).toEqual([entry])
    const more = bytes(JSON.stringify({ format: '1.2', releases: [{ ...entry, colour: 'red' }], more: 1 }))
    expect(await readCatalogue(sourceOf(more))).toEqual([entry])
  })

  it.each([
    ['a path that leaves the folder', { path: '../elsewhere' }, 'releases.0.path'],
    ['a path to another host', { path: 'https://elsewhere.example' }, 'releases.0.path'],
    ['an identity that is none', { identity: 'abc' }, 'releases.0.identity'],
  ])('with %s is refused, written or read', async (_, change, where) => {
    const wrong = { ...entry, ...change }
    expect(() => writeCatalogue([wrong])).toThrow(where)
    await expect(readCatalogue(sourceOf(bytes(JSON.stringify({ format: '1', releases: [wrong] }))))).rejects.toThrow(
      where,
    )
  })
})
