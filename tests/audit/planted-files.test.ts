import { beforeAll, describe, expect, it } from 'vitest'
import { checkFolders } from '../../src/audit'
import { loadSolver } from '../../src/disclosure'
import type { Solver } from '../../src/disclosure'
import { memorySource } from '../../src/release'
import { writeRelease } from '../../src/release/write'
import { FILE_KINDS } from './planted/files'
import { five } from './planted/publishing'
import { safeDraft, worldOf } from './planted/world'

const SEEDS = [1, 2, 3, 4]

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

async function succeeded(files: ReadonlyMap<string, Uint8Array>): Promise<string[]> {
  const { results } = await checkFolders([memorySource(files, 'planted')], { solver })
  return results.filter(({ outcome }) => outcome === 'failed').map(({ attack }) => attack)
}

describe('planted flaws of the files', () => {
  it.each(FILE_KINDS)('$name: caught; untouched files raise no alarm', async ({ caughtBy, plant }) => {
    for (const seed of SEEDS) {
      const files = await writeRelease(safeDraft(worldOf(seed), five, solver))
      expect(await succeeded(files), `seed ${seed}`).toEqual([])
      expect(await succeeded(await plant(files, seed)), `seed ${seed}`).toEqual(expect.arrayContaining([...caughtBy]))
    }
  })
})
