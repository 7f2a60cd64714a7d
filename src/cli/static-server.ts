import { createHash } from 'node:crypto'
import { readFile, realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** What a server hands out: a folder, and folders that stand in for parts of it (`releases/` → another folder). */
export interface Site {
  folder: string
  /** By first part of the path. */
  instead?: Readonly<Record<string, string>>
  /** Sent with every answer, e.g. the page's own policy. */
  headers?: Readonly<Record<string, string>>
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.topojson': 'application/json; charset=utf-8',
  '.hexjson': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.parquet': 'application/vnd.apache.parquet',
}
const COMPRESSIBLE = /^(text\/|application\/(json|wasm)|image\/svg)/
/** Files whose name changes with their content. */
const HASHED = /[.-][0-9A-Za-z_-]{8,}\.[a-z0-9]+$/
const LARGE = 1_000_000

type Encoding = 'br' | 'gzip' | 'identity'

interface Body {
  bytes: Buffer
  tag: string
}

/** A server of static files for one machine. Not listening yet; see `listen`. */
export function staticServer(site: Site): Server {
  const encoded = encodings()
  return createServer((request, response) => {
    handle(site, encoded, request, response).catch((error: unknown) => fail(response, error))
  })
}

/** Listens on loopback, on the given port or the next free one of twenty. Gives the port. */
export async function listen(server: Server, port: number): Promise<number> {
  for (let candidate = port; ; candidate++)
    try {
      return await listenOn(server, candidate)
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!taken || candidate >= port + 20) throw error
    }
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed)
      const address = server.address()
      done(typeof address === 'object' && address ? address.port : port)
    })
  })
}

async function handle(site: Site, encoded: Encoded, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(site.headers ?? {})) response.setHeader(name, value)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET and HEAD.')
  const file = await locate(site, request.url ?? '/')
  if (!file) return refuse(response, 404, 'No such file.')
  await send(file, encoded, request, response)
}

/** The file that an address means; null where there is none or it would lie outside the site. */
async function locate(site: Site, url: string): Promise<string | null> {
  const path = decoded(url)
  if (path === null || /[\0\\]/.test(path) || path.split('/').includes('..')) return null
  const [first = '', ...rest] = path.split('/').filter((part) => part !== '' && part !== '.')
  const other = Object.hasOwn(site.instead ?? {}, first) ? site.instead?.[first] : undefined
  const root = resolve(other ?? site.folder)
  const wanted = join(root, ...(other ? rest : [first, ...rest]), path.endsWith('/') ? 'index.html' : '')
  return inside(root, wanted)
}

function decoded(url: string): string | null {
  try {
    return decodeURIComponent(url.replace(/[?#].*$/s, ''))
  } catch {
    return null
  }
}

/** Follows links on disk before it asks whether the file lies inside. */
async function inside(root: string, wanted: string): Promise<string | null> {
  try {
    const [base, file] = [await realpath(root), await realpath(wanted)]
    return file.startsWith(base + sep) && (await stat(file)).isFile() ? file : null
  } catch {
    return null
  }
}

async function send(file: string, encoded: Encoded, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const type = TYPES[extname(file)] ?? 'application/octet-stream'
  const range = request.headers.range
  const body = await encoded(file, range ? 'identity' : chosenEncoding(request, type))
  response.setHeader('Content-Type', type)
  response.setHeader('ETag', body.tag)
  response.setHeader('Vary', 'Accept-Encoding')
  response.setHeader('Cache-Control', HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache')
  response.setHeader('Accept-Ranges', 'bytes')
  if (request.headers['if-none-match']?.split(/,\s*/).includes(body.tag)) return void response.writeHead(304).end()
  if (range) return sendPart(range, body.bytes, request, response)
  if (body.tag.endsWith('-br"')) response.setHeader('Content-Encoding', 'br')
  if (body.tag.endsWith('-gzip"')) response.setHeader('Content-Encoding', 'gzip')
  finish(200, body.bytes, request, response)
}

function chosenEncoding(request: IncomingMessage, type: string): Encoding {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (!COMPRESSIBLE.test(type)) return 'identity'
  return /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}

function sendPart(range: string, bytes: Buffer, request: IncomingMessage, response: ServerResponse): void {
  const part = readRange(range, bytes.length)
  if (!part) {
    response.setHeader('Content-Range', `bytes */${bytes.length}`)
    return refuse(response, 416, 'No such part.')
  }
  response.setHeader('Content-Range', `bytes ${part.start}-${part.end}/${bytes.length}`)
  finish(206, bytes.subarray(part.start, part.end + 1), request, response)
}

/** One range of bytes, inclusive; null where it cannot be had (several ranges are not served). */
export function readRange(header: string, size: number): { start: number; end: number } | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header.trim()) ?? []
  if (from === '' && to === '') return null
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start <= end && start < size ? { start, end } : null
}

function finish(status: number, bytes: Buffer, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Content-Length', bytes.length)
  response.writeHead(status).end(request.method === 'HEAD' ? undefined : bytes)
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.writeHead(status).end(`${why}\n`)
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy()
  refuse(response, 500, error instanceof Error ? error.message : 'The server failed.')
}

type Encoded = (file: string, encoding: Encoding) => Promise<Body>

/** Compresses each file once, and again when it has changed on disk. */
function encodings(): Encoded {
  const kept = new Map<string, { stamp: string; body: Promise<Body> }>()
  return async (file, encoding) => {
    const { mtimeMs, size } = await stat(file)
    const [key, stamp] = [`${encoding} ${file}`, `${mtimeMs} ${size}`]
    const known = kept.get(key)
    if (known?.stamp === stamp) return known.body
    const body = encode(file, encoding)
    kept.set(key, { stamp, body })
    return body
  }
}

async function encode(file: string, encoding: Encoding): Promise<Body> {
  const bytes = await readFile(file)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return { bytes: await compress(bytes, encoding), tag: `"${hash}${encoding === 'identity' ? '' : `-${encoding}`}"` }
}

async function compress(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(bytes)
  if (encoding === 'identity') return bytes
  const quality = bytes.length > LARGE ? 4 : 9
  return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
}
