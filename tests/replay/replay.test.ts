import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cairn } from '../../src/cli/cairn'
import { askedOf } from '../../src/analysis/ask'
import { columnsEngine } from '../../src/engine/columns'
import { ReleaseError } from '../../src/domain'
import { writeReplay, type Replay } from '../../src/exports/replay'
import { folderSource } from '../../src/release/folder'
import { isSame, recompute } from '../../src/replay/compare'
import { makeReplay } from '../../src/replay/make'
import { readReplay } from '../../src/replay/read'
import { replayHeadline, replayReasons } from '../../src/replay/words'
import { parseView } from '../../src/view'
import { withOneCount } from './altered'
import { benchOf, proveViews, type Bench } from './prove'

const RELEASE = 'public/releases/demo-gm'
const COMPARE = 'v=1&release=demo-gm&view=compare&indicator=copd-admissions&areas=E08000006'
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

describe('a replay file', () => {
  let bench: Bench
  let replay: Replay
  let dir = ''
  beforeAll(async () => {
    bench = await benchOf(folderSource(RELEASE))
    replay = await makeReplay(parseView(COMPARE).view, bench.columns, 'https://example.org/cairn/')
    dir = await mkdtemp(join(tmpdir(), 'cairn-replay-'))
  }, 60_000)
  afterAll(() => rm(dir, { recursive: true }))

  async function call(...args: string[]) {
    const said: string[] = []
    const io = { print: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) }
    return { code: await cairn(['replay', ...args], { io }), said: said.join('\n') }
  }

  it('brings every figure of 200 random views back, and finds each change', async () => {
    const proof = await proveViews(bench, 200, 20261123, 20)
    expect(proof.wrong).toEqual([])
    expect(proof.views).toBe(200)
    expect(proof.other).toBeGreaterThan(100)
    expect(proof.changes).toMatchObject({ hash: 10, method: 10 })
    expect(proof.changes.count).toBeGreaterThan(5)
    expect(proof.changes.telling).toBeGreaterThan(2)
    expect(proof.changes.figure).toBeGreaterThan(5)
  }, 240_000)

  it('holds the pinned link, the edition, the hashes of its files, methods and 12 digits; same view, same bytes', async () => {
    const bytes = writeReplay(replay)
    expect(text(writeReplay(await makeReplay(parseView(COMPARE).view, bench.duckdb, 'https://example.org/cairn/')))).toBe(text(bytes)) // prettier-ignore
    const read = readReplay(bytes, 'a')
    const { release } = bench.open
    expect(read.view).toBe(`v=1&release=demo-gm&pin=${release.identity.slice(0, 8)}&view=compare&indicator=copd-admissions&areas=E08000006`) // prettier-ignore
    expect(read.release).toMatchObject({ id: 'demo-gm', identity: release.identity, synthetic: true, address: 'https://example.org/cairn/' }) // prettier-ignore
    expect(read.release.files['copd-admissions.total']).toMatch(/^[0-9a-f]{16}$/)
    expect(read.methods.answers).toMatch(/^[0-9a-f]{8}$/)
    const areas = read.figures.find(({ name }) => name === 'areas')!
    const salford = areas.rows.find(([code]) => code === 'E08000006')!
    expect(String(salford[areas.columns.indexOf('value') + 1])).toMatch(/^\d+\.\d{8,10}$/)
    expect(bytes.length).toBeLessThan(20_000)
  })

  it('gives each figure one place', () => {
    for (const { name, rows } of replay.figures)
      expect([name, new Set(rows.map(([key]) => key)).size]).toEqual([name, rows.length])
    expect(new Set(replay.figures.map(({ name }) => name)).size).toBe(replay.figures.length)
  })

  it('says that all agree, or what differs and why', async () => {
    const same = await recompute(readReplay(writeReplay(replay), 'a'), bench.duckdb)
    expect(isSame(same)).toBe(true)
    expect(replayHeadline(same)).toMatch(/^Recomputed: all \d{3} figures agree to 12 digits$/)
    expect(replayReasons(same)).toEqual([])
    const forged = { ...replay, figures: replay.figures.map((table) => (table.name === 'comparator' ? { ...table, rows: table.rows.map(([key, ...cells]) => [key, ...cells.map((cell) => (typeof cell === 'number' ? cell + 1 : cell))] as const) } : table)) } // prettier-ignore
    const caught = await recompute(forged, bench.columns)
    expect(replayHeadline(caught)).toMatch(/^Recomputed: 13 of \d+ figures differ$/)
    expect(replayReasons(caught).join()).toMatch(/Neither the release nor any method changed/)
    const newer = await recompute({ ...replay, methods: { ...replay.methods, byar: '00000000' } }, bench.columns)
    expect(replayReasons(newer).join()).toMatch(/^Code of methods changed since: byar \(00000000, now [0-9a-f]{8}\)\.$/)
  })

  it('is worked out by cairn replay, which leaves with 0 where all agree and 1 where not', async () => {
    const file = join(dir, 'view.cairn.json')
    await writeFile(file, writeReplay(replay))
    expect(await call(file, RELEASE)).toMatchObject({ code: 0, said: expect.stringMatching(/^SYNTHETIC.*\nRecomputed: all \d+ figures agree/) }) // prettier-ignore
    const newer = await withOneCount(bench.source, bench.open, 'copd-admissions.total', 5)
    const replayed = await recompute(replay, askedOf(newer, columnsEngine()))
    expect(replayReasons(replayed).join()).toMatch(/^The release is another edition: the file was made on demo-gm of 1 March 2026, edition 3[0-9a-f]{7}, this is demo-gm of 1 March 2026, edition [0-9a-f]{8}. Files that changed: copd-admissions.total.$/) // prettier-ignore
    const forged = text(writeReplay(replay)).replace(/("E08000006",\d+)/, '$11')
    await writeFile(file, forged)
    const found = await call(file, RELEASE)
    expect(found.code).toBe(1)
    expect(found.said).toMatch(
      /\nRecomputed: 1 of \d+ figures differs\.\nNeither .*\n {2}Salford, count: was \d+1, is \d+$/,
    )
  })

  it('tells by name which release it needs', async () => {
    const file = join(dir, 'view.cairn.json')
    await writeFile(file, writeReplay(replay))
    const { code, said } = await call(file, 'public/releases/demo-cy')
    expect(code).not.toBe(0)
    expect(said).toMatch(/is not here/)
    expect(said).toMatch(/SYNTHETIC demo: Greater Manchester \(demo-gm of 1 March 2026, edition 3875ceac\)/)
    expect(said).toMatch(/It comes from Greater Manchester. It was seen at https:\/\/example.org\/cairn\//)
  })

  it('is not worked out on a release that is not what it says', async () => {
    const copy = join(dir, 'copy')
    await cp(RELEASE, copy, { recursive: true })
    const file = join(dir, 'view.cairn.json')
    await writeFile(file, writeReplay(replay))
    const descriptor = join(copy, 'datapackage.json')
    await writeFile(descriptor, (await readFile(descriptor, 'utf8')).replace('Greater Manchester', 'Greater Mancunia'))
    const { code, said } = await call(file, copy)
    expect(code).not.toBe(0)
    expect(said).not.toContain('agree to 12 digits')
  })

  it('is refused, typed, where it is none', () => {
    const whole = JSON.parse(text(writeReplay(replay))) as Record<string, unknown>
    const refusal = (bytes: Uint8Array) => {
      try {
        return JSON.stringify(readReplay(bytes, 'x.cairn.json'))
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(ReleaseError)
        const { found, expected } = (thrown as ReleaseError).details
        return `${found} / ${expected}`
      }
    }
    expect(refusal(new TextEncoder().encode('{"a":'))).toMatch(/something other than JSON/)
    expect(refusal(bytesOf({}))).toMatch(/format/)
    expect(refusal(bytesOf({ ...whole, version: 2 }))).toBe('version 2 / version 1')
    expect(refusal(bytesOf({ ...whole, release: { ...(whole.release as object), identity: 'abc' } }))).toMatch(/release\.identity/) // prettier-ignore
    expect(refusal(bytesOf({ ...whole, figures: [{ name: 'a', columns: ['b'], rows: [['c']] }] }))).toMatch(/another length/) // prettier-ignore
    expect(refusal(bytesOf({ ...whole, figures: [{ name: 'a', columns: ['b'], rows: [['c', {}]] }] }))).toMatch(/a key and figures/) // prettier-ignore
  })
})
