import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cairn } from '../../src/cli/cairn'
import { openCatalogue, openList, openRelease, within } from '../../src/release'
import { folderSource, writeFolder } from '../../src/release/folder'
import { A, B, falls, written } from '../centre/regions'
import type { RegionInput } from '../centre/regions'

let folder: string
const at = (...path: string[]) => join(folder, ...path)
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cairn-combine-'))))
afterEach(() => rmSync(folder, { recursive: true }))

async function run(...args: string[]) {
  const said: string[] = []
  const io = { print: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) }
  return { code: await cairn(args, { io }), said: said.join('\n') }
}

/** A region's release in a folder of its own, signed for that facility. */
async function region(input: RegionInput, facility = `${input.name} facility`) {
  const dir = at(input.word, 'release')
  await writeFolder(await written(input), dir)
  await run('keys', '--out', at('keys'), '--name', input.word, '--role', 'owner', '--facility', facility, '--list', at(input.word, 'keys.json')) // prettier-ignore
  await run('sign', dir, '--key', at(`keys/${input.word}.key`))
  return dir
}

const WORDS = ['--id', 'demo-all', '--title', 'All of them', '--top', 'T,whole,the Whole', '--date', '2025-04-30']
const combine = (a: string, b: string, ...more: string[]) => run('combine', a, b, '--out', at('out'), ...WORDS, ...more)

/** Every file below a folder with its bytes. */
function bytesBelow(dir: string): Record<string, string> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'base64')])) // prettier-ignore
}

describe('cairn combine', () => {
  it('writes the parts as they came and the whole, signed, first in the catalogue; again the same bytes', async () => {
    const [a, b] = [await region(A), await region(B)]
    await run('keys', '--out', at('keys'), '--name', 'centre', '--role', 'centre')
    const { code, said } = await combine(a, b, '--key', at('keys/centre.key'))
    expect(said).toContain('1 agree in full, 0 with remarks, 0 do not agree')
    expect(said).toContain('cells in 2 tables: each as its region released it.')
    expect(code).toBe(0)
    for (const [dir, id] of [
      [a, 'demo-a'],
      [b, 'demo-b'],
    ] as const) {
      // prettier-ignore
      const copied = Object.values(bytesBelow(at('out', id)))
      expect(copied.sort()).toEqual(Object.values(bytesBelow(dir)).sort())
    }
    const source = folderSource(at('out'))
    const { releases, history } = await openCatalogue(source)
    expect(releases.map(({ id, signed }) => [id, signed])).toEqual([['demo-all', true], ['demo-a', true], ['demo-b', true]]) // prettier-ignore
    expect(history).toHaveLength(3)
    const whole = await openRelease(within(source, 'demo-all'), { expectIdentity: releases[0]!.identity, signatures: { keysFrom: source, signed: true } }) // prettier-ignore
    expect(await whole.verify()).toMatchObject({ state: 'signed', signers: [{ name: 'centre' }] })
    expect(await (await openList(source)).verify({ keysFrom: source })).toMatchObject({ state: 'signed', signers: [{ name: 'centre' }] }) // prettier-ignore
    const before = bytesBelow(at('out'))
    expect((await combine(a, b, '--key', at('keys/centre.key'))).code).toBe(0)
    expect(bytesBelow(at('out'))).toEqual(before)
  })

  it('takes no release that its own facility has not signed, unless told', async () => {
    const [a, b] = [await region(A), await region(B, 'Ashire facility')]
    const refused = await combine(a, b)
    expect(refused.code).toBe(1)
    expect(refused.said).toContain('Nobody known has signed Care in Beeshire for its facility.')
    expect(existsSync(at('out'))).toBe(false)
    expect((await combine(a, b, '--unsigned')).code).toBe(0)
  })

  it('writes nothing where totals from elsewhere give a small count away', async () => {
    const small = (input: RegionInput): RegionInput => ({ ...input, places: input.places.slice(0, 1), count: (cell) => (cell === 1 ? 5 : 100) }) // prettier-ignore
    const [a, b] = [await region(small(A)), await region(small(B))]
    writeFileSync(at('totals.csv'), 'indicator,period,age,area,count\nfalls,2022,65+,T,18\n')
    const { code, said } = await combine(a, b, '--totals', at('totals.csv'))
    expect(code).toBe(1)
    expect(said).toContain('An attack on all releases together succeeded, so nothing was written.')
    expect(existsSync(at('out'))).toBe(false)
    writeFileSync(at('totals.csv'), 'indicator,period,age,area,count\nfalls,2022,65+,T,10\n')
    expect((await combine(a, b, '--totals', at('totals.csv'))).code).toBe(0)
  })

  it('lists a new edition after the one before', async () => {
    const [a, b] = [await region(A), await region(B)]
    await combine(a, b)
    const [first] = (await openCatalogue(folderSource(at('out')))).releases
    const changed = { ...B, indicators: [falls({ caveats: ['Looked at again.'] })] }
    rmSync(at('keys/b.key'))
    rmSync(at('keys/b.pub'))
    rmSync(at('b'), { recursive: true })
    const { code, said } = await combine(a, await region(changed))
    expect(said).toContain('Beeshire says “Looked at again.”')
    expect(code).toBe(0)
    const { releases } = await openCatalogue(folderSource(at('out')))
    expect(releases[0]).toMatchObject({ id: 'demo-all', previous: first!.identity })
  })

  it('says which words it does not take', async () => {
    const [a, b] = [await region(A), await region(B)]
    await run('keys', '--out', at('keys'), '--name', 'ann', '--role', 'builder')
    expect((await combine(a, b, '--key', at('keys/ann.key'))).said).toMatch(
      /^A list of releases is signed by the centre/,
    )
    const words = (...more: string[]) => run('combine', a, b, '--out', at('out'), ...more)
    expect((await words('--top', 'T')).said).toContain('expected CODE,TYPE,NAME')
    expect((await words('--id', 'No id')).said).toContain('expected lower-case letters, digits and hyphens')
    expect((await words('--id', 'a', '--id', 'b')).said).toContain('--id is given twice (a, b); expected once')
    expect((await run('combine', a, '--out', at('out'))).said).toContain('expected 2 or more')
  })
})
