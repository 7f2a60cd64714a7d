import { beforeAll, describe, expect, it, vi } from 'vitest'
import { attackRelease } from '../../src/audit'
import { loadSolver, noiseTable, perturb, preset } from '../../src/disclosure'
import type { Policy, Solver } from '../../src/disclosure'
import { memorySource, openRelease } from '../../src/release'
import { validateDescriptor } from '../../src/release/descriptor'
import { writeRelease } from '../../src/release/write'
import { plantedDraft, rulesOf, worldOf } from './planted/world'
import type { Publish, World } from './planted/world'

vi.setConfig({ testTimeout: 60_000 })

let solver: Solver
beforeAll(async () => (solver = await loadSolver()))

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8]
const keyed: Policy = { ...preset('cell-key'), cellKey: '00'.repeat(16) }

interface Blur {
  world: World
  noise: number
  /** Stands for the facility's secret. */
  secret?: number
  id?: string
  date?: string
  facility?: string
}

/** A cell’s key follows from its records: here from where it stands and how many they are. */
function keyOf(at: Readonly<Record<string, string>>, count: number, secret: number): number {
  const text = `${secret}|${count}|${Object.values(at).join('|')}`
  return [...text].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619) >>> 0, 2166136261)
}

const blur =
  (noise: number, secret: number): Publish =>
  (count, at) => [perturb(Int32Array.of(count), Uint32Array.of(keyOf(at, count, secret)), noiseTable(noise, noise / 2))[0]!, 1] // prettier-ignore

function draft({ world, noise, secret = 1, id, date, facility = 'Testshire' }: Blur) {
  const place = { ...world, facilities: [facility], areas: world.areas.map((one) => ({ ...one, facility: one.facility && facility })) } // prettier-ignore
  return plantedDraft(place, keyed, blur(noise, secret), { id, date, rules: [rulesOf(keyed, facility, { noise })] })
}
const opened = async (one: Blur) => openRelease(memorySource(await writeRelease(draft(one)), 'memory'))

/** What an attack found of an edition beside one before it. */
async function found(attack: '7' | '8', now: Blur, then: Blur) {
  const [a, b] = [await opened({ date: '2025-06-30', ...now }), await opened(then)]
  const results = await attackRelease(attack === '7' ? [a] : [a, b], { solver, against: attack === '7' ? [b] : [] })
  return results.find((one) => one.attack === attack)!
}

/** Of each cell that may be small the counts within reach of both values, worked out apart from the suite. */
async function leastLeft(now: Blur, then: Blur): Promise<number> {
  const values = async (one: Blur) => [...(await (await opened(one)).table('copd.main')).measures['count']!.values]
  const [a, b] = [await values(now), await values(then)]
  const left = a.flatMap((value, cell) => {
    const reach = (own: number, noise: number) => [own > 0 ? Math.max(1, own - noise) : 0, own + noise] as const
    const [mine, theirs] = [reach(value, now.noise), reach(b[cell]!, then.noise)]
    const [low, high] = [Math.max(mine[0], theirs[0]), Math.min(mine[1], theirs[1])]
    return value !== b[cell] && low < keyed.small ? [high - low + 1] : []
  })
  return Math.min(Infinity, ...left)
}

describe('two editions blurred by cell keys', () => {
  it.each(SEEDS)('of one key and two noises (6 and 22) are caught; of one noise they pass (%i)', async (seed) => {
    const world = worldOf(seed)
    const apart = await found('7', { world, noise: 22 }, { world, noise: 6 })
    expect(apart.outcome).toBe('failed')
    expect(apart.detail).toContain('1 facility blurs by cell keys of more than one width.')
    expect(apart.worst.some((said) => /noise of 6 and of 22/.test(said))).toBe(true)
    const alike = await found('7', { world, noise: 6 }, { world, noise: 6 })
    expect(alike).toMatchObject({ outcome: 'passed', figures: { changed: 0, failing: 0 } })
    expect(alike.figures['same']).toBeGreaterThan(40)
  })

  it('are caught by their noise though records were corrected, or the facility has another name', async () => {
    const [world, more] = [worldOf(3), worldOf(3)]
    more.people.push(...more.people.slice(0, 4))
    expect((await found('7', { world: more, noise: 9 }, { world, noise: 6 })).outcome).toBe('failed')
    const renamed = await found('7', { world, noise: 9, facility: 'Newshire' }, { world, noise: 6 })
    expect(renamed.outcome).toBe('failed')
    expect(renamed.figures['widths']).toBeUndefined()
  })

  it('of another key each are caught wherever their reach leaves too few counts, and nowhere else', async () => {
    const narrow: boolean[] = []
    for (const seed of SEEDS) {
      const world = worldOf(seed, 6)
      const [now, then] = [
        { world, noise: 6, secret: 2 },
        { world, noise: 6 },
      ]
      narrow.push((await leastLeft(now, then)) < keyed.leastValues)
      const seven = await found('7', now, then)
      expect(seven.worst.some((said) => said.endsWith('blurred anew')), `seed ${seed}: ${seven.detail}`).toBe(narrow.at(-1)) // prettier-ignore
      expect(seven.outcome === 'failed' || !narrow.at(-1)).toBe(true)
    }
    expect(new Set(narrow)).toEqual(new Set([true, false]))
  })

  it('are not taken for another key’s where records came in, be they few or many', async () => {
    const world = worldOf(2, 20)
    const few = { ...world, people: [...world.people, ...world.people.filter(({ area }) => area === 'D1').slice(0, 3)] }
    const many = { ...world, people: [...world.people, ...world.people, ...world.people] }
    for (const later of [few, many]) {
      const seven = await found('7', { world: later, noise: 8 }, { world, noise: 8 })
      expect(seven.figures['changed']).toBeGreaterThan(0)
      expect(seven.worst.filter((said) => said.endsWith('blurred anew'))).toEqual([])
    }
  })
})

describe('two topics that count the same records', () => {
  it('have one noise in a release: the format knows no other', async () => {
    const files = await writeRelease(draft({ world: worldOf(1), noise: 6 }))
    const json = JSON.parse(new TextDecoder().decode(files.get('datapackage.json'))) as {
      cairn: { protection: { rules: { noise: unknown }[] } }
    }
    expect(() => validateDescriptor(json)).not.toThrow()
    json.cairn.protection.rules[0]!.noise = { copd: 6, asthma: 22 }
    expect(() => validateDescriptor(json)).toThrow('noise')
  })

  it('in two releases of one facility are caught by their widths; of one width they pass', async () => {
    const world = worldOf(1)
    const other = { world, noise: 22, id: 'other' }
    expect(await found('8', other, { world, noise: 6 })).toMatchObject({ outcome: 'failed', figures: { widths: 1 } })
    expect((await found('8', { ...other, noise: 6 }, { world, noise: 6 })).outcome).not.toBe('failed')
  })
})
