import { describe, expect, it } from 'vitest'
import type { CatalogueEntry, Edition, KeptRelease } from '../../src/domain'
import { copyFor, keptAlone, ownCopy, replacedBy } from '../../src/offline/copies'

const identityOf = (letter: string) => letter.repeat(64)
const entryOf = (id: string, letter: string): CatalogueEntry => ({ id, label: id, date: '2026-03-01', facility: '', path: id, identity: identityOf(letter), previous: null }) // prettier-ignore
const keptOf = (id: string, letter: string, origin: KeptRelease['origin'] = 'list'): KeptRelease => ({
  identity: identityOf(letter),
  id,
  title: id,
  facility: '',
  date: '2026-03-01',
  synthetic: true,
  origin,
  bytes: 1,
  keptOn: '2026-04-01',
  entry: origin === 'list' ? entryOf(id, letter) : null,
})
const event = (id: string, letter: string, withdrawn: string | null = null): Edition => ({ id, identity: identityOf(letter), previous: null, date: '2026-03-01', signed: false, signers: [], withdrawn, chain: '' }) // prettier-ignore

describe('which copy of a listed release opens', () => {
  const listed = entryOf('north', 'b')

  it('is the list’s own where nothing of it is kept', () => {
    expect(copyFor({ entry: listed, pin: undefined }, [], [])).toBeNull()
    const others = [keptOf('south', 'b'), keptOf('north', 'b', 'file'), keptOf('north', 'b', 'made')]
    expect(copyFor({ entry: listed, pin: undefined }, others, [])).toBeNull()
  })

  it.each([
    ['the same edition, without a link that names one', 'b', undefined, 'kept'],
    ['the same edition, named by the link', 'b', 'bbbbbbbb', 'kept'],
    ['the same edition, though the link names another', 'b', 'aaaaaaaa', 'kept'],
    ['an earlier edition, which is never swapped by itself', 'a', undefined, 'kept'],
    ['an earlier edition, named by the link', 'a', 'aaaaaaaa', 'kept'],
    ['an earlier edition, where the link names the listed one', 'a', 'bbbbbbbb', 'listed'],
    ['an earlier edition, where the link names neither', 'a', 'cccccccc', 'kept'],
  ])('%s', (_, letter, pin, opens) => {
    const found = copyFor({ entry: listed, pin }, [keptOf('north', letter)], [event('north', 'a'), event('north', 'b')])
    expect(found?.identity ?? null).toBe(opens === 'kept' ? identityOf(letter) : null)
  })

  it('is the list’s own where the kept edition was withdrawn', () => {
    const history = [event('north', 'a'), event('north', 'a', 'wrong'), event('north', 'b')]
    expect(copyFor({ entry: listed, pin: undefined }, [keptOf('north', 'a')], history)).toBeNull()
    expect(copyFor({ entry: listed, pin: 'aaaaaaaa' }, [keptOf('north', 'a')], history)).toBeNull()
  })
})

describe('what is kept', () => {
  it('of the reader’s own is found by id and edition, and a listed one never so', () => {
    const kept = [keptOf('mine', 'a', 'file'), keptOf('mine', 'b', 'made'), keptOf('north', 'c')]
    expect(ownCopy(kept, 'mine', 'bbbb')?.origin).toBe('made')
    expect(ownCopy(kept, 'mine', 'cccc')).toBeNull()
    expect(ownCopy(kept, 'north', 'cccc')).toBeNull()
  })

  it('stays on offer when the list drops it, unless it was withdrawn', () => {
    const kept = [keptOf('north', 'a'), keptOf('south', 'b'), keptOf('west', 'c'), keptOf('mine', 'd', 'file')]
    const list = { releases: [entryOf('north', 'e')], history: [event('west', 'c'), event('west', 'c', 'wrong')] }
    expect(keptAlone(kept, list).map(({ id }) => id)).toEqual(['south'])
  })

  it('makes room for a newer edition of a listed release, and for nothing else', () => {
    const kept = [keptOf('north', 'a'), keptOf('north', 'b', 'file'), keptOf('south', 'c')]
    expect(replacedBy(keptOf('north', 'd'), kept)).toEqual([kept[0]])
    expect(replacedBy(keptOf('north', 'e', 'file'), kept)).toEqual([])
    expect(replacedBy(keptOf('north', 'b', 'made'), kept)).toEqual([kept[1]])
  })
})
