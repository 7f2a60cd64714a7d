import { cpSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cairn } from '../../src/cli/cairn'
import { catalogueOf } from '../../src/cli/catalogue'
import { readCatalogue } from '../../src/release/catalogue'
import { folderSource, writeFolder } from '../../src/release/folder'
import { writeRelease } from '../../src/release/write'
import { draftOf, safe } from '../release/fixture'

let folder = ''
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-catalogue-'))
  for (const id of ['alder', 'birch'])
    await writeFolder(await writeRelease(safe({ ...draftOf(), id, title: `The ${id} release` })), join(folder, id))
})
afterEach(() => rmSync(folder, { recursive: true }))

const said: string[] = []
const io = { print: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) }

describe('cairn catalogue', () => {
  it('lists what is there, and keeps the order of a catalogue that stood', async () => {
    mkdirSync(join(folder, 'no-release'))
    expect(await cairn(['catalogue', '--releases', folder], { io })).toBe(0)
    const first = await readCatalogue(folderSource(folder))
    expect(first.map(({ id, path, label }) => [id, path, label])).toEqual([
      ['alder', 'alder', 'The alder release'],
      ['birch', 'birch', 'The birch release'],
    ])
    expect(first[0]?.identity).toMatch(/^[0-9a-f]{64}$/)
    await writeFolder(await writeRelease(safe({ ...draftOf(), id: 'aspen' })), join(folder, 'aaa'))
    rmSync(join(folder, 'alder'), { recursive: true })
    await expect(catalogueOf(folder)).rejects.toThrow('alder is listed and no longer in')
    await cairn(['catalogue', '--releases', folder, '--withdraw', 'alder', '--why', 'Felled.'], { io })
    expect((await catalogueOf(folder)).map(({ id }) => id)).toEqual(['birch', 'aspen'])
  })

  it('refuses a damaged release, two of one name, and a folder without any', async () => {
    const cells = readdirSync(join(folder, 'birch/cells'))[0] as string
    truncateSync(join(folder, 'birch/cells', cells), 50)
    await expect(catalogueOf(folder)).rejects.toThrow(/cut short|bytes/)
    rmSync(join(folder, 'birch'), { recursive: true })
    cpSync(join(folder, 'alder'), join(folder, 'copy'), { recursive: true })
    await expect(catalogueOf(folder)).rejects.toThrow('two releases are called alder')
    await expect(catalogueOf(join(folder, 'alder'))).rejects.toThrow('holds no release')
    await expect(catalogueOf(join(folder, 'nowhere'))).rejects.toThrow('cannot be read')
  })
})

describe('cairn import', () => {
  it('does not replace a folder that is no release', async () => {
    const out = join(folder, 'thesis')
    mkdirSync(out)
    writeFileSync(join(out, 'chapter.txt'), 'ten years of work')
    said.length = 0
    expect(await cairn(['import', '--csv', 'none.csv', '--out', out], { io })).toBe(1)
    expect(said.join('\n')).toContain('holds something other than a release')
    expect(readdirSync(out)).toEqual(['chapter.txt'])
  })
})
