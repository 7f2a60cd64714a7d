import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packCommand, packFolder } from '../../src/cli/pack'
import { unpack, type PackedPage } from '../../src/offline/unpack'
import { openRelease, packedSource, readCatalogue, within } from '../../src/release'
import { folderSource, writeFolder } from '../../src/release/folder'
import { writeRelease } from '../../src/release/write'
import { draftOf, safe } from '../release/fixture'

const PAGE = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; connect-src 'self'">
<meta name="cairn-public-address" content="" /><script type="module" crossorigin src="./app.js"></script>`

let folder: string
const at = (...path: string[]) => join(folder, ...path)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-pack-'))
  await mkdir(at('app'))
  await writeFile(at('app/index.html'), PAGE)
  for (const id of ['north', 'south'])
    await writeFolder(await writeRelease(safe({ ...draftOf(), id, title: `The ${id}` })), at(id))
  await writeFile(at('north', 'notes of mine.txt'), 'not part of the release')
})

afterAll(() => rm(folder, { recursive: true }))

/** What a page opened from the folder would read. */
async function packed(out: string) {
  const page: PackedPage = {}
  const run = async (name: string) => runInNewContext(await readFile(join(out, 'packed', name), 'utf8'), page)
  const pack = unpack(page, (n, failed) => void run(`${n}.js`).catch(failed))
  await run('index.js')
  return within(packedSource(pack, ''), 'releases')
}

describe('cairn pack', () => {
  it('packs releases that open again with the same identity, in the order given', async () => {
    await packFolder({ app: at('app'), out: at('usb'), releases: [at('south'), at('north')] })
    const source = await packed(at('usb'))
    const entries = await readCatalogue(source)
    expect(entries.map(({ id }) => id)).toEqual(['south', 'north'])
    for (const { id, path, identity } of entries) {
      const { release, table } = await openRelease(within(source, path), { expectIdentity: identity })
      const original = await openRelease(folderSource(at(id)))
      expect(release).toEqual(original.release)
      expect(await table('copd.main')).toEqual(await original.table('copd.main'))
    }
  })

  it('leaves out what the release does not name', async () => {
    await packFolder({ app: at('app'), out: at('usb'), releases: [at('north')] })
    expect(await readFile(at('usb/packed/index.js'), 'utf8')).not.toContain('notes of mine')
  })

  it('replaces what it made before and nothing else', async () => {
    await packFolder({ app: at('app'), out: at('usb'), releases: [at('north')] })
    await expect(packFolder({ app: at('app'), out: at('north') })).rejects.toMatchObject({ name: 'ReleaseError' })
    expect(await readFile(at('north', 'notes of mine.txt'), 'utf8')).toContain('not part')
  })

  it('refuses a release of which a file was changed', async () => {
    await writeFolder(await writeRelease(safe({ ...draftOf(), id: 'bad' })), at('bad'))
    const areas = [...(await writeRelease(safe({ ...draftOf(), id: 'bad' }))).keys()].find((path) =>
      path.startsWith('areas.'),
    )
    await writeFile(at('bad', areas ?? ''), 'changed')
    await expect(packFolder({ app: at('app'), out: at('usb2'), releases: [at('bad')] })).rejects.toMatchObject({
      name: 'ReleaseError',
    })
  })

  it('refuses two releases of one name, and says what to do where no app is built', async () => {
    const twice = packFolder({ app: at('app'), out: at('usb2'), releases: [at('north'), at('north')] })
    await expect(twice).rejects.toThrow('two releases are called north')
    await expect(packFolder({ app: at('none'), out: at('usb2') })).rejects.toMatchObject({
      details: { todo: 'npm run usb' },
    })
  })
})

describe('its words', () => {
  it.each([
    [['--address', 'http://x.org'], 'expected an address that starts with https://'],
    [['--adress', 'https://x.org'], '--adress is not an option'],
    [['stray'], '“stray” is not an option'],
    [['--release'], '--release needs a value'],
  ])('are refused: %j', async (args, message) =>
    expect(packCommand.run(args, { print: () => {}, warn: () => {} })).rejects.toThrow(message),
  )

  it('say what was packed', async () => {
    const lines: string[] = []
    const io = { print: (line: string) => void lines.push(line), warn: () => {} }
    const words = ['--release', at('north'), '--release', at('south'), '--app', at('app'), '--out', at('usb')]
    expect([await packCommand.run(words, io), lines[0]]).toEqual([0, 'Packed The north; The south'])
  })
})
