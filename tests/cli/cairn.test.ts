import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, strToU8 } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cairn } from '../../src/cli/cairn'
import { defineCommand, readOptions, UsageError } from '../../src/cli/command'
import { commands } from '../../src/cli/commands'
import { folderSource } from '../../src/release/folder'
import { openRelease } from '../../src/release/read'
import { download, england, indicators, salford } from '../imports/download'

/** Runs a command line and keeps what it says. */
async function call(...args: string[]) {
  const said: string[] = []
  const warned: string[] = []
  const io = { print: (line: string) => void said.push(line), warn: (line: string) => void warned.push(line) }
  return { code: await cairn(args, { io }), said: said.join('\n'), warned: warned.join('\n') }
}

describe('cairn', () => {
  it('lists its commands', async () => {
    const { code, said } = await call('--help')
    expect(code).toBe(0)
    for (const command of commands) expect(said).toContain(command.name)
    expect((await call()).code).toBe(2)
  })

  it('refuses a command that it does not have', async () => {
    const { code, warned } = await call('improt')
    expect(code).toBe(2)
    expect(warned).toContain('“improt” is not a command; expected import')
  })

  it('says the options of a command', async () => {
    const { code, said } = await call('import', '--help')
    expect(code).toBe(0)
    expect(said).toContain('--csv FILE')
  })
})

describe('options', () => {
  const specs = {
    name: { type: 'string', value: 'WORD', required: true, help: 'a name' },
    often: { type: 'boolean', help: 'more than once' },
    at: { type: 'string', help: 'where' },
    by: { type: 'string', many: true, help: 'whom' },
  } as const

  it('come typed, booleans never undefined', () => {
    expect(readOptions('x', specs, ['--name', 'a', '--at=b'])).toEqual({ name: 'a', at: 'b', often: false, by: [] })
    expect(readOptions('x', specs, ['--often', '--name', 'a'])).toEqual({ name: 'a', often: true, by: [] })
    expect(readOptions('x', specs, ['--name', 'a', '--by', 'b', '--by=c,d']).by).toEqual(['b', 'c,d'])
  })

  it.each([
    [['--nmae', 'a'], '--nmae is not an option; expected --name WORD [--often] [--at VALUE] [--by VALUE]…'],
    [['-n', 'a'], '-n is not an option'],
    [['a'], '“a” is not an option'],
    [[], '--name not given'],
    [['--name'], '--name needs a value: --name WORD'],
    [['--name', '--often'], '--name needs a value'],
    [['--name', 'a', '--name', 'b'], '--name is given twice (a, b); expected once'],
    [['--name', 'a', '--by'], '--by needs a value'],
    [['--name', 'a', '--often=yes'], '--often takes no value, found “yes”'],
  ])('%j', (args, message) => {
    expect(() => readOptions('x', specs, args)).toThrow(UsageError)
    expect(() => readOptions('x', specs, args)).toThrow(message)
  })

  it('reach the command', async () => {
    let seen: { name: string; often: boolean } | undefined
    const command = defineCommand({
      name: 'x',
      summary: '',
      options: specs,
      run: async (values) => ((seen = values), 0),
    })
    expect(await command.run(['--name', 'a'], { print: () => {}, warn: () => {} })).toBe(0)
    expect(seen?.name).toBe('a')
  })
})

describe('cairn import', () => {
  let folder: string
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'cairn-import-'))))
  afterEach(() => rm(folder, { recursive: true }))

  it('writes a release that opens, and its report beside it', async () => {
    await writeFile(join(folder, 'data.csv.gz'), gzipSync(strToU8(download([{}, {}, salford, england]))))
    await writeFile(join(folder, 'indicators.csv'), indicators())
    const out = join(folder, 'nw')
    const options = ['--csv', join(folder, 'data.csv.gz'), '--indicators', join(folder, 'indicators.csv'), '--out', out]
    const { code, said, warned } = await call(
      'import',
      ...options,
      '--id',
      'nw',
      '--title',
      'The North West',
      '--date',
      '2025-06-30',
    )
    expect(warned).toBe('')
    expect(code).toBe(0)
    expect(said).toContain('4 rows came in: 3 are in the release')
    const { release, table } = await openRelease(folderSource(out))
    expect(release).toMatchObject({ id: 'nw', title: 'The North West', date: '2025-06-30', defaultAreaType: 'ltla' })
    expect((await table('asthma-prevalence-1.main')).measures['value']?.values[1]).toBe(20)
    const report = JSON.parse(await readFile(`${out}.report.json`, 'utf8')) as { file: string; rows: object }
    expect(report).toMatchObject({ file: 'data.csv.gz', rows: { in: 4, kept: 3, setAside: 1 } })
  })

  it.each([
    [{}, 'Cannot read'],
    [{ id: 'North West' }, 'this id cannot stand in links'],
    [{ date: '30/06/2025' }, 'this is not a date'],
    [{ csv: 'a,b\n1,2\n' }, 'No column is marked as area codes or area names'],
  ])('fails in words and writes nothing: %j', async (what: { id?: string; date?: string; csv?: string }, message) => {
    const csv = join(folder, 'data.csv')
    if (Object.keys(what).length > 0) await writeFile(csv, what.csv ?? download([{}, salford]))
    const named = ['id', 'date'].flatMap((key) => (key in what ? [`--${key}`, String(what[key as 'id'])] : []))
    const { code, warned } = await call('import', '--csv', csv, '--out', join(folder, 'nw'), ...named)
    expect(code).toBe(1)
    expect(warned).toContain(message)
    expect(await readdir(folder)).not.toContain('nw')
  })
})
