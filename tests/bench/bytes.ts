import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

export type Kind = 'page' | 'script' | 'style' | 'data' | 'engine'

/** Bytes by kind of file, as brotli at its best sends them. */
export type Bytes = Record<Kind, number>

const KINDS: Readonly<Record<string, Kind>> = { '.html': 'page', '.js': 'script', '.css': 'style' }

/** Adds up what the addresses weigh, from the folder that serves them. */
export function bytesOf(addresses: readonly string[], folder: string): Bytes {
  const sum: Bytes = { page: 0, script: 0, style: 0, data: 0, engine: 0 }
  for (const path of new Set(addresses.filter((address) => address.startsWith('http')).map(pathOf)))
    sum[kindOf(path)] += weigh(join(folder, path))
  return sum
}

const pathOf = (address: string) => decodeURIComponent(new URL(address).pathname).replace(/\/$/, '/index.html')

const kindOf = (path: string): Kind => (path.startsWith('/duckdb/') ? 'engine' : (KINDS[extname(path)] ?? 'data'))

const weights = new Map<string, number>()

/** What is compressed already is sent as it is where brotli does not make it smaller. */
function weigh(file: string): number {
  const known = weights.get(file)
  if (known !== undefined) return known
  const bytes = readFileSync(file)
  const packed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > 2e6 ? 5 : 11 },
  })
  const weight = Math.min(bytes.length, packed.length)
  weights.set(file, weight)
  return weight
}

export const total = (bytes: Bytes) => Object.values(bytes).reduce((sum, part) => sum + part, 0)

export const sayBytes = (bytes: Bytes) =>
  Object.entries(bytes)
    .filter(([, size]) => size > 0)
    .map(([kind, size]) => `${kind} ${(size / 1000).toFixed(1)}`)
    .join(' + ')
