import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cairn } from '../../src/cli/cairn'
import { writeFolder } from '../../src/release/folder'
import { writeRelease } from '../../src/release/write'
import { draftOf, safe } from '../release/fixture'

let folder: string
const at = (...path: string[]) => join(folder, ...path)
async function run(...args: string[]) {
  const said: string[] = []
  const io = { print: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) }
  return { code: await cairn(args, { io }), said: said.join('\n') }
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-place-'))
  mkdirSync(at('releases'))
  await writeFolder(await writeRelease(safe(draftOf())), at('releases/test'))
  expect((await run('catalogue', '--releases', at('releases'))).code).toBe(0)
})
afterEach(() => rmSync(folder, { recursive: true }))

describe.each(['verify', 'check'])('cairn %s', (command) => {
  it('takes a release as it was written and listed', async () =>
    expect(await run(command, at('releases/test'))).toMatchObject({ code: 0 }))

  it('refuses a file that the release does not name', async () => {
    writeFileSync(at('releases/test/cells/extra.csv'), 'who,what\n')
    const { code, said } = await run(command, at('releases/test'))
    expect([code, said]).toEqual([1, expect.stringContaining('1 files that the description does not name lie in the folder: cells/extra.csv') as string]) // prettier-ignore
  })

  it('says that there is no such folder, before anything else', async () => {
    const { code, said } = await run(command, at('nowhere'))
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^Cannot read .*nowhere\n.*\n {2}Found: nothing of that name/) as string,
    ])
  })

  it('refuses a copy under another name beside the list that knows it', async () => {
    cpSync(at('releases/test'), at('releases/other'), { recursive: true })
    const { code, said } = await run(command, at('releases/other'))
    expect([code, said]).toEqual([1, expect.stringContaining('lists this release in the folder test') as string])
  })
})

it('cairn verify --signed refuses what nobody known has signed', async () => {
  const { code, said } = await run('verify', at('releases/test'), '--signed')
  expect([code, said]).toEqual([1, expect.stringContaining('A signature by a known key was asked for') as string])
})
