import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Analysis } from '../../src/analysis/client'
import { ReleaseError } from '../../src/domain'
import type { Catalogue, CatalogueEntry, ListSigning, Release, Signing } from '../../src/domain'
import { enterRelease, withdraw } from '../../src/release/history'
import { unwritten } from '../../src/release/signatures'
import { App, chainMemory } from '../../src/state'
import { editionWords } from '../../src/state/edition-words'
import type { Link, Opener } from '../../src/state'

const entry = (id: string, digit: string, date: string): CatalogueEntry => ({
  id,
  label: id,
  date,
  facility: '',
  path: id,
  identity: digit.repeat(64),
  previous: null,
})

const first = await enterRelease({ releases: [], history: [] }, entry('north', 'a', '2025-01-01'))
const both = await enterRelease(first, entry('south', 'b', '2025-01-02'))
const second = await enterRelease(both, entry('north', 'c', '2025-02-01'))
const without = await withdraw(second, 'south', 'A table was wrong.', '2025-03-01')

function place(href: string) {
  const kept = new Map<string, string>()
  const localStorage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) } // prettier-ignore
  return { location: new URL(href), localStorage } as unknown as Parameters<typeof chainMemory>[0]
}

describe('what a device remembers of a list', () => {
  it('is how far its chain had come', () => {
    const memory = chainMemory(place('https://cairn.example/app/'))
    expect(memory.compare(both.history)).toBe('first')
    memory.keep(both.history)
    expect(memory.compare(both.history)).toBe('goes-on')
    expect(memory.compare(without.history)).toBe('goes-on')
    memory.keep(without.history)
    expect(memory.compare(second.history)).toBe('set-back')
    expect(memory.compare([])).toBe('set-back')
  })

  it('tells a list written anew, except where lists share an address', async () => {
    const anew = await enterRelease({ releases: [], history: [] }, entry('other', 'd', '2025-01-01'))
    const web = chainMemory(place('https://cairn.example/'))
    web.keep(first.history)
    expect(web.compare(anew.history)).toBe('set-back')
    for (const own of ['file:///stick/index.html', 'http://localhost:5173/', 'http://127.0.0.1:4173/']) {
      const memory = chainMemory(place(own))
      memory.keep(both.history)
      expect(memory.compare(anew.history)).toBe('first')
      expect(memory.compare(first.history)).toBe('set-back')
    }
  })

  it('is nothing where the browser keeps nothing', () => {
    const forbidden = { location: new URL('https://x.example/'), get localStorage(): Storage { throw new DOMException('no', 'SecurityError') } } // prettier-ignore
    const memory = chainMemory(forbidden as unknown as Parameters<typeof chainMemory>[0])
    memory.keep(first.history)
    expect(memory.compare(first.history)).toBe('first')
  })
})

const empty = { indicators: [], areas: [] } as unknown as Release
const SIGNED: Signing = { state: 'signed', signers: [], strangers: [], audit: [] }

/** An opened release whose signatures are checked when the test says so. */
function analysisOf({ id, identity }: CatalogueEntry) {
  const tells = new Set<() => void>()
  let settle: (error?: Error) => void = () => undefined
  const settled = new Promise<Signing>((resolve, reject) => {
    settle = (error) => {
      if (error) return reject(error)
      Object.assign(analysis, { signing: SIGNED })
      tells.forEach((tell) => tell())
      resolve(SIGNED)
    }
  })
  settled.catch(() => undefined)
  const analysis = {
    ...unwritten,
    signing: { ...SIGNED, state: 'checking' },
    release: { ...empty, id, identity },
    verify: () => settled,
    onChecks: (tell: () => void) => (tells.add(tell), () => void tells.delete(tell)),
    onEngine: () => () => undefined,
    startEngine: async () => undefined,
    close: vi.fn(),
  } as unknown as Analysis
  return { analysis, settle }
}

let stop = () => {}
afterEach(() => stop())

const UNSIGNED: ListSigning = { state: 'unsigned', signers: [], strangers: [] }

async function started(
  list: Catalogue,
  fragment = '',
  memory?: ReturnType<typeof chainMemory>,
  verifyList: Opener['verifyList'] = async () => UNSIGNED,
) {
  const opened: ReturnType<typeof analysisOf>[] = []
  const link: Link = { read: () => fragment, push: () => {}, replace: () => {}, listen: () => () => {}, address: () => '' } // prettier-ignore
  const opener: Opener = {
    publicAddress: null,
    catalogue: async () => list,
    verifyList,
    open: async (wanted) => {
      const one = analysisOf(wanted)
      opened.push(one)
      return one.analysis
    },
    openFiles: async ([file]) => {
      const one = analysisOf({ ...entry('held', file!.name, ''), id: 'held' })
      return one.analysis
    },
  }
  const app = new App(opener, link, memory)
  stop = app.start()
  await turn()
  return { app, opened }
}

/** What the About page says of it. */
const editionOf = ({ list, release, view, fromFiles }: App) =>
  editionWords(list.history, release!.identity, list.known(release!, view.pin, fromFiles))

const turn = () => new Promise((resolve) => setTimeout(resolve))
const DOES_NOT_FIT = new ReleaseError('The signature does not fit', { todo: 'Do not use this copy' })

