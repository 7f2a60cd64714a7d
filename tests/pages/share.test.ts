import { describe, expect, it } from 'vitest'
import type { CatalogueEntry, Release } from '../../src/domain'
import type { Replay } from '../../src/exports/replay'
import { viewOf } from '../../src/pages/replay/view-of'
import { lengthWords, mailto, type Message } from '../../src/pages/share/messages'
import { canonicalView, formatView, parseView, START, type View } from '../../src/view'

const MESSAGE: Message = {
  headline: 'Salford is 14 % higher & more',
  whole: 'Salford is 14 % higher & more. Chance would do this rarely',
  source: 'Source: a release from Salford',
  link: 'https://cairn.example/#v=1&release=a',
  synthetic: true,
}

describe('a message', () => {
  it('opens in mail with the finding as its subject, and finding, link, SYNTHETIC and source in its text', () => {
    const url = new URL(mailto(MESSAGE))
    expect(url.protocol).toBe('mailto:')
    const { subject, body } = Object.fromEntries(url.searchParams)
    expect(subject).toBe('SYNTHETIC: Salford is 14 % higher & more')
    expect(body!.split('\r\n\r\n')).toEqual(['SYNTHETIC: areas bear real names; every number is made up.', MESSAGE.whole, MESSAGE.link, MESSAGE.source]) // prettier-ignore
  })

  it('says how long the link is, and whether it can be read aloud', () => {
    expect(lengthWords('x'.repeat(149))).toMatch(/^149 .*short enough to read aloud/)
    expect(lengthWords('x'.repeat(150))).toMatch(/better copied/)
  })
})

describe('the view of a replay file', () => {
  const identity = '3875ceac'.padEnd(64, '0')
  const fragment = 'v=1&release=demo-gm&pin=3875ceac&view=compare&indicator=copd-admissions&areas=E08000006'
  const replay = { view: fragment, release: { id: 'demo-gm', identity } } as Replay
  const before: View = { ...START, page: 'map', release: 'demo-north', indicator: 'falls', map: 'hexagons' }
  const entry = (id: string, of = identity) => ({ id, identity: of }) as CatalogueEntry
  const app = { release: { id: 'demo-north' } as Release, fromFiles: false, view: before, catalogue: [entry('demo-north'), entry('demo-gm')] } // prettier-ignore
  const shown = (known: typeof app) => {
    const change = viewOf(replay, known)
    return change && formatView(canonicalView({ ...known.view, ...change }))
  }

  it('is just that of the file, whatever was shown before', () => expect(shown(app)).toBe(fragment))

  it('is shown in the edition at hand where the file’s own is not listed', () => {
    const newer = shown({ ...app, catalogue: [entry('demo-gm', 'f'.repeat(64))] })
    expect(newer).toBe(fragment.replace('pin=3875ceac&', ''))
    expect(parseView(newer!).problems).toEqual([])
  })

  it('is shown in the reader’s own release of that name, which its edition names', () => {
    const own = { ...app, release: { id: 'demo-gm', identity: 'b'.repeat(64) } as Release, fromFiles: true, catalogue: [] } // prettier-ignore
    expect(shown(own)).toBe(fragment.replace('3875ceac', 'bbbbbbbb'))
  })

  it('is none where no release of that name is at hand', () => expect(shown({ ...app, catalogue: [] })).toBeNull())
})
