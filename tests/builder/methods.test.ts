import { createHash, createHmac } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attackRelease, passed } from '../../src/audit'
import { makeRelease, type MadeRelease, type MakeOptions } from '../../src/builder/make/node'
import type { RecipeInput } from '../../src/builder'
import { explainPlan } from '../../src/builder/explain'
import { loadSolver } from '../../src/disclosure'
import { memorySource, openRelease, type OpenRelease } from '../../src/release'
import { keyedNumbers } from '../../src/release/keyed-hash'
import { smallPeople, smallRecipe, smallRecords } from './small'
import { HEADER, built, tinyPlan, tinyRecipe } from './tiny'

const SECRET = '00112233445566778899aabbccddeeff'
let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cairn-methods-'))
  await writeFile(join(dir, 'events.csv'), smallRecords())
  await writeFile(join(dir, 'population.csv'), smallPeople())
})
afterAll(() => rm(dir, { recursive: true, force: true }))

/** Builds the small world by a recipe and, where given, a policy file. */
async function make(recipe: RecipeInput, policy?: object, options: Partial<MakeOptions> = {}): Promise<MadeRelease> {
  await writeFile(join(dir, 'recipe.json'), JSON.stringify(recipe))
  if (policy) await writeFile(join(dir, 'policy.json'), JSON.stringify(policy))
  const file = policy && { policy: join(dir, 'policy.json') }
  return makeRelease({ recipe: join(dir, 'recipe.json'), threads: 1, ...file, ...options })
}

const opened = ({ release }: MadeRelease) => openRelease(memorySource(release!, 'made'))

/** What stands in the cells of a table, beside what was counted. */
async function cells({ built }: MadeRelease, open: OpenRelease, id: string) {
  const { measures } = await open.table(id)
  const before = built.indicators.flatMap((one) => one.before).find((table) => table.id === id)!
  const after = built.indicators.flatMap((one) => one.after.tables).find(({ shape }) => shape.id === id)!
  const stored = [...before.counts.keys()].filter((at) =>
    placesOf(before.axes.map(({ members }) => members.length), at).every((member, axis) => {
      const { derived, unpublished } = before.axes[axis]!.members[member]!
      return !derived && !unpublished
    }),
  ) // prettier-ignore
  return { measures, cells: stored.map((at) => ({ truth: before.counts[at]!, value: after.values[at]!, status: after.status[at]! })) } // prettier-ignore
}

function placesOf(sizes: readonly number[], index: number): number[] {
  let left = index
  return [...sizes].reverse().map((size) => [left % size, (left = Math.floor(left / size))][0]!).reverse() // prettier-ignore
}

