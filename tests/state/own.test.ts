import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Analysis } from '../../src/analysis/client'
import type { CatalogueEntry, Release } from '../../src/domain'
import { unwritten } from '../../src/release/signatures'
import { App } from '../../src/state/app.svelte'
import type { Link } from '../../src/state/link'
import type { Opener } from '../../src/state/opener'

const identityOf = (letter: string) => letter.repeat(64)

function analysisOf(id: string, letter: string): Analysis {
  return {
    ...unwritten,
    release: { id, identity: identityOf(letter), indicators: [], areas: [] } as unknown as Release,
    onEngine: () => () => undefined,
    startEngine: async () => undefined,
    close: vi.fn(),
  } as unknown as Analysis
}

const listed: CatalogueEntry = {
  id: 'region',
  label: 'region',
  date: '',
  facility: '',
  path: 'region',
  identity: identityOf('a'),
  previous: null,
}

let stop = () => {}
afterEach(() => stop())
const turn = () => new Promise((resolve) => setTimeout(resolve))

/** A list with one release, and files that hold `region` too: the edition is the first letter of the file's name. */
async function started() {
  const fragments = ['v=1&release=region']
  const opened = vi.fn(async () => analysisOf('region', 'a'))
  const link: Link = {
    read: () => fragments.at(-1) ?? '',
    push: (next) => void fragments.push(next),
    replace: (next) => void fragments.splice(-1, 1, next),
    listen: () => () => {},
    address: () => '',
  }
  const opener: Opener = {
    publicAddress: null,
    catalogue: async () => ({ releases: [listed], history: [] }),
    verifyList: async () => ({ state: 'unsigned', signers: [], strangers: [] }),
    open: opened,
    openFiles: async ([file]) => analysisOf('region', file!.name.charAt(0)),
  }
  const app = new App(opener, link)
  stop = app.start()
  await turn()
  return { app, fragments, opened }
}

const file = (name: string) => [new File([], name)]

describe('a release of the reader’s own', () => {
  it('is told from the listed release of the same id by its identity, in the link and on the screen', async () => {
    const { app, fragments } = await started()
    expect([app.unlisted, app.fromFiles]).toEqual([null, false])
    await app.openFiles(file('b.zip'), 'made')
    expect(app.release?.identity).toBe(identityOf('b'))
    expect(app.unlisted).toBe('made')
    expect(fragments.at(-1)).toBe('v=1&release=region&pin=bbbbbbbb')
    await app.openFiles(file('c.zip'))
    expect(app.unlisted).toBe('file')
    expect(app.problems).toEqual([])
  })

  it('gives way to the listed one and comes back, each by its own link', async () => {
    const { app, opened } = await started()
    await app.openFiles(file('b.zip'), 'made')
    app.go({ release: 'region', pin: undefined })
    await turn()
    expect([app.release?.identity, app.unlisted]).toEqual([identityOf('a'), null])
    expect(opened).toHaveBeenCalledTimes(2)
    app.go({ pin: 'bbbbbbbb' })
    await turn()
    expect([app.release?.identity, app.unlisted]).toEqual([identityOf('b'), 'made'])
    expect(app.analysis?.close).not.toHaveBeenCalled()
    expect(opened).toHaveBeenCalledTimes(2)
  })

  it('can be shared where it is the very edition that the list offers', async () => {
    const { app } = await started()
    await app.openFiles(file('a.zip'))
    expect(app.fromFiles).toBe(true)
    expect(app.unlisted).toBeNull()
  })
})
