import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { ReleaseError } from '../../src/domain'
import type { Catalogue, CatalogueEntry, Edition } from '../../src/domain'
import { openCatalogue, readCatalogue, writeCatalogue } from '../../src/release/catalogue'
import { chainOf, enterRelease, withdraw } from '../../src/release/history'
import { memorySource } from '../../src/release/source'

const entry = (id: string, digit: string, date: string, more: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  id,
  label: `The ${id}`,
  date,
  facility: 'all four',
  path: id,
  identity: digit.repeat(64),
  previous: null,
  signed: true,
  signers: ['0123456789abcdef'],
  ...more,
})

const source = (content: Uint8Array | object) =>
  memorySource(
    new Map([
      [
        'catalogue.json',
        content instanceof Uint8Array ? content : new TextEncoder().encode(JSON.stringify({ format: '1', ...content })),
      ],
    ]),
    'the test',
  )
const reread = (list: Catalogue) => openCatalogue(source(writeCatalogue(list)))
const refused = (list: object) => expect(openCatalogue(source(list))).rejects.toBeInstanceOf(ReleaseError)

/** North twice, south once and withdrawn, east once. */
let list: Catalogue
let early: Catalogue
beforeAll(async () => {
  early = await enterRelease({ releases: [], history: [] }, entry('north', 'a', '2025-01-01'))
  list = await enterRelease(early, entry('south', 'b', '2025-01-02'))
  list = await enterRelease(list, entry('east', 'd', '2025-01-03', { signed: false, signers: [] }))
  list = await enterRelease(list, entry('north', 'c', '2025-02-01'))
  list = await withdraw(list, 'south', 'A table was wrong.', '2025-03-01')
})

/** An attacker who can write, but not make the whole list anew. */
const change = (by: (copy: { releases: CatalogueEntry[]; history: Edition[] }) => void) => {
  const copy = structuredClone(list) as { releases: CatalogueEntry[]; history: Edition[] }
  by(copy)
  return copy
}

/** An attacker who makes the chain fit again from the changed event on. */
async function rechained(copy: Catalogue): Promise<Catalogue> {
  const history: Edition[] = []
  for (const event of copy.history) history.push({ ...event, chain: await chainOf(history.at(-1)?.chain ?? '', event) })
  return { ...copy, history }
}

describe('a list of releases with its history', () => {
  it('comes back as it was written', async () => {
    expect(await reread(list)).toEqual(list)
    expect(list.releases.map(({ id, identity }) => id + identity[0])).toEqual(['northc', 'eastd'])
    expect(list.history.map(({ id, withdrawn }) => [id, withdrawn])).toEqual([
      ['north', null],
      ['south', null],
      ['east', null],
      ['north', null],
      ['south', 'A table was wrong.'],
    ])
    expect(list.history[3]).toMatchObject({ previous: 'a'.repeat(64) })
    expect(list.releases[0]?.previous).toBe('a'.repeat(64))
  })

  it('is the same when nothing is new, and an entry can move', async () => {
    expect(await enterRelease(list, list.releases[0]!)).toEqual(list)
    const moved = await enterRelease(list, { ...list.releases[0]!, path: 'elsewhere' })
    expect(moved.history).toEqual(list.history)
    expect((await reread(moved)).releases[0]?.path).toBe('elsewhere')
  })

  it('takes in further signatures as an event, and lists from before there was a history', async () => {
    const more = await enterRelease(list, { ...list.releases[0]!, signers: ['0123456789abcdef', 'f'.repeat(16)] })
    expect(more.history).toHaveLength(6)
    expect((await reread(more)).releases[0]?.signers).toHaveLength(2)
    const old = { releases: [entry('west', 'e', '2024-01-01', { previous: 'f'.repeat(64) })], history: [] }
    const begun = await enterRelease(old, entry('north', 'a', '2025-01-01'))
    expect((await reread(begun)).history.map(({ id }) => id)).toEqual(['west', 'north'])
  })

  it('keeps what a later version adds to an event', async () => {
    const event = { ...list.history[0]!, colour: 'red' }
    const chained = await rechained({ releases: [list.releases[0]!], history: [] })
    const first = { ...event, identity: list.releases[0]!.identity, date: list.releases[0]!.date }
    first.chain = await chainOf('', first)
    const read = await openCatalogue(source({ releases: [{ ...chained.releases[0]!, previous: null }], history: [first] })) // prettier-ignore
    expect(await reread(read)).toEqual(read)
    await refused({ releases: read.releases, history: [{ ...first, colour: 'blue' }] })
  })

  it('withdraws what is on offer, for a reason', async () => {
    await expect(withdraw(list, 'south', 'again')).rejects.toThrow('No release called south is on offer')
    await expect(withdraw(list, 'east', ' ')).rejects.toThrow('for a reason')
  })

  it('lists nothing twice: neither a replaced nor a withdrawn edition, nor one under another id', async () => {
    await expect(enterRelease(list, entry('north', 'a', '2025-01-01'))).rejects.toThrow('listed before')
    await expect(enterRelease(list, entry('south', 'b', '2025-01-02'))).rejects.toThrow('listed before')
    await expect(enterRelease(list, entry('centre', 'd', '2025-01-03'))).rejects.toThrow('listed before')
    const again = await enterRelease(list, entry('south', 'f', '2025-04-01'))
    expect((await reread(again)).releases.find(({ id }) => id === 'south')?.previous).toBe('b'.repeat(64))
  })

  it('without history is read as before', async () => {
    const plain = [entry('north', 'a', '2025-01-01')]
    expect(await readCatalogue(source(writeCatalogue(plain)))).toEqual(plain)
    expect(new TextDecoder().decode(writeCatalogue(plain))).not.toContain('history')
  })
})