describe('a release by a preset that only hides', () => {
  let made: MadeRelease
  let open: OpenRelease
  beforeAll(async () => {
    await writeFile(join(dir, 'few.csv'), smallRecords().split('\n').slice(0, 400).join('\n'))
    const recipe = smallRecipe('suppress-under-5')
    made = await make({ ...recipe, records: recipe.records.map((one) => ({ ...one, files: ['few.csv'] })) })
    open = await opened(made)
  }, 120_000)

  it('is made, and stands up to every attack on what is published', { timeout: 60_000 }, async () => {
    expect(made.results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(passed(await attackRelease([open], { solver: await loadSolver() }))).toBe(true)
  })

  it('hides every count of 1 to 4, others with them, and shows the rest as they are', async () => {
    const all = (await Promise.all(['falls.main', 'falls.total', 'seen.main'].map((id) => cells(made, open, id)))).flatMap((one) => one.cells) // prettier-ignore
    const small = all.filter(({ truth }) => truth > 0 && truth < 5)
    expect(small.length).toBeGreaterThan(5)
    expect(small.every(({ status }) => status === 2)).toBe(true)
    expect(all.filter(({ truth, status }) => status === 2 && truth >= 5).length).toBeGreaterThan(0)
    const shown = all.filter(({ status }) => status !== 2)
    expect(shown.length).toBeGreaterThan(all.length / 3)
    expect(shown.every(({ truth, value, status }) => status === 0 && truth === value)).toBe(true)
  })

  it('says so to readers, those counts too that one person dominates, and names its rules', () => {
    expect(open.release.protection).toMatchObject({
      label: 'counts of 1 to 4 and those that depend too much on one person hidden, and others that would give them away, the rest exact', // prettier-ignore
      rules: [{ policy: 'suppress-under-5', method: 'suppression', base: null, hideTo: 4, zerosShown: true }],
    })
  })
})

describe('keys of cells', () => {
  const lines = Array.from({ length: 300 }, (_, at) => `p${at % 90},${'AB'[at % 2]},2022-05-01,1950-01-01,F,,W01,${at}`)
  const files = { 'events.csv': [HEADER, ...lines].join('\n') }
  const keyed = { ...tinyRecipe(), cellKeys: true }

  it('are the sums over its events and over its persons, in however many passes', { timeout: 60_000 }, async () => {
    const one = await built(files, keyed)
    expect(await built(files, keyed, { passes: 4 })).toEqual(one)
    const { table, counts } = one.aggregates.tables.get('falls.main')!
    const at = (code: string) => table.axes.reduce((sum, { name, members }) => sum * members.length + members.indexOf({ period: '2022', sex: 'f', age: '65+', area: code }[name] ?? ''), 0) // prettier-ignore
    const keyOf = (line: string) => parseInt(createHash('md5').update(line.split(',')[0]!).digest('hex').slice(0, 8), 16) // prettier-ignore
    const sum = (keys: readonly number[]) => keys.reduce((a, b) => (a + b) % 2 ** 32, 0)
    for (const area of ['A', 'B']) {
      const own = lines.filter((line) => line.split(',')[1] === area)
      expect(counts.keys!.events[at(area)]).toBe(sum(own.map(keyOf)))
      expect(counts.keys!.persons[at(area)]).toBe(sum([...new Set(own.map(keyOf))]))
    }
  })

  it('are asked for by the plan alone, which is another then', async () => {
    const [with_, without] = [await tinyPlan(keyed), await tinyPlan(tinyRecipe())]
    expect(with_.identity).not.toBe(without.identity)
    expect((await built(files)).aggregates.tables.get('falls.main')!.counts.keys).toBeNull()
    expect(explainPlan(with_, 'spark')).toContain('CONV(SUBSTR(MD5(')
    for (const id of ['spark', 'duckdb'] as const) expect(explainPlan(without, id)).not.toContain('MD5')
  })

  it('become noise by HMAC-SHA-256 under the secret', () => {
    const message = Buffer.from([0xff, 0x12, 0, 7])
    const known = createHmac('sha256', Buffer.from(SECRET, 'hex')).update(message).digest().readUInt32BE(0)
    expect(keyedNumbers(SECRET)(0xff120007)).toBe(known)
  })
})

describe('a release by cell keys', () => {
  const policy = { policy: 1, id: 'our-keys', version: '1', preset: 'cell-key', cellKey: SECRET }
  const whole = { ...smallRecipe('our-keys'), cellKeys: true }
  // Sums beside their parts can be averaged: only the parts are published.
  const recipe = {
    ...whole,
    indicators: whole.indicators.map((one) => ({
      ...one,
      tables: one.tables.map((table) => ({ ...table, areas: ['place'], totals: [] })),
    })),
  }
  let made: MadeRelease
  let open: OpenRelease
  beforeAll(async () => {
    made = await make(recipe, policy)
    open = await opened(made)
  }, 120_000)

  it('is made, and stands up to every attack on it too', { timeout: 60_000 }, async () => {
    expect(made.results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(made.results.find(({ attack }) => attack === '12')).toMatchObject({ outcome: 'not-applicable' })
    expect(passed(await attackRelease([open], { solver: await loadSolver() }))).toBe(true)
  })

  it('blurs by 5 at most and without bias, leaves 0 alone, and counts no more than there are', async () => {
    const { cells: main } = await cells(made, open, 'falls.main')
    const { cells: seen, measures } = await cells(made, open, 'seen.main')
    const shown = [...main, ...seen].filter(({ status }) => status === 1)
    expect(shown.length).toBeGreaterThan(90)
    const errors = shown.map(({ truth, value }) => value - truth)
    expect(Math.max(...errors.map(Math.abs))).toBeLessThanOrEqual(5)
    expect(new Set(errors).size).toBeGreaterThan(6)
    expect(Math.abs(errors.reduce((a, b) => a + b, 0) / errors.length)).toBeLessThan(0.6)
    expect(shown.every(({ truth, value }) => truth > 0 || value === 0)).toBe(true)
    const { count, population } = measures as Required<typeof measures>
    const over = [...count!.values].filter((value, at) => population!.status?.[at] === 1 && value > population!.values[at]!) // prettier-ignore
    expect(over).toEqual([])
  })

  it(
    'is the same for the same records, in any order, and other under another secret',
    { timeout: 60_000 },
    async () => {
      const [head, ...lines] = smallRecords().trimEnd().split('\n')
      await writeFile(join(dir, 'events.csv'), [head, ...lines.reverse(), ''].join('\n'))
      const again = await make(recipe, policy, { threads: 2 })
      expect(again.identity).toBe(made.identity)
      const other = await make(recipe, { ...policy, cellKey: SECRET.split('').reverse().join('') })
      expect(other.identity).not.toBe(made.identity)
    },
  )

  it('is blurred wider where sums beside their parts would tell more than a point beyond a guess', async () => {
    const { release, built, results } = await make(whole, policy)
    expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(release).not.toBeNull()
    const noise = (all: typeof built) => all.indicators.map(({ after }) => after.report.noise ?? 0)
    noise(built).forEach((wide, at) => expect(wide).toBeGreaterThan(noise(made.built)[at]!))
  })

  it('tells the secret to nobody', () => {
    const text = Buffer.concat([...made.release!.values()].map((bytes) => Buffer.from(bytes))).toString('latin1')
    expect(text.toLowerCase()).not.toContain(SECRET)
    expect(open.release.protection).toMatchObject({ label: 'all counts blurred by cell keys; hidden where that would not cover what one person adds' }) // prettier-ignore
  })

  it('is not made without a secret, nor where the recipe gives no keys', async () => {
    await expect(make({ ...recipe, policy: 'cell-key' })).rejects.toThrow('Cell keys need a secret of the facility')
    const short = { ...policy, cellKey: 'abc123' }
    await expect(make(recipe, short)).rejects.toThrow('32 hex digits or more')
    await expect(make(recipe, short)).rejects.not.toThrow('abc123')
    await expect(make({ ...recipe, cellKeys: false }, policy)).rejects.toThrow('the recipe gives cells none')
  })
})
