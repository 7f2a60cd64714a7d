import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AREA_COLUMNS, columnsOf, SUMMARY_COLUMNS } from '../../src/release/columns'
import { CATALOGUE } from '../../src/release/catalogue'
import { descriptorSchema } from '../../src/release/descriptor'
import { enterRelease } from '../../src/release/history'
import { ROW_GROUP } from '../../src/release/parquet-write'
import { ENVELOPE, keyFromSeed, KEYS, parseKeys, PAYLOAD_TYPE, statementOf, writeKeys } from '../../src/release/signing'
import { writeRelease } from '../../src/release/write'
import { linksOf, reachableFrom } from '../architecture/house'
import { descriptorOf, draftOf, safe } from './fixture'

const readme = readFileSync('src/release/README.md', 'utf8')

/** Rows of the table that follows a heading, cells without their marks. */
function tableAfter(heading: string): string[][] {
  const lines = readme.slice(readme.indexOf(heading)).split('\n')
  const first = lines.findIndex((line) => line.startsWith('|'))
  const rest = lines.slice(first + 2)
  const end = rest.findIndex((line) => !line.startsWith('|'))
  return rest.slice(0, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

const bare = (cell: string | undefined) => (cell ?? '').replace(/`/g, '')
const TYPE = { key: 'text', text: 'text', number: 'DOUBLE', count: 'INT32', status: 'INT8' }

describe('the written format', () => {
  it.each([
    ['### areas', AREA_COLUMNS],
    ['### summary', SUMMARY_COLUMNS],
  ])('%s has the columns of the code', (heading, columns) => {
    const written = tableAfter(heading).map(([name, type, what]) => [bare(name), type, what])
    expect(written).toEqual(columns.map(({ name, kind, description }) => [name, TYPE[kind], description]))
  })

  it.each(['counts', 'population', 'published'] as const)('has the columns of the shape %s', (shape) => {
    const row = tableAfter('`shape` says').find(([name]) => bare(name) === shape)
    const own = columnsOf({ shape, ownPopulation: true, axes: [] }).map(({ name }) => name)
    const columns = [...(row?.[1] ?? '').matchAll(/`([^`]+)`/g)].flatMap(([, names]) => (names ?? '').split(' '))
    for (const name of own) expect(columns).toContain(name)
  })

  it('names every property of the part called cairn, and no other', () => {
    const written = tableAfter('Everything of ours').flatMap(([name]) => bare(name).split(', '))
    expect(written.sort()).toEqual(Object.keys(descriptorSchema.entries.cairn.entries).sort())
  })

  it('names the row group that is written, and files that exist', () => {
    expect(readme).toContain(ROW_GROUP.toLocaleString('en-GB'))
    const files = tableAfter('## In this folder').flatMap(([name]) => bare(name).split(', '))
    for (const file of files) expect(existsSync(`src/release/${file}`), file).toBe(true)
  })
})

describe('the written signatures', () => {
  it('name every property of the predicate, and no other', async () => {
    const descriptor = descriptorOf(await writeRelease(safe(draftOf())))
    const { predicate, predicateType } = statementOf({ descriptor, digest: '', identity: '' })
    const written = tableAfter('its `predicate`').flatMap(([name]) => bare(name).split(', '))
    expect(written.sort()).toEqual(Object.keys(predicate).sort())
    expect(readme).toContain(`\`${predicateType}\``)
    expect(readme).toContain(`\`${PAYLOAD_TYPE}\``)
    for (const file of [ENVELOPE, KEYS, CATALOGUE]) expect(readme).toContain(`\`${file}\``)
  })

  it('name every property of a key, of an entry and of an event', async () => {
    const key = await keyFromSeed(new Uint8Array(1), { name: 'x', role: 'owner' })
    const [listed] = await parseKeys(writeKeys([key]))
    const entry = { id: 'x', label: 'x', date: 'x', facility: '', path: 'x', identity: 'a'.repeat(64), previous: null }
    const { releases, history } = await enterRelease({ releases: [], history: [] }, { ...entry, signed: true, signers: [] }) // prettier-ignore
    const lists = [...readme.replace(/\s+/g, ' ').matchAll(/\[\{ ([a-z, ]+) \}\]/g)].map(([, names]) =>
      names?.split(', ').sort(),
    )
    for (const one of [listed, releases[0], history[0]]) expect(lists).toContainEqual(Object.keys(one!).sort())
  })
})

describe('what a page loads to read a release', () => {
  const files = new Map(
    ['release', 'domain'].flatMap((room) =>
      readdirSync(`src/${room}`)
        .filter((name) => name.endsWith('.ts'))
        .map((name): [string, string] => [`src/${room}/${name}`, readFileSync(`src/${room}/${name}`, 'utf8')]),
    ),
  )
  const links = linksOf(files)

  it.each(['src/release/index.ts', 'src/release/read.ts', 'src/release/source.ts'])(
    'from %s has no Parquet writer, no Arrow, no Node',
    (entry) => {
      const loaded = new Set(reachableFrom(entry, links))
      expect(loaded).toContain('src/domain/errors.ts')
      const packages = links
        .filter((link) => link.kind === 'runtime' && loaded.has(link.from))
        .map((link) => link.package)
      for (const heavy of ['parquet-wasm', 'apache-arrow', 'node:']) expect(packages).not.toContain(heavy)
    },
  )

  it('and the writer has them, so the test above can fail', () => {
    const loaded = new Set(reachableFrom('src/release/write.ts', links))
    const packages = links
      .filter((link) => link.kind === 'runtime' && loaded.has(link.from))
      .map((link) => link.package)
    expect(packages).toEqual(expect.arrayContaining(['parquet-wasm', 'apache-arrow']))
  })
})
