import { beforeAll, describe, expect, it, vi } from 'vitest'
import { checkFolders, passed } from '../../src/audit'
import { loadSolver } from '../../src/disclosure'
import type { AttackResult, Solver } from '../../src/disclosure'
import { memorySource } from '../../src/release'
import type { SafeDraft } from '../../src/release'
import { writeRelease } from '../../src/release/write'
import { KINDS } from './planted/kinds'
import type { Held } from './planted/publishing'

vi.setConfig({ testTimeout: 60_000 })

/** Seeds from 1: eight of each kind. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8]

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

const source = async (draft: SafeDraft, at: number) => memorySource(await writeRelease(draft), `release ${at + 1}`)

async function check({ releases, against = [], totals = [] }: Held): Promise<AttackResult[]> {
  const [now, before] = [await Promise.all(releases.map(source)), await Promise.all(against.map(source))]
  return (await checkFolders(now, { solver, against: before, totals })).results
}

const succeeded = (results: readonly AttackResult[]) => results.filter(({ outcome }) => outcome === 'failed')

describe('planted unsafe releases', () => {
  it.each(KINDS)('$name: caught, and the safe twin raises no alarm', async ({ caughtBy, unsafe, safe }) => {
    for (const seed of SEEDS) {
      const found = await check(unsafe(seed, solver))
      expect(passed(found), `seed ${seed}`).toBe(false)
      const attacks = succeeded(found).map(({ attack }) => attack)
      expect(
        attacks.some((attack) => caughtBy.includes(attack)),
        `seed ${seed}: ${attacks.join(', ')}`,
      ).toBe(true)
      const alarms = succeeded(await check(safe(seed, solver)))
      expect(
        alarms.map(({ attack, detail, worst }) => `${attack}: ${detail} ${worst[0] ?? ''}`),
        `seed ${seed}`,
      ).toEqual([])
    }
  })
})
