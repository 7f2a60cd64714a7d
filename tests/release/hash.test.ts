import { afterEach, describe, expect, it, vi } from 'vitest'
import { sha256 } from '../../src/release/hash'
import { identityOf } from '../../src/release/identity'

// FIPS 180-4's own example.
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

afterEach(() => void vi.unstubAllGlobals())

describe('SHA-256', () => {
  it('is the standard’s, of the bytes of a view alone', async () => {
    expect(await sha256(new TextEncoder().encode('abc'))).toBe(ABC)
    expect(await sha256(new TextEncoder().encode('xabcx').subarray(1, 4))).toBe(ABC)
  })

  it('is the same where a page served without https has no crypto.subtle', async () => {
    vi.stubGlobal('crypto', {})
    expect(await sha256(new TextEncoder().encode('abc'))).toBe(ABC)
  })
})

describe('an identity', () => {
  it('is the hash of the canonical form of RFC 8785', async () => {
    const canonical = '{"a":[1e+30,4.5,0.002],"€":"\\u000f\\nA\'B"}'
    const json: unknown = JSON.parse('{ "\\u20ac": "\\u000F\\u000aA\'B", "a": [1E30, 4.50, 2e-3] }')
    expect(await identityOf(json)).toBe(await sha256(new TextEncoder().encode(canonical)))
  })
})
