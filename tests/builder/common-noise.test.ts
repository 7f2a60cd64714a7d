import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { egressPack } from '../../src/builder/egress'
import { makeRelease, type MadeRelease, type MakeOptions } from '../../src/builder/make/node'
import { atCommonNoise } from '../../src/builder/protecting/common-noise'
import { DisclosureError, preset, type NoiseLadder } from '../../src/disclosure'
import { ReleaseError } from '../../src/domain'
import { memorySource, openRelease, type OpenRelease } from '../../src/release'
import { smallPeople, smallRecipe, smallRecords } from './small'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

describe('the noise of all indicators of a release', () => {
  const policy = preset('cell-key')
  /** Parts by the steps at which they are safe. */
  const climbing = (
    parts: readonly (readonly number[])[],
    over: { noise?: number } = {},
    earlier: number | null = null,
  ) =>
    atCommonNoise({ ...policy, ...over }, earlier === null ? null : { noise: earlier, said: '“Before”' }, parts, {
      make(safe, { from, to, earlier: said }: NoiseLadder) {
        const step = safe.find((one) => one >= from && one <= to)
        if (step === undefined) throw new DisclosureError(`none from ${from} to ${to} ${said ?? ''}`)
        return step
      },
      noiseOf: (step) => step,
    })
  const all = (from: number, to = 100) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

  it('is the least at which every one is safe, and twice that where it may need more later', () => {
    expect(climbing([all(5), all(5)])).toEqual([5, 5])
    expect(climbing([all(6), all(9)], { noise: 5 })).toEqual([9, 9])
    expect(climbing([all(6), all(9)])).toEqual([18, 18])
    // One is not safe where the other is: both go on until they agree.
    expect(climbing([[5, 6, 9, 12], [7, 8, 11, 12]], { noise: 5 })).toEqual([12, 12]) // prettier-ignore
    expect(climbing([[7], all(6)])).toEqual([7, 7])
  })

  it('is that of the edition before, or none', () => {
    expect(climbing([all(6), all(9)], {}, 11)).toEqual([11, 11])
    expect(() => climbing([all(6), all(12)], {}, 11)).toThrow('none from 11 to 11 “Before”')
  })
})

describe('an edition by cell keys after another', () => {
  const SECRET = 'ab'.repeat(16)
  const recipe = { ...smallRecipe('own'), cellKeys: true }
  let dir = ''
  let first: MadeRelease
  let before: OpenRelease
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'cairn-noise-'))
    await writeFile(join(dir, 'events.csv'), smallRecords())
    await writeFile(join(dir, 'population.csv'), smallPeople())
    first = await make({ noise: 16 })
    before = await openRelease(memorySource(first.release!, 'first'))
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  async function make(over: object = {}, options: Partial<MakeOptions> = {}): Promise<MadeRelease> {
    await writeFile(join(dir, 'recipe.json'), JSON.stringify(recipe))
    await writeFile(join(dir, 'policy.json'), JSON.stringify({ policy: 1, id: 'own', version: '1', preset: 'cell-key', cellKey: SECRET, ...over })) // prettier-ignore
    return makeRelease({ recipe: join(dir, 'recipe.json'), policy: join(dir, 'policy.json'), threads: 1, ...options })
  }
  const noises = ({ built }: MadeRelease) => built.indicators.map(({ after }) => after.report.noise)
  const noiseOf = ({ protection }: Pick<MadeRelease['built']['draft'], 'protection'>) =>
    protection.kind === 'protected' ? protection.rules.map(({ noise }) => noise) : []

  it('has one noise for all its indicators, and that of the edition before', async () => {
    const [noise] = noises(first)
    expect(noises(first)).toEqual([noise, noise])
    expect(noiseOf(before.release)).toEqual([noise])
    const again = await make({}, { against: [before] })
    expect(noises(again)).toEqual([noise, noise])
    expect(again.results.find(({ attack }) => attack === '7')).toMatchObject({ outcome: 'passed', figures: { changed: 0 } }) // prettier-ignore
    expect(again.release).not.toBeNull()
    const { counted, policy, built, release, results } = first
    const previous = await egressPack({ counted, policy, built, release: release!, results, earlier: [], made: {} })
    expect(noises(await make({}, { previous, against: [before] }))).toEqual([noise, noise])
  })

  it('is refused with a wider policy, with what to do', async () => {
    const refused = await make({ noise: 19 }, { against: [before] }).catch((thrown: unknown) => thrown)
    expect(refused).toBeInstanceOf(ReleaseError)
    const { found, todo } = (refused as ReleaseError).details
    expect(found).toMatch(/^19, and 1[678] in “Tiny” of /)
    expect(todo).toContain('begin anew with a new secret')
  })

  it('is refused where an attack gets through at that noise, with what to do', async () => {
    const narrow = { ...before, release: { ...before.release, protection: narrowed(before) } }
    await expect(make({}, { against: [narrow] })).rejects.toThrow(DisclosureError)
    await expect(make({}, { against: [narrow] })).rejects.toThrow(/Blurred as before, attack \S+ gets through.*Found 5, as in “.*withdraw what was published before/s) // prettier-ignore
    await expect(make({}, { against: [before, narrow] })).rejects.toThrow('Cell keys blur all that a facility publishes alike') // prettier-ignore
  })

  function narrowed({ release: { protection } }: OpenRelease): OpenRelease['release']['protection'] {
    if (protection.kind !== 'protected') throw new Error('not protected')
    return { ...protection, rules: protection.rules.map((rules) => ({ ...rules, noise: 5 })) }
  }
})
