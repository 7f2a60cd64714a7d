import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cairn } from '../../src/cli/cairn'
import { defineCommand, helpOf, UsageError } from '../../src/cli/command'
import { packFolder } from '../../src/cli/pack'
import { openCatalogue, openRelease, within } from '../../src/release'
import { folderSource, writeFolder } from '../../src/release/folder'
import { ENVELOPE, parseKeys, readEnvelope, readStatement, verifyEnvelope } from '../../src/release/signing'
import { writeRelease } from '../../src/release/write'
import { draftOf, safe } from '../release/fixture'

let folder: string
const at = (...path: string[]) => join(folder, ...path)
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-sign-'))
  await writeFolder(await writeRelease(safe(draftOf())), at('releases/test'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function run(...args: string[]) {
  const said: string[] = []
  const io = { print: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) }
  return { code: await cairn(args, { io }), said: said.join('\n') }
}
const keys = (name: string, role: string, ...more: string[]) =>
  run('keys', '--out', at('keys'), '--name', name, '--role', role, '--facility', 'Testshire', ...more)
const sign = (name: string, ...more: string[]) => run('sign', at('releases/test'), '--key', at(`keys/${name}.key`), ...more) // prettier-ignore
const verify = (...more: string[]) => run('verify', at('releases/test'), ...more)
const LIST = () => at('releases/keys.json')

describe('words without --', () => {
  const command = (max: number) =>
    defineCommand({
      name: 'x',
      summary: 'Does x.',
      positionals: { name: 'RELEASE', help: 'a folder', min: 1, max },
      options: { at: { type: 'string', help: 'where' } },
      run: async ({ positionals, at: where }, { print }) => (
        print(`${positionals.join('+')} ${where ?? 'nowhere'}`),
        0
      ),
    })
  const call = async (max: number, ...args: string[]) => {
    let line = ''
    await command(max).run(args, { print: (text) => void (line = text), warn: () => {} })
    return line
  }

  it('reach a command that declares them, in any place', async () => {
    expect(await call(9, 'a', '--at', 'here', 'b')).toBe('a+b here')
    expect(await call(1, 'a')).toBe('a nowhere')
    expect(helpOf(command(9))).toContain('cairn x RELEASE… [--at VALUE]')
    expect(helpOf(command(1))).toMatch(/cairn x RELEASE \[--at VALUE\][^]*RELEASE +a folder/)
  })

  it('are counted', async () => {
    await expect(call(1)).rejects.toThrow(new UsageError('cairn x: found 0 × RELEASE; expected 1'))
    await expect(call(2, 'a', 'b', 'c')).rejects.toThrow('found 3 × RELEASE (a, b, c); expected 1 to 2')
    await expect(call(Number.POSITIVE_INFINITY)).rejects.toThrow('expected 1 or more')
  })
})

describe('cairn keys', () => {
  it('writes a secret that only its owner reads, a public part without it, and replaces nothing', async () => {
    expect((await keys('Ann Bell', 'builder', '--list', LIST(), '--from', '2025-01-01')).code).toBe(0)
    expect(statSync(at('keys/Ann Bell.key')).mode & 0o777).toBe(0o600)
    const { secret } = JSON.parse(readFileSync(at('keys/Ann Bell.key'), 'utf8')) as { secret: string }
    expect(readFileSync(at('keys/Ann Bell.pub'), 'utf8')).not.toContain(secret)
    const [listed] = await parseKeys(readFileSync(LIST()))
    expect(listed).toMatchObject({ name: 'Ann Bell', role: 'builder', facility: 'Testshire', demo: false, from: '2025-01-01', to: null }) // prettier-ignore
    const before = readFileSync(at('keys/Ann Bell.key'))
    const again = await keys('Ann Bell', 'builder')
    expect(again.code).toBe(1)
    expect(again.said).toContain('is there already')
    expect(readFileSync(at('keys/Ann Bell.key')).equals(before)).toBe(true)
  })

  it.each([
    ['../x', 'owner', 'expected letters'],
    ['x', 'king', 'expected builder, checker, owner, centre'],
  ])('refuses --name %s --role %s', async (name, role, message) => {
    const { code, said } = await keys(name, role)
    expect(code).toBe(2)
    expect(said).toContain(message)
  })
})

describe('cairn sign and cairn verify', () => {
  it('sign one by one, and say who signed', async () => {
    expect((await verify()).said).toContain('Nobody signed this release')
    for (const [name, role] of [['ann', 'builder'], ['bea', 'checker'], ['cay', 'owner']] as const) await keys(name, role, '--list', LIST()) // prettier-ignore
    writeFileSync(at('check.json'), JSON.stringify({ attacks: [{ attack: '1', name: 'Intervals', outcome: 'passed', detail: 'wide', figures: {}, worst: ['row 1'] }] })) // prettier-ignore
    expect((await sign('ann', '--audit', at('check.json'))).code).toBe(0)
    await sign('bea')
    await sign('cay')
    const { code, said } = await verify()
    expect(said).toContain('Signed by ann (builder, Testshire), bea (checker, Testshire), cay (owner, Testshire).')
    expect(said).toContain('✓ Signature: 3 signatures fit')
    expect(said).toContain('No check failed.')
    expect(code).toBe(0)
    const { payload } = verifyEnvelope(readEnvelope(readFileSync(at('releases/test', ENVELOPE))), [])
    expect(readStatement(payload).predicate.audit).toEqual([{ attack: '1', name: 'Intervals', outcome: 'passed', detail: 'wide' }]) // prettier-ignore
    expect((await verify('--keys', at('keys/ann.pub'), '--keys', at('keys/bea.pub'))).said).toContain(
      '2 signatures fit',
    )
  })

  it('sign for another facility, and say that this is not the release’s own', async () => {
    await run('keys', '--out', at('keys'), '--name', 'eve', '--role', 'owner', '--facility', 'Elsewhere')
    const { facilities } = (await openRelease(folderSource(at('releases/test')))).release
    const { code, said } = await sign('eve')
    expect([code, said]).toEqual([0, expect.stringContaining(`The key of eve is Elsewhere’s, the release ${facilities.join(', ')}’s: nobody has signed for it yet.`) as string]) // prettier-ignore
    await keys('ann', 'builder')
    expect((await verify('--keys', at('keys/ann.pub'))).said).toMatch(/a key that this app does not know/)
  })

  it('fail on a changed release, on unknown keys, and on a record of attacks that got through', async () => {
    await keys('ann', 'builder')
    writeFileSync(at('check.json'), JSON.stringify([{ attack: '1', name: 'Intervals', outcome: 'failed', detail: 'narrow' }])) // prettier-ignore
    expect((await sign('ann', '--audit', at('check.json'))).said).toContain('An attack got through')
    writeFileSync(at('check.json'), '{}')
    expect((await sign('ann', '--audit', at('check.json'))).said).toContain('is no record of attacks')
    expect((await sign('ann')).code).toBe(0)
    expect((await verify()).code).toBe(0)
    await keys('dan', 'owner', '--list', LIST())
    const unknown = await verify()
    expect(unknown.code).toBe(1)
    expect(unknown.said).toContain('a key that this app does not know')
    const file = at('releases/test/datapackage.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('A release for tests', 'Better figures'))
    const changed = await verify()
    expect(changed.code).toBe(1)
    expect(changed.said).toContain('✗ Signature: The signature does not fit')
    expect((await sign('ann')).code).toBe(1)
  })
})

describe('a catalogue of signed releases', () => {
  it('says who signed, so that what is taken away is missed, and goes with the keys onto a stick', async () => {
    await keys('ann', 'builder', '--list', LIST())
    await sign('ann')
    expect((await run('catalogue', '--releases', at('releases'))).code).toBe(0)
    const { releases, history } = await openCatalogue(folderSource(at('releases')))
    expect(releases[0]).toMatchObject({ signed: true })
    expect(history).toHaveLength(1)
    expect((await verify()).code).toBe(0)
    writeFileSync(at('page.html'), '')
    await writeFolder(new Map([['index.html', new TextEncoder().encode('<meta name="cairn-public-address" content="" /><script type="module" src="./app.js"></script>')]]), at('app')) // prettier-ignore
    await packFolder({ app: at('app'), out: at('usb'), releases: [at('releases/test')] })
    for (const packed of ['releases/keys.json', ENVELOPE])
      expect(readFileSync(at('usb/packed/index.js'), 'utf8')).toContain(packed)
    rmSync(at('releases/test', ENVELOPE))
    const bare = await verify()
    expect(bare.code).toBe(1)
    expect(bare.said).toContain('its signatures are missing')
    const open = await openRelease(within(folderSource(at('releases')), 'test'), { signatures: { signed: true } })
    await expect(open.verify()).rejects.toThrow('signatures are missing')
  })

  it('takes a release off for a reason, and not otherwise', async () => {
    await writeFolder(await writeRelease(safe({ ...draftOf(), id: 'other' })), at('releases/other'))
    await run('catalogue', '--releases', at('releases'))
    rmSync(at('releases/other'), { recursive: true })
    const gone = await run('catalogue', '--releases', at('releases'))
    expect(gone.code).toBe(1)
    expect(gone.said).toContain('--withdraw other')
    expect((await run('catalogue', '--releases', at('releases'), '--withdraw', 'other')).code).toBe(2)
    expect((await run('catalogue', '--releases', at('releases'), '--withdraw', 'other', '--why', 'Wrong.')).code).toBe(0) // prettier-ignore
    expect((await run('catalogue', '--releases', at('releases'))).code).toBe(0)
    const { releases, history } = await openCatalogue(folderSource(at('releases')))
    expect(releases.map(({ id }) => id)).toEqual(['test'])
    expect(history.at(-1)).toMatchObject({ id: 'other', withdrawn: 'Wrong.' })
  })
})

describe('a signed list', () => {
  const list = (...more: string[]) => run('catalogue', '--releases', at('releases'), ...more)
  const CATALOGUE = () => at('releases/catalogue.json')
  const SIGNATURE = () => at('releases/catalogue.dsse.json')
  beforeEach(async () => {
    await keys('cen', 'centre', '--list', LIST())
    await keys('ann', 'builder', '--list', LIST())
  })

  it('is signed by the centre, stays so while nothing changes, and is told by verify', async () => {
    expect((await list()).said).toContain('which nobody signed')
    expect((await verify()).said).toContain('– List of releases beside it: Nobody signed the list')
    expect((await list('--key', at('keys/ann.key'))).said).toContain('signed by the centre, or by the owner')
    expect((await list('--key', at('keys/cen.key'))).said).toContain('catalogue.json, signed')
    const before = [readFileSync(CATALOGUE()), readFileSync(SIGNATURE())]
    expect((await list()).said).toContain('catalogue.json, signed')
    expect([readFileSync(CATALOGUE()), readFileSync(SIGNATURE())]).toEqual(before)
    const { code, said } = await verify()
    expect([code, said]).toEqual([0, expect.stringContaining('✓ List of releases beside it: The list is signed by cen (centre, Testshire).') as string]) // prettier-ignore
  })

  it('brings the keys that count with it, and leaves those that are there', async () => {
    await sign('ann')
    const before = await parseKeys(readFileSync(LIST()))
    writeFileSync(
      at('old.json'),
      JSON.stringify({ format: '1', keys: before.map((key) => ({ ...key, to: '2030-01-01' })) }),
    )
    rmSync(LIST())
    expect((await list('--key', at('keys/cen.key'))).said).toContain('catalogue.json, signed')
    expect((await parseKeys(readFileSync(LIST()))).map(({ name, to }) => [name, to])).toEqual([['cen', null]])
    expect((await list('--key', at('keys/cen.key'), '--keys', at('old.json'))).code).toBe(0)
    const known = await parseKeys(readFileSync(LIST()))
    expect(new Map(known.map(({ name, to }) => [name, to]))).toEqual(new Map([['cen', null], ['ann', '2030-01-01']])) // prettier-ignore
    expect((await verify('--signed')).code).toBe(0)
  })

  it('that was changed is refused by verify and not written on; one that grew without a key is signed no more', async () => {
    await list('--key', at('keys/cen.key'))
    const whole = readFileSync(CATALOGUE(), 'utf8')
    writeFileSync(CATALOGUE(), whole.replace(/"label": "/, '"label": "Better '))
    const { code, said } = await verify()
    expect([code, said]).toEqual([1, expect.stringContaining('✗ List of releases beside it: The signature does not fit') as string]) // prettier-ignore
    expect((await list('--key', at('keys/cen.key'))).said).toContain(
      'the list of releases was changed after it was signed',
    )
    writeFileSync(CATALOGUE(), whole)
    await writeFolder(await writeRelease(safe({ ...draftOf(), id: 'other' })), at('releases/other'))
    expect((await list()).said).toContain('which nobody signed')
    expect((await verify()).code).toBe(0)
    expect(existsSync(SIGNATURE())).toBe(false)
  })

  it('that was set back, or lost its signature, is refused', async () => {
    await list()
    expect((await verify('--signed-list')).said).toContain('✗ List signed by somebody known: A list signed by a known key was asked for. Nobody signed the list') // prettier-ignore
    await list('--key', at('keys/cen.key'))
    expect(await verify('--signed-list')).toMatchObject({ code: 0 })
    const early = readFileSync(CATALOGUE())
    await writeFolder(await writeRelease(safe({ ...draftOf(), id: 'other' })), at('releases/other'))
    await list('--key', at('keys/cen.key'))
    const late = readFileSync(CATALOGUE())
    writeFileSync(CATALOGUE(), early)
    expect((await verify()).said).toContain('✗ List of releases beside it: The signature does not fit')
    writeFileSync(CATALOGUE(), late)
    expect((await verify()).code).toBe(0)
    const both = readFileSync(SIGNATURE())
    rmSync(SIGNATURE())
    writeFileSync(CATALOGUE(), late.toString().replace(/,?\s*"signed": true/, ''))
    expect((await verify()).code).toBe(0)
    expect((await verify('--signed-list')).code).toBe(1)
    writeFileSync(SIGNATURE(), both)
    writeFileSync(CATALOGUE(), late)
    rmSync(SIGNATURE())
    expect((await verify()).said).toContain('its signature is missing')
  })
})
