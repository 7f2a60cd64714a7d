import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cairn } from '../../src/cli/cairn'
import { openRelease } from '../../src/release'
import { folderSource } from '../../src/release/folder'

const csv =
  'Place;Jahr;Fälle;Base population\nE08000003;2022;1.000;20.000\nE08000006;2022;[c];30.000\nE08000007;2022;12;3.000\nNarnia;2022;1;9\n'
const hexjson = { layout: 'odd-r', hexes: { E08000003: { n: 'Manchester', q: 0, r: 0 }, E08000006: { n: 'Salford', q: 1, r: 0 }, E08000007: { n: 'Stockport', q: 1, r: 1 } } } // prettier-ignore

let folder = ''
const at = (name: string) => join(folder, name)
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-plain-'))
  await writeFile(at('cases.csv'), csv)
  await writeFile(at('areas.hexjson'), JSON.stringify(hexjson))
})
afterEach(() => rm(folder, { recursive: true }))

async function call(...args: string[]) {
  const said: string[] = []
  const print = (line: string) => void said.push(line)
  const code = await cairn(['import', ...args], { io: { print, warn: print } })
  return { code, said: said.join('\n') }
}

describe('cairn import of a plain table', () => {
  const asked = () => ['--csv', at('cases.csv'), '--boundaries', at('areas.hexjson'), '--out', at('cases')]

  it('writes its guess and no release where it is not sure, then a release from the corrected mapping', async () => {
    const columns = ['area-code', 'period', 'count', 'denominator']
    const first = await call(...asked())
    expect(first.code).toBe(1)
    expect(first.said).toMatch(/No release was written[\s\S]*1 area was not recognised: Narnia/)
    await expect(readFile(at('cases/datapackage.json'))).rejects.toThrow()
    const mapping = JSON.parse(await readFile(at('cases.mapping.json'), 'utf8')) as Record<string, unknown>
    expect(mapping).toMatchObject({ columns, decimal: ',', marks: { '[c]': 'hidden' } })
    await writeFile(at('said.json'), JSON.stringify({ ...mapping, areas: { Narnia: 'leave' }, measure: 'rate', per: 1000, indicator: 'Cases' })) // prettier-ignore
    const second = await call(...asked(), '--mapping', at('said.json'), '--title', 'Cases of 2022')
    expect(second.said).toMatch(/4 figures came in: 3 are in the release, 1 set aside/)
    expect(second.code).toBe(0)
    const { release } = await openRelease(folderSource(at('cases')))
    expect(release).toMatchObject({ title: 'Cases of 2022', protection: { kind: 'already-public' } })
    const report = JSON.parse(await readFile(at('cases.report.json'), 'utf8')) as Record<string, unknown>
    expect(report).toMatchObject({ entries: { in: 4, kept: 3, setAside: 1 }, areas: { left: ['Narnia'] } })
  })

  it('refuses mappings of other tables, records of patients and what is no table, with codes and words', async () => {
    await writeFile(at('said.json'), JSON.stringify({ columns: ['area-code'] }))
    expect(await call(...asked(), '--mapping', at('said.json'))).toMatchObject({ code: 1, said: expect.stringMatching(/mapping for another table/) }) // prettier-ignore
    await writeFile(at('said.json'), JSON.stringify({ columns: ['area-code', 'nonsense', 'count', 'value'] }))
    expect((await call(...asked(), '--mapping', at('said.json'))).said).toMatch(/not a mapping of columns/)
    await writeFile(at('cases.csv'), 'NHS Number,Area\n4857773456,Manchester\n')
    const refused = await call(...asked())
    expect(refused).toMatchObject({ code: 1, said: expect.stringMatching(/looks like records of patients/) })
    expect(refused.said).not.toContain('4857773456')
    await writeFile(at('cases.csv'), 'Dear all\n')
    expect((await call(...asked())).said).toMatch(/is not a table that can be read/)
  })
})
