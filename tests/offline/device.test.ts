import { describe, expect, it } from 'vitest'
import { ReleaseError } from '../../src/domain'
import { keptMark } from '../../src/offline/kept-mark'
import { EVERY, openingFragment } from '../../src/offline/opens'
import { answersFor, mayTidy } from '../../src/offline/routing'
import { keepError } from '../../src/offline/store'
import { failureOf } from '../../src/state'
import { parseView } from '../../src/view'

const SCOPE = 'https://example.org/tools/cairn/'

describe('who answers', () => {
  it.each([
    ['releases/catalogue.json', 'list'],
    ['releases/keys.json?at=a/b', 'list'],
    ['releases/north/datapackage.json', 'seen'],
    ['releases/north/cells/a.0123456789abcdef.parquet?again', 'seen'],
    ['assets/MapView-abcdefgh.js', 'earlier-app'],
    ['duckdb/duckdb-eh.0123456789abcdef.wasm.gz', 'earlier-app'],
    ['p/north/copd.html', 'network'],
    ['schema/cairn-release-1.schema.json', 'network'],
    ['index.html', 'network'],
  ])('%s: %s', (path, answers) => expect(answersFor(SCOPE + path, SCOPE)).toBe(answers))

  it('outside the app’s own place is the network alone', () => {
    expect(answersFor('https://example.org/releases/catalogue.json', SCOPE)).toBe('network')
    expect(answersFor('https://example.org/tools/releases/a', SCOPE)).toBe('network')
  })

  it('keeps an earlier app’s files while more than one tab of it is open', () => {
    const [own, other] = [{ url: `${SCOPE}#v=1` }, { url: 'https://example.org/other/' }]
    expect(mayTidy([], SCOPE)).toBe(true)
    expect(mayTidy([own, other], SCOPE)).toBe(true)
    expect(mayTidy([own, own], SCOPE)).toBe(false)
  })
})

describe('a copy that says what it opens with', () => {
  it('opens a list, one release, or what every copy opens', () => {
    expect(parseView(openingFragment(EVERY).slice(1))).toMatchObject({ view: { page: 'releases' }, problems: [] })
    expect(parseView(openingFragment('a b&c').slice(1))).toMatchObject({ view: { page: 'front', release: 'a b&c' } })
    expect(openingFragment('')).toBe('')
  })
})

describe('what a browser refuses', () => {
  it('is said plainly, with what to do', () => {
    const full = keepError(new DOMException('full', 'QuotaExceededError'))
    expect([full.name, full.message]).toEqual(['KeepError', 'There is no room left for it on this device.'])
    expect(full.details.todo).toContain('Remove a kept release')
    const forbidden = keepError(new DOMException('no', 'SecurityError'))
    expect(forbidden.message).toBe('This browser lets this page keep nothing.')
    expect(forbidden.details.found).toContain('SecurityError')
  })

  it('leaves the mark of kept releases unset where storage is forbidden, and set where it is not', () => {
    const forbidden = keptMark('a', () => {
      throw new DOMException('no', 'SecurityError')
    })
    forbidden.set([{ id: 'north', origin: 'list' }])
    expect([forbidden.any(), forbidden.has('north')]).toEqual([false, false])
    const held = new Map<string, string>()
    const storage = {
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, value: string) => void held.set(key, value),
      removeItem: (key: string) => void held.delete(key),
    }
    const mark = keptMark('a', () => storage)
    mark.set([
      { id: 'north', origin: 'list' },
      { id: 'mine', origin: 'file' },
    ])
    expect([mark.any(), mark.has('north'), mark.has('mine'), keptMark('b', () => storage).any()]).toEqual([true, true, false, false]) // prettier-ignore
    mark.set([{ id: 'mine', origin: 'made' }])
    expect([mark.any(), mark.has('north')]).toEqual([true, false])
    mark.set([])
    expect(mark.any()).toBe(false)
  })
})

describe('a release that nobody answers for', () => {
  const silent = new ReleaseError('x could not be fetched.', {
    found: 'no answer',
    answered: false,
    todo: 'Load again.',
  })

  it('is not on this device; one that fails a check is refused', () => {
    expect(failureOf('release', silent).headline).toBe('This release is not on this device')
    expect(failureOf('release', silent).todo).toContain('kept on this device')
    expect(failureOf('release', new ReleaseError('changed', {})).headline).toBe('This release cannot be shown')
    expect(failureOf('catalogue', silent).headline).toBe('The list of releases could not be read')
  })
})