// Attack 14, as far as the chain can tell.
describe('a changed list is refused', () => {
  it('whatever bit of it is changed, unless only words about a release or its place are', async () => {
    const whole = writeCatalogue(list)
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const bytes = whole.slice()
        bytes[at] = (bytes[at] as number) ^ (1 << bit)
        const read = await openCatalogue(source(bytes)).catch((cause: unknown) => cause)
        if (read instanceof ReleaseError) return
        const { releases, history } = read as Catalogue
        // What is left out of history is caught by `state`, which remembers; a changed `label`, `facility` or `path` cannot show other figures.
        // An entry that does not say whether it is signed claims no more than one that says it is not.
        const bare = (one: CatalogueEntry) => ({ ...one, label: '', facility: '', path: '', signed: one.signed ?? false, signers: one.signers ?? [] }) // prettier-ignore
        expect(releases.map(bare)).toEqual(list.releases.map(bare))
        if (history.length > 0) expect(history).toEqual(list.history)
      }),
      { numRuns: 400 },
    )
  })

  it.each<[string, Parameters<typeof change>[0]]>([
    ['an old edition offered as the newest', ({ releases }) => Object.assign(releases[0]!, { identity: 'a'.repeat(64), previous: null, date: '2025-01-01' })], // prettier-ignore
    ['a withdrawn release put back', ({ releases }) => releases.push(entry('south', 'b', '2025-01-02'))],
    ['two ids exchanged', ({ releases }) => ([releases[0]!.id, releases[1]!.id] = ['east', 'north'])],
    ['a release under another id', ({ releases }) => (releases[1]!.id = 'centre')],
    ['a release taken off without a word', ({ releases }) => releases.pop()],
    ['a release listed twice', ({ releases }) => releases.push({ ...releases[0]!, path: 'x' })],
    ['a signed release called unsigned', ({ releases }) => Object.assign(releases[0]!, { signed: false, signers: [] })],
    ['a signer left out', ({ releases }) => Object.assign(releases[0]!, { signers: [] })],
    ['the flag left out', ({ releases }) => delete releases[0]!.signed],
    ['the newest event cut off', ({ history }) => history.pop()],
    ['the last two events cut off', ({ history }) => history.splice(-2)],
    ['the oldest event cut off', ({ history }) => history.shift()],
    ['an event left out', ({ history }) => history.splice(2, 1)],
    ['events in another order', ({ history }) => history.reverse()],
  ])('%s', async (_, by) => refused(change(by)))

  it.each<[string, Parameters<typeof change>[0]]>([
    ['an edition published again', ({ history, releases }) => { history.push({ ...history[0]!, previous: 'c'.repeat(64) }); Object.assign(releases[0]!, { identity: 'a'.repeat(64), previous: 'c'.repeat(64), date: '2025-01-01' }) }], // prettier-ignore
    ['a withdrawn edition published again', ({ history, releases }) => { history.push({ ...history[1]!, previous: 'b'.repeat(64) }); releases.push(entry('south', 'b', '2025-01-02', { previous: 'b'.repeat(64) })) }], // prettier-ignore
    ['an edition that does not follow on', ({ history, releases }) => { history[3]!.previous = null; releases[0]!.previous = null }], // prettier-ignore
    ['an edition that stands under two ids', ({ history, releases }) => { history.push({ ...history[2]!, id: 'centre' }); releases.push(entry('centre', 'd', '2025-01-03', { signed: false, signers: [] })) }], // prettier-ignore
    ['a withdrawal of something else', ({ history }) => { history[4]!.identity = 'a'.repeat(64) }], // prettier-ignore
  ])('%s, though the chain was made to fit', async (_, by) => refused(await rechained(change(by))))

  it('and the attacks above would pass without what they change', async () => {
    expect((await openCatalogue(source(await rechained(change(() => undefined))))).releases).toHaveLength(2)
  })
})
