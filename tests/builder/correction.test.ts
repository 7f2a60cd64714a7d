import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Guarded, refusedCorrection } from '../../src/builder/make/correction'
import { mustBePackOf } from '../../src/builder/egress'
import { cairn } from '../../src/cli/cairn'
import { GUARD_FALLS, GUARD_RISES } from '../../src/disclosure'
import { table } from '../disclosure/tiny'
import { smallPeople, smallRecipe, smallRecords } from './small'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const [HEAD, ...ALL] = smallRecords().trim().split('\n') as [string, ...string[]]
const RECORDS = ALL.slice(0, 420)
const LATE = ALL.slice(420, 426).map((row) => row.replace('2022-', '2023-'))

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cairn-correction-'))
  const recipe = smallRecipe('own')
  await writeFile(join(dir, 'population.csv'), smallPeople())
  await writeFile(join(dir, 'policy.json'), JSON.stringify({ policy: 1, id: 'own', version: '1', preset: 'controlled-5', approval: { by: 'the owner', on: '2026-01-31' } })) // prettier-ignore
  await writeFile(join(dir, 'recipe.json'), JSON.stringify(recipe))
  await writeFile(join(dir, 'later.json'), JSON.stringify({ ...recipe, date: '2025-09-30' }))
  expect(await build('first', RECORDS)).toMatchObject({ code: 0 })
})
afterAll(() => rm(dir, { recursive: true, force: true }))

/** `cairn build` as a facility runs it. */
async function build(name: string, records: readonly string[], ...options: string[]) {
  await writeFile(join(dir, 'events.csv'), `${[HEAD, ...records].join('\n')}\n`)
  const said: string[] = []
  const io = { print: (line: string) => said.push(line), warn: (line: string) => said.push(line) }
  const recipe = join(dir, name === 'first' ? 'recipe.json' : 'later.json')
  const words = ['build', '--recipe', recipe, '--policy', join(dir, 'policy.json'), '--out', join(dir, name), '--threads', '1'] // prettier-ignore
  return { code: await cairn([...words, ...options], { io }), said: said.join('\n') }
}

const after = () => ['--against', join(dir, 'first'), '--previous', join(dir, 'first-inside')]

interface Counts {
  table: { axes: { name: string; members: string[] }[]; sums: Record<string, Record<string, string[]>> }
  counts: number[]
  rounded: number[]
}
const countsOf = async (name: string, id = 'falls.main') =>
  JSON.parse(await readFile(join(dir, `${name}-inside`, 'counts', `${id}.json`), 'utf8')) as Counts

async function changes(name: string): Promise<number> {
  const [then, now] = [await countsOf('first'), await countsOf(name)]
  return now.rounded.filter((value, cell) => value !== then.rounded[cell]).length
}

