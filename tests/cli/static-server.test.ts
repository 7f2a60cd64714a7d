import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { policyOf, serveApp, type Served } from '../../src/cli/serve'
import { readRange } from '../../src/cli/static-server'

const POLICY = "default-src 'self'; connect-src 'self'"
const PAGE = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}" /><p>${'stone '.repeat(200)}`

let folder: string
let served: Served

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-serve-'))
  await mkdir(join(folder, 'dist/assets'), { recursive: true })
  await mkdir(join(folder, 'others'))
  await writeFile(join(folder, 'dist/index.html'), PAGE)
  await writeFile(join(folder, 'dist/assets/app-a1b2c3d4.js'), 'let a = 1')
  await writeFile(join(folder, 'dist/cells.parquet'), Buffer.from([1, 2, 3, 4, 5]))
  await writeFile(join(folder, 'others/catalogue.json'), '[]')
  await writeFile(join(folder, 'secret.txt'), 'not for you')
  await symlink(join(folder, 'secret.txt'), join(folder, 'dist/link.txt'))
  served = await serveApp({ dir: join(folder, 'dist'), port: 45_811, releases: join(folder, 'others') })
})

afterAll(async () => {
  served.server.close()
  await rm(folder, { recursive: true })
})

interface Reply {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** Unlike `fetch`, sends the path as it stands and decodes nothing. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  const { hostname, port } = new URL(served.address)
  return new Promise((done, failed) => {
    const sent = request({ hostname, port, path, headers, method }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      )
    })
    sent.on('error', failed).end()
  })
}

describe('what is served', () => {
  it('the page, with the policy that it states itself', async () => {
    const reply = await get('/')
    expect(reply.status).toBe(200)
    expect(reply.body.toString()).toBe(PAGE)
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(reply.headers['content-security-policy']).toBe(POLICY)
    expect(reply.headers['x-content-type-options']).toBe('nosniff')
  })

  it('compressed where that helps and is asked for', async () => {
    const page = await get('/index.html', { 'accept-encoding': 'gzip, br' })
    expect(page.headers['content-encoding']).toBe('br')
    expect(page.body.length).toBeLessThan(PAGE.length / 4)
    expect(brotliDecompressSync(page.body).toString()).toBe(PAGE)
    expect((await get('/cells.parquet', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined()
  })

  it('not again to those who have it', async () => {
    const tag = String((await get('/')).headers.etag)
    const again = await get('/', { 'if-none-match': tag })
    expect([again.status, again.body.length]).toEqual([304, 0])
    expect((await get('/', { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('for ever only where the name changes with the content', async () => {
    expect((await get('/assets/app-a1b2c3d4.js')).headers['cache-control']).toContain('immutable')
    expect((await get('/index.html')).headers['cache-control']).toBe('no-cache')
  })

  it('in parts', async () => {
    const part = await get('/cells.parquet', { range: 'bytes=1-2' })
    expect([part.status, [...part.body], part.headers['content-range']]).toEqual([206, [2, 3], 'bytes 1-2/5'])
    expect((await get('/cells.parquet', { range: 'bytes=9-' })).status).toBe(416)
  })

  it('without a body to HEAD, and nothing to POST', async () => {
    const head = await get('/', {}, 'HEAD')
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(PAGE.length)])
    expect((await get('/', {}, 'POST')).status).toBe(405)
  })

  it('releases from another folder', async () => {
    expect((await get('/releases/catalogue.json')).body.toString()).toBe('[]')
  })
})

describe('what is not served', () => {
  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..\\secret.txt',
    '/releases/../../secret.txt',
    '/link.txt',
    '/assets',
    '/assets/',
    '/none.txt',
    '/%00',
    '/%E0%A4%A',
    '/__proto__/index.html',
  ])('%s', async (path) => expect((await get(path)).status).toBe(404))
})

describe('serving', () => {
  it('takes the next free port', async () => {
    const port = Number(new URL(served.address).port)
    const second = await serveApp({ dir: join(folder, 'dist'), port })
    expect(Number(new URL(second.address).port)).toBeGreaterThan(port)
    second.server.close()
  })

  it('says what to do where nothing is built', async () => {
    await expect(serveApp({ dir: join(folder, 'none') })).rejects.toMatchObject({ details: { todo: 'npm run build' } })
  })

  it('refuses a page without a policy', () => expect(() => policyOf('<p>')).toThrow('no Content-Security-Policy'))

  it.each([
    ['bytes=0-', { start: 0, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=5-99', { start: 5, end: 9 }],
    ['bytes=6-5', null],
    ['bytes=0-1,3-4', null],
    ['bytes=-', null],
  ])('reads %s', (header, expected) => expect(readRange(header, 10)).toEqual(expected))
})
