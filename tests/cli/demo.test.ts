import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cairn } from '../../src/cli/cairn'
import { openRelease, readCatalogue, writeCatalogue } from '../../src/release'
import { folderSource } from '../../src/release/folder'

let dir: string
const said: string[] = []
const io = { print: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) }
const run = (...args: string[]) => cairn(['demo', ...args], { io })

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cairn-demo-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

describe('cairn demo', () => {
  it('writes a release that opens, and leaves other lines of the catalogue alone', { timeout: 120_000 }, async () => {
    const other = { id: 'other', label: 'Other', date: '2025-01-01', facility: '', path: 'other', identity: 'a'.repeat(64), previous: null } // prettier-ignore
    await writeFile(join(dir, 'catalogue.json'), writeCatalogue([other]))
    expect(await run('--out', dir, '--scale', '0.01', '--seed', '5')).toBe(0)
    const catalogue = await readCatalogue(folderSource(dir))
    expect(catalogue.map(({ id }) => id)).toEqual(['demo-north', 'other'])
    const { release } = await openRelease(folderSource(join(dir, 'demo-north')), {
      expectIdentity: catalogue[0]!.identity,
    })
    expect(release.synthetic).toBe(true)
    expect(said.join('\n')).toMatch(/Counted \d+ records.*\nWrote 30 files/)
  })

  it('writes the records of each region instead', { timeout: 120_000 }, async () => {
    const out = join(dir, 'records')
    expect(await run('--records', out, '--scale', '0.002')).toBe(0)
    expect((await readdir(out)).sort()).toEqual(['cy', 'gm', 'nenc', 'nwc'].map((id) => `records-${id}.csv`))
    const [header, first] = (await readFile(join(out, 'records-gm.csv'), 'utf8')).split('\n')
    expect(header).toBe('person,area,date,born,sex,topic,ethnicity,fifth,outcome')
    expect(first).toMatch(/^syn-\w{7},E08/)
  })

  it.each([
    ['--seed', '-1'],
    ['--seed', '4294967296'],
    ['--scale', '0'],
    ['--scale', '2'],
    ['--scale', 'many'],
  ])('says what is wrong with %s %s', async (option, value) => {
    said.length = 0
    expect(await run(`${option}=${value}`)).toBe(2)
    expect(said.join('\n')).toContain(`${option} is “${value}”; expected`)
  })
})