describe('cairn build --previous', () => {
  it('leaves published values where they stand, and says what two editions tell together', async () => {
    const second = await build('second', [...RECORDS, ...LATE], ...after())
    expect(second).toMatchObject({ code: 0, said: expect.stringMatching(/1 earlier edition: .* unchanged/) })
    const alone = await build('alone', [...RECORDS, ...LATE])
    expect(alone.code).toBe(0)
    const [then, now] = [await countsOf('first'), await countsOf('second')]
    const cells = now.counts.map((count, cell) => ({ count, before: then.counts[cell], value: now.rounded[cell]!, stood: then.rounded[cell]! })) // prettier-ignore
    expect(cells.filter(({ count, before }) => count !== before).length).toBeGreaterThan(20)
    const changed = cells.filter(({ value, stood }) => value !== stood)
    const must = cells.filter(({ count, stood }) => stood >= 0 && Math.abs(stood - count) >= 5)
    console.info(
      `${changed.length} of ${cells.length} values change, ${must.length} must; alone ${await changes('alone')}`,
    )
    expect(changed.length).toBeLessThan(await changes('alone'))
    expect(changed.filter(({ value, stood }) => value < stood)).toEqual([])
  })

  it('refuses a correction that gives counts away, with the period and what to do, and writes nothing', async () => {
    const { table, counts, rounded } = await countsOf('first')
    const parted = (cell: number) => {
      let left = cell
      return [...table.axes].reverse().map(({ name, members }) => {
        const code = members[left % members.length]!
        left = Math.floor(left / members.length)
        return [name, code] as const
      })
    }
    // Somebody small was rounded up; so many of them turn out to be nobody that the value has to fall.
    const cell = counts.findIndex((count, at) => {
      const stored = parted(at).every(([name, code]) => !table.sums[name]?.[code])
      return stored && count < 10 && rounded[at]! > count && count % 5 > 0
    })
    const at = Object.fromEntries(parted(cell))
    const inside = (row: string) => {
      const [, place, when, born, sex] = row.split(',')
      const old = born!.startsWith('1950')
      return place === at['area'] && when!.startsWith(at['period']!) && (sex === 'F') === (at['sex'] === 'f') && old === (at['age'] === '65+') // prettier-ignore
    }
    const gone = new Set(RECORDS.filter(inside).slice(0, counts[cell]! % 5))
    const { code, said } = await build('third', RECORDS.filter((row) => !gone.has(row)), ...after()) // prettier-ignore
    expect(code).toBe(1)
    expect(said).toContain('Together with the edition before, this one would give small counts away.')
    expect(said).toContain(`Where: period ${at['period']}`)
    expect(said).toMatch(/Found: \d+ counts? that ha/)
    expect(said).toContain('To do: Wait until more records have come in')
    await expect(readFile(join(dir, 'third', 'datapackage.json'))).rejects.toThrow('ENOENT')
  })
})

describe('an edition before', () => {
  it('is attacked with the one that holds on to it, or nothing is built', async () => {
    const alone = await build('fourth', RECORDS, '--previous', join(dir, 'first-inside'))
    expect(alone).toMatchObject({ code: 2, said: expect.stringContaining('--previous needs --against') })
    expect((await build('other', [...RECORDS, ...LATE])).code).toBe(0)
    const mixed = await build('fourth', RECORDS, '--against', join(dir, 'other'), '--previous', join(dir, 'first-inside')) // prettier-ignore
    expect(mixed).toMatchObject({ code: 1, said: expect.stringContaining('belongs to none of the earlier editions') })
    expect(() => mustBePackOf(new Map(), [])).toThrow('belongs to none')
  })

  it('is left where it stands as records are taken away, rises guarded like falls', async () => {
    const gone = new Set(RECORDS.filter((row) => row.includes(',2023-')).filter((_, at) => at % 13 === 0))
    const fewer = await build('fewer', RECORDS.filter((row) => !gone.has(row)), ...after()) // prettier-ignore
    expect(fewer).toMatchObject({ code: 0, said: expect.stringContaining('only taken away narrows none too far') })
  })
})

describe('cells that two editions give away', () => {
  const cell = (a: string, b: string) => ({ table: 'tiny', at: { a, b }, presumes: 'added' as const, said: '' })

  it('are marked by their codes, gathered over rounds, each once', () => {
    const guarded = new Guarded()
    const tiny = table({ a: 2, b: 2 }, [1, 2, 3, 4])
    expect(guarded.of(tiny)).toBeNull()
    expect(guarded.add([cell('a1', 'all'), cell('a0', 'b1')])).toBe(true)
    expect(guarded.add([cell('a1', 'all')])).toBe(false)
    expect([...guarded.of(tiny)!]).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 0])
    expect(guarded.of({ ...tiny, id: 'other' })).toBeNull()
    expect(guarded.add([{ ...cell('a1', 'all'), presumes: 'gone' }])).toBe(true)
    expect([...guarded.of(tiny)!]).toEqual([0, 1, 0, 0, 0, GUARD_FALLS | GUARD_RISES, 0, 0, 0])
  })

  it('are counted in the refusal, never named', () => {
    const { details } = refusedCorrection([cell('a1', 'all')], 'controlled-rounding')
    expect(details.where).toBe('all periods')
    expect(details.found).toContain('1 count that has')
    expect(JSON.stringify(details)).not.toContain('a1')
    expect(details.todo).toContain('Wait until')
    expect(refusedCorrection([cell('a1', 'all')], 'suppression').details.todo).toContain('Withdraw the edition before')
  })
})
