import { afterEach, describe, expect, it, vi } from 'vitest'
import { ask, askEarly, sharing } from '../../src/release/early'

const server = () =>
  vi.fn((address: string | URL | Request) => Promise.resolve(new Response(`file ${String(address)}`)))

afterEach(() => vi.unstubAllGlobals())

describe('requests made ahead', () => {
  it('are made once, whoever asks first, while they are being made', async () => {
    const fetched = server()
    vi.stubGlobal('fetch', fetched)
    await sharing(async () => {
      const [theirs, ours] = await Promise.all([ask('one'), askEarly('one')])
      expect(await theirs.text()).toBe('file one')
      expect(await ours.text()).toBe('file one')
    })
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('are taken once; a second reader asks anew', async () => {
    const fetched = server()
    vi.stubGlobal('fetch', fetched)
    await sharing(async () => void (await askEarly('two')))
    expect(await (await ask('two')).text()).toBe('file two')
    expect(await (await ask('two')).text()).toBe('file two')
    expect(fetched).toHaveBeenCalledTimes(2)
  })

  it('leave a failure to whoever takes the answer', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')))
    await expect(sharing(async () => void (await askEarly('three')))).rejects.toThrow('no line')
    await expect(ask('three')).rejects.toThrow('no line')
  })
})