describe('signatures in the app', () => {
  it('are told when they have been checked, behind the first picture', async () => {
    const { app, opened } = await started(second)
    expect(app.release?.id).toBe('north')
    expect(app.signing?.state).toBe('checking')
    app.startChecks()
    opened[0]?.settle()
    await turn()
    expect(app.signing?.state).toBe('signed')
    expect(app.failure).toBeNull()
  })

  it('take away what does not fit, and never show it again', async () => {
    const { app, opened } = await started(second)
    app.startChecks()
    opened[0]?.settle(DOES_NOT_FIT)
    await turn()
    expect(app.release).toBeNull()
    expect(app.failure).toMatchObject({ kind: 'release', todo: 'Do not use this copy' })
    expect(opened[0]?.analysis.close).toHaveBeenCalled()
    app.retry()
    await turn()
    expect(app.release).toBeNull()
    opened[1]?.settle(DOES_NOT_FIT)
    await turn()
    expect(app.release).toBeNull()
    expect(app.failure?.kind).toBe('release')
    expect(opened[1]?.analysis.close).toHaveBeenCalled()
  })
})

describe('the signature of the list', () => {
  it('is checked behind the first picture, and told', async () => {
    const { app, opened } = await started(second)
    expect(app.list.signing).toBeNull()
    app.startChecks()
    opened[0]?.settle()
    await turn()
    expect(app.list.signing).toEqual(UNSIGNED)
    expect(app.failure).toBeNull()
  })

  it('takes away all that the list offered where it does not fit, and is asked again before anything is shown', async () => {
    let fits = false
    const check = async () => {
      if (!fits) throw DOES_NOT_FIT
      return UNSIGNED
    }
    const { app, opened } = await started(second, '', undefined, check)
    expect(app.release?.id).toBe('north')
    app.startChecks()
    opened[0]?.settle()
    await turn()
    expect(app.failure).toMatchObject({ kind: 'catalogue', todo: 'Do not use this copy' })
    expect([app.release, app.catalogue]).toEqual([null, []])
    app.retry()
    await turn()
    expect(app.failure?.kind).toBe('catalogue')
    expect(opened).toHaveLength(1)
    fits = true
    app.retry()
    await turn()
    opened[1]?.settle()
    await turn()
    expect(app.failure).toBeNull()
    expect(app.release?.id).toBe('north')
  })

  it('leaves a release from the reader’s own files where it is', async () => {
    const { app } = await started(second, '', undefined, () => Promise.reject(DOES_NOT_FIT))
    await app.openFiles([new File([], 'e')])
    app.startChecks()
    await turn()
    expect(app.release?.id).toBe('held')
  })
})

describe('a list that went back in time', () => {
  it('is refused until the reader goes on with it', async () => {
    const memory = chainMemory(place('https://cairn.example/'))
    memory.keep(without.history)
    const { app } = await started(second, '', memory)
    expect(app.failure?.kind).toBe('set-back')
    expect(app.release).toBeNull()
    expect(app.catalogue).toEqual([])
    app.retry()
    await turn()
    expect(app.failure?.kind).toBe('set-back')
    app.acceptList()
    await turn()
    expect(app.failure).toBeNull()
    expect(app.release?.id).toBe('north')
    expect(memory.compare(second.history)).toBe('goes-on')
  })

  it('goes on unseen where it only grew, and the About page says how sure that is', async () => {
    const memory = chainMemory(place('https://cairn.example/'))
    expect(editionOf((await started(first, '', memory)).app)).toContain('This is the first visit on this device')
    stop()
    const { app } = await started(second, '', memory)
    expect(app.failure).toBeNull()
    expect(editionOf(app)).toContain('It has not gone back')
  })
})

describe('a link that names an edition', () => {
  it('opens the newest, and is told where it named an older one', async () => {
    expect((await started(second, 'v=1&release=north&pin=cccccccc')).app.problems).toEqual([])
    stop()
    const { app } = await started(second, 'v=1&release=north&pin=aaaaaaaa')
    expect(app.release?.identity).toBe('c'.repeat(64))
    expect(app.problems.join()).toBe('This link was made on the edition of 1 January 2025; the current one is of 1 February 2025, which is shown; figures may differ from those its sender saw') // prettier-ignore
  })

  it('opens nothing where the list never held that edition: it may be older than the link', async () => {
    const { app } = await started(both, 'v=1&release=north&pin=cccccccc')
    expect(app.failure?.kind).toBe('unknown-edition')
    expect(app.release).toBeNull()
    app.go({ pin: undefined })
    await turn()
    expect(app.release?.id).toBe('north')
    app.go({ pin: 'ffffffff' })
    await turn()
    expect(app.release).toBeNull()
  })

  it('is told why a release was withdrawn, and a copy of it is not opened from a file', async () => {
    const { app } = await started(without, 'v=1&release=south')
    expect(app.failure).toMatchObject({ kind: 'unknown-release' })
    expect(app.failure?.detail).toContain('“south” was withdrawn on 1 March 2025: A table was wrong.')
    await app.openFiles([new File([], 'b')])
    expect(app.refusal?.detail).toContain('This release was withdrawn')
    expect(app.release).toBeNull()
    await app.openFiles([new File([], 'e')])
    expect(app.release?.id).toBe('held')
    expect(editionOf(app)).toContain('does not name it')
  })

  it('says of an old copy from a file that there is a newer edition', async () => {
    const { app } = await started(second)
    await app.openFiles([new File([], 'a')])
    expect(editionOf(app)).toBe('An older edition: this is the edition of 1 January 2025; the current one is of 1 February 2025.') // prettier-ignore
  })
})
