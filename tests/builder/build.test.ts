import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRelease, type MadeRelease } from '../../src/builder/make/node'
import { readRecipe } from '../../src/builder'
import { memorySource, openRelease, type OpenRelease } from '../../src/release'
import { smallPeople, smallRecipe, smallRecords } from './small'

let dir = ''
let made: MadeRelease
let open: OpenRelease
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cairn-build-'))
  await writeFile(join(dir, 'recipe.json'), JSON.stringify(smallRecipe('controlled-10')))
  await writeFile(join(dir, 'events.csv'), smallRecords())
  await writeFile(join(dir, 'population.csv'), smallPeople())
  made = await makeRelease({ recipe: join(dir, 'recipe.json'), threads: 1 })
  open = await openRelease(memorySource(made.release ?? new Map<string, Uint8Array>(), 'made'))
}, 60_000)
afterAll(() => rm(dir, { recursive: true, force: true }))

describe('a release made from records', () => {
  it('passes every attack that applies', () => {
    expect(made.results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(made.results.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(6)
  })

  it('names its rules, one set for its facility', () => {
    expect(open.release.protection).toMatchObject({
      kind: 'protected',
      rules: [{ facility: 'Here', policy: 'controlled-10', base: 10, method: 'controlled-rounding', reach: 1 }],
    })
    expect(open.release.indicators[0]?.disclosure).toContain('policy controlled-10, version 1')
  })

  it('holds tens alone, near the truth, and adds up over sexes, ages and places', async () => {
    const table = await open.table('falls.main')
    const total = await open.table('falls.total')
    const { values } = table.measures.count!
    const before = made.built.indicators[0]!.before[1]!.counts
    expect([...values].filter((value) => value % 10 !== 0)).toEqual([])
    expect(table.axes.map(({ size }) => size)).toEqual([2, 2, 2, 5])
    for (let period = 0; period < 2; period++)
      for (let area = 0; area < 5; area++) {
        const cells = [0, 1, 2, 3].map((stratum) => values[(period * 4 + stratum) * 5 + area] ?? NaN)
        const sum = cells.reduce((a, b) => a + b, 0)
        expect(total.measures.count!.values[period * 5 + area]).toBe(sum)
        expect(Math.abs(sum - (before[period * 5 + area] ?? NaN))).toBeLessThan(10)
      }
    const places = [0, 1, 2, 3].map((area) => total.measures.count!.values[area] ?? NaN)
    expect(places.reduce((a, b) => a + b, 0)).toBe(total.measures.count!.values[4])
  })

  it('never counts more than there are, denominators from records being rounded too', async () => {
    const { count, population } = (await open.table('seen.main')).measures
    expect([...population!.values].filter((value) => value % 10 !== 0)).toEqual([])
    expect([...count!.values].filter((value, at) => value > (population!.values[at] ?? 0))).toEqual([])
    expect(new Set(population!.status)).toEqual(new Set([1]))
  })

  it('is the same to the last byte whatever the number of cores', async () => {
    const again = await makeRelease({ recipe: join(dir, 'recipe.json'), threads: 2 })
    expect([...(again.release ?? [])].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')])).toEqual(
      [...(made.release ?? [])].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]),
    )
  })

  it('is not made of records that the recipe refuses, and says why', async () => {
    await writeFile(join(dir, 'strict.json'), JSON.stringify({ ...smallRecipe('controlled-10'), records: [{ ...smallRecipe('x').records[0], most: 0.01 }] })) // prettier-ignore
    const dirty = await mkdtemp(join(tmpdir(), 'cairn-dirty-'))
    await writeFile(join(dirty, 'events.csv'), smallRecords().replaceAll(',A,', ',Q,'))
    await writeFile(join(dirty, 'population.csv'), smallPeople())
    await expect(makeRelease({ recipe: join(dir, 'strict.json'), records: dirty, threads: 1 })).rejects.toThrow(
      /No release is made of these records: .*left out for dirt/,
    )
    await rm(dirty, { recursive: true })
  })

  it('is not made without a policy that can be followed', async () => {
    await writeFile(join(dir, 'five.json'), JSON.stringify(smallRecipe('controlled-5')))
    await expect(makeRelease({ recipe: join(dir, 'five.json') })).rejects.toThrow('which some owners forbid')
    expect(readRecipe(JSON.stringify(smallRecipe('controlled-5'))).policy).toBe('controlled-5')
  })
})
