import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cairn } from '../../src/cli/cairn'
import { openRelease, readCatalogue, writeCatalogue } from '../../src/release'
import { folderSource } from '../../src/release/folder'
import { readKeys } from '../../src/release/signing'

let dir: string
const said: string[] = []
const io = { print: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) }
const run = (...args: string[]) => cairn(['demo', ...args], { io })

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cairn-demo-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

describe('cairn demo', () => {
  it('makes four signed releases and the North from made-up records', { timeout: 240_000 }, async () => {
    expect(await run('--out', dir, '--topics', 'epilepsy-admissions,antibiotics', '--seed', '5')).toBe(0)
    const list = await readCatalogue(folderSource(dir))
    expect(list.map(({ id }) => id)).toEqual(['demo-north', 'demo-nwc', 'demo-gm', 'demo-cy', 'demo-nenc'])
    const keys = await readKeys(folderSource(dir))
    for (const { path, identity } of list) {
      const open = await openRelease(folderSource(join(dir, path)), { expectIdentity: identity, signatures: { keys } })
      const signing = await open.verify()
      expect(signing).toMatchObject({ state: 'signed', strangers: [] })
      expect(signing.signers.map(({ role }) => role)).toEqual(path === 'demo-north' ? ['centre'] : ['builder', 'checker', 'owner']) // prettier-ignore
      expect(open.release.synthetic).toBe(true)
    }
    const { release } = await openRelease(folderSource(join(dir, 'demo-north')))
    expect(release.parts.map(({ id }) => id)).toEqual(['demo-nwc', 'demo-gm', 'demo-cy', 'demo-nenc'])
    expect(release.protection).toMatchObject({ kind: 'protected' })
    expect(said.join('\n')).toMatch(/attack/i)
  })

  it('begins its own history anew, and leaves a list with other releases alone', { timeout: 60_000 }, async () => {
    const other = join(dir, 'others')
    await mkdir(other)
    const entry = { id: 'other', label: 'Other', date: '2025-01-01', facility: '', path: 'other', identity: 'a'.repeat(64), previous: null } // prettier-ignore
    await writeFile(join(other, 'catalogue.json'), writeCatalogue([entry]))
    said.length = 0
    expect(await run('--out', other)).toBe(1)
    expect(said.join('\n')).toContain('whose history would be lost')
    expect(await readdir(other)).toEqual(['catalogue.json'])
  })

  it('writes what the builder would be given instead', { timeout: 120_000 }, async () => {
    const out = join(dir, 'records')
    expect(await run('--records', out, '--scale', '0.002')).toBe(0)
    expect((await readdir(out)).sort()).toEqual(['cy', 'gm', 'nenc', 'nwc'])
    expect((await readdir(join(out, 'gm'))).sort()).toEqual([
      'boundaries.json',
      'layout.json',
      'policy.json',
      'population-deprivation.csv',
      'population-ethnicity.csv',
      'population-month.csv',
      'population.csv',
      'recipe.json',
      'records-gm.csv',
    ])
    const [header, first] = (await readFile(join(out, 'gm', 'records-gm.csv'), 'utf8')).split('\n')
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
