import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readWasm } from '../../src/engine/duckdb/wasm'

const raw = new Uint8Array(5000).map((_, i) => (i * 7) % 251)
const sha256 = createHash('sha256').update(raw).digest('hex')
const asset = { path: 'duckdb/x.wasm.gz', bytes: raw.length, sha256 }
const packed = new Uint8Array(gzipSync(raw))

describe("DuckDB's compressed file", () => {
  test('is unpacked', async () => {
    expect(new Uint8Array(await readWasm(asset, async () => packed))).toEqual(raw)
  })

  test('is taken as it is where the host has unpacked it on the way', async () => {
    expect(new Uint8Array(await readWasm(asset, async () => raw))).toEqual(raw)
  })

  test('is refused where it is cut short, another length, or other bytes', async () => {
    await expect(readWasm(asset, async () => packed.slice(0, -20))).rejects.toThrow()
    await expect(readWasm(asset, async () => raw.slice(1))).rejects.toThrow('unpacks to 4999 bytes, expected 5000')
    const other = raw.map((byte, i) => (i === 9 ? byte ^ 1 : byte))
    await expect(readWasm(asset, async () => other)).rejects.toThrow(`expected ${sha256}`)
  })
})
