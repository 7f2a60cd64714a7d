import { afterEach, describe, expect, it, vi } from 'vitest'
import { PAGES, showsAll, standsAlone } from '../../src/view'

afterEach(() => vi.unstubAllGlobals())

const resources = ['areas', 'population', 'a', 'a-by-age', 'b', 'boundaries'].map((name) => ({ name, path: name }))
const FILES: Readonly<Record<string, unknown>> = {
  './releases/catalogue.json': { releases: [{ id: 'r', path: 'r' }] },
  './releases/r/datapackage.json': {
    resources,
    cairn: {
      indicators: [
        { id: 'a', tables: ['a', 'a-by-age'] },
        { id: 'b', tables: ['b'] },
      ],
    },
  },
}

/** Files of the release that a link asks for ahead of the app. */
async function asked(link: string, kept: readonly string[] = []): Promise<string[]> {
  vi.resetModules()
  const addresses: string[] = []
  vi.stubGlobal('fetch', async (address: string) => {
    addresses.push(address)
    return new Response(JSON.stringify(FILES[address] ?? null))
  })
  const { askAhead } = await import('../../src/ahead')
  await askAhead(link, (id) => kept.includes(id))
  return addresses.flatMap((address) => /^\.\/releases\/r\/(?!datapackage)(.+)$/.exec(address)?.[1] ?? []).sort()
}

describe('what a link needs, asked for before the app has come', () => {
  it.each(PAGES)('of %s is every indicator’s first table exactly where the page shows all', async (page) => {
    const tables = (await asked(`#view=${page}&indicator=b`)).filter((name) => ['a', 'b', 'a-by-age'].includes(name))
    expect(tables).toEqual(standsAlone(page) ? [] : showsAll(page) ? ['a', 'b'] : ['b'])
  })

  it('without a page is that of the front page; a map needs its boundaries', async () => {
    expect(await asked('')).toEqual(['a', 'areas', 'b', 'population'])
    expect(await asked('#view=map&indicator=gone')).toEqual(['a', 'areas', 'boundaries', 'population'])
  })

  it('is nothing of a release that is kept on this device', async () => {
    expect(await asked('#release=r', ['r'])).toEqual([])
    expect(await asked('#release=r', ['another'])).toContain('areas')
  })
})
